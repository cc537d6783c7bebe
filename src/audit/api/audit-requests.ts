import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Caller } from '../../http/caller.ts'
import type { NewEntry } from '../records/audit-entries.ts'
import { isInner } from '../../http/inner-requests.ts'
import { masked } from '../schemas/masked.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** The address of the client, as it was when the request arrived. */
    cameFrom: string
  }
}

/** POST, because what is asked does not fit a URL; they change nothing. */
const asking = ['validateNumbers', 'previewScript']

/** Secrets belong to what these show, so that reading it is remembered. */
const ofSecrets = [
  'listOperatorTenants', 'getOperatorTenant', 'getSbcDevice', 'listSiteLocations', 'getSiteLocation', 'listCallers',
  'getCaller', 'getTokenConnection', 'listWebhooks', 'getWebhook', 'exportAuditEntries'
]

/**
 * Remembers every request of a known caller that changes something, was refused, or reads what secrets belong to.
 * Nothing is said to be done of which there is no trace: what makes a task is remembered by the statement that stores
 * it, and every other answer waits for its entry.
 */
export function auditRequests (
  app: FastifyInstance, append: (entry: NewEntry) => Promise<void>, count: (event: string) => void = () => {}
): void {
  app.decorateRequest('memoKept', false)
  app.decorateRequest('cameFrom', '')
  // A socket whose client has gone tells no address any more.
  app.addHook('onRequest', (request, _reply, done) => {
    request.cameFrom = request.ip ?? 'unknown'
    done()
  })
  app.decorate('memoOf', (request, reply) => JSON.stringify(entryOf(request, reply, 'accepted')))
  app.addHook('onSend', async (request, reply) => {
    if (request.memoKept && reply.statusCode < 400) return
    const verdict = verdictOf(request, reply)
    if (verdict === undefined) return
    try {
      await append(entryOf(request, reply, verdict))
    } catch (error) {
      // What was done is done: the log has what the database could not take.
      request.log.error({ err: error, audit: entryOf(request, reply, verdict) }, 'The audit log could not be written')
    }
  })
  app.addHook('onResponse', async (request, reply) => {
    const { statusCode: status } = reply
    if (status !== 401 && status !== 403 && status !== 429) return
    const event = status === 401 ? 'authentication' : status === 403 ? 'authorization' : 'limit'
    count(event)
    request.log.warn({
      securityEvent: event, status,
      errorCode: request.answeredCode, address: request.cameFrom, caller: callerOf(request)?.id,
      operation: operationOf(request)
    }, 'A request was refused')
  })
}

/** Undefined before somebody is known to call. */
function callerOf (request: FastifyRequest): Caller | undefined {
  const { caller }: { caller?: Caller } = request
  return caller ?? undefined
}

function operationOf ({ routeOptions: { schema, url } }: FastifyRequest): string {
  return schema?.operationId ?? url ?? ''
}

function verdictOf (request: FastifyRequest, { statusCode }: FastifyReply): NewEntry['verdict'] | undefined {
  if (callerOf(request) === undefined || isInner(request)) return undefined
  const changes = request.method !== 'GET' && request.method !== 'HEAD' && !asking.includes(operationOf(request))
  if (statusCode >= 400) return changes || statusCode === 403 ? 'refused' : undefined
  if (changes) return 'accepted'
  return ofSecrets.includes(operationOf(request)) ? 'read' : undefined
}

function entryOf (request: FastifyRequest, { statusCode }: FastifyReply, verdict: NewEntry['verdict']): NewEntry {
  const { id, person = null, name, providerId, channelId, customerId } = request.caller
  const isJson = typeof request.body === 'object' && request.body !== null && !('pipe' in request.body)
  return {
    providerId, at: new Date().toISOString(), caller: id, callerName: name, channelId: channelId ?? null,
    customerId: customerId ?? null, address: request.cameFrom, operation: operationOf(request),
    object: (request.originalUrl.split('?', 1)[0] ?? '').slice(0, 300), verdict, status: statusCode,
    errorCode: request.answeredCode ?? null, taskId: request.acceptedTask ?? null, traceId: request.id,
    request: isJson ? masked(request.body) : null, person
  }
}
