import { isWholeNumber } from '../../schemas/dial-plan-prefix.ts'
import { KamailioCalls } from './kamailio-calls.ts'
import { byPrefix, noSuchPlan, settleAfterwards, settleBeforehand, strangers } from './rule-outcomes.ts'
import type {
  ConfigureOutcome, DeviceConfiguration, DeviceStatus, DialPlanChange, RecordIntent, Missing, OpenSbc, Rule,
  RuleOutcome,
  Sbc, SbcConnection, WantedRules
} from './sbc.ts'

// Kamailio by its JSON-RPC over HTTP (modules jsonrpcs and htable). A dial plan is a hash table: the key is the prefix,
// the value `tag|name`, so that a routing script takes `$(sht(OCDialPlan=>$rU){s.select,0,|})`. A table must be
// declared in the configuration file, as a plan must exist on any device; with a `dbtable` it is kept over a restart.
// Keys are whole numbers (docs/wire/kamailio.md).

/** Times a change is compared with what is there, before the server counts as not cooperating. */
const largestEffort = 4

export const openKamailio: OpenSbc = connection => new Kamailio(connection)

class Kamailio implements Sbc {
  readonly #calls: KamailioCalls
  readonly #limits: SbcConnection['limits']

  constructor (connection: SbcConnection) {
    this.#calls = new KamailioCalls(connection)
    this.#limits = { nameLength: 100, tagLength: 500, ...connection.limits }
  }

  async status (): Promise<DeviceStatus> {
    const firmware = await this.#calls.version()
    return {
      product: 'Kamailio', firmware, serialNumber: undefined, operationalState: undefined,
      highAvailability: undefined, saveNeeded: undefined, alarms: []
    }
  }

  async configuration (): Promise<DeviceConfiguration> {
    const plans = new Map<string, readonly Rule[]>()
    for (const name of await this.#calls.tableNames()) plans.set(name, await this.rules(name) ?? [])
    return { rows: () => [], rules: plan => plans.get(plan), plans: () => [...plans.keys()] }
  }

  async rules (plan: string): Promise<readonly Rule[] | undefined> {
    const entries = await this.#calls.entries(plan)
    return entries?.map(({ name, value }) => ruleOf(name, String(value)))
  }

  async apply (
    plan: string, change: DialPlanChange, beforeWriting: () => void = () => {}, recordIntent?: RecordIntent
  ): Promise<readonly RuleOutcome[]> {
    const all = [...change.add, ...change.remove]
    let present = await this.rules(plan)
    if (present === undefined) return noSuchPlan(this.#calls.name, plan, all)
    const outcomes = settleBeforehand(present, change, this.#limits)
    for (const rule of change.add) {
      const reason = faultOfEntry(rule)
      if (reason !== undefined && outcomes.get(rule)?.outcome !== 'unchanged') {
        outcomes.set(rule, { rule, outcome: 'refused', reason })
      }
    }
    await recordIntent?.([...outcomes.values()])
    for (let effort = 0; ; effort++) {
      const open = {
        add: change.add.filter(rule => !outcomes.has(rule)), remove: change.remove.filter(rule => !outcomes.has(rule))
      }
      if (open.add.length + open.remove.length === 0) break
      if (effort === largestEffort) {
        throw this.#calls.fault('busy', `${this.#calls.name} does not keep what it is told.`)
      }
      await this.#write(plan, open, beforeWriting)
      present = await this.rules(plan)
      if (present === undefined) {
        throw this.#calls.fault('busy', `${this.#calls.name} does not show dial plan ${plan} any more.`)
      }
      settleAfterwards(present, open, outcomes)
    }
    // Also when nothing was changed: whether an earlier change was saved cannot be seen.
    if (all.length > 0) await this.#calls.save(plan)
    return all.flatMap(rule => outcomes.get(rule) ?? [])
  }

  async #write (plan: string, { add, remove }: DialPlanChange, beforeWriting: () => void): Promise<void> {
    for (const rule of add) {
      beforeWriting()
      await this.#calls.set(plan, rule.prefix, valueOf(rule))
    }
    for (const rule of remove) {
      beforeWriting()
      await this.#calls.delete(plan, rule.prefix)
    }
  }

  /** Only what differs is written, for calls must not fail while a table is empty. */
  async replacePlan (
    plan: string, ask: WantedRules, beforeWriting: () => void = () => {}
  ): Promise<readonly RuleOutcome[]> {
    const present = await this.rules(plan)
    const rules = await ask(present ?? [])
    if (present === undefined) return noSuchPlan(this.#calls.name, plan, rules)
    const [known, wanted] = [byPrefix(present), byPrefix(rules)]
    const removed = await this.apply(plan, { add: [], remove: strangers(present, rules) }, beforeWriting)
    const added = await this.apply(plan, { add: rules, remove: [] }, beforeWriting)
    return [
      ...removed.filter(({ rule }) => !wanted.has(rule.prefix)),
      ...added.map(outcome =>
        known.has(outcome.rule.prefix) || outcome.outcome !== 'unchanged'
          ? outcome
          : { ...outcome, outcome: 'added' as const }
      )
    ]
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

  close (): Promise<void> {
    return this.#calls.close()
  }
}

function valueOf (rule: Rule): string {
  return `${rule.tag}|${rule.name}`
}

/** A value that others wrote may be a tag alone. */
function ruleOf (prefix: string, value: string): Rule {
  const bar = value.lastIndexOf('|')
  return bar < 0 ? { name: '', prefix, tag: value } : { name: value.slice(bar + 1), prefix, tag: value.slice(0, bar) }
}

/** A hash table compares whole keys: a pattern, or the # behind a number, would never be found. */
function faultOfEntry ({ name, prefix }: Rule): string | undefined {
  if (name.includes('|')) return 'Its name holds a |, which a hash table cannot tell from the end of its tag.'
  return isWholeNumber(prefix)
    ? undefined
    : 'Its prefix is not a plain number: a Kamailio finds whole numbers only, without patterns and without #.'
}
