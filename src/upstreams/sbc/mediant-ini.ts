import { words } from './cli-script.ts'
import type { Rule } from './sbc.ts'

// Dial plans in the INI file of a Mediant, the second way of reading them (docs/wire/mediant.md#ini-tables). Release
// 7.2 keys a rule by its plan and its own index; 7.4 by one index, and names the plan in a column.

/** `keys` and `columns`: bare names as its format has them. */
interface Table { readonly keys: readonly string[], readonly columns: readonly string[] }
interface Row { readonly table: Table, readonly keys: readonly string[], readonly values: readonly string[] }

export interface IniFile {
  /** Wanted rules by plan. */
  readonly plans: ReadonlyMap<string, readonly Rule[]>
  readonly caseSensitive: boolean | undefined
  /** Failed logins after which it blocks, and for how many seconds; it names them where they differ from 3 and 60. */
  readonly failedLogins: number | undefined
  readonly lockoutSeconds: number | undefined
}

/** Reads an INI file line by line. Rules whose prefix is not wanted are only seen to be rules: there may be 250,000. */
export class IniReader {
  readonly #wanted: ReadonlySet<string>
  readonly #tables = new Map<string, Table>()
  readonly #parameters = new Map<string, number>()
  /** Names of plans by the index of their row. */
  readonly #plans = new Map<string, string>()
  readonly #rules: Array<{ of: string, rule: Rule }> = []
  /** The plans that rules refer to, by index or by name. */
  readonly #referredTo = new Set<string>()
  #isKnown = true
  /** The table that has begun and not ended. */
  #open: string | undefined

  constructor (wanted: ReadonlySet<string>) {
    this.#wanted = wanted
  }

  take (raw: string): void {
    const line = raw.trim()
    const begun = /^\[ (\w+) \]$/.exec(line)?.[1]
    const ended = /^\[ \\(\w+) \]$/.exec(line)?.[1]
    if (begun !== undefined) {
      this.#isKnown &&= this.#open === undefined
      this.#open = begun
    } else if (ended !== undefined) {
      this.#isKnown &&= this.#open === ended
      this.#open = undefined
    } else if (line !== '' && !line.startsWith(';')) {
      if (this.#open === undefined) this.#takeParameter(line)
      else this.#isKnown &&= this.#takeOfTable(this.#open, line)
    }
  }

  /** After the last line; undefined when the tables of dial plans are not whole, or not in a form that is known. */
  file (): IniFile | undefined {
    const has = (...names: readonly string[]): boolean => names.some(name => this.#tables.has(name))
    if (!this.#isKnown || this.#open !== undefined || !has(...planTables) || !has(...ruleTables)) return undefined
    const plans = new Map([...this.#plans.values()].map((name): [string, Rule[]] => [name, []]))
    if (![...this.#referredTo].every(of => plans.has(this.#nameOf(of)))) return undefined
    for (const { of, rule } of this.#rules) plans.get(this.#nameOf(of))?.push(rule)
    const sensitivity = this.#parameters.get('prefixcasesensitivity')
    return {
      plans, caseSensitive: sensitivity === undefined ? undefined : sensitivity === 1,
      failedLogins: this.#parameters.get('denyaccessonfailcount'),
      lockoutSeconds: this.#parameters.get('denyauthenticationtimer') || undefined
    }
  }

  /** Rules name their plan by a key of two, or in a column. */
  #nameOf (of: string): string {
    return this.#isKeyedByPlan() ? this.#plans.get(of) ?? '' : of
  }

  #isKeyedByPlan (): boolean {
    return ruleTables.some(name => (this.#tables.get(name)?.keys.length ?? 0) > 1)
  }

  #takeParameter (line: string): void {
    const [, name, value] = /^(\w+)[ \t]*=[ \t]*(\d{1,6})$/.exec(line) ?? []
    if (name !== undefined) this.#parameters.set(name.toLowerCase(), Number(value))
  }

  #takeOfTable (name: string, line: string): boolean {
    const format = /^FORMAT (.+?) = (.+);$/.exec(line)
    if (format !== null) {
      const [keys = [], columns = []] = format.slice(1).map(part => part.split(',').map(column => bare(column, name)))
      this.#tables.set(name, { keys, columns })
      return true
    }
    if (!name.startsWith('DialPlan')) return true
    const row = rowOf(this.#tables.get(name), name, line)
    if (row === undefined) return false
    if (planTables.includes(name)) return this.#takePlan(row)
    return ruleTables.includes(name) ? this.#takeRule(row) : true
  }

  #takePlan (row: Row): boolean {
    const name = cell(row, 'name')
    if (name !== undefined) this.#plans.set(row.keys[0] ?? '', name)
    return name !== undefined
  }

  #takeRule (row: Row): boolean {
    const [name, prefix, tag] = ['name', 'prefix', 'tag'].map(column => cell(row, column))
    const of = row.table.keys.length > 1 ? row.keys[0] : cell(row, 'dialplanname') ?? cell(row, 'dialplan')
    if (name === undefined || prefix === undefined || tag === undefined || of === undefined) return false
    if (!this.#referredTo.has(of)) this.#referredTo.add(of)
    if (this.#wanted.has(prefix)) this.#rules.push({ of, rule: { name, prefix, tag } })
    return true
  }
}

const planTables = ['DialPlans', 'DialPlan']
const ruleTables = ['DialPlanRule', 'DialPlanRules']

/** Undefined when it does not fit the format of its table. */
function rowOf (table: Table | undefined, name: string, line: string): Row | undefined {
  const [, row, keys = '', values = ''] = /^(\w+) ([\d, ]+?) = (.*);$/.exec(line) ?? []
  const cells = words(values.replace(/,\s*(?=(?:[^"]*"[^"]*")*[^"]*$)/g, ' '))
  if (table === undefined || row !== name || cells?.length !== table.columns.length) return undefined
  return { table, keys: keys.split(',').map(key => key.trim()), values: cells }
}

function bare (column: string, table: string): string {
  return column.trim().replace(new RegExp(`^${table}_`), '').toLowerCase()
}

function cell ({ table, values }: Row, column: string): string | undefined {
  return values[table.columns.indexOf(column)]
}
