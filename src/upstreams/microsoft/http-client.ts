import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { Pool, ProxyAgent } from 'undici'
import { UpstreamFault, type FaultKind } from '../../problems.ts'
import { SteadyPool, type UpstreamDeadlines } from '../outbound/steady-pool.ts'
import { decode, isWebPage, largestAnswer } from './answer-body.ts'
import { readRetryAfter, textOf } from './retry-after.ts'

export interface HttpAnswer {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: unknown
  /** What Microsoft calls the request; it asks for it in a case. */
  requestId?: string | undefined
  retryAfterSeconds?: number | undefined
}

export interface HttpRequest {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  path: string
  headers?: Record<string, string>
  body?: string
}

const usualDeadlines: UpstreamDeadlines = { connectSeconds: 5, answerSeconds: 30 }

/** Up to so many seconds are waited for in place, so many times (docs/wire/microsoft.md#limits-and-retries). */
const aMoment = 2
const rounds = 3

/**
 * One connection pool to one origin. Answers are returned; no answer at all throws `unreachable`. 429, 5xx, redirects,
 * web pages and refusals that say when to come back throw what they mean, so that callers only meet answers to their
 * question.
 */
export class HttpClient {
  /** Without a slash at the end. */
  readonly baseUrl: string
  readonly #pool: SteadyPool
  readonly #upstream: string
  readonly #origin: string
  readonly #prefix: string
  readonly #userAgent: string
  readonly #deadlines: UpstreamDeadlines
  readonly #siblings = new Map<string, HttpClient>()

  /** `proxyUrl`: the outbound proxy that every request goes through. */
  constructor (
    baseUrl: string, upstream: string, userAgent = 'Dialplane', deadlines = usualDeadlines, proxyUrl?: string
  ) {
    const url = new URL(baseUrl)
    this.#prefix = url.pathname.replace(/\/$/, '')
    this.#origin = url.origin
    this.baseUrl = url.origin + this.#prefix
    this.#upstream = upstream
    this.#userAgent = userAgent
    this.#deadlines = deadlines
    const answerMs = deadlines.answerSeconds * 1000
    const limits = {
      connections: 16, connect: { timeout: deadlines.connectSeconds * 1000 }, headersTimeout: answerMs,
      bodyTimeout: answerMs, maxResponseSize: largestAnswer
    }
    this.#pool = new SteadyPool(url.origin, () => proxyUrl === undefined
      ? new Pool(url.origin, limits)
      : new ProxyAgent({ ...limits, uri: proxyUrl, proxyTunnel: true }))
  }

  /** The same upstream in another cloud, or through a proxy; it is closed with this one. */
  at (baseUrl: string = this.baseUrl, proxyUrl?: string): HttpClient {
    if (proxyUrl === undefined && baseUrl.replace(/\/+$/, '') === this.baseUrl) return this
    const key = JSON.stringify([baseUrl, proxyUrl])
    const sibling = this.#siblings.get(key) ??
      new HttpClient(baseUrl, this.#upstream, this.#userAgent, this.#deadlines, proxyUrl)
    this.#siblings.set(key, sibling)
    return sibling
  }

  /** A read that is put off for a moment is asked again, because a step of many reads would begin anew each time. */
  async request (request: HttpRequest): Promise<HttpAnswer> {
    for (let asked = 1; ; asked++) {
      try {
        return await this.#ask(request)
      } catch (error) {
        const seconds = error instanceof UpstreamFault && error.isTransient ? error.retryAfterSeconds : undefined
        if (request.method !== 'GET' || seconds === undefined || seconds > aMoment || asked > rounds) throw error
        await sleep(seconds * 1000)
      }
    }
  }

  async #ask (request: HttpRequest): Promise<HttpAnswer> {
    const { text, ...answer } = await this.#send(request)
    const { status, headers, retryAfterSeconds = 0 } = answer
    const page = isWebPage(text, textOf(headers['content-type']))
    if (status === 429) throw this.#fault('throttled', 'asks us to slow down', answer)
    if (status >= 500) throw this.#fault('busy', `answered ${status}${page ? ' with a web page' : ''}`, answer)
    if (status >= 300 && status < 400) {
      const to = textOf(headers['location']) ?? 'nowhere'
      throw this.#fault('unexpected', `redirects us to ${to}, where we do not follow; is the base URL right?`, answer)
    }
    if (status > 401 && retryAfterSeconds > 0) throw this.#fault('busy', `answered ${status} for now`, answer)
    if (page && status !== 401) {
      throw this.#fault(
        'unexpected', `answered ${status} with a web page instead of JSON; is the base URL right, or a proxy between?`,
        answer
      )
    }
    return { ...answer, body: this.#parse(text, answer) }
  }

  async #send (request: HttpRequest): Promise<Omit<HttpAnswer, 'body'> & { text: string }> {
    const { bytes, ...answer } = await this.#receive(request)
    try {
      return { ...answer, text: await decode(bytes, textOf(answer.headers['content-encoding'])) }
    } catch (cause) {
      throw this.#fault('unexpected', 'sent an answer that cannot be decompressed', answer, cause)
    }
  }

  async #receive (request: HttpRequest): Promise<Omit<HttpAnswer, 'body'> & { bytes: Buffer }> {
    try {
      const response = await this.#pool.request({
        origin: this.#origin, method: request.method, path: this.#prefix + request.path, body: request.body ?? null,
        headers: { 'user-agent': this.#userAgent, 'client-request-id': randomUUID(), ...request.headers }
      })
      const { headers, statusCode: status } = response
      return {
        status, headers, requestId: textOf(headers['request-id']) ?? textOf(headers['x-ms-request-id']),
        retryAfterSeconds: readRetryAfter(headers), bytes: Buffer.from(await response.body.arrayBuffer())
      }
    } catch (cause) {
      throw new UpstreamFault(this.#upstream, 'unreachable', `${this.#upstream} did not answer.`, { cause })
    }
  }

  #parse (text: string, answer: Omit<HttpAnswer, 'body'>): unknown {
    if (text === '') return undefined
    try {
      return JSON.parse(text)
    } catch (cause) {
      if (answer.status >= 400) return text
      throw this.#fault('unexpected', 'sent an answer that is not JSON', answer, cause)
    }
  }

  /** The message tells until when to wait, and what Microsoft calls the request. */
  #fault (kind: FaultKind, what: string, answer: Omit<HttpAnswer, 'body'>, cause?: unknown): UpstreamFault {
    const { status, requestId, retryAfterSeconds } = answer
    const until = retryAfterSeconds === undefined
      ? ''
      : `, until ${new Date(Date.now() + retryAfterSeconds * 1000).toISOString()}`
    const end = /[.?]$/.test(what) ? '' : '.'
    return new UpstreamFault(
      this.#upstream, kind, `${this.#upstream} ${what}${until}${end}${requestIdText(requestId)}`,
      { cause: cause ?? { status }, requestId, ...(retryAfterSeconds !== undefined && { retryAfterSeconds }) }
    )
  }

  async close (): Promise<void> {
    await Promise.all([this.#pool.destroy(), ...[...this.#siblings.values()].map(sibling => sibling.close())])
  }
}

/** What Microsoft calls a request, to be put behind a message. */
export function requestIdText (requestId: string | undefined): string {
  return requestId === undefined ? '' : ` (request-id ${requestId})`
}
