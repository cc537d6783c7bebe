import { createHash } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import type { FaultKind, UpstreamFault } from '../../problems.ts'
import { keysOf, policyOf } from './oracle-policies.ts'
import { OracleSession, wordsOf, type Method } from './oracle-session.ts'
import type { Rule, SbcConnection } from './sbc.ts'
import { childrenOf, find, textOf, type XmlElement } from './xml.ts'

/** The configuration that is edited, or that which calls are routed by. */
export type Side = 'edited' | 'running'

/** Most elements in one answer. */
const page = 100
const polls = { times: 300, milliseconds: 200 }

/** Requests to the REST API of an Oracle SBC (docs/wire/oracle.md), each answered in our words. */
export class OracleCalls {
  readonly #session: OracleSession
  /** How long the last save took. */
  saveMs: number | undefined
  /** A digest of its realms as they are configured, of which each can be a plan. */
  generation: string | undefined

  constructor (connection: SbcConnection) {
    this.#session = new OracleSession(connection)
  }

  get name (): string {
    return this.#session.name
  }

  get certificateEnds (): string | undefined {
    return this.#session.certificateEnds
  }

  async system (what: 'status' | 'information'): Promise<XmlElement> {
    const answer = await this.#session.request('GET', `/system/${what}`)
    if (answer.status !== 200) throw this.#session.unexpected(`/system/${what}`, answer)
    return this.#session.whole(answer, `/system/${what}`)
  }

  /** Names of its realms, each of which can be a plan. */
  async realms (): Promise<string[]> {
    const names: string[] = []
    const seen = createHash('sha256')
    for await (const page of this.#pages('elementType=realm-config', 'edited')) {
      seen.update(JSON.stringify(page))
      names.push(...page.flatMap(realm => childrenOf(realm, 'attribute'))
        .filter(one => textOf(one, 'name') === 'identifier').flatMap(one => textOf(one, 'value') ?? []))
    }
    this.generation = seen.digest('hex').slice(0, 32)
    return names
  }

  async hasRealm (plan: string): Promise<boolean> {
    const realm = await this.#element(`elementType=realm-config&identifier=${encodeURIComponent(plan)}`, 'edited')
    return realm !== undefined
  }

  policy (plan: string, prefix: string, side: Side): Promise<XmlElement | undefined> {
    return this.#element(queryOf(plan, prefix), side)
  }

  policies (side: Side): AsyncGenerator<readonly XmlElement[]> {
    return this.#pages('elementType=local-policy', side)
  }

  /** The right to change the configuration, while `work` runs. */
  async locked<Result> (work: () => Promise<Result>): Promise<Result> {
    const answer = await this.#session.request('POST', '/configuration/lock')
    if (answer.status !== 204 && answer.status !== 200) throw this.#session.unexpected('/configuration/lock', answer)
    try {
      return await work()
    } finally {
      // A lock that is left ends with our token.
      await this.#session.request('POST', '/configuration/unlock').catch(() => undefined)
    }
  }

  /** Undefined when the policy is made, else what the device complains about. */
  async add (plan: string, rule: Rule): Promise<string | undefined> {
    const answer = await this.#session.request('POST', '/configuration/configElements', policyOf(plan, rule))
    if (answer.status === 200 || answer.status === 201) return undefined
    if (answer.status === 400) return wordsOf(answer.text) ?? 'It refuses the policy without a reason.'
    throw this.#session.unexpected('/configuration/configElements', answer)
  }

  async remove (plan: string, prefix: string): Promise<void> {
    const answer = await this.#session.request('DELETE', `/configuration/configElements?${queryOf(plan, prefix)}`)
    if (answer.status !== 204 && answer.status !== 200 && answer.status !== 404) {
      throw this.#session.unexpected('/configuration/configElements', answer)
    }
  }

  /** Keeps the edited configuration over a restart, and then routes calls by it. */
  async saveAndActivate (): Promise<void> {
    const began = performance.now()
    await this.#operate('PUT', '/configuration/management?action=save')
    this.saveMs = Math.round(performance.now() - began)
    await this.#operate('POST', '/configuration/management?action=activate')
  }

  async #operate (method: Method, path: string): Promise<void> {
    let answer = await this.#session.request(method, path)
    for (let poll = 0; answer.status === 202 || answer.status === 200; poll++) {
      const state = this.#session.whole(answer, path)
      const status = find(state, 'status')?.text.trim().toLowerCase()
      if (status === 'success') return
      if (status !== undefined && !/progress|pending|running/.test(status)) break
      if (poll === polls.times) throw this.fault('busy', `${this.name} does not finish ${path}.`)
      if (poll > 0) await pause(polls.milliseconds)
      answer = await this.#session.request('GET', path)
    }
    throw this.#session.unexpected(path, answer)
  }

  async #element (query: string, side: Side): Promise<XmlElement | undefined> {
    const path = `/configuration/configElements?${query}${side === 'running' ? '&running=true' : ''}`
    const answer = await this.#session.request('GET', path)
    const whole = this.#session.whole(answer, path)
    if (answer.status === 404) return undefined
    if (answer.status !== 200) throw this.#session.unexpected(path, answer)
    return childrenOf(childrenOf(whole, 'data')[0], 'configElement')[0]
  }

  /**
   * Pages are counted off, so that one element gone from the front would hide another. Each page begins with the last
   * element of the one before: when it is another one, the list has moved, and proves nothing.
   */
  async * #pages (query: string, side: Side): AsyncGenerator<readonly XmlElement[]> {
    let last: XmlElement | undefined
    for (let offset = 0; ;) {
      const path = `/configuration/configElements?${query}&offset=${offset}&maxElements=${page}` +
        (side === 'running' ? '&running=true' : '')
      const answer = await this.#session.request('GET', path)
      const whole = this.#session.whole(answer, path)
      if (answer.status !== 404 && answer.status !== 200) throw this.#session.unexpected(path, answer)
      const elements = answer.status === 404 ? [] : childrenOf(childrenOf(whole, 'data')[0], 'configElement')
      if (last !== undefined && !isDeepStrictEqual(elements[0], last)) {
        throw this.fault(
          'busy', `${this.name} changed its configuration while it was read; nothing is concluded from it.`
        )
      }
      const fresh = last === undefined ? elements : elements.slice(1)
      if (fresh.length > 0) yield fresh
      if (elements.length < page) return
      last = elements.at(-1)
      offset += page - 1
    }
  }

  fault (kind: FaultKind, message: string): UpstreamFault {
    return this.#session.fault(kind, message)
  }

  close (): Promise<void> {
    return this.#session.close()
  }
}

function queryOf (plan: string, prefix: string): string {
  return ['elementType=local-policy', ...keysOf(plan, prefix).map(([name, value]) =>
    `${name}=${encodeURIComponent(value)}`)].join('&')
}
