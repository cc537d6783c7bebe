import { line, words, type Script } from './cli-script.ts'
import type { DeviceConfiguration, Row, Rule } from './sbc.ts'

export interface IndexedRule extends Rule { readonly index: number }
export interface DialPlanOnDevice { readonly index: number, readonly rules: readonly IndexedRule[] }

interface OpenRow {
  readonly index: number
  readonly columns: Record<string, string>
  readonly path: string[]
  readonly indent: number
}

/**
 * What a device prints as its running configuration (docs/wire/mediant.md#configuration-as-text), read once and asked
 * often.
 */
export class MediantConfiguration implements DeviceConfiguration {
  readonly #plans = new Map<string, { index: number, rules: IndexedRule[] }>()
  readonly #lines: readonly string[]

  constructor (configuration: string) {
    this.#lines = configuration.split(/\r?\n/)
    this.#readPlans()
  }

  plan (name: string): DialPlanOnDevice | undefined {
    return this.#plans.get(name)
  }

  rules (plan: string): readonly IndexedRule[] | undefined {
    return this.#plans.get(plan)?.rules
  }

  plans (): readonly string[] {
    return [...this.#plans.keys()]
  }

  /**
   * A row ends with the `exit` of its own depth: rows in rows, as of a proxy set, have theirs. It ends in any case
   * where another row or section begins or its section ends, so that an `exit` too few never lends it the columns of
   * the next.
   */
  rows (table: string): readonly Row[] {
    const name = table.trim().split(/\s+/)
    const rows: OpenRow[] = []
    let row: OpenRow | undefined
    for (const text of this.#lines) {
      const line = words(text) ?? []
      const last = line.at(-1) ?? ''
      if (line[0] === 'configure' || isRowHeader(text, line)) {
        const isWanted = isIndex(last) && line.length === name.length + 1 &&
          name.every((word, index) => word === line[index])
        row = isWanted ? { index: Number(last), columns: {}, path: [], indent: indentOf(text) } : undefined
        if (row !== undefined) rows.push(row)
      } else if (row === undefined) {
        continue
      } else if (line[0] === 'exit') {
        if (row.path.pop() === undefined || indentOf(text) < row.indent) row = undefined
      } else if (line.length === 2 && isIndex(last) && nested.has(line[0] ?? '')) {
        row.path.push(line.join(' '))
      } else if (line.length === 2) {
        row.columns[[...row.path, line[0]].join(' ')] = last
      }
    }
    return rows.map(({ index, columns }) => ({ index, columns }))
  }

  #readPlans (): void {
    const reader = new PlanReader((plan, rule) => {
      const known = this.#plans.get(plan.name) ?? { index: plan.index, rules: [] }
      this.#plans.set(plan.name, known)
      if (rule !== undefined) {
        known.rules.push({
          index: rule.index, name: valueIn(rule.name), prefix: valueIn(rule.prefix), tag: valueIn(rule.tag)
        })
      }
    })
    for (const text of this.#lines) reader.take(text)
  }
}

/** A rule as it is printed: the lines of its columns, whose values `valueIn` reads. */
interface PrintedRule { readonly index: number, name: string, prefix: string, tag: string }

/**
 * Finds dial plans and their rules in a configuration, line by line. Most lines are of rules, so they are looked at
 * least.
 */
class PlanReader {
  readonly #found: (plan: { index: number, name: string }, rule: PrintedRule | undefined) => void
  #plan: { index: number, name: string } | undefined
  #rule: PrintedRule | undefined

  /** Called for each plan when its name is read, and for each rule when it ends. */
  constructor (found: (plan: { index: number, name: string }, rule: PrintedRule | undefined) => void) {
    this.#found = found
  }

