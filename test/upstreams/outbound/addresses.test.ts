import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import t, { type Test } from 'tap'
import { Agent } from 'undici'
import { readAddressPolicy } from '../../../src/schemas/address-policy.ts'
import { guardedConnector, isNotAllowed, type Resolve } from '../../../src/upstreams/outbound/guarded-connector.ts'
import { openKamailio } from '../../../src/upstreams/sbc/http-kamailio.ts'
import { openMediant } from '../../../src/upstreams/sbc/http-mediant.ts'
import { connectionTo } from '../sbc/device.ts'

// Nothing here leaves the machine: names are resolved by a stub, and only loopback is ever allowed.

async function listen (t: Test, answer: Parameters<typeof createServer>[1]): Promise<{ server: Server, port: number }> {
  const server = createServer(answer ?? (() => {}))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => new Promise(resolve => { server.close(resolve); server.closeAllConnections() }))
  return { server, port: (server.address() as AddressInfo).port }
}

/** Answers each question with the next of the addresses, and the last one for ever. */
function resolverOf (...answers: string[][]): { resolve: Resolve, asked: () => number } {
  let asked = 0
  return {
    asked: () => asked,
    resolve: (_hostname, _options, callback) => {
      const addresses = answers[Math.min(asked++, answers.length - 1)] ?? []
      callback(null, addresses.map(address => ({ address, family: address.includes(':') ? 6 : 4 })))
    }
  }
}

t.test('a name that changes its mind between two calls gains nothing', async t => {
  let served = 0
  const { port } = await listen(t, (_request, response) => { served++; response.end('inside') })
  // The policy knows 127.0.0.1 as the one address that may be called; 127.0.0.2 stands for what is inside.
  const policy = readAddressPolicy('public', 'lab=127.0.0.1/32')
  const { resolve, asked } = resolverOf(['127.0.0.1'], ['127.0.0.2'])
  const agent = new Agent({ pipelining: 0, connect: guardedConnector(policy, {}, resolve) })
  t.teardown(() => agent.destroy())
  const call = async (): Promise<number> => {
    const { statusCode, body } = await agent.request({
      origin: `http://rebinding.example:${port}`, path: '/', method: 'GET'
    })
    await body.dump()
    return statusCode
  }
  t.equal(await call(), 200, 'the first answer is an address that may be called')
  await t.rejects(call(), 'the second is not')
  t.equal(await call().catch((error: unknown) => isNotAllowed(error)), true, 'and the error says so')
  t.ok(asked() >= 3, 'each connection asks for itself')
  t.equal(served, 1, 'nothing inside was called')
})

t.test('of several addresses of a name only those that are allowed are called', async t => {
  const { port } = await listen(t, (_request, response) => response.end())
  const { resolve } = resolverOf(['10.0.0.1', '169.254.169.254', '::ffff:127.0.0.1', '127.0.0.1'])
  const agent = new Agent({ connect: guardedConnector(readAddressPolicy('public', 'lab=127.0.0.1/32'), {}, resolve) })
  t.teardown(() => agent.destroy())
  const { statusCode, body } = await agent.request({ origin: `http://mixed.example:${port}`, path: '/', method: 'GET' })
  await body.dump()
  t.equal(statusCode, 200, 'the allowed one answers')
})

t.test('without TLS only the networks with a name are called', async t => {
  let served = 0
  const { port } = await listen(t, (_request, response) => { served++; response.end() })
  const outcomes: Array<[allowed: string, plain: string, outcome: number | 'not allowed']> = [
    ['loopback', '', 'not allowed'], ['public,private', '', 'not allowed'], ['127.0.0.0/8', '', 'not allowed'],
    ['public', 'lab=10.0.0.0/8', 'not allowed'], ['public', 'office=10.0.0.0/8, lab=127.0.0.0/8', 200]
  ]
  for (const [allowed, plain, outcome] of outcomes) {
    const agent = new Agent({ connect: guardedConnector(readAddressPolicy(allowed, plain), {}) })
    const seen = await agent.request({ origin: `http://127.0.0.1:${port}`, path: '/', method: 'GET' }).then(
      async ({ statusCode, body }) => { await body.dump(); return statusCode },
      (error: unknown) => isNotAllowed(error) ? 'not allowed' : String(error)
    )
    t.equal(seen, outcome, `${allowed}; ${plain}`)
    await agent.destroy()
  }
  t.equal(served, 1, 'the others did not connect')
})

t.test('a policy that cannot be read is named', async t => {
  t.throws(() => readAddressPolicy('everywhere'), /everywhere is not a network/)
  t.throws(() => readAddressPolicy('10.0.0.0'), /10\.0\.0\.0 is not a network/)
  t.throws(() => readAddressPolicy('public', '10.0.0.0/8'), /not a network with a name/)
})

t.test('a device is spoken to where SBCs may be, and a redirect of it is not followed', async t => {
  let elsewhere = 0
  const { port: other } = await listen(t, (_request, response) => { elsewhere++; response.end('{}') })
  const seen: string[] = []
  const { port } = await listen(t, (request, response) => {
    seen.push(String(request.headers.authorization))
    response.writeHead(307, { location: `http://127.0.0.1:${other}/` }).end()
  })
  for (const open of [openMediant, openKamailio]) {
    const sbc = open(connectionTo(`http://127.0.0.1:${port}`))
    await t.rejects(sbc.status(), { name: 'UpstreamFault' }, 'a redirect is no answer')
    await sbc.close()
    const calls = seen.length
    const guarded = open(connectionTo(`http://127.0.0.1:${port}`, { addresses: readAddressPolicy('public,private') }))
    await t.rejects(guarded.status(), {
      kind: 'unreachable', message: /^SBC 8 does not answer; its health says why/, inDetail: /no address .* without TLS/
    }, 'without TLS it is not called')
    await guarded.close()
    t.equal(seen.length, calls, 'and its password is not sent')
  }
  t.equal(elsewhere, 0, 'the other place is not called')
})

t.test('what a task says of a silent device does not tell an open port from a closed one', async t => {
  const { port: open } = await listen(t, request => request.socket.destroy())
  const said = new Set<string>()
  const why = new Set<string>()
  const urls = [`http://127.0.0.1:${open}`, 'http://127.0.0.1:9', `https://127.0.0.1:${open}`, 'http://10.0.0.1']
  for (const url of urls) {
    const sbc = openMediant(connectionTo(url))
    const fault: unknown = await sbc.status().catch((error: unknown) => error)
    await sbc.close()
    t.match(fault, { name: 'UpstreamFault' }, url)
    said.add((fault as { message: string }).message)
    why.add(String((fault as { inDetail: string }).inDetail))
  }
  t.equal(said.size, 1, 'the message is one')
  t.equal(why.size, 4, 'its provider is told what it is')
})
