import { AsyncLocalStorage } from 'node:async_hooks'
import type { Channel, TracingChannel } from 'node:diagnostics_channel'
import {
  ROOT_CONTEXT, SpanKind, SpanStatusCode, trace, type Attributes, type Context, type Span, type Tracer
} from '@opentelemetry/api'
import { RandomIdGenerator, type IdGenerator } from '@opentelemetry/sdk-trace'
import type { TracedOutbound, TracedRequest } from './channels.ts'

interface Beginning {
  readonly name: string
  readonly kind?: SpanKind
  readonly attributes: Attributes
  /** The span of another process, or of another time, that it goes on from. */
  readonly parent?: string | undefined
}

const traceparent = /^00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}$/

/** Makes spans of what channels tell, each below the one in whose work it was told. */
export class Spans {
  readonly #tracer: Tracer
  readonly #ids: KnownIds
  readonly #current = new AsyncLocalStorage<Span>()

  constructor (tracer: Tracer, ids: KnownIds) {
    this.#tracer = tracer
    this.#ids = ids
  }

  /** A span for each work that a channel tells of; `begun` when it is the one that work is in. */
  follow<About extends object> (
    channel: TracingChannel<unknown, About>, begin: (about: About) => Beginning,
    end: (about: About, span: Span) => void = () => {}, begun: (about: About) => void = () => {}
  ): void {
    const spans = new WeakMap<About, Span>()
    const start: Channel<Span, About> = channel.start
    start.bindStore(this.#current, about => {
      const { name, kind = SpanKind.INTERNAL, attributes, parent } = begin(about)
      const within = parent === undefined ? this.#current.getStore() : remote(parent)
      const span = this.#tracer.startSpan(name, { kind, attributes }, contextOf(within))
      spans.set(about, span)
      return span
    })
    channel.subscribe({
      start: begun, end: () => {}, asyncStart: () => {},
      error (about) {
        const message = about.error instanceof Error ? about.error.message : String(about.error)
        spans.get(about)?.setStatus({ code: SpanStatusCode.ERROR, message })
      },
      asyncEnd (about) {
        const span = spans.get(about)
        if (span === undefined) return
        end(about, span)
        span.end()
      }
    })
  }

  /** The span of a request that was answered, with the ids that its trace context has said all along. */
  record (request: TracedRequest): void {
    const [, traceId, spanId] = traceparent.exec(request.id) ?? []
    if (traceId === undefined || spanId === undefined) return
    const parent = request.traceparent === undefined ? undefined : remote(request.traceparent)
    const span = this.#ids.with(traceId, spanId, () => this.#tracer.startSpan(`${request.method} ${request.route}`, {
      kind: SpanKind.SERVER, startTime: Date.now() - request.milliseconds,
      attributes: {
        'http.request.method': request.method, 'http.route': request.route, 'dialplane.operation': request.operation,
        'http.response.status_code': request.status,
        ...(request.taskId !== undefined && { 'dialplane.task.id': request.taskId }),
        ...(request.errorCode !== undefined && { 'dialplane.error.code': request.errorCode })
      }
    }, contextOf(parent)))
    if (request.status >= 500) span.setStatus({ code: SpanStatusCode.ERROR })
    span.end()
  }

  /** Tells whoever is asked in which span that is. */
  pass (headers: TracedOutbound['headers']): void {
    const span = this.#current.getStore()?.spanContext()
    if (span !== undefined) headers['traceparent'] = `00-${span.traceId}-${span.spanId}-0${span.traceFlags & 1}`
  }
}

const contextOf = (parent: Span | undefined): Context =>
  parent === undefined ? ROOT_CONTEXT : trace.setSpan(ROOT_CONTEXT, parent)

/** A span of which only the ids are known; the sampler asks the id of the trace whether it is kept. */
function remote (text: string): Span | undefined {
  const [, traceId, spanId] = traceparent.exec(text) ?? []
  return traceId === undefined || spanId === undefined
    ? undefined
    : trace.wrapSpanContext({ traceId, spanId, traceFlags: 1, isRemote: true })
}

/** Ids as usual, but for a span that had its own before it was told of: the id of a request is older than its span. */
export class KnownIds implements IdGenerator {
  readonly #usual = new RandomIdGenerator()
  #known: { readonly traceId: string, readonly spanId: string } | undefined

  generateTraceId (): string { return this.#known?.traceId ?? this.#usual.generateTraceId() }
  generateSpanId (): string { return this.#known?.spanId ?? this.#usual.generateSpanId() }

  with<Result> (traceId: string, spanId: string, work: () => Result): Result {
    this.#known = { traceId, spanId }
    try {
      return work()
    } finally {
      this.#known = undefined
    }
  }
}
