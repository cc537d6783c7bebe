import {
  addressOf, operationTable, type AnswerOf, type AnyInput, type EntryOf, type Input, type InputOf, type ListId,
  type OperationId
} from './operations.ts'
import { problemOf, retryAfterOf } from './problem.ts'
import type { TokenSource } from './token.ts'

export interface ClientSettings {
  /** Where the API is, as in `https://dialplane.example.com`; `/tenantui` behind it is fine. */
  readonly baseUrl: string
  readonly token: TokenSource
  /** How often a request is sent at most. Default: 5. */
  readonly tries?: number
  /** Told before a request is sent again, and why. */
  readonly onRetry?: (why: string, seconds: number) => void
  readonly fetch?: typeof fetch
}

/** Answers that ask to come again. Others from 400 on do not change by themselves. */
const passing = new Set([408, 429, 502, 503, 504])
const longestPauseSeconds = 30

/** Calls operations of the API by their id. One client for a process is enough; it keeps nothing but its token. */
export class Dialplane {
  readonly settings: ClientSettings

  constructor (settings: ClientSettings) {
    this.settings = { ...settings, baseUrl: settings.baseUrl.replace(/\/+$/, '') }
  }

  /** Calls an operation and answers what it answers. Throws a DialplaneProblem when that is no success. */
  async call<Id extends OperationId> (id: Id, ...[input]: Input<Id>): Promise<AnswerOf<Id>> {
    return answerOf(await this.send(id, input))
  }

  /** Calls an operation that is known at run time only. */
  async callAny (id: OperationId, input: AnyInput = {}): Promise<unknown> {
    return answerOf(await this.send(id, input))
  }

  /** Calls an operation for its response, whose body is not read yet: files and streams. */
  async open<Id extends OperationId> (id: Id, input: InputOf<Id>): Promise<Response> {
    return await this.send(id, input)
  }

  /** Every entry of a list, page after page, read as it is asked for. */
  async * each<Id extends ListId> (id: Id, ...[input]: Input<Id>): AsyncGenerator<EntryOf<Id>, void, undefined> {
    const given: AnyInput = input ?? {}
    for (let place: object | undefined = {}; place !== undefined;) {
      const response = await this.send(id, { ...given, query: Object.assign({ PageSize: 200 }, given.query, place) })
      const page: Page<EntryOf<Id>> = JSON.parse(await response.text())
      yield * page.data
      place = placeBehind(page, place)
    }
  }

  private async send (id: OperationId, input: AnyInput = {}): Promise<Response> {
    const [method, url] = addressOf(id, this.settings.baseUrl, input)
    const [, , takesKey] = operationTable[id]
    const headers: Record<string, string> = { accept: 'application/json, */*;q=0.1', ...input.headers }
    if (takesKey !== undefined) headers['idempotency-key'] = input.idempotencyKey ?? crypto.randomUUID()
    const body = bodyOf(input.body, headers)
    return await this.persist({ method, headers, body, signal: input.signal ?? null }, url)
  }

  /** Sends a request until there is an answer that will not change by itself. */
  private async persist (request: RequestInit & { headers: Record<string, string> }, url: string): Promise<Response> {
    const { token, tries = 5, onRetry } = this.settings
    for (let [attempt, renew, renewed] = [1, false, false]; ; attempt++) {
      const headers = { ...request.headers, authorization: `Bearer ${await token(renew)}` }
      renew = false
      const response = await this.attempt(url, { ...request, headers })
      if (response instanceof Response) {
        if (response.ok) return response
        if (response.status === 401 && !renewed) {
          [renew, renewed] = [true, true]
          await response.body?.cancel()
          continue
        }
        if (!passing.has(response.status) || attempt >= tries) throw await problemOf(response)
        await response.body?.cancel()
      } else if (attempt >= tries) {
        throw response
      }
      const asked = response instanceof Response ? retryAfterOf(response) : undefined
      const seconds = Math.min(asked ?? backoff(attempt), longestPauseSeconds)
      onRetry?.(response instanceof Response ? `HTTP ${response.status}` : String(response.cause ?? response), seconds)
      await pause(seconds, request.signal)
    }
  }

  /** The error is answered where nobody answered; a request that its caller gave up throws. */
  private async attempt (url: string, request: RequestInit): Promise<Response | Error> {
    try {
      return await (this.settings.fetch ?? fetch)(url, request)
    } catch (error) {
      if (request.signal?.aborted === true || !(error instanceof Error)) throw error
      return error
    }
  }
}

/** Files are text, all else is JSON. The document says which shape it has. */
async function answerOf<Answer> (response: Response): Promise<Answer> {
  const text = await response.text()
  const isFile = /^text\//.test(response.headers.get('content-type') ?? '')
  const answer: Answer = JSON.parse(isFile ? JSON.stringify(text) : text)
  return answer
}

interface Page<Entry> { currentPage: number, totalPages: number, data: Entry[], next?: string | null }

/** By cursor where the list has one: entries that come meanwhile then move none from page to page. */
function placeBehind ({ currentPage, totalPages, next }: Page<unknown>, before: object): object | undefined {
  if (next !== undefined) return next === null ? undefined : { cursor: next, PageNumber: undefined }
  // The last page behind a cursor has none; its number says nothing.
  if ('cursor' in before) return undefined
  return currentPage < totalPages ? { PageNumber: currentPage + 1 } : undefined
}

function bodyOf (body: unknown, headers: Record<string, string>): NonNullable<RequestInit['body']> | null {
  if (body === undefined) return null
  if (body instanceof FormData) return body
  if (typeof body === 'string' || body instanceof Blob) {
    headers['content-type'] ??= 'text/csv'
    return body
  }
  headers['content-type'] ??= 'application/json'
  return JSON.stringify(body)
}

const backoff = (attempt: number): number => Math.random() * 0.25 * 2 ** attempt

/** Rejects at once when the signal is aborted. */
export async function pause (seconds: number, signal?: AbortSignal | null): Promise<void> {
  signal?.throwIfAborted()
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(resolve, seconds * 1000)
    signal?.addEventListener('abort', () => {
      clearTimeout(timer)
      reject(signal.reason)
    }, { once: true })
  })
}
