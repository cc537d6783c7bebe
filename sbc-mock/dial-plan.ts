export interface Rule {
  index: number
  name: string
  prefix: string
  tag: string
}

/** One dial plan: rows addressed by index, with the prefixes indexed so that big plans stay usable. */
export class DialPlan {
  readonly index: number
  name: string
  groups = 0
  #rules = new Map<number, Rule>()
  #byPrefix: Map<string, number[]> | null = null
  #groupsOf = new Map<number, number>()
  #lowestFree = 0
  #sorted: Rule[] | null = null

  constructor (index: number, name: string) {
    this.index = index
    this.name = name
  }

  get size (): number {
    return this.#rules.size
  }

  get (index: number): Rule | undefined {
    return this.#rules.get(index)
  }

  /** All rules in the order of their index. */
  list (): readonly Rule[] {
    this.#sorted ??= [...this.#rules.values()].sort((a, b) => a.index - b.index)
    return this.#sorted
  }

  /** Index of another row with this prefix, if there is one. */
  indexOfPrefix (prefix: string, except?: number): number | undefined {
    return this.#prefixes().get(prefix)?.find((index) => index !== except)
  }

  nextIndex (): number {
    while (this.#rules.has(this.#lowestFree)) this.#lowestFree += 1
    return this.#lowestFree
  }

  put (rule: Rule, groups: number): void {
    this.remove(rule.index)
    this.#rules.set(rule.index, rule)
    if (groups > 1) this.#groupsOf.set(rule.index, groups)
    this.groups += groups
    const indexes = this.#prefixes().get(rule.prefix)
    if (indexes === undefined) this.#prefixes().set(rule.prefix, [rule.index])
    else indexes.push(rule.index)
    this.#sorted = null
  }

  remove (index: number): Rule | undefined {
    const rule = this.#rules.get(index)
    if (rule === undefined) return undefined
    this.#rules.delete(index)
    this.groups -= this.#groupsOf.get(index) ?? 1
    this.#groupsOf.delete(index)
    const left = this.#prefixes().get(rule.prefix)?.filter((other) => other !== index) ?? []
    if (left.length === 0) this.#prefixes().delete(rule.prefix)
    else this.#prefixes().set(rule.prefix, left)
    this.#lowestFree = Math.min(this.#lowestFree, index)
    this.#sorted = null
    return rule
  }

  copy (): DialPlan {
    const copy = new DialPlan(this.index, this.name)
    copy.#rules = new Map(this.#rules)
    copy.#groupsOf = new Map(this.#groupsOf)
    copy.groups = this.groups
    return copy
  }

  // Saved copies are rarely searched, so the index is built when it is first needed.
  #prefixes (): Map<string, number[]> {
    if (this.#byPrefix === null) {
      this.#byPrefix = new Map()
      for (const { index, prefix } of this.#rules.values()) {
        const indexes = this.#byPrefix.get(prefix)
        if (indexes === undefined) this.#byPrefix.set(prefix, [index])
        else indexes.push(index)
      }
    }
    return this.#byPrefix
  }
}
