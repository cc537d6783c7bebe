import { inspectKamailio, requestsFor } from './inspect-kamailio.ts'
import { KamailioCalls, type KeyState, type Table } from './kamailio-calls.ts'
import { conflict, foreignSide, isHeld, isKey, misfitOfEntry, ruleOf, sidesOf, valueOf } from './kamailio-rules.ts'
import { replaceByDifference } from './replace-by-difference.ts'
import { foreseen, noSuchPlan, refuseAll, settleBeforehand } from './rule-outcomes.ts'
import type {
  ChangePreview, ConfigureOutcome, DeviceConfiguration, DeviceStatus, DialPlanChange, Inspection, Missing, OpenSbc,
  PlanOnSbc, RecordIntent, Rule, RuleOutcome, Sbc, SbcConnection, TakeRules, WantedRules
} from './sbc.ts'

// Kamailio by JSON-RPC and by routes of its configuration, over HTTP. A dial plan is a hash table with a table in the
// database behind it: the key is the prefix, the value `tag|name`, so that a routing script takes
// `$(sht(OCDialPlan=>$rU){s.select,0,|})`. What a change costs depends on the change alone: each key is read and
// written by itself (docs/decisions/0012-kamailio-rows-by-key.md).

/** Times a change is compared with what is there, before the server counts as not cooperating. */
const largestEffort = 4

export const openKamailio: OpenSbc = connection => new Kamailio(connection)

class Kamailio implements Sbc {
  readonly #calls: KamailioCalls
  readonly #limits: SbcConnection['limits']
  /** It reads its configuration when it starts, and never again. */
  generation: string | undefined

  constructor (connection: SbcConnection) {
    this.#calls = new KamailioCalls(connection)
    this.#limits = connection.limits
  }

  async status (): Promise<DeviceStatus> {
    const firmware = await this.#calls.version()
    return {
      product: 'Kamailio', firmware, serialNumber: undefined, operationalState: undefined,
      highAvailability: undefined, saveNeeded: undefined, alarms: [], certificateEnds: this.#calls.certificateEnds
    }
  }

  async configuration (): Promise<DeviceConfiguration> {
    const plans = new Map<string, readonly Rule[]>()
    for (const { name } of await this.plans()) plans.set(name, await this.rules(name) ?? [])
    return { rows: () => [], rules: plan => plans.get(plan), plans: () => [...plans.keys()] }
  }

  async plans (): Promise<readonly PlanOnSbc[]> {
    const plans: PlanOnSbc[] = []
    this.generation = await this.#calls.upSince()
    for (const table of await this.#calls.tables()) {
      const unfit = await this.#unfit(table)
      plans.push({ name: table.name, ...(unfit !== undefined && { unfit }) })
    }
    return plans
  }

  /** The rows: what is in memory alone is not known by a restart, and not counted as there. */
  async rules (plan: string): Promise<readonly Rule[] | undefined> {
    const rules: Rule[] = []
    const isThere = await this.readRules(plan, async found => { rules.push(...found) })
    return isThere ? rules : undefined
  }

