import { OracleCalls, type Side } from './oracle-calls.ts'
import { misfitOfPolicy, policyOf, rulesOf } from './oracle-policies.ts'
import { replaceByDifference } from './replace-by-difference.ts'
import { byPrefix, foreseen, noSuchPlan, sameTag, settleBeforehand } from './rule-outcomes.ts'
import type {
  ChangePreview, ConfigureOutcome, DeviceConfiguration, DeviceStatus, DialPlanChange, Inspection, Missing, OpenSbc,
  PlanOnSbc, RecordIntent, Rule, RuleOutcome, Sbc, SbcConnection, TakeRules, WantedRules
} from './sbc.ts'
import { find, textOf } from './xml.ts'

// Oracle (Acme Packet) SBC over its REST API (docs/wire/oracle.md). A change is made in the configuration that is
// edited, under its lock; calls are routed by the one that runs, which it becomes when it was saved and activated.

const limits = { nameLength: 100, prefixLength: 32, tagLength: 120 }

export const openOracle: OpenSbc = connection => new Oracle(connection)

class Oracle implements Sbc {
  readonly #calls: OracleCalls
  readonly #limits: SbcConnection['limits']

  constructor (connection: SbcConnection) {
    this.#calls = new OracleCalls(connection)
    this.#limits = { ...limits, ...connection.limits }
  }

