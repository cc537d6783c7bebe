import { SpanKind, SpanStatusCode } from '@opentelemetry/api'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { resourceFromAttributes } from '@opentelemetry/resources'
import { BatchSpanProcessor, TraceIdRatioBasedSampler, TracerProvider } from '@opentelemetry/sdk-trace'
import {
  callTraces, outboundTraces, requestTraces, stepTraces, taskTraces, type TracedRequest
} from './channels.ts'
import { KnownIds, Spans } from './spans.ts'

export interface TraceSettings {
  /** Base URL of a collector that speaks OTLP over HTTP. */
  readonly endpoint: string
  readonly headers: Record<string, string>
  /** Share of the traces that are kept; decided by the id of the trace, so that all processes decide alike. */
  readonly share: number
  readonly service: { readonly version: string, readonly role: string, readonly instance: string }
}

export interface Traces {
  /** Sends what is left. */
  stop (): Promise<void>
}

/** Turns what the channels say into spans, and sends them. A task carries its trace from one process to another. */
export function startTraces (settings: TraceSettings): Traces {
  const ids = new KnownIds()
  const provider = providerOf(settings, ids)
  const spans = new Spans(provider.getTracer('dialplane', settings.service.version), ids)
  requestTraces.subscribe(told => { if (isRequest(told)) spans.record(told) })
  spans.follow(taskTraces, ({ id, kind, providerId, traceId }) => ({
    name: `task ${kind}`, kind: SpanKind.CONSUMER, parent: traceId ?? undefined,
    attributes: { 'dialplane.task.id': id, 'dialplane.task.kind': kind, 'dialplane.provider.id': providerId }
  }))
  spans.follow(stepTraces, ({ step, direction, attempt }) => ({
    name: `step ${step}`, attributes: { 'dialplane.step.direction': direction, 'dialplane.step.attempt': attempt }
  }), ({ outcome = 'unknown' }, span) => {
    span.setAttribute('dialplane.step.outcome', outcome)
    if (outcome === 'failed') span.setStatus({ code: SpanStatusCode.ERROR })
  })
  spans.follow(callTraces, ({ key, name }) => ({ name: `call ${name}`, attributes: { 'dialplane.upstream': key } }))
  spans.follow(outboundTraces, ({ origin, method, path }) => ({
    name: method, kind: SpanKind.CLIENT,
    attributes: {
      'http.request.method': method, 'server.address': new URL(origin).hostname, 'url.path': path.split('?', 1)[0] ?? ''
    }
  }), ({ status }, span) => {
    if (status !== undefined) span.setAttribute('http.response.status_code', status)
  }, ({ headers }) => spans.pass(headers))
  return { stop: () => provider.shutdown() }
}

const isRequest = (told: unknown): told is TracedRequest =>
  typeof told === 'object' && told !== null && 'milliseconds' in told

function providerOf ({ endpoint, headers, share, service }: TraceSettings, idGenerator: KnownIds): TracerProvider {
  return new TracerProvider({
    idGenerator,
    sampler: new TraceIdRatioBasedSampler(share),
    resource: resourceFromAttributes({
      'service.name': 'dialplane', 'service.version': service.version, 'service.instance.id': service.instance,
      'dialplane.role': service.role
    }),
    spanProcessors: [
      new BatchSpanProcessor({
        exporter: new OTLPTraceExporter({ url: `${endpoint.replace(/\/+$/, '')}/v1/traces`, headers })
      })
    ]
  })
}
