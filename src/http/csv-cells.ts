import { stringify } from 'csv-stringify/sync'

/**
 * What a spreadsheet runs as a formula when a cell begins with it, blanks aside; the wide ones of Asian keyboards too.
 */
const formula = '[=+\\-@\\t\\r\\n\\uff1d\\uff0b\\uff0d\\uff20]'
/** Blanks, and what nobody sees: some programs leave it out, and then the formula comes first. */
const unseen = '\\s\\p{Cf}\\p{Cc}'
const dangerous = new RegExp(`^[${unseen}']*${formula}`, 'u')
const protectedCell = new RegExp(`^'[${unseen}']*${formula}`, 'u')
/** A formula behind a line break within the cell: some programs part rows there all the same. */
const lineBreak = '(\\r\\n|[\\r\\n\\u0085\\u2028\\u2029])'
const dangerousLine = new RegExp(`${lineBreak}(?=[${unseen}']*[=+\\-@\\uff1d\\uff0b\\uff0d\\uff20])`, 'gu')
const protectedLine = new RegExp(`${lineBreak}'(?=[${unseen}']*[=+\\-@\\uff1d\\uff0b\\uff0d\\uff20])`, 'gu')
/** How people and other exports keep a spreadsheet from rounding digits: a formula that is nothing but a text. */
const textFormula = /^\s*=\s*"((?:[^"]|"")*)"\s*$/

/** The text as a spreadsheet shows it and does not run it: with an apostrophe before it. `plainCell` takes it off. */
function safeCell (text: string): string {
  const lines = text.replace(dangerousLine, "$1'")
  return dangerous.test(lines) && text.trim() !== '' ? `'${lines}` : lines
}

/** The inverse of `safeCell`; forgives the apostrophe that people write before a + as well, and `="+61395556880"`. */
export function plainCell (text: string): string {
  if (protectedCell.test(text)) return text.slice(1).replace(protectedLine, '$1')
  return textFormula.exec(text)?.[1]?.replaceAll('""', '"') ?? text.replace(protectedLine, '$1')
}

export type Cell = string | number | null

/** Rows of a CSV file (RFC 4180) that no spreadsheet runs as formulas, whichever separator it believes in. */
export function toCsv (rows: ReadonlyArray<readonly Cell[]>): string {
  return stringify(rows.map(row => row.map(cell => typeof cell === 'string' ? safeCell(cell) : cell)), {
    record_delimiter: 'windows', quoted_match: /[;\t\r\n]|^\s|\s$/
  })
}

/** A list stands in one cell; `none` is the list without entries, as an empty cell means that nothing is said. */
export function listCell (entries: readonly string[] | null): string | null {
  return entries === null ? null : entries.length === 0 ? 'none' : entries.join(' ')
}

/** The entries of a cell, however people part them; undefined for an empty cell. */
export function readListCell (text: string): string[] | undefined {
  const entries = text.split(/[\s,;|]+/).filter(entry => entry !== '')
  if (entries.length === 0) return undefined
  return entries.length === 1 && entries[0]?.toLowerCase() === 'none' ? [] : entries
}