  async status (): Promise<DeviceStatus> {
    const information = await this.#calls.system('information')
    const status = find(await this.#calls.system('status'), 'systemStatus')
    const told = (...names: string[]): string | undefined =>
      names.map(name => find(information, name)?.text.trim()).find(text => text !== undefined && text !== '')
    const state = textOf(status, 'systemState')
    return {
      product: told('productName', 'product') ?? 'Oracle SBC', firmware: told('buildVersion', 'version'),
      serialNumber: told('serialNumber'), operationalState: state === 'online' ? 'UNLOCKED' : state?.toUpperCase(),
      highAvailability: textOf(status, 'role'), saveNeeded: undefined, alarms: [],
      certificateEnds: this.#calls.certificateEnds
    }
  }

  async configuration (): Promise<DeviceConfiguration> {
    const realms = await this.#calls.realms()
    const plans = new Map<string, Rule[]>(realms.map(name => [name, []]))
    for await (const policies of this.#calls.policies('running')) {
      for (const { plan, rule } of policies.flatMap(rulesOf)) plans.get(plan)?.push(rule)
    }
    return { rows: () => [], rules: plan => plans.get(plan), plans: () => realms }
  }

  async plans (): Promise<readonly PlanOnSbc[]> {
    return (await this.#calls.realms()).map(name => ({ name }))
  }

  async rules (plan: string): Promise<readonly Rule[] | undefined> {
    const rules: Rule[] = []
    const isThere = await this.readRules(plan, async found => { rules.push(...found) })
    return isThere ? rules : undefined
  }

  async readRules (plan: string, take: TakeRules): Promise<boolean> {
    if (!await this.#calls.hasRealm(plan)) return false
    for await (const policies of this.#calls.policies('running')) {
      const rules = policies.flatMap(rulesOf).filter(of => of.plan === plan).map(({ rule }) => rule)
      if (rules.length > 0) await take(rules)
    }
    return true
  }

  async apply (
    plan: string, change: DialPlanChange, beforeWriting: () => void = () => {}, recordIntent?: RecordIntent
  ): Promise<readonly RuleOutcome[]> {
    const all = [...change.add, ...change.remove]
    if (!await this.#calls.hasRealm(plan)) return noSuchPlan(this.#calls.name, plan, all)
    const outcomes = this.#settle(change, await this.#present(plan, all, 'edited'))
    await recordIntent?.([...outcomes.values()])
    const add = change.add.filter(rule => !outcomes.has(rule))
    const remove = change.remove.filter(rule => !outcomes.has(rule))
    if (add.length + remove.length > 0 || await this.#isBehind(plan, outcomes)) {
      beforeWriting()
      await this.#calls.locked(async () => {
        await this.#write(plan, { add, remove }, outcomes, beforeWriting)
        beforeWriting()
        await this.#calls.saveAndActivate()
      })
      await this.#readBack(plan, add, remove, outcomes)
    }
    return all.flatMap(rule => outcomes.get(rule) ?? [])
  }

  async #write (
    plan: string, { add, remove }: DialPlanChange, outcomes: Map<Rule, RuleOutcome>, beforeWriting: () => void
  ): Promise<void> {
    for (const rule of add) {
      beforeWriting()
      const reason = await this.#calls.add(plan, rule)
      if (reason !== undefined) outcomes.set(rule, { rule, outcome: 'refused', reason })
    }
    for (const { prefix } of remove) {
      beforeWriting()
      await this.#calls.remove(plan, prefix)
    }
  }

  async #readBack (
    plan: string, add: readonly Rule[], remove: readonly Rule[], outcomes: Map<Rule, RuleOutcome>
  ): Promise<void> {
    const known = byPrefix(await this.#present(plan, [...add, ...remove], 'running'))
    for (const rule of add.filter(one => !outcomes.has(one))) {
      const there = known.get(rule.prefix)
      if (there !== undefined && sameTag(there, rule)) outcomes.set(rule, { rule, outcome: 'added' })
    }
    for (const rule of remove) if (!known.has(rule.prefix)) outcomes.set(rule, { rule, outcome: 'removed' })
    if ([...add, ...remove].some(rule => !outcomes.has(rule))) {
      throw this.#calls.fault('busy', `${this.#calls.name} does not keep what it is told.`)
    }
  }

  #settle (change: DialPlanChange, present: readonly Rule[]): Map<Rule, RuleOutcome> {
    const outcomes = settleBeforehand(present, change, this.#limits)
    for (const rule of [...change.add, ...change.remove]) {
      const reason = misfitOfPolicy(rule)
      const isGone = outcomes.get(rule)?.outcome === 'unchanged' && change.remove.includes(rule)
      if (reason !== undefined && !isGone) outcomes.set(rule, { rule, outcome: 'refused', reason })
    }
    return outcomes
  }

  /** Whether calls are not routed yet as the edited configuration says: an earlier change did not come to its end. */
  async #isBehind (plan: string, outcomes: ReadonlyMap<Rule, RuleOutcome>): Promise<boolean> {
    const asked = [...outcomes.values()].filter(({ outcome }) => outcome === 'unchanged').map(({ rule }) => rule)
    const running = byPrefix(await this.#present(plan, asked, 'running'))
    const edited = byPrefix(await this.#present(plan, asked, 'edited'))
    return asked.some(({ prefix }) => {
      const [one, other] = [edited.get(prefix), running.get(prefix)]
      return (one === undefined) !== (other === undefined) ||
        (one !== undefined && other !== undefined && !sameTag(one, other))
    })
  }

  async #present (plan: string, rules: readonly Rule[], side: Side): Promise<Rule[]> {
    const found: Rule[] = []
    for (const prefix of new Set(rules.filter(rule => misfitOfPolicy(rule) === undefined).map(rule => rule.prefix))) {
      const policy = await this.#calls.policy(plan, prefix, side)
      const of = policy && rulesOf(policy).find(one => one.plan === plan && one.rule.prefix === prefix)
      if (of !== undefined) found.push(of.rule)
    }
    return found
  }

  replacePlan (plan: string, ask: WantedRules, beforeWriting: () => void = () => {}): Promise<readonly RuleOutcome[]> {
    return replaceByDifference(this, this.#calls.name, plan, ask, beforeWriting)
  }

  async configure (missing: Missing): Promise<ConfigureOutcome> {
    if (missing(await this.configuration()) === undefined) return { outcome: 'unchanged' }
    return {
      outcome: 'refused',
      reason:
        `${this.#calls.name} is an Oracle SBC: scripts of SIP connections are not for it. Configure it by hand, and ` +
        'use sites without scripts on it.'
    }
  }

  async preview (plan: string, change: DialPlanChange): Promise<ChangePreview> {
    const all = [...change.add, ...change.remove]
    const nothing = { rules: undefined, rulesAfter: undefined, text: [] }
    if (!await this.#calls.hasRealm(plan)) return { ...nothing, outcomes: noSuchPlan(this.#calls.name, plan, all) }
    const settled = this.#settle(change, await this.#present(plan, all, 'edited'))
    const text = [
      ...change.add.filter(rule => !settled.has(rule)).map(rule => `POST configElements ${policyOf(plan, rule)}`),
      ...change.remove.filter(rule => !settled.has(rule)).map(({ prefix }) =>
        `DELETE configElements?elementType=local-policy&from-address=*&to-address=${prefix}&source-realm=${plan}`)
    ]
    return {
      ...nothing, outcomes: foreseen(change, settled),
      text: text.length === 0 ? [] : ['POST lock', ...text, 'PUT save', 'POST activate', 'POST unlock']
    }
  }

  /** What was saved is not shown apart; the device reports that the save succeeded before it activates. */
  async inspect (plan: string, prefixes: readonly string[]): Promise<Inspection> {
    const asked = prefixes.map(prefix => ({ name: '', prefix, tag: '' }))
    return {
      ways: [
        { name: 'the edited configuration', rules: await this.#present(plan, asked, 'edited'), isSaved: false },
        { name: 'the running configuration', rules: await this.#present(plan, asked, 'running'), isSaved: true }
      ],
      rules: undefined, capacity: undefined, licence: undefined, caseSensitive: undefined
    }
  }

  get generation (): string | undefined {
    return this.#calls.generation
  }

  get saveMs (): number | undefined {
    return this.#calls.saveMs
  }

  close (): Promise<void> {
    return this.#calls.close()
  }
}
