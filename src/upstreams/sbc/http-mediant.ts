import { randomUUID } from 'node:crypto'
import { Type, type Static, type TSchema } from '@sinclair/typebox'
import { Value } from '@sinclair/typebox/value'
import type { Script } from './cli-script.ts'
import {
  editScript, MediantConfiguration, planCollector, planFile, type DialPlanOnDevice, type IndexedRule
} from './mediant-configuration.ts'
import { lostRules, refusedTogether, rowsOf } from './mediant-edits.ts'
import {
  byPrefix, identity, misfit, noSuchPlan, settleAfterwards, settleBeforehand, strangers
} from './rule-outcomes.ts'
import type {
  Alarm, ConfigureOutcome, DeviceStatus, DialPlanChange, RecordIntent, Missing, OpenSbc, Rule, RuleOutcome, Sbc,
  SbcConnection, WantedRules
} from './sbc.ts'
import { Wire } from './wire.ts'

// AudioCodes Mediant over its management REST API (docs/wire/mediant.md). A 200 does not prove that a script worked
// (docs/wire/mediant.md#answers), and a script that stops half-way stays half applied; so every change is read back.

const text = Type.Optional(Type.String())
const ScriptAnswer = Type.Object({ status: text, description: text, output: text })
const StatusAnswer = Type.Object({
  productType: text, versionID: text, serialNumber: text, operationalState: text, highAvailability: text,
  saveNeeded: Type.Optional(Type.Boolean())
})
const AlarmList = Type.Object({
  alarms: Type.Array(Type.Object({ id: Type.Union([Type.String(), Type.Number()]), description: text, url: text }))
})
const AlarmAnswer = Type.Object({ severity: text, source: text, date: text })

/** Scripts tried for one change before the device counts as not cooperating. */
const largestEffort = 6
/** Rules per script; the size of Microsoft's chunk. */
const rulesPerScript = 1000
/** Active alarms that are read with the status, each of which costs a request. */
const mostAlarms = 20

export const openMediant: OpenSbc = connection => new Mediant(connection)

class Mediant implements Sbc {
  readonly #wire: Wire
  readonly #limits: SbcConnection['limits']

  constructor (connection: SbcConnection) {
    this.#wire = new Wire(connection)
    this.#limits = connection.limits
  }

