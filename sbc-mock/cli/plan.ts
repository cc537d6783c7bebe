import type { DialPlan } from '../dial-plan.ts'
import type { Editor } from '../editor.ts'
import { Refusal } from '../refusal.ts'
import { checkPlanName } from '../rule-limits.ts'
import { invalid, onlyValue, readIndex, type Context } from './context.ts'
import { RuleContext } from './rule.ts'

/** `sbc dial-plan <index>|new`: the row exists once it has a name and is activated, left, or entered further. */
export class PlanContext implements Context {
  readonly name: string
  readonly #editor: Editor
  readonly #index: number
  #plan: DialPlan | null
  #pendingName: string | null = null

  constructor (editor: Editor, plan: DialPlan | null, index: number) {
    this.#editor = editor
    this.#plan = plan
    this.#index = index
    this.name = `dial-plan-${index}`
  }

  run (words: readonly string[]): Context | null {
    switch (words[0]) {
      case 'name': {
        const name = onlyValue(words)
        checkPlanName(name)
        this.#pendingName = name
        return null
      }
      case 'dial-plan-rule': {
        const plan = this.#commit()
        if (words.length !== 2) throw invalid(words)
        return new RuleContext(this.#editor, plan, words[1] === 'new' ? plan.nextIndex() : readIndex(words[1]))
      }
      case 'no':
        if (words[1] !== 'dial-plan-rule' || words.length !== 3) throw invalid(words)
        this.#editor.removeRule(this.#commit(), readIndex(words[2]))
        return null
      case 'activate':
        if (words.length !== 1) throw invalid(words)
        this.#commit()
        return null
      default:
        throw invalid(words)
    }
  }

  leave (): string[] {
    if (this.#plan !== null || this.#pendingName !== null) this.#commit()
    return []
  }

  #commit (): DialPlan {
    const name = this.#pendingName
    if (this.#plan === null) {
      if (name === null) throw new Refusal('dial-plan: name is missing')
      this.#plan = this.#editor.addPlan(name, this.#index)
    } else if (name !== null) {
      this.#editor.renamePlan(this.#plan, name)
    }
    this.#pendingName = null
    return this.#plan
  }
}
