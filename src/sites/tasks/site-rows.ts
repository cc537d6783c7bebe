import type { Claim } from '../schemas/site.ts'
import type { DeviceConfiguration, Row } from '../../upstreams/sbc/sbc.ts'
import { nameColumnOf } from './script-tables.ts'
import type { Column, ScriptTemplate } from './script-template.ts'
import { hasValue, textOf, type Values } from './script-words.ts'

/** A row as a template wants it on a device. */
export interface WantedRow {
  readonly section: string
  readonly table: string
  readonly way: 'new' | 'shared' | 'existing'
  readonly name: string
  readonly columns: ReadonlyArray<{ path: string, inside: string | undefined, key: string, value: string }>
}

/** The rows that a template wants with these values. A row whose name has no value is left out. */
export function wantedRows (template: ScriptTemplate, values: Values): WantedRow[] {
  return template.items.flatMap(item => {
    if (item.kind !== 'row' || !item.conditions.every(hasValue(values))) return []
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
    const text = conditions.every(hasValue(values)) ? textOf(value, values) : undefined
    const path = inside === undefined ? key : `${inside} ${key}`
    // In a row of ours without a value now, the column is emptied; when the row is made, the line is left out.
    return text === undefined && way !== 'new' ? [] : [{ path, inside, key, value: text ?? '' }]
  })
}

/** Names of the rows that a cleanup template removes, in its order. */
export function removedRows (template: ScriptTemplate, values: Values): Array<Omit<Claim, 'sbcId'>> {
  return template.items.flatMap(item => {
    const name = item.kind === 'removal' && item.conditions.every(hasValue(values))
      ? textOf(item.name, values)
      : undefined
    return name === undefined ? [] : [{ section: item.section, table: item.table, name }]
  })
}

/** The row of that name on a device. */
export function findRow (
  device: DeviceConfiguration, { section, table, name }: Pick<WantedRow, 'section' | 'table' | 'name'>
): Row | undefined {
  const column = nameColumnOf(section, table) ?? 'name'
  return device.rows(table).find(row => row.columns[column] === name)
}
