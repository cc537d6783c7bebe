import { setTimeout as pause } from 'node:timers/promises'
import { UpstreamFault, type FaultKind } from '../../problems.ts'
import { keysOf, policyOf } from './oracle-policies.ts'
import type { Rule, SbcConnection } from './sbc.ts'
import { Wire, type DeviceAnswer } from './wire.ts'
import { childrenOf, find, parseXml, textOf, type XmlElement } from './xml.ts'

interface Session { readonly version: string, readonly token: string }
type Method = 'GET' | 'PUT' | 'POST' | 'DELETE'
/** The configuration that is edited, or that which calls are routed by. */
export type Side = 'edited' | 'running'

/** Newest first; which one a device has is found when the token is asked for. */
const versions = ['v1.2', 'v1.1']
/** Most elements in one answer. */
const page = 100
const polls = { times: 300, milliseconds: 200 }

/** Requests to the REST API of an Oracle SBC (docs/wire/oracle.md), each answered in our words. */
export class OracleCalls {
  readonly #wire: Wire
  #session: Session | undefined
  /** How long the last save took. */
  saveMs: number | undefined

  constructor (connection: SbcConnection) {
    this.#wire = new Wire(connection)
  }

  get name (): string {
    return this.#wire.name
  }

  get certificateEnds (): string | undefined {
    return this.#wire.certificateEnds?.toISOString()
  }

  async system (what: 'status' | 'information'): Promise<XmlElement> {
    const answer = await this.#request('GET', `/system/${what}`)
    if (answer.status !== 200) throw this.#unexpected(`/system/${what}`, answer)
    return this.#whole(answer, `/system/${what}`)
  }

  /** Names of its realms, each of which can be a plan. */
  async realms (): Promise<string[]> {
    return (await this.#elements('elementType=realm-config', 'edited')).flatMap(realm =>
      childrenOf(realm, 'attribute').filter(one => textOf(one, 'name') === 'identifier')
        .flatMap(one => textOf(one, 'value') ?? []))
  }

  async hasRealm (plan: string): Promise<boolean> {
    return await this.#element(`elementType=realm-config&identifier=${encodeURIComponent(plan)}`, 'edited') !== undefined
  }

  policy (plan: string, prefix: string, side: Side): Promise<XmlElement | undefined> {
    return this.#element(queryOf(plan, prefix), side)
  }

  policies (side: Side): Promise<XmlElement[]> {
    return this.#elements('elementType=local-policy', side)
  }

  /** The right to change the configuration, while `work` runs. */
  async locked<Result> (work: () => Promise<Result>): Promise<Result> {
    const answer = await this.#request('POST', '/configuration/lock')
    if (answer.status !== 204 && answer.status !== 200) throw this.#unexpected('/configuration/lock', answer)
    try {
      return await work()
    } finally {
      // A lock that is left ends with our token.
      await this.#request('POST', '/configuration/unlock').catch(() => undefined)
    }
  }

  /** Undefined when the policy is made, else what the device complains about. */
  async add (plan: string, rule: Rule): Promise<string | undefined> {
    const answer = await this.#request('POST', '/configuration/configElements', policyOf(plan, rule))
    if (answer.status === 200 || answer.status === 201) return undefined
    if (answer.status === 400) return wordsOf(answer.text) ?? 'It refuses the policy without a reason.'
    throw this.#unexpected('/configuration/configElements', answer)
  }

  async remove (plan: string, prefix: string): Promise<void> {
    const answer = await this.#request('DELETE', `/configuration/configElements?${queryOf(plan, prefix)}`)
    if (answer.status !== 204 && answer.status !== 200 && answer.status !== 404) {
      throw this.#unexpected('/configuration/configElements', answer)
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
    let answer = await this.#request(method, path)
    for (let poll = 0; answer.status === 202 || answer.status === 200; poll++) {
      const state = this.#whole(answer, path)
      const status = find(state, 'status')?.text.trim().toLowerCase()
      if (status === 'success') return
      if (status !== undefined && !/progress|pending|running/.test(status)) break
      if (poll === polls.times) throw this.fault('busy', `${this.name} does not finish ${path}.`)
      if (poll > 0) await pause(polls.milliseconds)
      answer = await this.#request('GET', path)
    }
    throw this.#unexpected(path, answer)
  }

  async #element (query: string, side: Side): Promise<XmlElement | undefined> {
    const path = `/configuration/configElements?${query}${side === 'running' ? '&running=true' : ''}`
    const answer = await this.#request('GET', path)
    const whole = this.#whole(answer, path)
    if (answer.status === 404) return undefined
    if (answer.status !== 200) throw this.#unexpected(path, answer)
    return childrenOf(childrenOf(whole, 'data')[0], 'configElement')[0]
  }