  take (line: string): void {
    const text = line.trim()
    if (this.#plan !== undefined && this.#rule !== undefined) return this.#takeOfRule(text, this.#plan, this.#rule)
    const [first, second, third] = words(text) ?? []
    if (first === 'sbc' && second === 'dial-plan' && third !== undefined) {
      this.#plan = { index: Number(third), name: '' }
    }
    if (this.#plan === undefined) return
    if (first === 'dial-plan-rule' && second !== undefined) {
      this.#rule = { index: Number(second), name: '', prefix: '', tag: '' }
    } else if (first === 'exit') this.#plan = undefined
    else if (first === 'name') this.#found(this.#plan = { index: this.#plan.index, name: second ?? '' }, undefined)
  }

  #takeOfRule (text: string, plan: { index: number, name: string }, rule: PrintedRule): void {
    if (text.startsWith('name ')) rule.name = text
    else if (text.startsWith('prefix ')) rule.prefix = text
    else if (text.startsWith('tag ')) rule.tag = text
    else if (text === 'exit') {
      this.#rule = undefined
      this.#found(plan, rule)
    // the end of the rule got lost
    } else if (text.startsWith('sbc dial-plan ') || text.startsWith('dial-plan-rule ')) {
      this.#rule = undefined
      this.take(text)
    }
  }
}

/** The value of a line such as `prefix "+613"`. */
function valueIn (line: string): string {
  return words(line)?.[1] ?? ''
}

/** A text of its own. What is cut out of a longer text would keep all of that in memory. */
function detached (text: string): string {
  return Buffer.from(text).toString()
}

/** Collects one plan; with `wanted`, only the rules of these prefixes, however many the device has. */
export function planCollector (
  name: string, wanted: ReadonlySet<string> | undefined
): { take(line: string): void, plan(): DialPlanOnDevice | undefined } {
  let plan: { index: number, rules: IndexedRule[] } | undefined
  const texts = new Map<string, string>()
  const shared = (text: string): string => {
    const known = texts.get(text) ?? detached(text)
    texts.set(known, known)
    return known
  }
  const reader = new PlanReader((found, rule) => {
    if (found.name !== name) return
    plan ??= { index: found.index, rules: [] }
    if (rule === undefined) return
    const prefix = valueIn(rule.prefix)
    if (wanted?.has(prefix) === false) return
    plan.rules.push({
      index: rule.index, name: shared(valueIn(rule.name)), prefix: detached(prefix), tag: shared(valueIn(rule.tag))
    })
  })
  return { take: line => reader.take(line), plan: () => plan }
}

/** Tables that stand inside of a row of another one. */
const nested = new Set(['proxy-ip', 'dial-plan-rule', 'message-manipulation-rule', 'cac-rule'])

/** Tables whose name is one word, as that of a column is; a longer name and an index are never a column. */
const shortTables = new Set([
  'realm', 'srd', 'sip-interface', 'proxy-set', 'ip-profile', 'ip-group', 'nat-translation', 'static'
])

function isRowHeader (text: string, line: readonly string[]): boolean {
  return /\s\d{1,9}\s*$/.test(text) && (line.length > 2 || (line.length === 2 && shortTables.has(line[0] ?? '')))
}

function indentOf (text: string): number {
  return text.search(/\S/)
}

function isIndex (word: string): boolean {
  return /^\d{1,9}$/.test(word)
}

/**
 * The script that adds and removes rules of one plan; the device chooses the index of a new rule. A rule can only be
 * removed by its index, which is stale as soon as somebody else has written: so each row is first given the prefix it
 * is believed to have. If that is another row's, the device refuses the duplicate and the script ends before it removes
 * the wrong rule.
 */
export function editScript (planIndex: number, add: readonly Rule[], remove: readonly IndexedRule[]): Script {
  return [
    line`configure voip`,
    line`sbc dial-plan ${planIndex}`,
    ...remove.flatMap(
      rule => [
        line`dial-plan-rule ${rule.index}`, line`prefix ${rule.prefix}`, line`activate`, line`exit`,
        line`no dial-plan-rule ${rule.index}`
      ]
    ),
    ...add.flatMap(
      rule => [
        line`dial-plan-rule new`, line`name ${rule.name}`, line`prefix ${rule.prefix}`, line`tag ${rule.tag}`,
        line`activate`, line`exit`
      ]
    ),
    line`exit`,
    line`exit`
  ]
}

/** The file that replaces all rules of the plans it names; a plan without rules cannot be named in it. */
export function planFile (plan: string, rules: readonly Rule[]): string {
  const row = (cells: readonly string[]): string => cells.map(cell => `"${cell.replaceAll('"', '""')}"`).join(',')
  return ['DialPlanName,Name,Prefix,Tag', ...rules.map(rule => row([plan, rule.name, rule.prefix, rule.tag])), ''].join(
    '\r\n'
  )
}
