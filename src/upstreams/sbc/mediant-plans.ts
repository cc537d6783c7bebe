import { words } from './cli-script.ts'
import type { Rule } from './sbc.ts'

// Dial plans in what a Mediant prints (docs/wire/mediant.md#configuration-as-text).

export interface IndexedRule extends Rule { readonly index: number }
export interface DialPlanOnDevice { readonly index: number, readonly rules: readonly IndexedRule[] }

/** A rule as it is printed: the lines of its columns, whose values `valueIn` reads. */
interface PrintedRule { readonly index: number, name: string, prefix: string, tag: string }

/**
 * Finds dial plans and their rules in a configuration, line by line. Most lines are of rules, so they are looked at
 * least.
 */
export class PlanReader {
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
export function valueIn (line: string): string {
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
