import { randomUUID } from 'node:crypto'
import { Type } from '@sinclair/typebox'
import { Value } from '@sinclair/typebox/value'
import { Pool } from 'undici'
import { UpstreamFault, type FaultKind } from '../problems.ts'
import { isWritable } from './cli-script.ts'
import { editScript, readDialPlan, type DialPlanOnDevice, type IndexedRule } from './mediant-configuration.ts'
import type { DialPlanChange, OpenSbc, Rule, RuleOutcome, Sbc, SbcConnection } from './sbc.ts'

// AudioCodes Mediant over its management REST API (sbc-management-api.md). A 200 does not prove that a script worked,
// and a script that stops half-way stays half applied; so every change is read back.

const ScriptAnswer = Type.Object({ status: Type.Optional(Type.String()), description: Type.Optional(Type.String()), output: Type.Optional(Type.String()) })
const StatusAnswer = Type.Object({ saveNeeded: Type.Optional(Type.Boolean()) })

/** Firmware limits when the device's registration names none (§2.1, §2.4: tags of 42 characters are seen in the field). */
const defaultLimits = { nameLength: 15, prefixLength: 50, tagLength: 64 }

/** Scripts tried for one change before the device counts as not cooperating. */
const largestEffort = 6

export const openMediant: OpenSbc = connection => new Mediant(connection)

class Mediant implements Sbc {
  readonly #connection: SbcConnection
  readonly #pool: Pool
  readonly #prefix: string
  readonly #authorization: string

