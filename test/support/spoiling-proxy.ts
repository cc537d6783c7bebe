import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Test } from 'tap'
import { request } from 'undici'

/** What becomes of the next request whose path fits; the words are those of the mocks. */
interface Spoiled {
  readonly path: RegExp
  /** Answers this, and does not pass the request on. */
  readonly status?: number
  readonly body?: string
  readonly truncateAfter?: number
  readonly cut?: 'before' | 'after'
  /** Fitting requests to spare. */
  readonly after?: number
  /** Is called while the request is on its way; no answer is given. */
  readonly meanwhile?: () => Promise<void>
}

export interface SpoilingProxy { readonly url: string, spoil (next: Spoiled): void }

/** Stands before a real program, which has no faults of its own to ask for. */
export async function spoilingProxy (t: Test, target: string): Promise<SpoilingProxy> {
  let armed: { next: Spoiled, spare: number } | undefined
  const take = (path: string): Spoiled | undefined => {
    if (armed === undefined || !armed.next.path.test(path)) return undefined
    if (armed.spare-- > 0) return undefined
    const { next } = armed
    armed = undefined
    return next
  }
  const server = createServer((incoming, reply) => {
    answer(target, incoming, reply, take(incoming.url ?? '')).catch(() => incoming.socket.destroy())
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => {
    server.closeAllConnections()
    return new Promise(resolve => server.close(resolve))
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spoil: next => { armed = { next, spare: next.after ?? 0 } }
  }
}

async function answer (
  target: string, incoming: IncomingMessage, reply: ServerResponse, spoiled: Spoiled | undefined
): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(Buffer.from(chunk as Uint8Array))
  if (spoiled?.cut === 'before') throw new Error('cut')
  if (spoiled?.status !== undefined) {
    reply.writeHead(spoiled.status).end(spoiled.body ?? '')
    return
  }
  const { authorization = '', 'content-type': contentType = 'text/plain' } = incoming.headers
  const passed = request(target + (incoming.url ?? '/'), {
    method: incoming.method === 'GET' ? 'GET' : 'POST', body: Buffer.concat(chunks),
    headers: { authorization, 'content-type': contentType }, reset: true
  })
  if (spoiled?.meanwhile !== undefined) {
    await Promise.all([spoiled.meanwhile(), passed.then(({ body }) => body.dump(), () => {})])
    throw new Error('cut')
  }
  const { statusCode, body } = await passed
  const text = await body.text()
  if (spoiled?.cut === 'after') throw new Error('cut')
  reply.writeHead(statusCode).end(text.slice(0, spoiled?.truncateAfter ?? text.length))
}
