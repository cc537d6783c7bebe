import { words } from './cli-script.ts'
import type { Rule } from './sbc.ts'

// Dial plans in the INI file of a Mediant, the second way of reading them (docs/wire/mediant.md#ini-tables). Release
// 7.2 keys a rule by its plan and its own index; 7.4 by one index, and names the plan in a column.

interface Table { readonly keys: readonly string[], readonly columns: readonly string[], readonly rows: IniRow[] }
interface IniRow { readonly keys: readonly string[], readonly values: readonly string[] }

export interface IniFile {
  /** Rules by plan. */
  readonly plans: ReadonlyMap<string, readonly Rule[]>
  readonly caseSensitive: boolean | undefined
  /** Failed logins after which it blocks, and for how many seconds; it names them where they differ from 3 and 60. */
  readonly failedLogins: number | undefined
  readonly lockoutSeconds: number | undefined
}

/** Undefined when the tables of dial plans are not there whole, or not in a form that is known. */
export function readIni (text: string): IniFile | undefined {
  const tables = tablesOf(text)
  const plans = tables?.get('DialPlans') ?? tables?.get('DialPlan')
  const rules = tables?.get('DialPlanRule') ?? tables?.get('DialPlanRules')
  if (plans === undefined || rules === undefined) return undefined
  const found = new Map<string, Rule[]>()
  const names = new Map<string, string>()
  for (const row of plans.rows) {
    const name = cell(plans, row, 'name')
    if (name === undefined) return undefined
    names.set(row.keys[0] ?? '', name)
    found.set(name, [])
  }
  for (const row of rules.rows) {
    const [name, prefix, tag] = ['name', 'prefix', 'tag'].map(column => cell(rules, row, column))
    const of = rules.keys.length > 1
      ? names.get(row.keys[0] ?? '')
      : cell(rules, row, 'dialplanname') ?? cell(rules, row, 'dialplan')
    const plan = found.get(of ?? '')
    if (name === undefined || prefix === undefined || tag === undefined || plan === undefined) return undefined
    plan.push({ name, prefix, tag })
  }
  const sensitivity = parameter(text, 'PrefixCaseSensitivity')
  return {
    plans: found, caseSensitive: sensitivity === undefined ? undefined : sensitivity === 1,
    failedLogins: parameter(text, 'DenyAccessOnFailCount'),
    lockoutSeconds: parameter(text, 'DenyAuthenticationTimer') || undefined
  }
}

function parameter (text: string, name: string): number | undefined {
  const [, value] = new RegExp(`^[ \\t]*${name}[ \\t]*=[ \\t]*(\\d{1,6})[ \\t]*\\r?$`, 'im').exec(text) ?? []
  return value === undefined ? undefined : Number(value)
}

/** Undefined when a table has no end, or a row does not fit its format. */
function tablesOf (text: string): Map<string, Table> | undefined {
  const tables = new Map<string, Table>()
  let name: string | undefined
  for (const raw of text.split(/\r?\n/)) {
    const line = raw.trim()
    const begun = /^\[ (\w+) \]$/.exec(line)?.[1]
    const ended = /^\[ \\(\w+) \]$/.exec(line)?.[1]
    if (begun !== undefined) {
      if (name !== undefined) return undefined
      name = begun
    } else if (ended !== undefined) {
      if (ended !== name) return undefined
      name = undefined
    } else if (name !== undefined && line !== '' && !line.startsWith(';') && !take(tables, name, line)) return undefined
  }
  return name === undefined ? tables : undefined
}

function take (tables: Map<string, Table>, name: string, line: string): boolean {
  const format = /^FORMAT (.+?) = (.+);$/.exec(line)
  if (format !== null) {
    const [keys = [], columns = []] = format.slice(1).map(part => part.split(',').map(column => bare(column, name)))
    tables.set(name, { keys, columns, rows: [] })
    return true
  }
  if (!/^DialPlan/.test(name)) return true
  const table = tables.get(name)
  const [, row, keys = '', values = ''] = /^(\w+) ([\d, ]+?) = (.*);$/.exec(line) ?? []
  const cells = words(values.replace(/,\s*(?=(?:[^"]*"[^"]*")*[^"]*$)/g, ' '))
  if (table === undefined || row !== name || cells?.length !== table.columns.length) return false
  table.rows.push({ keys: keys.split(',').map(key => key.trim()), values: cells })
  return true
}

function bare (column: string, table: string): string {
  return column.trim().replace(new RegExp(`^${table}_`), '').toLowerCase()
}

function cell ({ columns }: Table, { values }: IniRow, column: string): string | undefined {
  return values[columns.indexOf(column)]
}