  async status (): Promise<DeviceStatus> {
    const { status, text } = await this.#wire.request('GET', '/api/v1/status')
    const answer = parsed(StatusAnswer, text)
    if (status !== 200 || answer === undefined) {
      throw this.#wire.fault(
        'unexpected',
        `${this.#wire.name} does not tell its status (${status}); its base URL may lead to something else.`
      )
    }
    return {
      product: answer.productType, firmware: answer.versionID, serialNumber: answer.serialNumber,
      operationalState: answer.operationalState, highAvailability: answer.highAvailability,
      saveNeeded: answer.saveNeeded, alarms: await this.#alarms()
    }
  }

  async configuration (): Promise<MediantConfiguration> {
    const { status, text } = await this.#wire.request('GET', '/api/v1/files/cliScript')
    if (status !== 200) {
      throw this.#wire.fault('unexpected', `${this.#wire.name} does not show its configuration (${status}).`)
    }
    return new MediantConfiguration(text)
  }

  async rules (plan: string): Promise<readonly Rule[] | undefined> {
    return (await this.configuration()).rules(plan)
  }

  async apply (
    plan: string, change: DialPlanChange, beforeWriting: () => void = () => {}, recordIntent?: RecordIntent
  ): Promise<readonly RuleOutcome[]> {
    const all = [...change.add, ...change.remove]
    // Of what is not ours anything may go wrong only where rules are removed.
    const wanted = change.remove.length > 0 ? undefined : new Set(change.add.map(rule => rule.prefix))
    let device = await this.#plan(plan, wanted)
    if (device === undefined) return noSuchPlan(this.#wire.name, plan, all)
    const outcomes = settleBeforehand(device.rules, change, this.#limits)
    await recordIntent?.([...outcomes.values()])
    let changed = false
    const refusals = new Map<string, number>()
    let suspect: Rule | undefined
    let failure: string | undefined
    for (let effort = 0, settled = outcomes.size; ; effort++) {
      if (outcomes.size > settled) [effort, settled] = [0, outcomes.size] // as long as it gets on, it cooperates
      const add = change.add.filter(rule => !outcomes.has(rule))
      // In a script of their own: it may stop because somebody else writes, and then no new rule is to blame.
      const remove = add.length > 0 ? [] : change.remove.filter(rule => !outcomes.has(rule))
      if (add.length + remove.length === 0) break
      if (effort === largestEffort) {
        throw this.#wire.fault(
          'busy', `${this.#wire.name} applies only a part of what it is told: ${failure ?? 'it gives no reason'}`
        )
      }
      const before = device
      failure = undefined
      for (const script of scriptsFor(device.index, add, rowsOf(device.rules, remove))) {
        beforeWriting()
        failure = await this.#script(script)
        if (failure !== undefined) break
      }
      changed = true
      device = await this.#readAgain(plan, wanted)
      if (remove.length > 0) {
        device = await this.#putBack(plan, lostRules(before, device, remove), device, beforeWriting)
      }
      settleAfterwards(device.rules, { add, remove }, outcomes)
      const left = add.find(rule => !outcomes.has(rule))
      // A rule that stops the script twice is the rule's fault; once may be the device's.
      if (failure !== undefined && left !== undefined && left === suspect) {
        for (const rule of refusedTogether(left, failure, refusals, add)) {
          if (!outcomes.has(rule)) outcomes.set(rule, { rule, outcome: 'refused', reason: failure })
        }
      }
      suspect = failure === undefined ? undefined : left
    }
    if (changed || await this.#saveNeeded()) await this.#save()
    return all.flatMap(rule => outcomes.get(rule) ?? [])
  }

  /**
   * One file for the whole plan, then by script whatever the firmware made of it otherwise: some merge, some refuse.
   */
  async replacePlan (
    plan: string, ask: WantedRules, beforeWriting: () => void = () => {}
  ): Promise<readonly RuleOutcome[]> {
    const before = await this.#plan(plan)
    const rules = await ask(before?.rules ?? [])
    if (before === undefined) return noSuchPlan(this.#wire.name, plan, rules)
    let present: readonly Rule[] = before.rules
    const there = new Set(present.map(identity))
    // What it holds already fits it, whatever we believe of its firmware.
    const isThere = (rule: Rule): boolean => there.has(identity(rule))
    const fresh = rules.filter(rule => !isThere(rule) && misfit(rule, this.#limits) === undefined)
    const wanted = [...rules.filter(isThere), ...byPrefix(fresh).values()]
    if (wanted.length > 0 && strangers(present, wanted).length + strangers(wanted, present).length > 0) {
      beforeWriting()
      await this.#upload('/api/v1/files/dialplan', planFile(plan, wanted))
      present = (await this.#readAgain(plan)).rules
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

  async configure (missing: Missing, beforeWriting: () => void = () => {}): Promise<ConfigureOutcome> {
    let tried: string | undefined
    for (let effort = 0; ; effort++) {
      const script = missing(await this.configuration())
      if (script === undefined) {
        if (effort > 0 || await this.#saveNeeded()) await this.#save()
        return { outcome: effort > 0 ? 'changed' : 'unchanged' }
      }
      if (effort === largestEffort) throw this.#wire.fault('busy', `${this.#wire.name} does not keep what it is told.`)
      beforeWriting()
      const failure = await this.#script(script)
      // Once may be the device's fault, or a line of ours that somebody else's change made wrong.
      if (script.join('\n') === tried && missing(await this.configuration())?.join('\n') === tried) {
        return {
          outcome: 'refused',
          reason: failure ?? `${this.#wire.name} takes the script, but does not show what it should make.`
        }
      }
      tried = script.join('\n')
    }
  }

  close (): Promise<void> {
    return this.#wire.close()
  }

  /** A firmware that takes duplicates, or goes on after an error, may have removed somebody else's rule. */
  async #putBack (
    plan: string, lost: readonly Rule[], device: DialPlanOnDevice, beforeWriting: () => void
  ): Promise<DialPlanOnDevice> {
    if (lost.length === 0) return device
    beforeWriting()
    await this.#script(editScript(device.index, lost, []))
    const after = await this.#readAgain(plan)
    const present = byPrefix(after.rules)
    const gone = lost.filter(rule => !present.has(rule.prefix))
    if (gone.length > 0) {
      throw this.#wire.fault(
        'unexpected',
        `${this.#wire.name} lost rules of others while it was written to: ` +
        `${gone.map(rule => `${rule.prefix} (${rule.name}, ${rule.tag})`).join(', ')}. Put them back by hand.`
      )
    }
    return after
  }

  async #plan (plan: string, wanted?: ReadonlySet<string>): Promise<DialPlanOnDevice | undefined> {
    const collector = planCollector(plan, wanted)
    const { status } = await this.#wire.readLines('/api/v1/files/cliScript', line => collector.take(line))
    if (status !== 200) {
      throw this.#wire.fault('unexpected', `${this.#wire.name} does not show its configuration (${status}).`)
    }
    return collector.plan()
  }

  async #readAgain (plan: string, wanted?: ReadonlySet<string>): Promise<DialPlanOnDevice> {
    const device = await this.#plan(plan, wanted)
    if (device === undefined) {
      throw this.#wire.fault('busy', `${this.#wire.name} does not show dial plan ${plan} any more.`)
    }
    return device
  }

  /** Active alarms with their details; the answer to "none" differs between firmwares (204, 400, 404). */
  async #alarms (): Promise<Alarm[]> {
    const { text } = await this.#wire.request('GET', `/api/v1/alarms/active?limit=${mostAlarms}`)
    const alarms: Alarm[] = []
    for (const { id, description = '', url } of parsed(AlarmList, text)?.alarms.slice(0, mostAlarms) ?? []) {
      const path = url === undefined || !/^\/api\/v1\/alarms\/[\w/-]+$/.test(url)
        ? `/api/v1/alarms/active/${encodeURIComponent(id)}`
        : url
      const detail = parsed(AlarmAnswer, (await this.#wire.request('GET', path)).text)
      alarms.push({
        id: String(id), description, severity: detail?.severity, source: detail?.source, date: detail?.date
      })
    }
    return alarms
  }

  /** Runs a script; undefined when the device says that all of it worked, else what it complains about. */
  #script (script: Script): Promise<string | undefined> {
    return this.#upload('/api/v1/files/cliScript/incremental', [...script, ''].join('\r\n'))
  }

  async #upload (path: string, content: string): Promise<string | undefined> {
    const boundary = `dialplane-${randomUUID()}`
    const body = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="dialplane.txt"\r\n` +
      `Content-Type: application/octet-stream\r\n\r\n${content}\r\n--${boundary}--\r\n`
    const { status, text } = await this.#wire.request('PUT', path, body, {
      'content-type': `multipart/form-data; boundary=${boundary}`
    })
    const { status: word, description, output } = parsed(ScriptAnswer, text) ?? {}
    if (status === 200 && (word === undefined || word.toLowerCase() === 'success')) return undefined
    return lastLine(output) ?? description ?? `${this.#wire.name} answered ${status} to a script.`
  }

  async #saveNeeded (): Promise<boolean> {
    return parsed(StatusAnswer, (await this.#wire.request('GET', '/api/v1/status')).text)?.saveNeeded === true
  }

  async #save (): Promise<void> {
    const { status } = await this.#wire.request('POST', '/api/v1/actions/saveConfiguration', '')
    if (status !== 200) {
      throw this.#wire.fault('unexpected', `${this.#wire.name} did not save its configuration (${status}).`)
    }
  }
}

/** Scripts that a device applies within a second each. */
function * scriptsFor (planIndex: number, add: readonly Rule[], remove: readonly IndexedRule[]): Generator<Script> {
  for (let from = 0; from < Math.max(add.length, remove.length); from += rulesPerScript) {
    yield editScript(planIndex, add.slice(from, from + rulesPerScript), remove.slice(from, from + rulesPerScript))
  }
}

function byRulePrefix (outcomes: readonly RuleOutcome[]): Map<string, RuleOutcome> {
  return new Map(outcomes.map(outcome => [outcome.rule.prefix, outcome]))
}

function lastLine (output: string | undefined): string | undefined {
  return output?.split(/[\r\n]+/).filter(text => text.trim() !== '').at(-1)?.trim()
}

function parsed<Schema extends TSchema> (schema: Schema, text: string): Static<Schema> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return Value.Check(schema, value) ? value : undefined
  } catch {
    return undefined
  }
}
