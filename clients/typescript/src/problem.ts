import type { Shapes } from './operations.ts'

export type ErrorCode = Exclude<Shapes['ProblemDetails']['errorCode'], undefined>

/** An answer that is not a success. Branch on `code`; `errors` says what is wrong with which field. */
export class DialplaneProblem extends Error {
  readonly status: number
  /** Undefined for validation errors (see `errors`), and for what no Dialplane answered. */
  readonly code: ErrorCode | undefined
  readonly title: string
  readonly detail: string | undefined
  readonly errors: Readonly<Record<string, readonly string[]>>
  /** Name it when you ask your provider about this answer. */
  readonly traceId: string | undefined
  readonly type: string | undefined
  /** Seconds after which it makes sense to come again. */
  readonly retryAfter: number | undefined

  constructor (status: number, body: Partial<Shapes['ProblemDetails']>, retryAfter?: number) {
    super(sentence(status, body))
    this.name = 'DialplaneProblem'
    this.status = status
    this.code = body.errorCode
    this.title = body.title ?? `HTTP ${status}`
    this.detail = body.detail
    this.errors = body.errors ?? {}
    this.traceId = body.traceId
    this.type = body.type
    this.retryAfter = retryAfter
  }
}

function sentence (status: number, { title, detail, errors }: Partial<Shapes['ProblemDetails']>): string {
  const fields = Object.entries(errors ?? {}).map(([field, wrong]) => `${field}: ${wrong.join(' ')}`)
  return [title ?? `HTTP ${status}`, ...detail === undefined ? [] : [detail], ...fields].join(' ')
}

/** Some documented answers are bare text: it becomes the detail. */
export async function problemOf (response: Response): Promise<DialplaneProblem> {
  const text = await response.text().catch(() => '')
  return new DialplaneProblem(response.status, bodyOf(text), retryAfterOf(response))
}

function bodyOf (text: string): Partial<Shapes['ProblemDetails']> {
  try {
    const body: unknown = JSON.parse(text)
    return typeof body === 'object' && body !== null ? body : { detail: String(body) }
  } catch {
    return text === '' ? {} : { detail: text.slice(0, 300) }
  }
}

export function retryAfterOf ({ headers }: Response): number | undefined {
  const seconds = Number(headers.get('retry-after') ?? Number.NaN)
  return Number.isFinite(seconds) ? seconds : undefined
}
