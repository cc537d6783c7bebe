import { configureMediant } from './configure-mediant.ts'
import { inspectMediant } from './inspect-mediant.ts'
import { largestEffort, MediantCalls } from './mediant-calls.ts'
import { Blame, lostRules, rowsOf } from './mediant-edits.ts'
import type { DialPlanOnDevice, IndexedRule } from './mediant-plans.ts'
import { editScript, planFile, scriptsFor } from './mediant-scripts.ts'
import {
  byPrefix, identity, misfit, noSuchPlan, settleAfterwards, settleBeforehand, strangers
} from './rule-outcomes.ts'
import { previewMediant } from './preview-mediant.ts'
import type {
  ChangePreview, ConfigureOutcome, DeviceConfiguration, DeviceStatus, DialPlanChange, Inspection, RecordIntent, Missing,
  OpenSbc, PlanOnSbc, Rule, RuleOutcome, Sbc, SbcConnection, TakeRules, WantedRules
} from './sbc.ts'

// AudioCodes Mediant over its management REST API (docs/wire/mediant.md). A 200 does not prove that a script worked
// (docs/wire/mediant.md#answers), and a script that stops half-way stays half applied; so every change is read back.

export const openMediant: OpenSbc = connection => new Mediant(connection)

class Mediant implements Sbc {
  readonly #calls: MediantCalls
  readonly #limits: SbcConnection['limits']
  generation: string | undefined

  constructor (connection: SbcConnection) {
    this.#calls = new MediantCalls(connection)
    this.#limits = connection.limits
  }

  status (): Promise<DeviceStatus> {
    return this.#calls.status()
  }

  configuration (): Promise<DeviceConfiguration> {
    return this.#calls.configuration()
  }

