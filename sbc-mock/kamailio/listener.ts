import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { Barriers } from '../barriers.ts'
import { Faults, type Fault } from '../faults.ts'
import { readBody, send, type Reply } from '../http.ts'
import { answerBarriers } from '../routes/barriers.ts'
import { Fault as CommandFault, run } from './commands.ts'
import { answerRows } from './rows.ts'
import { Tables, type Declared } from './tables.ts'

export interface Settings { user: string, password: string, tables: readonly Declared[] }

/** One server: its tables, its faults, and who is let in. */
export class Kamailio {
  readonly tables = new Tables()
  readonly faults = new Faults()
  readonly barriers = new Barriers()
  readonly #settings: Settings
  /** What it is held by dies with it. */
  #power = new AbortController()
  isOff = false
  writers = 0
  writersMaximum = 0

  constructor (settings: Settings) {
    this.#settings = settings
    this.tables.declare(settings.tables)
  }

  /** The event route of the configuration: `/RPC` is dispatched to jsonrpcs, behind Basic authentication. */
  async answer (request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://kamailio')
    const body = await readBody(request)
    if (url.pathname.startsWith('/_mock/')) {
      return send(response, await this.#steer(request.method ?? 'GET', url, body))
    }
    if (this.isOff) {
      request.socket.destroy()
      return
    }
    if (
      request.headers.authorization !==
        `Basic ${Buffer.from(`${this.#settings.user}:${this.#settings.password}`).toString('base64')}`
    ) {
      return send(response, {
        status: 401, headers: { 'www-authenticate': 'Basic realm="kamailio"', 'content-type': 'text/html' },
        body: '<html><body>Unauthorized</body></html>'
      })
    }
    const isOfRows = url.pathname.startsWith('/dialplane/')
    if (!url.pathname.startsWith('/RPC') && !isOfRows) {
      return send(response, {
        status: 200, headers: { 'content-type': 'text/html' },
        body: `<html><body>Wrong URL ${url.pathname}</body></html>`
      })
    }
    const asked = readCall(body)
    const method = typeof asked?.method === 'string' ? asked.method : ''
    const what = isOfRows ? url.pathname : `/RPC ${method}`
    const fault = this.faults.take(request.method ?? 'POST', what)
    const barrier = this.barriers.take(request.method ?? 'POST', what)
    if (fault?.delayMilliseconds !== undefined) await wait(fault.delayMilliseconds)
    if (fault?.cut === 'before') {
      request.socket.destroy()
      return
    }
    const { signal } = this.#power
    if (await barrier?.pass('before', signal) === false) {
      request.socket.destroy()
      return
    }
    const reply: Reply = fault?.status !== undefined && fault.apply !== true
      ? { status: fault.status }
      : isOfRows
        ? answerRows(this.tables, url.pathname, body.toString('utf8'))
        : this.#dispatch(asked)
    const isOn = await barrier?.pass('after', signal) ?? true
    if (!isOn || fault?.cut === 'after') {
      request.socket.destroy()
      return
    }
    send(response, fault?.status === undefined ? shortened(reply, fault) : { status: fault.status, body: fault.body })
  }

  #dispatch (call: { method?: unknown, params?: unknown, id?: unknown } | undefined): Reply {
    const id = call?.id ?? null
    const refused = (code: number, message: string): Reply => ({
      status: 500, body: { jsonrpc: '2.0', error: { code, message }, id }
    })
    if (call === undefined) return refused(-32700, 'Parse Error')
    if (typeof call.method !== 'string') return refused(-32600, 'Invalid Request')
    const params = Array.isArray(call.params)
      ? call.params as unknown[]
      : typeof call.params === 'object' && call.params !== null
        ? Object.values(call.params)
        : []
    try {
      const result = run(this.tables, call.method, params)
      return { status: 200, body: { jsonrpc: '2.0', result: result ?? [], id } }
    } catch (error) {
      if (error instanceof CommandFault) return refused(error.code, error.message)
      throw error
    }
  }

  /** Routes for whoever runs the mock: no login, always reachable. */
  #steer (method: string, url: URL, body: Buffer): Reply | Promise<Reply> {
    const asked: unknown = body.length === 0 ? undefined : JSON.parse(body.toString('utf8'))
    const barriers = answerBarriers(this.barriers, method, url, () => asked)
    if (barriers !== undefined) return barriers
    switch (`${method} ${url.pathname}`) {
      case 'GET /_mock/state':
        return { status: 200, body: this.#state() }
      case 'PUT /_mock/state':
        this.tables.declare((asked as { tables: Declared[] }).tables)
        return { status: 204 }
      case 'POST /_mock/behaviour':
        this.isOff = (asked as { refuseConnections?: boolean }).refuseConnections === true
        this.tables.mostRows = (asked as { mostRows?: number }).mostRows ?? Infinity
        return { status: 204 }
      case 'POST /_mock/restart':
        this.#power.abort()
        this.#power = new AbortController()
        this.tables.restart()
        return { status: 204 }
      case 'POST /_mock/faults':
        for (const fault of Array.isArray(asked) ? asked as unknown[] : [asked]) {
          const complaint = this.faults.add(fault)
          if (complaint !== null) return { status: 400, body: { description: complaint } }
        }
        return { status: 201, body: this.faults.list() }
      case 'DELETE /_mock/faults': this.faults.clear(); return { status: 204 }
      default: return { status: 404, body: { description: 'There is no such route' } }
    }
  }

  /** In the words of the other mock: a table is a dial plan, its keys are prefixes. */
  #state (): object {
    const rules = (items: ReadonlyMap<string, string | number>): object[] =>
      [...items].map(([prefix, value]) => ({ prefix, value }))
    const lists = (pick: (name: string) => ReadonlyMap<string, string | number>): object =>
      Object.fromEntries(this.tables.list().map(({ name }) => [name, rules(pick(name))]))
    return {
      dialPlans: lists(name => this.tables.get(name)?.items ?? new Map()),
      saved: lists(name => this.tables.stored(name)), restarts: this.tables.restarts, effects: this.tables.effects
    }
  }
}

/** As much of the answer as the fault lets through, with a length that says that this is all. */
function shortened (reply: Reply, fault: Fault | null): Reply {
  if (fault?.truncateAfter === undefined) return reply
  const body = typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body)
  return { ...reply, body: body.slice(0, fault.truncateAfter) }
}

function readCall (body: Buffer): { method?: unknown, params?: unknown, id?: unknown } | undefined {
  try {
    const call: unknown = JSON.parse(body.toString('utf8'))
    return typeof call === 'object' && call !== null && !Array.isArray(call) ? call : undefined
  } catch {
    return undefined
  }
}
