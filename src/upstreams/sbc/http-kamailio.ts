import { Type, type Static, type TSchema } from '@sinclair/typebox'
import { Value } from '@sinclair/typebox/value'
import { isWholeNumber } from '../../schemas/dial-plan-prefix.ts'
import { byPrefix, noSuchPlan, settleAfterwards, settleBeforehand, strangers } from './rule-outcomes.ts'
import type {
  ConfigureOutcome, DeviceConfiguration, DeviceStatus, DialPlanChange, RecordIntent, Missing, OpenSbc, Rule,
  RuleOutcome,
  Sbc, SbcConnection, WantedRules
} from './sbc.ts'
import { Wire } from './wire.ts'

// Kamailio by its JSON-RPC over HTTP (modules jsonrpcs and htable). A dial plan is a hash table: the key is the prefix,
// the value `tag|name`, so that a routing script takes `$(sht(OCDialPlan=>$rU){s.select,0,|})`. A table must be
// declared in the configuration file, as a plan must exist on any device; with a `dbtable` it is kept over a restart.
// Keys are whole numbers (docs/wire/kamailio.md).

const Answer = Type.Object({
  result: Type.Optional(Type.Unknown()),
  error: Type.Optional(Type.Object({ code: Type.Integer(), message: Type.String() }))
})
const Tables = Type.Array(Type.Object({ name: Type.String(), dbtable: Type.Optional(Type.String()) }))
const Dump = Type.Array(
  Type.Object({
    slot: Type.Array(Type.Object({ name: Type.String(), value: Type.Union([Type.String(), Type.Number()]) }))
  })
)
const Info = Type.Object({ version: Type.Optional(Type.String()) })

const methodNotFound = -32601

/** Times a change is compared with what is there, before the server counts as not cooperating. */
const largestEffort = 4

export const openKamailio: OpenSbc = connection => new Kamailio(connection)

class Kamailio implements Sbc {
  readonly #wire: Wire
  readonly #limits: SbcConnection['limits']
  #calls = 0

  constructor (connection: SbcConnection) {
    this.#wire = new Wire(connection)
    this.#limits = { nameLength: 100, tagLength: 500, ...connection.limits }
  }

  async status (): Promise<DeviceStatus> {
    const info = this.#read(Info, await this.#must('core.info'), 'core.info')
    return {
      product: 'Kamailio', firmware: info.version, serialNumber: undefined, operationalState: undefined,
      highAvailability: undefined, saveNeeded: undefined, alarms: []
    }
  }

  async configuration (): Promise<DeviceConfiguration> {
    const plans = new Map<string, readonly Rule[]>()
    for (const { name } of await this.#tables()) plans.set(name, await this.rules(name) ?? [])
    return { rows: () => [], rules: plan => plans.get(plan), plans: () => [...plans.keys()] }
  }

  async rules (plan: string): Promise<readonly Rule[] | undefined> {
    const answer = await this.#call('htable.dump', plan)
    if (answer.error?.message === 'No such htable') return undefined
    const entries = Array.isArray(this.#result(answer, 'htable.dump'))
      ? this.#read(Dump, answer.result, 'htable.dump')
      : []
    return entries.flatMap(entry => entry.slot.map(({ name, value }) => ruleOf(name, String(value))))
  }

  async apply (
    plan: string, change: DialPlanChange, beforeWriting: () => void = () => {}, recordIntent?: RecordIntent
  ): Promise<readonly RuleOutcome[]> {
    const all = [...change.add, ...change.remove]
    let present = await this.rules(plan)
    if (present === undefined) return noSuchPlan(this.#wire.name, plan, all)
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
      if (effort === largestEffort) throw this.#wire.fault('busy', `${this.#wire.name} does not keep what it is told.`)
      for (const rule of open.add) {
        beforeWriting()
        await this.#must('htable.sets', plan, rule.prefix, valueOf(rule))
      }
      for (const rule of open.remove) {
        beforeWriting()
        await this.#must('htable.delete', plan, rule.prefix)
      }
      present = await this.rules(plan)
      if (present === undefined) {
        throw this.#wire.fault('busy', `${this.#wire.name} does not show dial plan ${plan} any more.`)
      }
      settleAfterwards(present, open, outcomes)
    }
    // Also when nothing was changed: whether an earlier change was saved cannot be seen.
    if (all.length > 0) await this.#save(plan)
    return all.flatMap(rule => outcomes.get(rule) ?? [])
  }

  /** Only what differs is written, for calls must not fail while a table is empty. */
  async replacePlan (
    plan: string, ask: WantedRules, beforeWriting: () => void = () => {}
  ): Promise<readonly RuleOutcome[]> {
    const present = await this.rules(plan)
    const rules = await ask(present ?? [])
    if (present === undefined) return noSuchPlan(this.#wire.name, plan, rules)
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
        `${this.#wire.name} is a Kamailio: it has no command line for scripts. Configure it by hand, and use sites ` +
        'without scripts on it.'
    }
  }

  close (): Promise<void> {
    return this.#wire.close()
  }

  async #tables (): Promise<Static<typeof Tables>> {
    const answer = await this.#call('htable.listTables')
    if (answer.error?.message === 'No htables') return []
    return this.#read(Tables, this.#result(answer, 'htable.listTables'), 'htable.listTables')
  }

  /**
   * A table without a database is kept in memory only, on purpose; a server older than the command writes it when it
   * ends.
   */
  async #save (plan: string): Promise<void> {
    const table = (await this.#tables()).find(({ name }) => name === plan)
    if (table?.dbtable === undefined || table.dbtable === '') return
    const answer = await this.#call('htable.store', plan)
    if (answer.error?.code !== methodNotFound) this.#result(answer, 'htable.store')
  }

  async #must (method: string, ...params: string[]): Promise<unknown> {
    return this.#result(await this.#call(method, ...params), method)
  }

  #result (answer: Static<typeof Answer>, method: string): unknown {
    if (answer.error === undefined) return answer.result
    const hint = answer.error.code === methodNotFound
      ? ' Its configuration must load the modules jsonrpcs and htable.'
      : ''
    throw this.#wire.fault(
      hint === '' ? 'busy' : 'unexpected', `${this.#wire.name} fails at ${method}: ${answer.error.message}.${hint}`
    )
  }

  #read<Schema extends TSchema> (schema: Schema, value: unknown, method: string): Static<Schema> {
    if (Value.Check(schema, value)) return value
    throw this.#wire.fault('unexpected', `${this.#wire.name} answers ${method} in a form that is not known.`)
  }

  /**
   * An error of a command comes with status 500 and a body that says so; anything else with 500 is no answer of the
   * server.
   */
  async #call (method: string, ...params: string[]): Promise<Static<typeof Answer>> {
    const id = ++this.#calls
    const body = JSON.stringify({ jsonrpc: '2.0', method, ...(params.length > 0 && { params }), id })
    const { status, text } = await this.#wire.request(
      'POST', '/RPC', body, { 'content-type': 'application/json' }, text => read(text) !== undefined
    )
    const answer = read(text)
    if (answer === undefined) {
      throw this.#wire.fault(
        'unexpected',
        `${this.#wire.name} does not answer JSON-RPC at /RPC (${status}); its base URL may lead to something else.`
      )
    }
    return answer
  }
}

function read (text: string): Static<typeof Answer> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return Value.Check(Answer, value) && (value.error !== undefined || value.result !== undefined || 'jsonrpc' in value)
      ? value
      : undefined
  } catch {
    return undefined
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