  async rules (plan: string): Promise<readonly Rule[] | undefined> {
    return (await this.#calls.plan(plan))?.rules
  }

  readRules (plan: string, take: TakeRules): Promise<boolean> {
    return this.#calls.readRules(plan, take)
  }

  async plans (): Promise<readonly PlanOnSbc[]> {
    const { plans, generation } = await this.#calls.survey('', new Set())
    this.generation = generation
    return plans
  }

  async apply (
    plan: string, change: DialPlanChange, beforeWriting: () => void = () => {}, recordIntent?: RecordIntent
  ): Promise<readonly RuleOutcome[]> {
    const all = [...change.add, ...change.remove]
    // Of what is not ours anything may go wrong only where rules are removed.
    const wanted = change.remove.length > 0 ? undefined : new Set(change.add.map(rule => rule.prefix))
    let device = await this.#calls.plan(plan, wanted)
    if (device === undefined) return noSuchPlan(this.#calls.name, plan, all)
    const outcomes = settleBeforehand(device.rules, change, this.#limits)
    await recordIntent?.([...outcomes.values()])
    let changed = false
    const blame = new Blame()
    let failure: string | undefined
    for (let effort = 0, settled = outcomes.size; ; effort++) {
      if (outcomes.size > settled) [effort, settled] = [0, outcomes.size] // as long as it gets on, it cooperates
      const add = change.add.filter(rule => !outcomes.has(rule))
      // In a script of their own: it may stop because somebody else writes, and then no new rule is to blame.
      const remove = add.length > 0 ? [] : change.remove.filter(rule => !outcomes.has(rule))
      if (add.length + remove.length === 0) break
      if (effort === largestEffort) {
        throw this.#calls.fault(
          'busy', `${this.#calls.name} applies only a part of what it is told: ${failure ?? 'it gives no reason'}`
        )
      }
      const before = device
      failure = await this.#edit(device.index, add, rowsOf(device.rules, remove), beforeWriting)
      changed = true
      device = await this.#calls.planAgain(plan, wanted)
      if (remove.length > 0) {
        device = await this.#putBack(plan, lostRules(before, device, remove), device, beforeWriting)
      }
      settleAfterwards(device.rules, { add, remove }, outcomes)
      const left = add.filter(rule => !outcomes.has(rule))
      for (const { rule, reason } of blame.afterScript(left, failure)) {
        outcomes.set(rule, { rule, outcome: 'refused', reason })
      }
    }
    await this.#saveIfNeeded(changed, [...outcomes.values()])
    return all.flatMap(rule => outcomes.get(rule) ?? [])
  }

  /**
   * One file for the whole plan, then by script whatever the firmware made of it otherwise: some merge, some refuse.
   */
  async replacePlan (
    plan: string, ask: WantedRules, beforeWriting: () => void = () => {}
  ): Promise<readonly RuleOutcome[]> {
    const before = await this.#calls.plan(plan)
    const rules = await ask(before?.rules ?? [])
    if (before === undefined) return noSuchPlan(this.#calls.name, plan, rules)
    let present: readonly Rule[] = before.rules
    const there = new Set(present.map(identity))
    // What it holds already fits it, whatever we believe of its firmware.
    const isThere = (rule: Rule): boolean => there.has(identity(rule))
    const fresh = rules.filter(rule => !isThere(rule) && misfit(rule, this.#limits) === undefined)
    const wanted = [...rules.filter(isThere), ...byPrefix(fresh).values()]
    if (wanted.length > 0 && strangers(present, wanted).length + strangers(wanted, present).length > 0) {
      beforeWriting()
      await this.#calls.replacePlans(planFile(plan, wanted))
      present = (await this.#calls.planAgain(plan)).rules
    }
    const removed = byRulePrefix(await this.apply(plan, { add: [], remove: strangers(present, wanted) }, beforeWriting))
    const added = await this.apply(plan, { add: rules, remove: [] }, beforeWriting)
    const kept = byPrefix(wanted)
    return [
      ...before.rules.filter(rule => !kept.has(rule.prefix)).map(rule =>
        removed.get(rule.prefix) ?? { rule, outcome: 'removed' as const }
      ),
      ...added.map(({ rule, outcome, ...rest }) => ({
        rule, ...rest, outcome: outcome === 'unchanged' && !isThere(rule) ? 'added' as const : outcome
      }))
    ]
  }

  configure (missing: Missing, beforeWriting: () => void = () => {}): Promise<ConfigureOutcome> {
    return configureMediant(this.#calls, missing, beforeWriting)
  }

  preview (plan: string, change: DialPlanChange): Promise<ChangePreview> {
    return previewMediant(this.#calls, this.#limits, plan, change)
  }

  inspect (plan: string, prefixes: readonly string[]): Promise<Inspection> {
    return inspectMediant(this.#calls, plan, new Set(prefixes))
  }

  get saveMs (): number | undefined {
    return this.#calls.saveMs
  }

  close (): Promise<void> {
    return this.#calls.close()
  }

  /** A script of which the device took nothing leaves nothing to save; firmware that does not tell is saved. */
  async #saveIfNeeded (hasWritten: boolean, outcomes: readonly RuleOutcome[]): Promise<void> {
    const isChanged = hasWritten && outcomes.some(({ outcome }) => outcome === 'added' || outcome === 'removed')
    if (isChanged || (await this.#calls.saveNeeded() ?? hasWritten)) await this.#calls.save()
  }

  /** Runs the scripts of an edit as far as the device takes them; what it complains about, or undefined. */
  async #edit (
    planIndex: number, add: readonly Rule[], remove: readonly IndexedRule[], beforeWriting: () => void
  ): Promise<string | undefined> {
    for (const script of scriptsFor(planIndex, add, remove)) {
      beforeWriting()
      const failure = await this.#calls.run(script)
      if (failure !== undefined) return failure
    }
    return undefined
  }

  /** A firmware that takes duplicates, or goes on after an error, may have removed somebody else's rule. */
  async #putBack (
    plan: string, lost: readonly Rule[], device: DialPlanOnDevice, beforeWriting: () => void
  ): Promise<DialPlanOnDevice> {
    if (lost.length === 0) return device
    beforeWriting()
    await this.#calls.run(editScript(device.index, lost, []))
    const after = await this.#calls.planAgain(plan)
    const present = byPrefix(after.rules)
    const gone = lost.filter(rule => !present.has(rule.prefix))
    if (gone.length > 0) {
      throw this.#calls.fault(
        'unexpected',
        `${this.#calls.name} lost rules of others while it was written to: ` +
        `${gone.map(rule => `${rule.prefix} (${rule.name}, ${rule.tag})`).join(', ')}. Put them back by hand.`
      )
    }
    return after
  }
}

function byRulePrefix (outcomes: readonly RuleOutcome[]): Map<string, RuleOutcome> {
  return new Map(outcomes.map(outcome => [outcome.rule.prefix, outcome]))
}