  constructor (connection: SbcConnection) {
    const url = new URL(connection.baseUrl)
    this.#connection = connection
    this.#prefix = url.pathname.replace(/\/$/, '') + '/api/v1'
    this.#authorization = `Basic ${Buffer.from(`${connection.username}:${connection.password}`).toString('base64')}`
    this.#pool = new Pool(url.origin, {
      connections: 1,
      connect: { timeout: 5_000, ...(connection.certificateAuthority !== undefined && { ca: connection.certificateAuthority }) },
      headersTimeout: 60_000,
      bodyTimeout: 60_000
    })
  }

  async rules (plan: string): Promise<readonly Rule[] | undefined> {
    return (await this.#read(plan))?.rules
  }

  async apply (plan: string, change: DialPlanChange, beforeWriting: () => void = () => {}): Promise<readonly RuleOutcome[]> {
    let device = await this.#read(plan)
    if (device === undefined) {
      const reason = `Dial plan ${plan} does not exist on ${this.#name}; it must be configured there first.`
      return [...change.add, ...change.remove].map(rule => ({ rule, outcome: 'refused', reason }))
    }
    const outcomes = settleBeforehand(device, change, rule => this.#misfit(rule))
    let changed = false
    let suspect: Rule | undefined
    let failure: string | undefined
    for (let effort = 0; ; effort++) {
      const add = change.add.filter(rule => !outcomes.has(rule))
      // In a script of their own: it may stop because somebody else writes, and then no new rule is to blame.
      const remove = add.length > 0 ? [] : change.remove.filter(rule => !outcomes.has(rule))
      if (add.length + remove.length === 0) break
      if (effort === largestEffort) throw this.#fault('busy', `${this.#name} applies only a part of what it is told: ${failure ?? 'it gives no reason'}`)
      const before = device
      beforeWriting()
      failure = await this.#script(editScript(device.index, add, rowsOf(device.rules, remove)))
      changed = true
      device = await this.#readAgain(plan)
      if (remove.length > 0) device = await this.#putBack(plan, lostRules(before, device, remove), device)
      settleAfterwards(device, add, remove, outcomes)
      const left = add.find(rule => !outcomes.has(rule))
      // A rule that stops the script twice is the rule's fault; once may be the device's.
      if (failure !== undefined && left !== undefined && left === suspect) outcomes.set(left, { rule: left, outcome: 'refused', reason: failure })
      suspect = failure === undefined ? undefined : left
    }
    if (changed || await this.#saveNeeded()) await this.#save()
    return [...change.add, ...change.remove].flatMap(rule => outcomes.get(rule) ?? [])
  }

  /** A firmware that takes duplicates, or goes on after an error, may have removed somebody else's rule. */
  async #putBack (plan: string, lost: readonly Rule[], device: DialPlanOnDevice): Promise<DialPlanOnDevice> {
    if (lost.length === 0) return device
    await this.#script(editScript(device.index, lost, []))
    const after = await this.#readAgain(plan)
    const present = byPrefix(after.rules)
    const gone = lost.filter(rule => !present.has(rule.prefix))
    if (gone.length > 0) {
      throw this.#fault('unexpected', `${this.#name} lost rules of others while it was written to: ${gone.map(rule => `${rule.prefix} (${rule.name}, ${rule.tag})`).join(', ')}. Put them back by hand.`)
    }
    return after
  }

  close (): Promise<void> {
    return this.#pool.destroy()
  }

  get #name (): string {
    return `SBC ${this.#connection.id}`
  }

  #misfit (rule: Rule): string | undefined {
    const limits = { ...defaultLimits, ...this.#connection.limits }
    if (![rule.name, rule.prefix, rule.tag].every(isWritable)) return 'It has characters that cannot be written to a device.'
    if (rule.name.length > limits.nameLength) return `Its name is longer than ${limits.nameLength} characters.`
    if (rule.prefix.length > limits.prefixLength) return `Its prefix is longer than ${limits.prefixLength} characters.`
    if (rule.tag.length > limits.tagLength) return `Its tag is longer than ${limits.tagLength} characters.`
    return undefined
  }

  async #read (plan: string): Promise<DialPlanOnDevice | undefined> {
    const { status, text } = await this.#request('GET', '/files/cliScript')
    if (status !== 200) throw this.#fault('unexpected', `${this.#name} does not show its configuration (${status}).`)
    return readDialPlan(text, plan)
  }

  async #readAgain (plan: string): Promise<DialPlanOnDevice> {
    const device = await this.#read(plan)
    if (device === undefined) throw this.#fault('busy', `${this.#name} does not show dial plan ${plan} any more.`)
    return device
  }

  /** Runs a script; undefined when the device says that all of it worked, else what it complains about. */
  async #script (script: string): Promise<string | undefined> {
    const boundary = `dialplane-${randomUUID()}`
    const body = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="dialplane.txt"\r\n` +
      `Content-Type: application/octet-stream\r\n\r\n${script}\r\n--${boundary}--\r\n`
    const { status, text } = await this.#request('PUT', '/files/cliScript/incremental', body, { 'content-type': `multipart/form-data; boundary=${boundary}` })
    const answer = parseJson(text)
    const { status: word, description, output } = Value.Check(ScriptAnswer, answer) ? answer : {}
    if (status === 200 && (word === undefined || word.toLowerCase() === 'success')) return undefined
    return lastLine(output) ?? description ?? `${this.#name} answered ${status} to a script.`
  }

  async #saveNeeded (): Promise<boolean> {
    const { text } = await this.#request('GET', '/status')
    const answer = parseJson(text)
    return Value.Check(StatusAnswer, answer) && answer.saveNeeded === true
  }

  async #save (): Promise<void> {
    const { status } = await this.#request('POST', '/actions/saveConfiguration', '')
    if (status !== 200) throw this.#fault('unexpected', `${this.#name} did not save its configuration (${status}).`)
  }

  async #request (method: 'GET' | 'PUT' | 'POST', path: string, body?: string, headers: Record<string, string> = {}): Promise<{ status: number, text: string }> {
    let status: number, text: string
    try {
      const response = await this.#pool.request({
        method, path: this.#prefix + path, headers: { authorization: this.#authorization, ...headers }, body: body ?? null
      })
      status = response.statusCode
      text = await response.body.text()
    } catch (cause) {
      throw this.#fault('unreachable', `${this.#name} does not answer.`, cause)
    }
    if (status === 401) throw this.#fault('unauthorized', `${this.#name} does not accept our credentials.`)
    if (status === 403 || status === 405) throw this.#fault('forbidden', `The user of ${this.#name} may not do this (${status}).`)
    if (status === 409 || status === 429 || status >= 500) throw this.#fault('busy', `${this.#name} is busy (${status}).`, text)
    return { status, text }
  }

  #fault (kind: FaultKind, message: string, cause?: unknown): UpstreamFault {
    return new UpstreamFault(this.#name, kind, message, { cause })
  }
}

