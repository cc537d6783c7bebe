import type { StoredTemplate } from '../schemas/built-in-templates.ts'
import type { Claim, ScriptParameters } from '../schemas/site.ts'
import type { DeviceConfiguration, Row, Script, ScriptLine } from '../../upstreams/sbc/sbc.ts'
import { fill } from '../../upstreams/sbc/cli-script.ts'
import { isHidden, nameColumnOf } from './script-tables.ts'
import { readTemplate, scriptTypes, type Column, type Line, type ScriptTemplate } from './script-template.ts'
import { textOf, type TemplateFault, type Values, type Word } from './script-words.ts'

/** Placeholders that have a value for every site, some of them when the request gave it. */
const ofSites = [
  'SiteName', 'MsTenantId', 'ProxySet', 'CacProfile', 'OnlinePstnGateway', 'CarrierUserName', 'CarrierUserPassword',
  'CarrierMailLine', 'CarrierMainLine', 'CarrierHostName'
]
const ofNumbers = ['SiteName', 'MsTenantId', 'Number']

/** The placeholders a template may use: a customer variable by its place, `CustomVar.Variable1`, or by its name. */
export function placeholdersFor (
  { scriptType, customerVariables }: Pick<StoredTemplate, 'scriptType' | 'customerVariables'>
): string[] {
  if (scriptType === scriptTypes.numbers) return ofNumbers
  return [...ofSites, ...customerVariables.flatMap((name, index) => [`CustomVar.Variable${index + 1}`, name])]
}

export function parseTemplate (
  template: Pick<StoredTemplate, 'scriptType' | 'customerVariables' | 'script'>
): { template: ScriptTemplate } | { faults: readonly TemplateFault[] } {
  const known = new Set(placeholdersFor(template))
  return readTemplate(template.script ?? '', template.scriptType, name => known.has(name))
}

/** What the placeholders of a template stand for at a site. */
export function valuesOf (
  site: {
    name: string
    msTenantId: string
    parameters: ScriptParameters
    enableCac: boolean
    carrierRegistration: boolean
  },
  password: string | undefined,
  customerVariables: readonly string[]
): Values {
  const values: Record<string, string> = { ...site.parameters, SiteName: site.name, MsTenantId: site.msTenantId }
  if (password !== undefined) values['CarrierUserPassword'] = password
  if (!site.enableCac) delete values['CacProfile']
  if (!site.carrierRegistration) for (const name of ['CarrierUserName', 'CarrierUserPassword']) delete values[name]
  customerVariables.forEach((name, index) => {
    const value = values[`CustomVar.Variable${index + 1}`]
    if (value !== undefined && !ofSites.includes(name)) values[name] = value
  })
  return values
}

const holds = (values: Values) => (name: string): boolean =>
  (Object.hasOwn(values, name) ? values[name] ?? '' : '') !== ''

interface WantedRow {
  readonly section: string
  readonly table: string
  readonly way: 'new' | 'shared' | 'existing'
  readonly name: string
  readonly columns: ReadonlyArray<{ path: string, inside: string | undefined, key: string, value: string }>
}

/** Rows as the template wants them with these values; one without a name is not wanted. */
export function wantedRows (template: ScriptTemplate, values: Values): WantedRow[] {
  return template.items.flatMap(item => {
    if (item.kind !== 'row' || !item.conditions.every(holds(values))) return []
    const name = item.columns[0] && textOf(item.columns[0].value, values)
    return name === undefined
      ? []
      : [{
          section: item.section, table: item.table, way: item.way, name,
          columns: columnsOf(item.columns, item.way, values)
        }]
  })
}

function columnsOf (columns: readonly Column[], way: string, values: Values): WantedRow['columns'] {
  return columns.flatMap(({ inside, key, value, conditions }) => {
    const text = conditions.every(holds(values)) ? textOf(value, values) : undefined
    const path = inside === undefined ? key : `${inside} ${key}`
    // What is given no value any more is emptied on a row of ours; on a new one the line is left out.
    return text === undefined && way !== 'new' ? [] : [{ path, inside, key, value: text ?? '' }]
  })
}

