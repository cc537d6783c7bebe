import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { answer, authenticate, isUser, isWrite } from './answer.ts'
import type { Barrier } from './barriers.ts'
import type { Device } from './device.ts'
import type { Fault } from './faults.ts'
import { readBody, say, send, type Call, type Reply } from './http.ts'
import { Refusal, HttpRefusal } from './refusal.ts'
import type { LoggedRequest } from './request-log.ts'
import { answerMock } from './routes/mock.ts'
import type { User } from './state.ts'

/** The request handler of one device. */
export function listenTo (device: Device) {
  return (request: IncomingMessage, response: ServerResponse): void => {
    const address = `http://device${request.url ?? ''}`
    if (!URL.canParse(address)) {
      send(response, say(400, 'Path is incorrect'))
      return
    }
    const url = new URL(address)
    device.catchUp()
    const work = url.pathname.startsWith('/_mock/') ? mock : real
    work(device, url, request, response).catch((error: unknown) => {
      // A client that leaves in the middle of its upload is its own affair.
      if (!request.destroyed) console.error(error)
      response.destroy()
    })
  }
}

async function mock (device: Device, url: URL, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const call = {
    device, method: request.method ?? 'GET', url, headers: request.headers, body: await readBody(request), request: 0
  }
  try {
    send(response, await answerMock(call))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    send(response, say(error instanceof HttpRefusal ? error.status : 400, error.message))
  }
}

async function real (device: Device, url: URL, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const method = request.method ?? 'GET'
  const path = url.pathname + url.search
  if (device.isOff) {
    request.socket.destroy()
    return
  }
  const { requests } = device
  const logged = requests.begin(method, path, new Date(device.now()))
  const end = isWrite(method, url.pathname) ? requests.beginWrite() : null
  try {
    const body = await readBody(request)
    const call: Call = { device, method, url, headers: request.headers, body, request: logged.sequence }
    const met = { fault: device.faults.take(method, path), barrier: device.barriers.take(method, path) }
    await serve(call, met, logged, request, response)
  } finally {
    end?.()
  }
}

async function serve (
  call: Call, { fault, barrier }: { fault: Fault | null, barrier: Barrier | undefined }, logged: LoggedRequest,
  request: IncomingMessage, response: ServerResponse
): Promise<void> {
  const { device } = call
  const { power } = device
  const { access, behaviour } = device
  const user = authenticate(call, request.socket.remoteAddress ?? '')
  const admitted = isUser(user) && access.open(user, behaviour)
  const milliseconds = fault?.delayMilliseconds ?? behaviour.delayMilliseconds
  try {
    // A client that gives up does not stop the work; a device that loses its power does.
    const lingered = fault?.delayAfter === true || await linger(milliseconds, power)
    const powered = lingered && await barrier?.pass('before', power) !== false
    if (fault?.cut === 'before' || !powered) return cut(request)

    if (isUser(user)) logged.user = user.name
    if (device.replay !== undefined && isUser(user)) {
      return send(response, device.replay.answer(call.method, pathOf(call), call.body.toString('utf8')))
    }
    const ignored = fault?.status !== undefined && fault.apply !== true && fault.cut !== 'after'
    const reply = disguise(
      ignored ? null : work({ ...call, failAfterLines: fault?.failAfterLines }, user, admitted), fault
    )
    const waited = fault?.delayAfter !== true ||
      await linger(milliseconds, AbortSignal.any([device.power, leaving(response)]))
    const changed = behaviour.ruleMilliseconds === 0 ? 0 : device.effects.rulesBy(call.request)
    await linger(behaviour.ruleMilliseconds * changed, power)
    const passed = waited && await barrier?.pass('after', device.power) !== false
    if (fault?.cut === 'after' || !passed) return cut(request)

    logged.status = reply.status
    send(response, reply)
  } finally {
    if (admitted) access.close(user)
  }
}

function pathOf ({ url }: Call): string {
  return url.pathname + url.search
}

/** Waits; false when the signal ended it. */
async function linger (milliseconds: number, signal: AbortSignal): Promise<boolean> {
  if (milliseconds === 0) return !signal.aborted
  return wait(milliseconds, true, { signal }).catch(() => false)
}

function leaving (response: ServerResponse): AbortSignal {
  const left = new AbortController()
  response.once('close', () => { left.abort() })
  return left.signal
}

function cut (request: IncomingMessage): void {
  request.socket.destroy()
}

function work (call: Call, user: User | Reply, admitted: boolean): Reply {
  if (!isUser(user)) return user
  return admitted ? answer(call, user) : say(403, 'Session limit was reached')
}

/** What the client sees: the real reply, unless the fault answers in its place. */
function disguise (reply: Reply | null, fault: Fault | null): Reply {
  const { status, headers = {}, body, truncateAfter } = fault ?? {}
  if (status !== undefined) return { status, headers, body }
  const real = reply ?? { status: 200 }
  const shown = body ?? real.body
  return {
    status: real.status, headers: { ...real.headers, ...headers },
    body: truncateAfter !== undefined && typeof shown === 'string' ? shown.slice(0, truncateAfter) : shown
  }
}
