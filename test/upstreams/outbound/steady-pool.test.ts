import { createServer, type AddressInfo, type Socket } from 'node:net'
import t, { type Test } from 'tap'
import { Pool } from 'undici'
import { SteadyPool, type Closers } from '../../../src/upstreams/outbound/steady-pool.ts'

interface Upstream {
  readonly origin: string
  /** How many requests each connection carried, in the order in which they were opened. */
  readonly requests: number[]
  /** Resolves when a connection has ended that carried a request. */
  ended (): Promise<void>
}

const answer = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok'

/** `meet` answers the request of this number on a connection, or does something worse. */
async function startUpstream (t: Test, meet: (socket: Socket, request: number) => void): Promise<Upstream> {
  const requests: number[] = []
  let ends: Array<() => void> = []
  const server = createServer(socket => {
    const mine = requests.push(0) - 1
    socket.on('error', () => {})
    socket.on('close', () => { for (const end of ends) end(); ends = [] })
    socket.on('data', data => {
      for (const _ of data.toString().matchAll(/ HTTP\/1\.1\r\n/g)) {
        requests[mine] = (requests[mine] ?? 0) + 1
        meet(socket, requests[mine])
      }
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => { server.close() })
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests,
    ended: () => new Promise(resolve => { ends.push(resolve) })
  }
}

function poolOf (t: Test, { origin }: Upstream, closers?: Closers): (method: 'GET' | 'POST') => Promise<string> {
  const pool = new SteadyPool(origin, () => new Pool(origin, { connections: 1 }), closers)
  t.teardown(() => pool.destroy())
  return async method => (await pool.request({ method, path: '/' })).body.text()
}

/** Answers the first request of a connection, and dies at the next one. */
const answersOnce = (socket: Socket, request: number): void => {
  if (request === 1) socket.write(answer)
  else socket.resetAndDestroy()
}

t.test('a read is sent once more on a fresh connection when a kept one died before its answer', async t => {
  const upstream = await startUpstream(t, answersOnce)
  const ask = poolOf(t, upstream)
  t.equal(await ask('GET'), 'ok')
  t.equal(await ask('GET'), 'ok', 'nobody notices')
  t.same(upstream.requests, [2, 1], 'it was asked again, once')
})

t.test('a write is not sent again, for it may have been done', async t => {
  const upstream = await startUpstream(t, answersOnce)
  const ask = poolOf(t, upstream)
  await ask('GET')
  await t.rejects(ask('POST'), 'its outcome is not known')
  t.same(upstream.requests, [2], 'it was sent once')
})

t.test('a read whose fresh connection dies is not repeated', async t => {
  const upstream = await startUpstream(t, socket => socket.resetAndDestroy())
  await t.rejects(poolOf(t, upstream)('GET'))
  t.same(upstream.requests, [1])
})

t.test('an upstream that closes after each answer gets a connection for each request from then on', async t => {
  const upstream = await startUpstream(t, socket => socket.end(answer))
  const closers: Closers = new Set()
  const ask = poolOf(t, upstream, closers)
  const ended = upstream.ended()
  await ask('GET')
  await ended
  while (closers.size === 0) await new Promise(resolve => setTimeout(resolve, 1)) // our side notices it next
  for (let times = 0; times < 20; times++) t.equal(await ask('POST'), 'ok', 'no write meets a dying connection')
  t.equal(await poolOf(t, upstream, closers)('POST'), 'ok', 'nor does one of a later pool')
  t.same(upstream.requests, Array.from({ length: 22 }, () => 1), 'each has its own connection')
})
