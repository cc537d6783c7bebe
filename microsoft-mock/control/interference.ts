import { setTimeout as delay } from 'node:timers/promises'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { advance } from '../jobs/progress.ts'
import type { Mock } from '../mock.ts'
import { timestamp } from '../state/time.ts'
import type { Barrier } from './barriers.ts'
import { isShaped, shapeBody } from './body-shape.ts'
import { takeFault, type Fault } from './faults.ts'
import type { LoggedRequest } from './request-log.ts'

const isControl = (request: FastifyRequest) => request.url.startsWith('/_mock/')

const header = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value) ?? null

/** Stands between the socket and every route: logs and holds requests, lets due jobs happen, plays scripted faults. */
export function interfere (app: FastifyInstance, mock: Mock) {
  const played = new WeakMap<FastifyRequest, Fault>()
  const shaped = new WeakMap<FastifyRequest, Fault>()
  const logged = new WeakMap<FastifyRequest, LoggedRequest>()
  const held = new WeakMap<FastifyRequest, Barrier>()

  app.addHook('onRequest', async (request, reply) => {
    if (isControl(request)) return advance(mock.world)
    const entry = describe(request)
    mock.requests.add(entry)
    logged.set(request, entry)
    const fault = takeFault(mock.faults, request.method, request.url)
    const barrier = mock.barriers.take(request.method, request.url)
    if (barrier) held.set(request, barrier)
    await barrier?.pass('before')
    if (fault && isShaped(fault)) shaped.set(request, fault)
    if (fault) await playBefore(fault, request, reply)
    if (fault && !reply.sent) played.set(request, fault)
    advance(mock.world)
    return undefined
  })

  app.addHook('onSend', async (request, reply, payload) => {
    await held.get(request)?.pass('after')
    const fault = played.get(request)
    const answer = fault ? await playAfter(fault, request, reply, payload) : payload
    const entry = logged.get(request)
    if (entry && !request.raw.socket.destroyed) entry.status = reply.statusCode
    const shape = shaped.get(request)
    return shape ? await shapeBody(shape, request, reply, answer) : answer
  })
}

function describe (request: FastifyRequest): LoggedRequest {
  return {
    at: timestamp(),
    method: request.method,
    path: request.url,
    status: null,
    requestId: header(request.headers['repeatability-request-id']) ?? header(request.headers['client-request-id']),
    clientRequestId: header(request.headers['client-request-id']),
    userAgent: header(request.headers['user-agent']),
    traceparent: header(request.headers['traceparent'])
  }
}

async function playBefore (fault: Fault, request: FastifyRequest, reply: FastifyReply) {
  if (fault.afterEffect === true) return
  if (fault.delayMilliseconds !== undefined) await delay(fault.delayMilliseconds)
  if (fault.cut === 'before') {
    reply.hijack()
    request.raw.socket.destroy()
  } else if (fault.status !== undefined && fault.cut === undefined) {
    await reply.code(fault.status).headers(fault.headers ?? {}).send(fault.body)
  }
}

async function playAfter (fault: Fault, request: FastifyRequest, reply: FastifyReply, payload: unknown) {
  if (fault.afterEffect === true && fault.delayMilliseconds !== undefined) await delay(fault.delayMilliseconds)
  if (fault.cut !== undefined) {
    request.raw.socket.destroy()
    return payload
  }
  reply.headers(fault.headers ?? {})
  if (fault.afterEffect !== true || fault.status === undefined) return payload
  reply.code(fault.status).removeHeader('content-length')
  if (fault.body === undefined) return ''
  reply.header('content-type', typeof fault.body === 'string' ? 'text/plain' : 'application/json')
  return typeof fault.body === 'string' ? fault.body : JSON.stringify(fault.body)
}
