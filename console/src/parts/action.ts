import type { Dialplane } from '@dialplane/client'

export interface Field {
  readonly name: string
  readonly label: string
  readonly choices?: ReadonlyArray<string | readonly [value: string, label: string]>
  readonly hint?: string
  readonly isRequired?: boolean
  /** Without choices; default: text. */
  readonly type?: 'text' | 'number' | 'datetime-local'
  /** What stands there at first. */
  readonly value?: string
}

export type Values = Readonly<Record<string, string>>

/** With `validateOnly` the API says what the request would do, and does nothing. */
export type Mode = Readonly<{ validateOnly?: true }>

/** Something that becomes a task; what it would do is shown before. */
export interface Action {
  readonly name: string
  /** What it is done to, for the title. */
  readonly about: string
  readonly isGrave?: boolean
  readonly fields?: readonly Field[]
  readonly ask: (client: Dialplane, values: Values, mode: Mode) => Promise<Response>
}

/** The values that are not empty. */
export const given = (values: Values): Record<string, string> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value.trim() !== ''))

export const valuesAtFirst = (fields: readonly Field[]): Values =>
  Object.fromEntries(fields.flatMap(({ name, value }) => value === undefined ? [] : [[name, value]]))

export const isComplete = (fields: readonly Field[], values: Values): boolean =>
  fields.every(({ name, isRequired = false }) => !isRequired || (values[name] ?? '').trim() !== '')

/** The one of `words` that was chosen. */
export function oneOf<Word extends string> (words: readonly Word[], chosen: string | undefined): Word | undefined {
  return words.find(word => word === chosen)
}
