import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { Barriers } from '../barriers.ts'
import { Faults, type Fault } from '../faults.ts'
import { readBody, send, type Reply } from '../http.ts'
import { answerBarriers } from '../routes/barriers.ts'
import { policyOf, realmOf, type Rule } from './elements.ts'
import { Configuration, Refused } from './configuration.ts'
import { NotWellFormed, readElement, response, write, type Element } from './xml.ts'

export interface Settings { user: string, password: string, realms: readonly string[], versions: readonly string[] }

const tokenSeconds = 600

/** One device: its configurations, its tokens, and who has the lock. */
export class OracleSbc {
  readonly configuration = new Configuration()
  readonly faults = new Faults()
  readonly barriers = new Barriers()
  readonly #settings: Settings
  readonly #tokens = new Map<string, number>()
  /** How long save and activate take. */
  #operationMs = 0
  #done = new Map<string, number>()
  #lock: string | undefined
  #isOff = false
  /** What it is held by dies with it. */
  #power = new AbortController()
  restarts = 0

  constructor (settings: Settings) {
    this.#settings = settings
    this.configuration.load(settings.realms.map(realmOf))
  }

  async answer (request: IncomingMessage, reply: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://oracle')
    const body = (await readBody(request)).toString('utf8')
    const method = request.method ?? 'GET'
    if (url.pathname.startsWith('/_mock/')) return send(reply, await this.#steer(method, url, body))
    if (this.#isOff) {
      request.socket.destroy()
      return
    }
    const fault = this.faults.take(method, url.pathname + url.search)
    if (fault?.delayMilliseconds !== undefined) await wait(fault.delayMilliseconds)
    if (fault?.cut === 'before') {
      request.socket.destroy()
      return
    }
    const barrier = this.barriers.take(method, url.pathname + url.search)
    const { signal } = this.#power
    if (await barrier?.pass('before', signal) === false) {
      request.socket.destroy()
      return
    }
    const isKept = fault?.status !== undefined && fault.apply !== true
    const real = isKept ? { status: fault.status ?? 500 } : this.#work(method, url, body, request.headers.authorization)
    const isOn = await barrier?.pass('after', signal) ?? true
    if (!isOn || fault?.cut === 'after') {
      request.socket.destroy()
      return
    }
    send(reply, fault?.status === undefined ? shortened(real, fault) : { status: fault.status, body: fault.body ?? '' })
  }

  #work (method: string, url: URL, body: string, authorization = ''): Reply {
    const [, version = '', path = ''] = /^\/rest\/(v[\d.]+)(\/.*)$/.exec(url.pathname) ?? []
    if (!this.#settings.versions.includes(version)) return xml(404, '', 'Unsupported versionId in URI')
    if (path === '/auth/token') return method === 'POST' ? this.#login(authorization) : xml(405, '', 'Not allowed')
    const token = /^Bearer (\w+)$/.exec(authorization)?.[1] ?? ''
    if ((this.#tokens.get(token) ?? 0) < Date.now()) return xml(401, '', 'The token is not valid')
    if (this.#lock !== undefined && (this.#tokens.get(this.#lock) ?? 0) < Date.now()) this.#lock = undefined
    try {
      return this.#operate(`${method} ${path}`, url.searchParams, body, token)
    } catch (error) {
      if (error instanceof Refused) return xml(error.status, '', error.message)
      if (error instanceof NotWellFormed) return xml(400, '', error.message)
      throw error
    }
  }

  #operate (what: string, query: URLSearchParams, body: string, token: string): Reply {
    switch (what) {
      case 'GET /system/status': return xml(200, '<systemStatus><role>active</role>' +
        '<systemState>online</systemState><healthScorePercent>100</healthScorePercent></systemStatus>')
      case 'GET /system/information': return xml(200, '<systemInformation><productName>Acme Packet VM</productName>' +
        '<buildVersion>SCZ9.2.0 Patch 3</buildVersion><serialNumber>020010000001</serialNumber></systemInformation>')
      case 'GET /configuration/configElements':
        return xml(200, this.configuration.get(query.get('elementType') ?? '', query).map(write).join(''))
      case 'POST /configuration/lock': return this.#take(token)
      case 'POST /configuration/unlock':
        this.#own(token)
        this.#lock = undefined
        return { status: 204 }
      case 'POST /configuration/configElements': {
        this.#own(token)
        const element = readElement(body)
        this.configuration.add(element)
        return xml(200, write(element))
      }
      case 'DELETE /configuration/configElements':
        this.#own(token)
        this.configuration.remove(query.get('elementType') ?? '', query)
        return { status: 204 }
      case 'PUT /configuration/management':
        this.#own(token)
        if (query.get('action') !== 'save') throw new Refused(400, 'action must be save')
        this.configuration.save()
        return this.#begun('save')
      case 'POST /configuration/management':
        this.#own(token)
        this.configuration.activate()
        return this.#begun('activate')
      case 'GET /configuration/management': return this.#stateOf(query.get('action') ?? '')
      default: return xml(404, '', 'Resource not found')
    }
  }

  #login (authorization: string): Reply {
    const { user, password } = this.#settings
    if (authorization !== `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`) {
      return xml(401, '', 'The credentials are not valid')
    }
    const token = randomBytes(16).toString('hex')
    this.#tokens.set(token, Date.now() + tokenSeconds * 1000)
    return xml(200, `<accessToken>${token}</accessToken>`)
  }

  #take (token: string): Reply {
    if (this.#lock !== undefined && this.#lock !== token) return xml(423, '', 'Resource locked by another user')
    this.#lock = token
    return { status: 204 }
  }

  #own (token: string): void {
    if (this.#lock !== token) throw new Refused(423, 'User does not have the lock')
  }

  #begun (action: string): Reply {
    this.#done.set(action, Date.now() + this.#operationMs)
    return {
      status: 202, headers: { 'content-type': 'application/xml' },
      body: response(
        `<operationState><operation>${action}</operation><status>inProgress</status></operationState>`, '',
        `/rest/${this.#settings.versions[0]}/configuration/management?action=${action}`
      )
    }
  }

  #stateOf (action: string): Reply {
    const until = this.#done.get(action)
    if (until === undefined) throw new Refused(404, 'No such operation')
    return xml(200, `<operationState><operation>${action}</operation><status>${
      until > Date.now() ? 'inProgress' : 'success'
    }</status></operationState>`)
  }

