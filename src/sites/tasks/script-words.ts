// Lines of a script template, split into words before any placeholder is filled in. A value can therefore become a word
// or a part of one, and never a command, another word or another line.

type Part = string | { readonly placeholder: string }

export interface Word {
  readonly parts: readonly Part[]
  readonly quoted: boolean
  /** From 1. */
  readonly column: number
}

/** Where a template is wrong. Lines and columns count from 1. */
export interface TemplateFault { readonly line: number, readonly column: number, readonly message: string }

export class WrongTemplate extends Error {
  readonly column: number
  constructor (column: number, message: string) {
    super(message)
    this.column = column
  }
}

/** The words of one line. Throws WrongTemplate. */
export function splitTemplateLine (line: string): Word[] {
  const strange = /[^\x20-\x7e\t]/u.exec(line)
  if (strange !== null) {
    throw new WrongTemplate(
      strange.index + 1,
      `The character U+${(strange[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')} cannot be ` +
      'written to a device; only printable ASCII can.'
    )
  }
  const words: Word[] = []
  const pattern = /[ \t]*(?:"((?:[^"\\]|\\.)*)(")?|((?:\{\{[^{}]*\}\}|[^\s"])+))/y
  const end = line.trimEnd().length
  let closed = true
  while (pattern.lastIndex < end) {
    const from = pattern.lastIndex
    const match = pattern.exec(line.slice(0, end))
    if (match === null) throw new WrongTemplate(from + 1, 'This is not a word.')
    const column = from + match[0].search(/\S/) + 1
    if (!closed || (from > 0 && !/^[ \t]/.test(match[0]))) {
      throw new WrongTemplate(column, 'A quote begins or ends inside of a word; put a blank between words.')
    }
    const inside = match[1]
    if (inside !== undefined && match[2] === undefined) throw new WrongTemplate(column, 'This quote is never closed.')
    words.push({
      parts: partsOf(inside?.replace(/\\(.)/g, '$1') ?? match[3] ?? '', column), quoted: inside !== undefined, column
    })
    closed = true
  }
  return words
}

function partsOf (text: string, column: number): Part[] {
  const parts: Part[] = []
  let from = 0
  for (const match of text.matchAll(/\{\{\s*([^{}]*?)\s*\}\}/g)) {
    if (match.index > from) parts.push(text.slice(from, match.index))
    parts.push({ placeholder: match[1] ?? '' })
    from = match.index + match[0].length
  }
  if (from < text.length) parts.push(text.slice(from))
  const stray = parts.find(part => typeof part === 'string' && /\{\{|\}\}/.test(part))
  if (stray !== undefined) {
    throw new WrongTemplate(column, 'A placeholder is written {{Name}}; this one is not closed or not opened.')
  }
  return parts
}

export function placeholdersOf (word: Word): string[] {
  return word.parts.flatMap(part => typeof part === 'string' ? [] : [part.placeholder])
}

/** The text of a word without placeholders; undefined when it has some, or stands in quotes. */
export function bare (word: Word | undefined): string | undefined {
  if (word === undefined || word.quoted || placeholdersOf(word).length > 0) return undefined
  return word.parts.join('')
}

/** Values of placeholders, by their names. */
export type Values = Readonly<Record<string, string>>

/** What the word says with these values; undefined when one of them is absent or empty. */
export function textOf (word: Word, values: Values): string | undefined {
  let text = ''
  for (const part of word.parts) {
    const value = typeof part === 'string'
      ? part
      : Object.hasOwn(values, part.placeholder)
        ? values[part.placeholder]
        : undefined
    if (value === undefined || (value === '' && typeof part !== 'string')) return undefined
    text += value
  }
  return text
}

/** Whether a placeholder has a value that is not empty. */
export const hasValue = (values: Values) => (name: string): boolean =>
  (Object.hasOwn(values, name) ? values[name] ?? '' : '') !== ''
