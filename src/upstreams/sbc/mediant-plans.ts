import { words } from './cli-script.ts'
import type { Rule } from './sbc.ts'

// Dial plans in what a Mediant prints (docs/wire/mediant.md#configuration-as-text).

export interface IndexedRule extends Rule { readonly index: number }
export interface DialPlanOnDevice { readonly index: number, readonly rules: readonly IndexedRule[] }

/** A rule as it is printed: the lines of its columns, whose values `valueIn` reads. */
interface PrintedRule { readonly index: number, name: string, prefix: string, tag: string }
type Plan = Readonly<{ index: number, name: string }>

/** Told of each plan when its name is read, and of each rule when it ends. */
export type Found = (plan: Plan, rule: PrintedRule | undefined) => void

/**
 * Reads the blocks of dial plans, line by line. Most lines are of rules, so they are looked at least. A plan may have
 * several blocks, and its name stands in one of them only. What else stands in a block is not understood, and is told
 * as such: a table under another name would look like a plan without rules.
 */
export class PlanReader {
  readonly #found: Found
  readonly #names = new Map<number, string>()
  #block: { index: number, indent: number } | undefined
  #rule: PrintedRule | undefined

  constructor (found: Found) {
    this.#found = found
  }

  get isInBlock (): boolean {
    return this.#block !== undefined
  }

  get hasPlans (): boolean {
    return this.#names.size > 0
  }

  /** A line outside of blocks that begins one; `indent` tells its `exit` from that of a rule. */
  open (index: number, indent: number): void {
    this.#block = { index, indent }
  }

  /** A line of a block; what is not understood about it, or undefined. */
  take (line: string): string | undefined {
    const text = line.trim()
    if (this.#rule !== undefined) return this.#takeOfRule(line, text, this.#rule)
    if (text === '' || text === 'activate' || isComment(text)) return undefined
    if (text === 'exit') return this.#close()
    const [first = '', value, ...more] = words(text) ?? []
    if (value === undefined || more.length > 0) return 'is no line of a dial plan'
    if (first === 'dial-plan-rule' && isIndex(value)) {
      this.#rule = { index: Number(value), name: '', prefix: '', tag: '' }
      return undefined
    }
    return first === 'name' ? this.#name(value) : 'is no line of a dial plan'
  }

  #takeOfRule (line: string, text: string, rule: PrintedRule): string | undefined {
    if (text.startsWith('prefix ') && rule.prefix === '') rule.prefix = text
    else if (text.startsWith('name ') && rule.name === '') rule.name = text
    else if (text.startsWith('tag ') && rule.tag === '') rule.tag = text
    else if (text === 'activate') return undefined
    else if (text === 'exit') {
      const complaint = this.#endRule(rule)
      const isOfPlan = this.#block !== undefined && line.search(/\S/) > 0 && line.search(/\S/) <= this.#block.indent
      return complaint ?? (isOfPlan ? this.#close() : undefined)
    } else if (text.startsWith('dial-plan-rule ')) {
      // the end of the rule got lost
      return this.#endRule(rule) ?? this.take(line)
    } else if (text !== '' && !isComment(text) && !isOtherColumn(text)) return 'is no line of a dial plan rule'
    return undefined
  }

  #endRule (rule: PrintedRule): string | undefined {
    const { index } = this.#block ?? { index: -1 }
    const name = this.#names.get(index)
    if (words(rule.prefix)?.length !== 2 || valueIn(rule.prefix) === '') return 'ends a rule without a prefix'
    if (name === undefined) return 'ends a rule of a plan whose name was not shown'
    this.#rule = undefined
    this.#found({ index, name }, rule)
    return undefined
  }

  #name (name: string): string | undefined {
    const { index } = this.#block ?? { index: -1 }
    const known = this.#names.get(index)
    if (known !== undefined && known !== name) return 'gives a plan a second name'
    if (known === undefined && [...this.#names.values()].includes(name)) return 'gives two plans one name'
    this.#names.set(index, name)
    this.#found({ index, name }, undefined)
    return undefined
  }

  #close (): string | undefined {
    const isNamed = this.#block !== undefined && this.#names.has(this.#block.index)
    this.#block = undefined
    return isNamed ? undefined : 'ends a plan whose name was not shown'
  }
}

/** A column that newer firmware may have, for what a rule matches does not depend on it. */
function isOtherColumn (text: string): boolean {
  const line = words(text)
  return line?.length === 2 && !/^(name|prefix|tag|exit|activate)$/i.test(line[0] ?? '') && !/plan|rule/i.test(line[0] ?? '')
}

export function isComment (text: string): boolean {
  return text.startsWith('#') || text.startsWith('!')
}

export function isIndex (word: string): boolean {
  return /^\d{1,9}$/.test(word)
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
): { found: Found, plan(): DialPlanOnDevice | undefined } {
  let plan: { index: number, rules: IndexedRule[] } | undefined
  const texts = new Map<string, string>()
  const shared = (text: string): string => {
    const known = texts.get(text) ?? detached(text)
    texts.set(known, known)
    return known
  }
  const found: Found = (of, rule) => {
    if (of.name !== name) return
    plan ??= { index: of.index, rules: [] }
    if (rule === undefined) return
    const prefix = valueIn(rule.prefix)
    if (wanted?.has(prefix) === false) return
    plan.rules.push({
      index: rule.index, name: shared(valueIn(rule.name)), prefix: detached(prefix), tag: shared(valueIn(rule.tag))
    })
  }
  return { found, plan: () => plan }
}
