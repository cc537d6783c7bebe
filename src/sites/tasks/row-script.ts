import type { Claim } from '../schemas/site.ts'
import type { DeviceConfiguration, Row, Script, ScriptLine } from '../../upstreams/sbc/sbc.ts'
import { fill } from '../../upstreams/sbc/cli-script.ts'
import { isHidden, nameColumnOf } from './script-tables.ts'
import { findRow, type WantedRow } from './site-rows.ts'

type Columns = WantedRow['columns']
type RowName = Pick<WantedRow, 'section' | 'table' | 'name'>

/**
 * The script that brings a device to these rows: makes or changes the wanted ones, then removes the unwanted ones;
 * undefined when there is nothing to do. An index may be out of date as soon as somebody else has written. So a script
 * first writes the name of the row that it is about to change or remove: when that is the name of another row, the
 * device refuses it, and the script ends before it touches what is not ours.
 */
export function missingOf (
  device: DeviceConfiguration, wanted: readonly WantedRow[], unwanted: ReadonlyArray<Omit<Claim, 'sbcId'>>
): Script | undefined {
  const sections = new Map<string, ScriptLine[]>()
  const write = (section: string, lines: readonly ScriptLine[]): void => {
    if (lines.length > 0) sections.set(section, [...sections.get(section) ?? [], ...lines])
  }
  for (const row of withoutRepeats(wanted)) write(row.section, linesFor(row, findRow(device, row)))
  for (const row of unwanted) write(row.section, removalOf(row, findRow(device, row)))
  const script = [...sections].flatMap(([section, lines]) => [
    fill(`configure ${section}`, {}), ...lines, fill('exit', {})
  ])
  return script.length === 0 ? undefined : script
}

/** Two blocks of a template may name one row, such as a proxy set that both legs use. The first one counts. */
function withoutRepeats (wanted: readonly WantedRow[]): WantedRow[] {
  const rows = new Map<string, WantedRow>()
  for (const row of wanted) {
    const key = `${row.section} ${row.table} ${row.name}`
    if (!rows.has(key)) rows.set(key, row)
  }
  return [...rows.values()]
}

function linesFor (row: WantedRow, found: Row | undefined): ScriptLine[] {
  if (row.way === 'existing' || (found !== undefined && row.way === 'shared')) return []
  if (found === undefined) return rowLines(row.table, 'new', row.columns.filter(({ value }) => value !== ''))
  const columns = row.columns.filter(column => differs(column, found))
  return columns.length === 0 ? [] : rowLines(row.table, found.index, [nameOf(row), ...columns])
}

/** Of a hidden column, a device only shows whether it has a value. */
function differs ({ path, value }: Columns[number], found: Row): boolean {
  const shown = found.columns[path] ?? ''
  return isHidden(path) && value !== '' ? shown === '' : shown !== value
}

function removalOf (row: RowName, found: Row | undefined): ScriptLine[] {
  if (found === undefined) return []
  const { index } = found
  return [...rowLines(row.table, index, [nameOf(row)]), fill(`no ${row.table} {{index}}`, { index })]
}

function nameOf ({ section, table, name }: RowName): Columns[number] {
  const key = nameColumnOf(section, table) ?? 'name'
  return { path: key, inside: undefined, key, value: name }
}

function rowLines (table: string, index: number | 'new', columns: Columns): ScriptLine[] {
  const own = columns.filter(column => column.inside === undefined)
  const nested = new Map<string, Columns[number][]>()
  for (const column of columns) {
    if (column.inside !== undefined) nested.set(column.inside, [...nested.get(column.inside) ?? [], column])
  }
  const put = ({ key, value }: { key: string, value: string }): ScriptLine => fill(`${key} "{{value}}"`, { value })
  return [
    index === 'new' ? fill(`${table} new`, {}) : fill(`${table} {{index}}`, { index }),
    ...own.map(put),
    ...[...nested].flatMap(([inside, group]) => [
      fill(inside, {}), ...group.map(put), fill('activate', {}), fill('exit', {})
    ]),
    fill('activate', {}),
    fill('exit', {})
  ]
}
