import { grouped, isDisturbedBy, isGroup, singles } from './number-groups.ts'
import { byPrefix, foreseen, identity, sameTag, settleBeforehand } from './rule-outcomes.ts'
import {
  operatorConnectPlan, type ChangePreview, type ConfigureOutcome, type DeviceConfiguration, type DeviceStatus,
  type DialPlanChange, type Inspection, type Missing, type PlanOnSbc, type RecordIntent, type Rule, type RuleOutcome,
  type Sbc, type SbcConnection, type TakeRules, type WantedRules
} from './sbc.ts'

/** Single rules that are handed over at once, at least; a row stands for ten thousand at most. */
const piece = 1000

/**
 * A device whose numbers stand in groups: whoever asks sees and changes single rules. `isOn` false still understands
 * groups, and splits those that a change touches, so that it can be switched off again.
 */
export class GroupingSbc implements Sbc {
  readonly #sbc: Sbc
  readonly #isOn: boolean
  readonly #limits: SbcConnection['limits']

  constructor (sbc: Sbc, isOn: boolean, limits: SbcConnection['limits']) {
    this.#sbc = sbc
    this.#isOn = isOn
    this.#limits = limits
  }

  status (): Promise<DeviceStatus> {
    return this.#sbc.status()
  }

  async configuration (): Promise<DeviceConfiguration> {
    const device = await this.#sbc.configuration()
    return {
      rows: table => device.rows(table), plans: () => device.plans(),
      rules: plan => plan === operatorConnectPlan ? device.rules(plan)?.flatMap(singles) : device.rules(plan)
    }
  }

  async rules (plan: string): Promise<readonly Rule[] | undefined> {
    const rules = await this.#sbc.rules(plan)
    return plan === operatorConnectPlan ? rules?.flatMap(singles) : rules
  }

