import { Refusal } from '../refusal.ts'

/** Where a script stands. A command either opens a deeper context, prints lines, or does its work silently. */
export interface Context {
  readonly name: string
  run (words: readonly string[]): Context | string[] | null
  /** Called on `exit`; what it returns is printed. */
  leave (): string[]
}

export function invalid (words: readonly string[]): Refusal {
  return new Refusal(`Invalid command: ${words.join(' ')}`)
}

export function readIndex (word: string | undefined): number {
  if (word === undefined || !/^\d{1,9}$/.test(word)) throw new Refusal(`"${word ?? ''}" is not an index`)
  return Number(word)
}

/** The one value of a `keyword value` line. */
export function onlyValue (words: readonly string[]): string {
  const [, value] = words
  if (value === undefined || words.length !== 2) throw invalid(words)
  return value
}
