import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import type { Metrics } from '../metrics/metrics.ts'
import { requestTraces, type TracedRequest } from '../tracing/channels.ts'

/**
 * Counts every answered request, and writes a line for the share of them that is wanted; one that failed for our own
 * fault always has one.
 */
export function observeRequests (app: FastifyInstance, metrics: Metrics, log: Logger, share: number): void {
  app.addHook('onResponse', async (request, reply) => {
    const { caller, acceptedTask: taskId, answeredCode: errorCode } = request
    const operation = request.routeOptions.schema?.operationId ?? request.routeOptions.url ?? 'none'
    const { statusCode: status, elapsedTime } = reply
    if (requestTraces.hasSubscribers && !isProbe(request)) requestTraces.publish(toldOf(request, reply, operation))
    metrics.requests.inc({ operation, method: request.method, status, caller: kindOf(request) })
    metrics.requestSeconds.observe({ operation }, elapsedTime / 1000)
    if (isProbe(request) || (status < 500 && (share === 0 || Math.random() >= share))) return
    log.info({
      traceId: request.id, operation, method: request.method, status, ms: Math.round(elapsedTime * 10) / 10,
      caller: caller?.id, providerId: caller?.providerId, tenantId: caller?.customerTenantId, taskId, errorCode
    }, 'Answered')
  })
}

function toldOf (request: FastifyRequest, reply: FastifyReply, operation: string): TracedRequest {
  const { headers: { traceparent }, acceptedTask: taskId, answeredCode: errorCode, method } = request
  return {
    id: request.id, traceparent: typeof traceparent === 'string' ? traceparent : undefined, operation, method,
    route: request.routeOptions.url ?? '', status: reply.statusCode, milliseconds: reply.elapsedTime, taskId, errorCode
  }
}

/** Nobody wants a line for each look of a load balancer. */
const isProbe = ({ routeOptions: { url } }: FastifyRequest): boolean =>
  url === '/healthz' || url === '/readyz' || url === '/metrics'

function kindOf ({ caller }: FastifyRequest): string {
  // Before somebody has said who it is there is no caller, whatever its type says.
  const known: FastifyRequest['caller'] | undefined = caller
  if (known === undefined) return 'none'
  return known.customerId !== undefined ? 'customer' : known.channelId !== undefined ? 'channel' : 'provider'
}
