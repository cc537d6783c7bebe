import { GenerationReader } from './mediant-generation.ts'
import { planCollector, type Found } from './mediant-plans.ts'
import type { PlanOnSbc, Rule } from './sbc.ts'

/** What a look at a whole configuration keeps of it. */
export interface Survey {
  readonly plans: ReadonlyArray<PlanOnSbc & { readonly rules: number }>
  readonly generation: string
  /** The wanted rules of one plan. */
  readonly rules: readonly Rule[]
}

/** Counts the rules of every plan, and holds those of one plan that are wanted: a device may have 250,000 others. */
export class SurveyReader {
  readonly #counts = new Map<string, number>()
  readonly #generation = new GenerationReader()
  readonly #collector: ReturnType<typeof planCollector>

  constructor (plan: string, wanted: ReadonlySet<string>) {
    this.#collector = planCollector(plan, wanted)
  }

  readonly found: Found = (plan, rule) => {
    this.#counts.set(plan.name, (this.#counts.get(plan.name) ?? 0) + (rule === undefined ? 0 : 1))
    this.#collector.found(plan, rule)
  }

  take (line: string): void {
    this.#generation.take(line)
  }

  /** After the last line. */
  survey (): Survey {
    const names = [...this.#counts.keys()]
    return {
      plans: names.map(name => ({ name, rules: this.#counts.get(name) ?? 0 })),
      generation: this.#generation.generation(names), rules: this.#collector.plan()?.rules ?? []
    }
  }
}
