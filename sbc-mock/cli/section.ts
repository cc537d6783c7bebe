import { lowestFree } from '../configuration.ts'
import type { Editor } from '../editor.ts'
import { Refusal } from '../refusal.ts'
import { invalid, readIndex, type Context } from './context.ts'
import { PlanContext } from './plan.ts'
import { RowContext } from './row.ts'

export type SectionName = 'system' | 'network' | 'voip'

/** Tables of each section, beside the dial plans. */
export const tables: Record<SectionName, readonly string[]> = {
  system: ['http-proxy http-server', 'snmp trap-destination'],
  network: ['interface network-if', 'nat-translation', 'static'],
  voip: [
    'realm', 'srd', 'sip-interface', 'proxy-set', 'ip-profile', 'ip-group', 'sip-definition account',
    'sbc cac-profile', 'sbc classification', 'sbc routing ip2ip-routing'
  ]
}

export function isSection (word: string | undefined): word is SectionName {
  return word === 'system' || word === 'network' || word === 'voip'
}

/** `configure system|network|voip` */
export class SectionContext implements Context {
  readonly name: SectionName
  readonly #editor: Editor

  constructor (editor: Editor, name: SectionName) {
    this.#editor = editor
    this.name = name
  }

  run (words: readonly string[]): Context | null {
    if (words[0] === 'no') {
      this.#remove(words.slice(1))
      return null
    }
    const index = words.at(-1)
    if (this.#isDialPlan(words)) return this.#enterPlan(index)
    const table = this.#tableOf(words)
    const rows = this.#editor.configuration.tables.get(table) ?? new Map<number, never>()
    return new RowContext(this.#editor, table, index === 'new' ? lowestFree(rows) : readIndex(index))
  }

  leave (): string[] {
    return []
  }

  #remove (words: readonly string[]): void {
    const index = readIndex(words.at(-1))
    if (this.#isDialPlan(words)) this.#editor.removePlan(index)
    else this.#editor.removeRow(this.#tableOf(words), index)
  }

  #enterPlan (word: string | undefined): PlanContext {
    const { configuration: { plans }, restoring } = this.#editor
    if (word === 'new') return new PlanContext(this.#editor, null, lowestFree(plans))
    const index = readIndex(word)
    const plan = plans.get(index)
    if (plan === undefined && !restoring) throw new Refusal(`dial-plan ${index} does not exist`)
    return new PlanContext(this.#editor, plan ?? null, index)
  }

  #isDialPlan (words: readonly string[]): boolean {
    return this.name === 'voip' && words.length === 3 && words[0] === 'sbc' && words[1] === 'dial-plan'
  }

  #tableOf (words: readonly string[]): string {
    const table = words.slice(0, -1).join(' ')
    if (!tables[this.name].includes(table)) throw invalid(words)
    return `${this.name} ${table}`
  }
}