/** What needs no script: goals that hold already, prefixes that belong to another, rules the device cannot hold. */
function settleBeforehand (device: DialPlanOnDevice, change: DialPlanChange, misfit: (rule: Rule) => string | undefined): Map<Rule, RuleOutcome> {
  const present = byPrefix(device.rules)
  const outcomes = new Map<Rule, RuleOutcome>()
  for (const rule of change.add) {
    const reason = misfit(rule)
    const twin = present.get(rule.prefix)
    if (reason !== undefined) outcomes.set(rule, { rule, outcome: 'refused', reason })
    else if (twin !== undefined && sameTag(twin, rule)) outcomes.set(rule, { rule, outcome: 'unchanged' })
    else if (twin !== undefined) outcomes.set(rule, { rule, outcome: 'conflict', reason: `${rule.prefix} is there with tag ${twin.tag}.` })
  }
  for (const rule of change.remove) {
    const twin = present.get(rule.prefix)
    if (twin === undefined) outcomes.set(rule, { rule, outcome: 'unchanged' })
    else if (!sameTag(twin, rule)) outcomes.set(rule, { rule, outcome: 'conflict', reason: `${rule.prefix} is there with tag ${twin.tag}.` })
  }
  return outcomes
}

function settleAfterwards (device: DialPlanOnDevice, add: readonly Rule[], remove: readonly Rule[], outcomes: Map<Rule, RuleOutcome>): void {
  const present = byPrefix(device.rules)
  for (const rule of add) {
    const twin = present.get(rule.prefix)
    if (twin !== undefined && sameTag(twin, rule)) outcomes.set(rule, { rule, outcome: 'added' })
  }
  for (const rule of remove) if (!present.has(rule.prefix)) outcomes.set(rule, { rule, outcome: 'removed' })
}

function byPrefix (rules: readonly IndexedRule[]): Map<string, IndexedRule> {
  return new Map(rules.map(rule => [rule.prefix, rule]))
}

/** Highest first, so that removing one row does not move those still to be removed. */
function rowsOf (rules: readonly IndexedRule[], remove: readonly Rule[]): IndexedRule[] {
  const present = byPrefix(rules)
  return remove.flatMap(rule => present.get(rule.prefix) ?? []).sort((a, b) => b.index - a.index)
}

/** Rules that went although nobody here asked for it, while some that should go are still there: the wrong rows were hit. */
function lostRules (before: DialPlanOnDevice, after: DialPlanOnDevice, remove: readonly Rule[]): Rule[] {
  const present = byPrefix(after.rules)
  const asked = new Set(remove.map(rule => rule.prefix))
  if (!remove.some(rule => present.has(rule.prefix))) return []
  return before.rules.filter(rule => !asked.has(rule.prefix) && !present.has(rule.prefix))
}

/** Tags are compared as the device compares them: without regard to case (§2.4). */
function sameTag (one: Rule, other: Rule): boolean {
  return one.tag.toLowerCase() === other.tag.toLowerCase()
}

function lastLine (output: string | undefined): string | undefined {
  return output?.split(/[\r\n]+/).filter(text => text.trim() !== '').at(-1)?.trim()
}

function parseJson (text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