  async readRules (plan: string, take: TakeRules): Promise<boolean> {
    const table = await this.#table(plan)
    if (table === undefined) return false
    if (await this.#unfit(table) !== undefined) return true
    for await (const page of this.#calls.pages(plan)) await take(page.map(({ key, value }) => ruleOf(key, value)))
    return true
  }

  async apply (
    plan: string, change: DialPlanChange, beforeWriting: () => void = () => {}, recordIntent?: RecordIntent
  ): Promise<readonly RuleOutcome[]> {
    const all = [...change.add, ...change.remove]
    const table = await this.#table(plan)
    if (table === undefined) return noSuchPlan(this.#calls.name, plan, all)
    const unfit = await this.#unfit(table)
    if (unfit !== undefined) return refuseAll(all, unfit)
    const states = await this.#states(plan, all)
    const outcomes = this.#settle(change, states)
    await recordIntent?.([...outcomes.values()])
    for (let effort = 0; ; effort++) {
      const add = change.add.filter(rule => !outcomes.has(rule))
      const remove = change.remove.filter(rule => !outcomes.has(rule))
      if (add.length + remove.length === 0) break
      if (effort === largestEffort) {
        throw this.#calls.fault('busy', `${this.#calls.name} does not keep what it is told.`)
      }
      for (const rule of add) await this.#add(plan, rule, states.get(rule.prefix) ?? {}, outcomes, beforeWriting)
      for (const rule of remove) await this.#remove(plan, rule, states, outcomes, beforeWriting)
    }
    return all.flatMap(rule => outcomes.get(rule) ?? [])
  }

  #settle (change: DialPlanChange, states: ReadonlyMap<string, KeyState>): Map<Rule, RuleOutcome> {
    const present = (rule: Rule, isThere: (rule: Rule, state: KeyState) => boolean): Rule[] => {
      const state = states.get(rule.prefix) ?? {}
      const foreign = foreignSide(rule, state)
      return foreign !== undefined ? [foreign] : isThere(rule, state) ? [rule] : []
    }
    const outcomes = settleBeforehand(
      [
        ...change.remove.flatMap(rule => present(rule, (_, state) => sidesOf(state).length > 0)),
        ...change.add.flatMap(rule => present(rule, isHeld))
      ], change, { nameLength: 100, tagLength: 500, prefixLength: 32, ...this.#limits }
    )
    for (const rule of change.add) {
      const reason = misfitOfEntry(rule, this.#limits)
      if (reason === undefined || outcomes.get(rule)?.outcome === 'unchanged') continue
      outcomes.set(rule, { rule, outcome: 'refused', reason })
    }
    for (const rule of change.remove) {
      if (isKey(rule.prefix) || outcomes.has(rule)) continue
      outcomes.set(rule, { rule, outcome: 'refused', reason: 'Its prefix is not a plain number; remove it by hand.' })
    }
    return outcomes
  }

  /** A side that is there already decides how the other is written, for both must be the same. */
  async #add (
    plan: string, rule: Rule, before: KeyState, outcomes: Map<Rule, RuleOutcome>, beforeWriting: () => void
  ): Promise<void> {
    beforeWriting()
    const state = await this.#calls.add(plan, rule.prefix, sidesOf(before)[0] ?? valueOf(rule))
    const foreign = foreignSide(rule, state)
    if (foreign !== undefined) outcomes.set(rule, conflict(rule, foreign))
    else if (isHeld(rule, state)) outcomes.set(rule, { rule, outcome: 'added' })
    else if (state.isRefused) {
      outcomes.set(rule, { rule, outcome: 'refused', reason: 'The database does not take its row.' })
    }
  }

  async #remove (
    plan: string, rule: Rule, states: ReadonlyMap<string, KeyState>, outcomes: Map<Rule, RuleOutcome>,
    beforeWriting: () => void
  ): Promise<void> {
    let state: KeyState = states.get(rule.prefix) ?? {}
    for (const value of new Set(sidesOf(state))) {
      beforeWriting()
      state = await this.#calls.remove(plan, rule.prefix, value)
    }
    const foreign = foreignSide(rule, state)
    if (sidesOf(state).length === 0) outcomes.set(rule, { rule, outcome: 'removed' })
    else if (foreign !== undefined) outcomes.set(rule, conflict(rule, foreign))
  }

  replacePlan (plan: string, ask: WantedRules, beforeWriting: () => void = () => {}): Promise<readonly RuleOutcome[]> {
    return replaceByDifference(this, this.#calls.name, plan, ask, beforeWriting)
  }

  async configure (missing: Missing): Promise<ConfigureOutcome> {
    if (missing(await this.configuration()) === undefined) return { outcome: 'unchanged' }
    return {
      outcome: 'refused',
      reason:
        `${this.#calls.name} is a Kamailio: it has no command line for scripts. Configure it by hand, and use sites ` +
        'without scripts on it.'
    }
  }

  async preview (plan: string, change: DialPlanChange): Promise<ChangePreview> {
    const all = [...change.add, ...change.remove]
    const table = await this.#table(plan)
    const nothing = { rules: undefined, rulesAfter: undefined, text: [] }
    if (table === undefined) return { ...nothing, outcomes: noSuchPlan(this.#calls.name, plan, all) }
    const unfit = await this.#unfit(table)
    if (unfit !== undefined) return { ...nothing, outcomes: refuseAll(all, unfit) }
    const states = await this.#states(plan, all)
    const settled = this.#settle(change, states)
    return { ...nothing, outcomes: foreseen(change, settled), text: requestsFor(plan, change, settled, states) }
  }

  inspect (plan: string, prefixes: readonly string[]): Promise<Inspection> {
    return inspectKamailio(this.#calls, plan, prefixes)
  }

  /** Rows are written at once. */
  readonly saveMs = undefined

  close (): Promise<void> {
    return this.#calls.close()
  }

  async #table (plan: string): Promise<Table | undefined> {
    return (await this.#calls.tables()).find(({ name }) => name === plan)
  }

  /** Why numbers are not safe in a table; undefined when they are. */
  async #unfit ({ name, dbtable = '', expire = 0 }: Table): Promise<string | undefined> {
    const says = (why: string): string => `Dial plan ${name} of ${this.#calls.name} cannot be used: ${why}.`
    if (expire > 0) return says(`what is in it goes away after ${expire} seconds (autoexpire)`)
    if (dbtable === '') return says('it has no table in the database (dbtable), so a restart would lose it')
    if (await this.#calls.isOffered(name)) return undefined
    return says('its configuration does not give it to the routes of dialplane.cfg, by which rows are written')
  }

  async #states (plan: string, rules: readonly Rule[]): Promise<Map<string, KeyState>> {
    const states = new Map<string, KeyState>()
    for (const { prefix } of rules) {
      if (isKey(prefix) && !states.has(prefix)) states.set(prefix, await this.#calls.state(plan, prefix))
    }
    return states
  }
}
