import { scriptTables } from '../../schemas/script-tables.ts'

/** Tables inside of a row of another. */
const nestedTables: Readonly<Record<string, readonly string[]>> = {
  'proxy-set': ['proxy-ip'], 'sbc cac-profile': ['cac-rule'], 'sbc dial-plan': ['dial-plan-rule']
}

/** Columns whose value a device does not show as it was written. */
const hiddenColumns = /(^| )(password|secret)$/

export const dialPlanTable = 'sbc dial-plan'

export function isSection (word: string | undefined): word is string {
  return word !== undefined && Object.hasOwn(scriptTables, word)
}

export function nameColumnOf (section: string, table: string): string | undefined {
  const columns = scriptTables[section] ?? {}
  return Object.hasOwn(columns, table) ? columns[table] : undefined
}

export function tablesOf (section: string): string[] {
  return Object.keys(scriptTables[section] ?? {})
}

export function isNested (table: string, inside: string): boolean {
  return nestedTables[table]?.includes(inside) ?? false
}

export function isHidden (column: string): boolean {
  return hiddenColumns.test(column)
}

/** Commands that ask back, run long, move files or end the session of everybody: no template may hold them. */
export const forbiddenCommands: ReadonlySet<string> = new Set([
  'reload', 'write', 'write-and-backup', 'erase', 'factory', 'reset', 'copy', 'clear', 'debug', 'admin', 'ping',
  'traceroute', 'nslookup', 'telnet', 'ssh', 'do', 'show', 'enable', 'quit', 'reboot', 'restore', 'automatic-update',
  'import-csv-from', 'export-csv-to', 'shutdown', 'password-obscurity'
])
