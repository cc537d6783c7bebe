import { createHmac, randomUUID } from 'node:crypto'
import type { ServerOptions } from 'node:http'
import compress, { type FastifyCompressOptions } from '@fastify/compress'
import fastify, { LogController, type FastifyBaseLogger, type FastifyBodyParser, type FastifyInstance } from 'fastify'
import type { Logger } from 'pino'
import { auditRequests } from '../audit/api/audit-requests.ts'
import { appendEntries, keepPending, type NewEntry } from '../audit/records/audit-entries.ts'
import type { Config } from '../config.ts'
import { batch } from '../database/batch.ts'
import { wasRefused, type Database } from '../database/connect.ts'
import { exchangeUses } from '../database/minute-uses.ts'
import { databaseDeadlines, listeningUrl } from '../deadlines.ts'
import { ReachedRecords } from '../database/reach.ts'
import { consolePages } from '../console/index.ts'
import type { WalledReads } from '../database/walled-reads.ts'
import { credentialOf } from '../tenancy/records/credentials.ts'
import { openFeed } from '../engine/event-feed.ts'
import { openBreakers } from '../engine/records/upstreams.ts'
import { tasksMovedAfter } from '../engine/records/events.ts'
import { openTaskWaits } from '../engine/task-waits.ts'
import { batchedTasks } from '../tasks/records/batched-tasks.ts'
import { askedTaskWithin } from '../tenancy/records/reach.ts'
import { customerStays } from '../tenancy/records/leaving-customers.ts'
import { invalid, Problem } from '../problems.ts'
import type { Metrics } from '../metrics/metrics.ts'
import type { Secrets } from '../secrets.ts'
import { openQueue } from '../engine/enqueue.ts'
import { authenticate } from '../http/authenticate.ts'
import { catalogue } from './catalogue.ts'
import { documentation } from './documentation.ts'
import { tellDegraded } from './degraded.ts'
import { closeWhileDraining, Drain } from './drain.ts'
import { health } from './health.ts'
import { limitCallers } from '../http/caller-limits.ts'
import { decodeBodies } from '../http/encoded-body.ts'
import { withoutComments } from '../http/forgiving-json.ts'
import { LongRequests } from '../http/long-requests.ts'
import { notePaths } from '../http/known-paths.ts'
import { ParserRefusals } from '../http/parser-refusals.ts'
import { judgeOrders } from '../http/plan-only.ts'
import { longestParameter, plainPath } from '../http/plain-path.ts'
import { hasUnstorable } from '../http/storable.ts'
import { locateSyntaxError } from '../http/json-syntax.ts'
import { renderFrameworkError, renderProblems } from '../http/render-problem.ts'
import { observeRequests } from '../http/observe-requests.ts'
import { RequestLog } from '../http/request-log.ts'
import type { ApiDependencies } from '../http/resource.ts'
import { responseHeaders } from '../http/response-headers.ts'
import { traceOf } from '../http/trace.ts'
import { resourcesOf } from './domains.ts'
import { probesOf } from './probes.ts'
import { mountVersion } from './versions.ts'
import { numbersBusy } from '../numbers/api/busy-numbers.ts'

