import { Pool, ProxyAgent, type Dispatcher } from 'undici'
import { UpstreamFault } from '../../problems.ts'

export interface HttpAnswer { status: number, headers: Record<string, string | string[] | undefined>, body: unknown }

export interface HttpRequest {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  path: string
  headers?: Record<string, string>
  body?: string
}

const largestAnswer = 64 * 1024 * 1024

/**
 * One connection pool to one origin. Answers of any status are returned; no answer at all throws `unreachable`, and
 * 429 and 5xx throw what they mean, so that callers only meet answers to their question.
 */
export class HttpClient {
  /** Without a slash at the end. */
  readonly baseUrl: string
  readonly #pool: Dispatcher
  readonly #upstream: string
  readonly #origin: string
  readonly #prefix: string
  readonly #siblings = new Map<string, HttpClient>()

  /** `proxyUrl`: the outbound proxy that every request goes through. */
  constructor (baseUrl: string, upstream: string, proxyUrl?: string) {
    const url = new URL(baseUrl)
    this.#prefix = url.pathname.replace(/\/$/, '')
    this.#origin = url.origin
    this.baseUrl = url.origin + this.#prefix
    this.#upstream = upstream
    const limits = {
      connections: 16, connect: { timeout: 5_000 }, headersTimeout: 30_000, bodyTimeout: 30_000,
      maxResponseSize: largestAnswer
    }
    this.#pool = proxyUrl === undefined
      ? new Pool(url.origin, limits)
      : new ProxyAgent({ ...limits, uri: proxyUrl, proxyTunnel: true })
  }

  /** The same upstream in another cloud, or through a proxy; it is closed with this one. */
  at (baseUrl: string = this.baseUrl, proxyUrl?: string): HttpClient {
    if (proxyUrl === undefined && baseUrl.replace(/\/+$/, '') === this.baseUrl) return this
    const key = JSON.stringify([baseUrl, proxyUrl])
    const sibling = this.#siblings.get(key) ?? new HttpClient(baseUrl, this.#upstream, proxyUrl)
    this.#siblings.set(key, sibling)
    return sibling
  }

  async request (request: HttpRequest): Promise<HttpAnswer> {
    const answer = await this.#send(request)
    if (answer.status === 429) throw this.#fault('throttled', `${this.#upstream} asks us to slow down.`, answer)
    if (answer.status >= 500) throw this.#fault('busy', `${this.#upstream} answered ${answer.status}.`, answer)
    return answer
  }

  async #send (request: HttpRequest): Promise<HttpAnswer> {
    let text: string, status: number, headers: HttpAnswer['headers']
    try {
      const response = await this.#pool.request({
        origin: this.#origin, method: request.method, path: this.#prefix + request.path, headers: request.headers ?? {},
        body: request.body ?? null
      })
      text = await response.body.text()
      status = response.statusCode
      headers = response.headers
    } catch (cause) {
      throw new UpstreamFault(this.#upstream, 'unreachable', `${this.#upstream} did not answer.`, { cause })
    }
    if (text === '') return { status, headers, body: undefined }
    try {
      return { status, headers, body: JSON.parse(text) }
    } catch (cause) {
      if (status >= 400) return { status, headers, body: text }
      throw new UpstreamFault(this.#upstream, 'unexpected', `${this.#upstream} sent an answer that is not JSON.`, {
        cause
      })
    }
  }

  #fault (kind: 'throttled' | 'busy', message: string, answer: HttpAnswer): UpstreamFault {
    const retryAfterSeconds = readRetryAfter(answer.headers['retry-after'])
    return new UpstreamFault(this.#upstream, kind, message, {
      cause: { status: answer.status, body: answer.body }, ...(retryAfterSeconds !== undefined && { retryAfterSeconds })
    })
  }

  async close (): Promise<void> {
    await Promise.all([this.#pool.destroy(), ...[...this.#siblings.values()].map(sibling => sibling.close())])
  }
}

/** Seconds or an HTTP date; at most an hour, because a mistyped header must not park a task for a year. */
function readRetryAfter (header: string | string[] | undefined, now: number = Date.now()): number | undefined {
  const text = Array.isArray(header) ? header[0] : header
  if (text === undefined) return undefined
  const seconds = /^\d+$/.test(text) ? Number(text) : (Date.parse(text) - now) / 1000
  return Number.isNaN(seconds) ? undefined : Math.min(3600, Math.max(0, seconds))
}
