import { line, words, type Script } from './cli-script.ts'
import type { DeviceConfiguration, Row, Rule } from './sbc.ts'

export interface IndexedRule extends Rule { readonly index: number }
export interface DialPlanOnDevice { readonly index: number, readonly rules: readonly IndexedRule[] }

interface OpenRow { readonly index: number, readonly columns: Record<string, string>, readonly path: string[] }

/** What a device prints as its running configuration (sbc-management-api.md §2.6), read once and asked often. */
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

  /** A row ends with the `exit` of its own depth: rows in rows, as of a proxy set, have theirs. */
  rows (table: string): readonly Row[] {
    const name = table.trim().split(/\s+/)
    const rows: OpenRow[] = []
    let row: OpenRow | undefined
    for (const text of this.#lines) {
      const line = words(text) ?? []
      const last = line.at(-1) ?? ''
      if (row === undefined) {
        if (line.length !== name.length + 1 || !isIndex(last) || !name.every((word, index) => word === line[index])) continue
        row = { index: Number(last), columns: {}, path: [] }
        rows.push(row)
      } else if (line[0] === 'exit') {
        if (row.path.pop() === undefined) row = undefined
      } else if (line.length === 2 && isIndex(last) && nested.has(line[0] ?? '')) {
        row.path.push(line.join(' '))
      } else if (line.length === 2) {
        row.columns[[...row.path, line[0]].join(' ')] = last
      }
    }
    return rows.map(({ index, columns }) => ({ index, columns }))
  }

  #readPlans (): void {
    let plan: { index: number, rules: IndexedRule[] } | undefined
    let rule: { index: number, name: string, prefix: string, tag: string } | undefined
    for (const text of this.#lines) {
      const [first, second, third] = words(text) ?? []
      if (first === 'sbc' && second === 'dial-plan' && third !== undefined) {
        plan = { index: Number(third), rules: [] }
        rule = undefined
      } else if (plan === undefined) {
        continue
      } else if (first === 'dial-plan-rule' && second !== undefined) {
        rule = { index: Number(second), name: '', prefix: '', tag: '' }
      } else if (first === 'name' && rule === undefined) {
        this.#plans.set(second ?? '', plan)
      } else if (rule !== undefined && (first === 'name' || first === 'prefix' || first === 'tag')) {
        rule[first] = second ?? ''
      } else if (first === 'exit') {
        if (rule === undefined) plan = undefined
        else plan.rules.push(rule)
        rule = undefined
      }
    }
  }
}

/** Tables that stand inside of a row of another one. */
const nested = new Set(['proxy-ip', 'dial-plan-rule', 'message-manipulation-rule', 'cac-rule'])

function isIndex (word: string): boolean {
  return /^\d{1,9}$/.test(word)
}

/**
 * The script that adds and removes rules of one plan; the device chooses the index of a new rule. A rule can only be removed
 * by its index, which is stale as soon as somebody else has written: so each row is first given the prefix it is believed
 * to have. If that is another row's, the device refuses the duplicate and the script ends before it removes the wrong rule.
 */
export function editScript (planIndex: number, add: readonly Rule[], remove: readonly IndexedRule[]): Script {
  return [
    line`configure voip`,
    line`sbc dial-plan ${planIndex}`,
    ...remove.flatMap(rule => [line`dial-plan-rule ${rule.index}`, line`prefix ${rule.prefix}`, line`activate`, line`exit`, line`no dial-plan-rule ${rule.index}`]),
    ...add.flatMap(rule => [line`dial-plan-rule new`, line`name ${rule.name}`, line`prefix ${rule.prefix}`, line`tag ${rule.tag}`, line`activate`, line`exit`]),
    line`exit`,
    line`exit`
  ]
}

/** The file that replaces all rules of the plans it names; a plan without rules cannot be named in it. */
export function planFile (plan: string, rules: readonly Rule[]): string {
  const row = (cells: readonly string[]): string => cells.map(cell => `"${cell.replaceAll('"', '""')}"`).join(',')
  return ['DialPlanName,Name,Prefix,Tag', ...rules.map(rule => row([plan, rule.name, rule.prefix, rule.tag])), ''].join('\r\n')
}
