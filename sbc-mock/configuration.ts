import type { DialPlan } from './dial-plan.ts'

/** A row of a table whose columns the mock does not judge, such as an IP Group. */
export type Row = ReadonlyMap<string, string>

/** What a device runs, or what it has saved. */
export class Configuration {
  readonly plans = new Map<number, DialPlan>()
  /** Key: section and table as typed, for example "voip ip-group". */
  readonly tables = new Map<string, Map<number, Row>>()

  get ruleCount (): number {
    return sum(this.plans, (plan) => plan.size)
  }

  get groupCount (): number {
    return sum(this.plans, (plan) => plan.groups)
  }

  planNamed (name: string): DialPlan | undefined {
    return [...this.plans.values()].find((plan) => plan.name === name)
  }

  plansInOrder (): DialPlan[] {
    return [...this.plans.values()].sort((a, b) => a.index - b.index)
  }

  copy (): Configuration {
    const copy = new Configuration()
    for (const [index, plan] of this.plans) copy.plans.set(index, plan.copy())
    for (const [name, rows] of this.tables) copy.tables.set(name, new Map(rows))
    return copy
  }
}

export function lowestFree (taken: ReadonlyMap<number, unknown>): number {
  let index = 0
  while (taken.has(index)) index += 1
  return index
}

function sum (plans: ReadonlyMap<number, DialPlan>, measure: (plan: DialPlan) => number): number {
  let total = 0
  for (const plan of plans.values()) total += measure(plan)
  return total
}