/** Names of the rows that a cleanup template removes, in its order. */
export function removedRows (template: ScriptTemplate, values: Values): Array<Omit<Claim, 'sbcId'>> {
  return template.items.flatMap(item => {
    const name = item.kind === 'removal' && item.conditions.every(holds(values)) ? textOf(item.name, values) : undefined
    return name === undefined ? [] : [{ section: item.section, table: item.table, name }]
  })
}

export function findRow (
  device: DeviceConfiguration, { section, table, name }: Pick<WantedRow, 'section' | 'table' | 'name'>
): Row | undefined {
  const column = nameColumnOf(section, table) ?? 'name'
  return device.rows(table).find(row => row.columns[column] === name)
}

/**
 * What a device lacks of these rows, and has of those to be removed, as a script; undefined when nothing. An index is
 * stale as soon as somebody else has written, so a row that is there is first given the name it is believed to have:
 * when that is another row's, the device refuses it, and the script ends before it touches what is not ours.
 */
export function missingOf (
  device: DeviceConfiguration, wanted: readonly WantedRow[], unwanted: ReadonlyArray<Omit<Claim, 'sbcId'>>
): Script | undefined {
  const sections = new Map<string, ScriptLine[]>()
  const write = (section: string, lines: readonly ScriptLine[]): void => {
    sections.set(section, [...sections.get(section) ?? [], ...lines])
  }
  const made = new Set<string>()
  for (const row of wanted) {
    const key = `${row.section} ${row.table} ${row.name}`
    if (made.has(key)) continue // a proxy set that both legs use is made once
    made.add(key)
    const found = findRow(device, row)
    if (row.way === 'existing' || (found !== undefined && row.way === 'shared')) continue
    const columns = row.columns.filter(({ path, value }) =>
      found === undefined
        ? value !== ''
        : isHidden(path) && value !== ''
          ? (found.columns[path] ?? '') === ''
          : (found.columns[path] ?? '') !== value
    )
    if (found === undefined) write(row.section, rowLines(row.table, 'new', columns))
    else if (columns.length > 0) write(row.section, rowLines(row.table, found.index, [nameOf(row), ...columns]))
  }
  for (const row of unwanted) {
    const found = findRow(device, row)
    if (found !== undefined) {
      write(row.section, [
        ...rowLines(row.table, found.index, [nameOf(row)]), fill(`no ${row.table} {{index}}`, { index: found.index })
      ])
    }
  }
  const script = [...sections].flatMap((
    [section, lines]
  ) => [fill(`configure ${section}`, {}), ...lines, fill('exit', {})])
  return script.length === 0 ? undefined : script
}

function nameOf (
  { section, table, name }: Pick<WantedRow, 'section' | 'table' | 'name'>
): WantedRow['columns'][number] {
  const key = nameColumnOf(section, table) ?? 'name'
  return { path: key, inside: undefined, key, value: name }
}

function rowLines (table: string, index: number | 'new', columns: WantedRow['columns']): ScriptLine[] {
  const own = columns.filter(column => column.inside === undefined)
  const nested = new Map<string, WantedRow['columns'][number][]>()
  for (const column of columns) {
    if (column.inside !== undefined) nested.set(column.inside, [...nested.get(column.inside) ?? [], column])
  }
  const put = ({ key, value }: { key: string, value: string }): ScriptLine => fill(`${key} "{{value}}"`, { value })
  return [
    index === 'new' ? fill(`${table} new`, {}) : fill(`${table} {{index}}`, { index }),
    ...own.map(put),
    ...[...nested].flatMap((
      [inside, group]
    ) => [fill(inside, {}), ...group.map(put), fill('activate', {}), fill('exit', {})]),
    fill('activate', {}),
    fill('exit', {})
  ]
}

/**
 * The script as people read it before they save the template: with these values, and names where the device has
 * indices.
 */
export function previewOf (template: ScriptTemplate, values: Values): string[] {
  return template.lines.flatMap(line => previewLine(line, values) ?? [])
}

function previewLine ({ depth, words, conditions }: Line, values: Values): string | undefined {
  if (!conditions.every(holds(values))) return undefined
  const told: string[] = []
  for (const word of words) {
    const text = textOf(word, values)
    if (text === undefined) return undefined
    told.push(isOneWord(word) ? text : fill('"{{text}}"', { text }))
  }
  return '  '.repeat(depth) + told.join(' ')
}

const isOneWord = (word: Word): boolean => !word.quoted && word.parts.every(part => typeof part === 'string')
