import type { DialPlan } from '../dial-plan.ts'
import type { Editor } from '../editor.ts'
import { Refusal } from '../refusal.ts'
import { checkName, checkPrefix, checkTag } from '../rule-limits.ts'
import { invalid, onlyValue, type Context } from './context.ts'

/** `dial-plan-rule <index>|new`: nothing counts before `activate`. */
export class RuleContext implements Context {
  readonly name: string
  readonly #editor: Editor
  readonly #plan: DialPlan
  readonly #index: number
  #fields: { name: string, prefix: string, tag: string }
  #changed = false

  constructor (editor: Editor, plan: DialPlan, index: number) {
    this.#editor = editor
    this.#plan = plan
    this.#index = index
    this.name = `dial-plan-rule-${index}`
    const { name = '', prefix = '', tag = '' } = plan.get(index) ?? {}
    this.#fields = { name, prefix, tag }
  }

  run (words: readonly string[]): null {
    const { limits } = this.#editor
    switch (words[0]) {
      case 'name':
        checkName(onlyValue(words), limits)
        this.#set({ name: onlyValue(words) })
        return null
      case 'prefix':
        checkPrefix(onlyValue(words), limits)
        this.#set({ prefix: onlyValue(words) })
        return null
      case 'tag':
        checkTag(onlyValue(words), limits)
        this.#set({ tag: onlyValue(words) })
        return null
      case 'activate':
        if (words.length !== 1) throw invalid(words)
        this.#activate()
        return null
      default:
        throw invalid(words)
    }
  }

  leave (): string[] {
    if (!this.#changed) return []
    if (!this.#editor.limits.exitActivates) {
      return [`Warning: dial-plan-rule ${this.#index} was left without activate, its changes are lost`]
    }
    this.#activate()
    return []
  }

  #set (fields: Partial<{ name: string, prefix: string, tag: string }>): void {
    this.#fields = { ...this.#fields, ...fields }
    this.#changed = true
  }

  #activate (): void {
    if (this.#fields.prefix === '') throw new Refusal(`dial-plan-rule ${this.#index}: prefix is missing`)
    this.#editor.putRule(this.#plan, this.#index, this.#fields)
    this.#changed = false
  }
}
