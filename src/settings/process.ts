import { Type } from '@sinclair/typebox'
import { number, page, text, whole, yesOrNo } from './setting.ts'

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const

export const processPage = page('Process', 'Which part of Dialplane a process is, and how it is reached and stopped.', {
  ROLE: Type.Union([Type.Literal('api'), Type.Literal('worker'), Type.Literal('all')], {
    default: 'all', description: 'Which part this process runs: the HTTP API, the task worker, or both.'
  }),
  HOST: text('0.0.0.0', 'Address that the HTTP server listens on.'),
  PORT: Type.Optional(Type.Integer({
    minimum: 0, maximum: 65535,
    description: 'TCP port that the HTTP server listens on; 8080 where requests are answered. A worker answers only ' +
      'probes and metrics, and only when a port is given.'
  })),
  PUBLIC_URL: text('', 'Base URL that clients use, for links in responses; empty: the address of the request.', {
    holds: 'http-url'
  }),
  TRUST_PROXY: yesOrNo(
    false, 'Whether the client\'s address is read from X-Forwarded-For: only behind a proxy that writes it.'
  ),
  LOG_LEVEL: Type.Union(logLevels.map(level => Type.Literal(level)), {
    default: 'info',
    description: 'What is worth a line in the log. `kill -USR2` makes it one level finer while the process runs, ' +
      'and the coarsest again after `trace`.'
  }),
  LOG_REQUESTS: number(
    1, 0, 1,
    'Share of the requests that are logged, from 0 (none) to 1 (all). Those answered with 5xx are logged always.'
  ),
  METRICS_ACCESS: text('open', 'Who may read /metrics: `open`, `closed`, or who sends this text as a bearer token.', {
    pattern: '^(open|closed|.{16,})$', form: '`open`, `closed`, or a token of at least 16 characters', secret: true
  }),
  OTEL_EXPORTER_OTLP_ENDPOINT: text(
    '', 'Base URL of a collector of OpenTelemetry that takes OTLP over HTTP, such as http://otel-collector:4318: ' +
    'traces of requests, tasks, steps and calls of upstreams are sent there. Empty: nothing is traced, and nothing ' +
    'loaded for it.',
    { holds: 'http-url' }
  ),
  OTEL_EXPORTER_OTLP_HEADERS: text(
    '', 'Header fields for the collector, as in `authorization=Bearer%20…,x-tenant=dialplane`.', {
      pattern: '^$|^[^=,]+=[^,]*(,[^=,]+=[^,]*)*$', form: 'name=value, with commas between them', secret: true
    }
  ),
  TRACE_SHARE: number(1, 0, 1, 'Share of the traces that are sent, from 0 (none) to 1 (all).'),
  DRAIN_SECONDS: number(
    5, 0, 300, 'Seconds a stopping API says that it is not ready and still answers, so that load balancers notice it.'
  ),
  SHUTDOWN_SECONDS: number(
    20, 0, 600, 'Seconds a stopping process waits for steps in progress before it hands them back.'
  ),
  WORKER_CONCURRENCY: whole(1000, 1, 5000, 'Tasks one worker process holds at the same time.'),
  WORKER_LEASE_SECONDS: number(
    5, 1, 300, 'Seconds without a heartbeat after which another worker takes a worker\'s tasks over.'
  )
})