/** Builds the whole HTTP application; it does not listen. `wake` tells a worker in this process of new tasks. */
export async function buildApp (
  services: {
    config: Config, db: Database, reads?: WalledReads | undefined, log: Logger, secrets: Secrets, metrics: Metrics
  }, wake?: () => void,
  drain = new Drain()
): Promise<FastifyInstance> {
  const log: FastifyBaseLogger = services.log
  const refusals = new ParserRefusals()
  const app: FastifyInstance = fastify({
    loggerInstance: log,
    childLoggerFactory: (_log, bindings) => new RequestLog(services.log, bindings),
    genReqId: traceOf,
    logController: new LogController({ requestIdLogLabel: 'traceId', disableRequestLogging: true }),
    requestIdHeader: false,
    frameworkErrors: renderFrameworkError,
    clientErrorHandler: refusals.refuse,
    // What arrives while we drain is still answered; its connection is closed after that.
    return503OnClosing: false,
    routerOptions: {
      ignoreTrailingSlash: true, ignoreDuplicateSlashes: true, caseSensitive: false, maxParamLength: longestParameter
    },
    bodyLimit: 1024 * 1024,
    ...readingLimits(services.config),
    trustProxy: services.config.TRUST_PROXY,
    rewriteUrl: request => plainPath(request.url ?? '/')
  })
  app.decorateRequest('caller')
  app.decorateRequest('acceptedTask', undefined)
  app.decorateRequest('unknownNames', undefined)
  refusals.follow(app)
  responseHeaders(app)
  await app.register(compress, compression)
  closeWhileDraining(app, drain)
  observeRequests(app, services.metrics, services.log, services.config.LOG_REQUESTS)
  keepAudit(app, services.db, services.metrics)
  parseJson(app)
  decodeBodies(app)
  renderProblems(app, notePaths(app))
  const keyServers = authenticate(
    app, services.config, (entraTenantId, clientId) => credentialOf(services.db, entraTenantId, clientId)
  )
  tellDegraded(app, () => openBreakers(services.db), keyServers)
  const process = randomUUID()
  limitCallers(app, services.config, uses => exchangeUses(services.db, process, uses))
  const events = openFeed(
    listeningUrl(services.config), { ...databaseDeadlines(services.config), pooled: false }, services.log
  )
  const longRequests = new LongRequests(services.config.LONG_REQUESTS)
  drain.follow(() => longRequests.drain())
  app.addHook('onClose', () => events.close())
  const acceptance = {
    wake, fingerprintKey: digestKeyOf(services.config), guard: customerStays, companion: keepPending,
    refuseHeld: numbersBusy
  }
  judgeOrders(app, services.db, acceptance)
  const means: ApiDependencies = {
    config: services.config,
    records: ({ reach }) => new ReachedRecords(services.db, reach, services.reads),
    queue: openQueue(services.db, acceptance),
    seal: services.secrets.seal,
    tasksWithin: askedTaskWithin,
    events,
    waits: openTaskWaits(events, (providerId, after) => tasksMovedAfter(services.db, providerId, after)),
    longRequests,
    keyServers,
    readTask: batchedTasks(reach => new ReachedRecords(services.db, reach, services.reads))
  }
  health(app, probesOf(services, drain), services.config)
  documentation(app)
  catalogue(app)
  consolePages(app, services.config)
  const resources = resourcesOf(services.db)
  for (const version of ['v3', 'v2', 'ovoc'] as const) {
    await mountVersion(app, version, resources, means)
  }
  return app
}

/** Requests are remembered together, as they come. */
function keepAudit (app: FastifyInstance, db: Database, metrics: Metrics): void {
  const remember = batch<NewEntry, undefined>(async entries => {
    await appendEntries(db, entries)
    return entries.map(() => undefined)
  }, { maxSize: 200, maxConcurrent: 1, divisible: wasRefused })
  auditRequests(app, async entry => { await remember(entry) }, event => metrics.securityEvents.inc({ event }))
}

/**
 * Answers of a kilobyte and more, for clients that take it; events are sent as they come, and never held back. Bodies
 * that come in are decoded by `decodeBodies`, within their limits.
 */
const compression = {
  globalDecompression: false, threshold: 1024, encodings: ['gzip', 'deflate'], customTypes: /^text\/(?!event-stream)|[+/](x-nd)?json(;|$)/
} satisfies FastifyCompressOptions

/** Processes that share a database share it. */
function digestKeyOf ({ DIGEST_KEY, SECRETS_KEY }: Config): string {
  if (DIGEST_KEY !== '') return DIGEST_KEY
  if (SECRETS_KEY === '') throw new Error('DIGEST_KEY is needed where SECRETS_KEY is not given.')
  const oldest = SECRETS_KEY.split(',').at(-1)?.trim() ?? ''
  return createHmac('sha256', oldest).update('digests of requests').digest('base64')
}

const unstorable = (): Problem =>
  invalid({ '': ['A text holds a character that cannot be stored: NUL, or half of a surrogate pair.'] })

/** JSON whose syntax errors are answered with path, line and position, as clients know them. */
function parseJson (app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeContentTypeParser('text/plain')
  const parseText: FastifyBodyParser<string> = (request, text, done) => {
    if (text.trim() === '') return done(null, undefined)
    const read = (text: string, otherwise: () => void): void => {
      parse(request, text, (error, value) => {
        if (error !== null) return otherwise()
        done(hasUnstorable(text, value) ? unstorable() : null, value)
      })
    }
    const plain = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
    read(plain, () => read(withoutComments(plain), () => {
      const { path, message } = locateSyntaxError(plain)
      done(new Problem('syntax_error', message, { errors: { [path]: [message] } }))
    }))
  }
  app.addContentTypeParser(['application/json', 'text/json'], { parseAs: 'string' }, parseText)
  // Clients generated from an ASP.NET document say `application/json-patch+json`, which is the first type of its list
  // (docs/wire/live-cloud.md#binding).
  app.addContentTypeParser(/^application\/[\w.-]+\+json(;|$)/i, { parseAs: 'string' }, parseText)
}

/** A request that arrives in drips must not hold its connection for ever. */
const readingLimits = ({ REQUEST_SECONDS: seconds }: Config): { requestTimeout: number, http: ServerOptions } => ({
  requestTimeout: seconds * 1000,
  http: {
    headersTimeout: Math.min(20, seconds) * 1000, connectionsCheckingInterval: 1000, requireHostHeader: false
  }
})