  readRules (plan: string, take: TakeRules): Promise<boolean> {
    if (plan !== operatorConnectPlan) return this.#sbc.readRules(plan, take)
    return this.#sbc.readRules(plan, async rows => {
      let rules: Rule[] = []
      for (const row of rows) {
        rules.push(...singles(row))
        if (rules.length < piece) continue
        await take(rules)
        rules = []
      }
      if (rules.length > 0) await take(rules)
    })
  }

  plans (): Promise<readonly PlanOnSbc[]> {
    return this.#sbc.plans()
  }

  async apply (
    plan: string, change: DialPlanChange, beforeWriting?: () => void, recordIntent?: RecordIntent
  ): Promise<readonly RuleOutcome[]> {
    const before = plan === operatorConnectPlan ? await this.#sbc.rules(plan) : undefined
    if (before === undefined) return this.#sbc.apply(plan, change, beforeWriting, recordIntent)
    const outcomes = settleBeforehand(before.flatMap(singles), change, this.#limits)
    await recordIntent?.([...outcomes.values()])
    const { add, remove } = this.#rows(before, change, outcomes)
    // What is to stay is covered twice for a moment, and never not at all.
    const added = await this.#sbc.apply(plan, { add, remove: [] }, beforeWriting)
    const failed = added.filter(({ outcome }) => outcome === 'conflict' || outcome === 'refused')
    const uncovered = new Map(failed.flatMap(one => singles(one.rule).map(rule => [rule.prefix, one])))
    // A row goes when all of it that is to stay is there in other rows.
    const due = remove.filter(row => !singles(row).some(({ prefix }) => uncovered.has(prefix)))
    const removed = byRule(await this.#sbc.apply(plan, { add: [], remove: due }, beforeWriting))
    for (const rule of change.add.filter(one => !outcomes.has(one))) {
      const why = uncovered.get(rule.prefix)
      outcomes.set(rule, why === undefined ? { rule, outcome: 'added' } : { ...why, rule })
    }
    const rowOf = new Map(before.flatMap(row => singles(row).map(({ prefix }) => [prefix, row])))
    for (const rule of change.remove.filter(one => !outcomes.has(one))) {
      const row = rowOf.get(rule.prefix)
      const outcome = row && removed.get(row)
      outcomes.set(rule, outcome === undefined
        ? { rule, outcome: 'refused', reason: 'The group of numbers that it is in could not be split.' }
        : { ...outcome, rule, outcome: outcome.outcome === 'unchanged' ? 'removed' : outcome.outcome })
    }
    return [...change.add, ...change.remove].flatMap(rule => outcomes.get(rule) ?? [])
  }

  async replacePlan (
    plan: string, ask: WantedRules, beforeWriting?: () => void
  ): Promise<readonly RuleOutcome[]> {
    if (plan !== operatorConnectPlan) return this.#sbc.replacePlan(plan, ask, beforeWriting)
    let present: readonly Rule[] = []
    let wanted: readonly Rule[] = []
    const rows = await this.#sbc.replacePlan(plan, async before => {
      present = before.flatMap(singles)
      wanted = await ask(present)
      return this.#isOn ? grouped(wanted, []) : wanted
    }, beforeWriting)
    const outcomes = new Map(rows.flatMap(one => singles(one.rule).map(rule => [identity(rule), one])))
    const [there, kept] = [new Set(present.map(identity)), byPrefix(wanted)]
    return [
      ...present.filter(({ prefix }) => !kept.has(prefix)).map(rule => ({ rule, outcome: 'removed' as const })),
      ...wanted.map((rule): RuleOutcome => {
        const { outcome = 'added', reason } = outcomes.get(identity(rule)) ?? {}
        if (outcome === 'refused' || outcome === 'conflict') {
          return { rule, outcome, ...(reason !== undefined && { reason }) }
        }
        return { rule, outcome: there.has(identity(rule)) ? 'unchanged' : 'added' }
      })
    ]
  }

  async preview (plan: string, change: DialPlanChange): Promise<ChangePreview> {
    const before = plan === operatorConnectPlan ? await this.#sbc.rules(plan) : undefined
    if (before === undefined) return this.#sbc.preview(plan, change)
    const outcomes = settleBeforehand(before.flatMap(singles), change, this.#limits)
    const rows = this.#rows(before, change, outcomes)
    const { text, rules } = await this.#sbc.preview(plan, rows)
    return {
      rules, text, rulesAfter: rules === undefined ? undefined : rules + rows.add.length - rows.remove.length,
      outcomes: foreseen(change, outcomes)
    }
  }

  configure (missing: Missing, beforeWriting?: () => void): Promise<ConfigureOutcome> {
    return this.#sbc.configure(missing, beforeWriting)
  }

  async inspect (plan: string, prefixes: readonly string[]): Promise<Inspection> {
    return this.#sbc.inspect(plan, prefixes)
  }

  get generation (): string | undefined {
    return this.#sbc.generation
  }

  get saveMs (): number | undefined {
    return this.#sbc.saveMs
  }

  close (): Promise<void> {
    return this.#sbc.close()
  }

  /** The rows to add and to remove for what is not settled; rows of tags that the change is not about stay. */
  #rows (
    before: readonly Rule[], change: DialPlanChange, outcomes: ReadonlyMap<Rule, RuleOutcome>
  ): { add: Rule[], remove: Rule[] } {
    const add = change.add.filter(rule => !outcomes.has(rule))
    const gone = byPrefix(change.remove.filter(rule => !outcomes.has(rule)))
    const tags = new Set([...add, ...gone.values()].map(({ tag }) => tag.toLowerCase()))
    const isTouched = (row: Rule): boolean => this.#isOn
      ? tags.has(row.tag.toLowerCase()) || isDisturbedBy(row, add)
      : isGroup(row) ? singles(row).some(({ prefix }) => gone.has(prefix)) : gone.has(row.prefix)
    const touched = before.filter(isTouched)
    const staying = touched.flatMap(singles).filter(rule => {
      const asked = gone.get(rule.prefix)
      return asked === undefined || !sameTag(asked, rule)
    })
    const others = before.filter(row => !isTouched(row))
    const target = this.#isOn ? grouped([...staying, ...add], others) : [...staying, ...add]
    const [old, wanted] = [new Set(touched.map(identity)), new Set(target.map(identity))]
    return {
      add: target.filter(row => !old.has(identity(row))), remove: touched.filter(row => !wanted.has(identity(row)))
    }
  }
}

function byRule (outcomes: readonly RuleOutcome[]): Map<Rule, RuleOutcome> {
  return new Map(outcomes.map(outcome => [outcome.rule, outcome]))
}