  /** For whoever runs the mock: no login, always reachable. */
  #steer (method: string, url: URL, body: string): Reply | Promise<Reply> {
    const wanted: Record<string, unknown> = body === '' ? {} : JSON.parse(body)
    const barriers = answerBarriers(this.barriers, method, url, () => wanted)
    if (barriers !== undefined) return barriers
    switch (`${method} ${url.pathname}`) {
      case 'GET /_mock/state': {
        const { edited, saved, running } = this.configuration
        const list = (elements: ReadonlyMap<string, Element>): object[] => [...elements.values()].map(plain)
        return { status: 200, body: { edited: list(edited), saved: list(saved), running: list(running) } }
      }
      case 'PUT /_mock/state': {
        const plans = Object.entries((wanted as { dialPlans: Record<string, Rule[]> }).dialPlans)
        this.configuration.load([
          ...plans.map(([name]) => realmOf(name)),
          ...plans.flatMap(([name, rules]) => rules.map(rule => policyOf(name, rule)))
        ])
        return { status: 204 }
      }
      case 'POST /_mock/restart':
        this.#power.abort()
        this.#power = new AbortController()
        this.configuration.restart()
        this.#tokens.clear()
        this.#lock = undefined
        this.restarts += 1
        return { status: 204 }
      case 'POST /_mock/behaviour':
        if (typeof wanted['refuseConnections'] === 'boolean') this.#isOff = wanted['refuseConnections']
        if (typeof wanted['operationMs'] === 'number') this.#operationMs = wanted['operationMs']
        if (typeof wanted['mostPolicies'] === 'number') this.configuration.mostPolicies = wanted['mostPolicies']
        return { status: 204 }
      case 'POST /_mock/faults': {
        const complaint = this.faults.add(wanted)
        return complaint === null ? { status: 204 } : { status: 400, body: { description: complaint } }
      }
      case 'DELETE /_mock/faults': this.faults.clear(); return { status: 204 }
      default: return { status: 404, body: { description: 'There is no such route' } }
    }
  }
}

function plain ({ type, attributes }: Element): object {
  return { type, ...Object.fromEntries([...attributes].map(([name, values]) => [name, values.join(' ')])) }
}

function xml (status: number, data: string, message = ''): Reply {
  return { status, headers: { 'content-type': 'application/xml' }, body: response(data, message) }
}

/** As much of the answer as the fault lets through, with a length that says that this is all. */
function shortened (reply: Reply, fault: Fault | null): Reply {
  if (fault?.truncateAfter === undefined || typeof reply.body !== 'string') return reply
  return { ...reply, body: reply.body.slice(0, fault.truncateAfter) }
}