  async #elements (query: string, side: Side): Promise<XmlElement[]> {
    const found: XmlElement[] = []
    for (;;) {
      const path = `/configuration/configElements?${query}&offset=${found.length}&maxElements=${page}` +
        (side === 'running' ? '&running=true' : '')
      const answer = await this.#request('GET', path)
      const whole = this.#whole(answer, path)
      if (answer.status === 404) return found
      if (answer.status !== 200) throw this.#unexpected(path, answer)
      const elements = childrenOf(childrenOf(whole, 'data')[0], 'configElement')
      found.push(...elements)
      if (elements.length < page) return found
    }
  }

  async #request (method: Method, path: string, body?: string): Promise<DeviceAnswer> {
    const known = this.#session
    try {
      return await this.#send(known ?? await this.#login(), method, path, body)
    } catch (error) {
      // A token ends with its time, or with a restart; nothing was done with one that is refused.
      if (!(error instanceof UpstreamFault) || error.kind !== 'unauthorized' || known === undefined) throw error
      return this.#send(await this.#login(), method, path, body)
    }
  }

  #send ({ version, token }: Session, method: Method, path: string, body?: string): Promise<DeviceAnswer> {
    return this.#wire.request(method, `/rest/${version}${path}`, body, {
      accept: 'application/xml', authorization: `Bearer ${token}`,
      ...(body !== undefined && { 'content-type': 'application/xml' })
    })
  }

  async #login (): Promise<Session> {
    for (const version of versions) {
      const path = `/rest/${version}/auth/token`
      const answer = await this.#wire.request('POST', path, '', { accept: 'application/xml' })
      if (answer.status === 404 && version !== versions.at(-1)) continue
      if (answer.status !== 200) throw this.#unexpected(path, answer)
      const token = find(this.#whole(answer, path), 'accessToken')?.text.trim()
      if (token !== undefined && token !== '') return this.#session = { version, token }
    }
    throw this.fault('busy', `${this.name} gives no token; its base URL may lead to something else.`)
  }

  /** The answer, of which the last line proves that it is whole: also that something is absent is told by a response. */
  #whole ({ text, status }: DeviceAnswer, path: string): XmlElement {
    const root = parseXml(text)
    if (root?.name === 'response' && (childrenOf(root, 'data').length > 0 || status !== 200)) return root
    throw this.fault(
      'busy', `${this.name} does not answer ${path.split('?')[0]} with a whole response (${status}); nothing is ` +
        'concluded from it.'
    )
  }

  #unexpected (path: string, { status, text }: DeviceAnswer): UpstreamFault {
    const words = wordsOf(text)
    const said = words === undefined ? '' : `: ${words}`
    if (status === 423) {
      return this.fault('busy', `The configuration of ${this.name} is locked by another user (423)${said}.`)
    }
    return this.fault('unexpected', `${this.name} answers ${path.split('?')[0]} with ${status}${said}.`)
  }

  fault (kind: FaultKind, message: string): UpstreamFault {
    return this.#wire.fault(kind, message)
  }

  close (): Promise<void> {
    return this.#wire.close()
  }
}

function queryOf (plan: string, prefix: string): string {
  return ['elementType=local-policy', ...keysOf(plan, prefix).map(([name, value]) =>
    `${name}=${encodeURIComponent(value)}`)].join('&')
}

/** What the device says itself, as one short line. */
function wordsOf (text: string): string | undefined {
  const said = find(find(parseXml(text), 'messages'), 'message')?.text.replace(/[^\x20-\x7e]+/g, ' ').trim()
  return said === undefined || said === '' ? undefined : said.replace(/\.$/, '').slice(0, 160)
}
