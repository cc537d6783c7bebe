import { words } from './cli-script.ts'
import { isIndex } from './mediant-plans.ts'

// Which lines of a configuration begin a row (docs/wire/mediant.md#tables-on-the-command-line).

/** Tables that stand inside of a row of another one. */
const nested = new Set(['proxy-ip', 'dial-plan-rule', 'message-manipulation-rule', 'cac-rule'])

/** Tables whose name is one word, as that of a column is; a longer name and an index are never a column. */
const shortTables = new Set([
  'realm', 'srd', 'sip-interface', 'proxy-set', 'ip-profile', 'ip-group', 'nat-translation', 'static'
])

export function isRowHeader (text: string, line: readonly string[]): boolean {
  return /\s\d{1,9}\s*$/.test(text) && (line.length > 2 || (line.length === 2 && shortTables.has(line[0] ?? '')))
}

export function isNestedRow (line: readonly string[]): boolean {
  return line.length === 2 && isIndex(line[1] ?? '') && nested.has(line[0] ?? '')
}

/** Whether an `exit` of its own belongs to the line. */
export function beginsBlock (text: string): boolean {
  const line = words(text) ?? []
  return isRowHeader(text, line) || isNestedRow(line)
}
