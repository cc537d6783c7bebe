import { connect } from 'node:net'
import { gunzipSync } from 'node:zlib'
import t from 'tap'
import { request, type Dispatcher } from 'undici'
import { MinuteCounts } from '../../src/http/caller-limits.ts'
import { stackOfFile } from '../support/shared-stack.ts'
import { demo, profiles, startStack, tenants, type Answer } from '../support/stack.ts'
import { directory, startIssuer } from '../support/tokens.ts'
import { until } from '../support/until.ts'

const freshStack = stackOfFile(t)

t.test('every answer says what it is and is kept by nobody, and pages load nothing from elsewhere', async t => {
  const stack = await freshStack(t)
  await stack.startApi({ METRICS_ACCESS: 'a token for metrics' })
  const paths = ['/api/v3/customer', '/api/v3/nothing', '/api/v3/openapi.json', '/healthz', '/api/v2/oc/numbers?x=1']
  for (const path of paths) {
    t.match((await stack.call('GET', path)).headers, {
      'x-content-type-options': 'nosniff', 'cache-control': 'no-store', 'content-security-policy': /default-src 'none'/
    }, path)
  }
  const { headers, body } = await stack.call('GET', '/docs/', { role: null })
  t.match(headers, {
    'x-content-type-options': 'nosniff', 'content-security-policy': /frame-ancestors 'none'.*script-src 'self';/
  })
  t.notMatch(String(body), /<script>[^<]/, 'no script stands in the page itself')
  t.notMatch(String(headers['content-security-policy']), /script-src[^;]*unsafe/, 'and none would run')

  t.match(await stack.call('GET', '/metrics', { role: null }), { status: 401 }, 'metrics are closed')
  t.equal((await stack.call('GET', '/metrics')).status, 401, 'to callers as well')
  const headersOf = { authorization: 'Bearer a token for metrics' }
  t.match(await stack.call('GET', '/metrics', { role: null, headers: headersOf }), {
    status: 200, body: /dialplane_/
  }, 'but for whoever has the token')
})

t.test('long answers come compressed to clients that take it, and say so', async t => {
  const stack = await freshStack(t)
  await stack.startApi()
  const read = async (path: string, headers: Record<string, string>): Promise<Dispatcher.ResponseData> => {
    const answer = await request(stack.baseUrl + path, {
      headers: { authorization: `Bearer ${await stack.token()}`, ...headers }
    })
    t.equal(answer.statusCode, 200, path)
    return answer
  }
  const taking = { 'accept-encoding': 'gzip, br' }
  const zipped = await read('/api/v3/openapi.json', taking)
  t.match(zipped.headers, { 'content-encoding': 'gzip', vary: /accept-encoding/i })
  const plain = await read('/api/v3/openapi.json', {})
  t.notOk(plain.headers['content-encoding'])
  const unzipped = gunzipSync(Buffer.from(await zipped.body.arrayBuffer())).toString()
  t.equal(unzipped, await plain.body.text(), 'it is the same')
  const short = await read('/api/v3/oc/numbers', taking)
  t.notOk(short.headers['content-encoding'], 'a short one is not worth it')
  await short.body.dump()
})

t.test('metrics can be closed altogether', async t => {
  const stack = await freshStack(t)
  await stack.startApi({ METRICS_ACCESS: 'closed' })
  t.equal((await stack.call('GET', '/metrics')).status, 404)
})

t.test('an application and a node may ask so much in a minute, and are told what is left', async t => {
  const stack = await freshStack(t)
  await stack.startApi({ REQUESTS_PER_MINUTE: '5', NODE_REQUESTS_PER_MINUTE: '8' })
  const ask = (role: 'admin' | 'operator' | 'customer'): Promise<Answer> =>
    stack.call('GET', `/api/v3/customer/${demo.australianCustomer}`, { role })
  const answers: Answer[] = []
  for (let times = 0; times < 5; times++) answers.push(await ask('admin'))
  t.same(answers.map(({ status }) => status), [200, 200, 200, 200, 200], 'as many as are allowed')
  t.same(
    answers.map(({ headers }) => /^"application";r=(\d);t=\d+$/.exec(String(headers['ratelimit']))?.[1]),
    ['4', '3', '2', '1', '0'], 'and what is left'
  )
  t.equal(answers[0]?.headers['ratelimit-policy'], '"application";q=5;w=60', 'and of how many')
  const refused = { status: 429, headers: { 'retry-after': /^\d+$/ }, body: { errorCode: 'rate_limited' } }
  t.match(await ask('admin'), refused, 'the sixth of one application')
  t.equal((await ask('operator')).status, 200, 'another of the node goes on')
  t.equal((await ask('operator')).status, 200)
  t.match(await ask('operator'), refused, 'until the node has used what it has')
  t.equal((await ask('customer')).status, 200, 'another node goes on')
})

t.test('one application sends so many bodies at once', async t => {
  const stack = await freshStack(t)
  await stack.startApi({ BODIES_AT_ONCE: '2' })
  const { hostname, port } = new URL(stack.baseUrl)
  const token = await stack.token()
  const open = async (): Promise<ReturnType<typeof connect>> => {
    const socket = connect(Number(port), hostname)
    socket.on('error', () => {})
    t.teardown(() => socket.destroy())
    await new Promise<void>(resolve => socket.write(
      `POST /api/v3/oc/lead HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${token}\r\n` +
      'content-type: application/json\r\ncontent-length: 100000\r\n\r\n{', () => resolve()
    ))
    return socket
  }
  const send = (role: 'admin' | 'operator'): Promise<Answer> =>
    stack.call('POST', '/api/v3/oc/lead', { role, body: {} })
  const sockets = [await open(), await open()]
  const refused = await until('both have arrived', async () => {
    const answer = await send('admin')
    if (answer.status === 429) return answer
    sockets.push(await open()) // this one had the place of one that was refused
    return undefined
  })
  t.match(refused, { headers: { 'retry-after': /^\d+$/ }, body: { errorCode: 'rate_limited', detail: /At most 2/ } })
  t.equal((await stack.call('GET', '/api/v3/customer')).status, 200, 'what has no body goes on')
  t.equal((await send('operator')).status, 400, 'and another application')
  for (const socket of sockets) socket.destroy()
  await until('their end is noticed', async () => (await send('admin')).status === 400)
})

t.test('two processes count together', async t => {
  const stack = await startStack(t)
  const limits = { REQUESTS_PER_MINUTE: '20', NODE_REQUESTS_PER_MINUTE: '1000' }
  await stack.startApi(limits)
  const one = stack.baseUrl
  await stack.startApi(limits)
  const two = stack.baseUrl
  const ask = (url: string): Promise<Answer> => {
    stack.baseUrl = url
    return stack.call('GET', `/api/v3/customer/${demo.australianCustomer}`)
  }
  for (let times = 0; times < 15; times++) t.equal((await ask(one)).status, 200)
  await until('the second process has heard of what the first was asked', async () => {
    const { status } = await ask(two)
    return status === 429
  })
  const { headers } = await ask(two)
  t.equal(headers['ratelimit']?.toString().includes('r=0'), true, 'and nothing is left there')
})

t.test('a minute ends', async t => {
  let now = 0
  const counts = new MinuteCounts(2, () => now)
  t.same([counts.use('a'), counts.use('a'), counts.use('a'), counts.use('b')], [true, true, false, true])
  t.same(counts.left('a'), { left: 0, seconds: 60 })
  now = 61
  t.equal(counts.use('a'), true)
})

t.test('whoever sends bad tokens is soon heard no more, and callers that are known go on', async t => {
  const stack = await freshStack(t)
  const issuer = await startIssuer(t, stack.env['TOKEN_AUDIENCE'] ?? '')
  await stack.startApi({ ...issuer.env, FAILED_TOKENS_PER_MINUTE: '10' })
  const ask = (token: string): Promise<Answer> =>
    stack.call('GET', '/api/v3/customer', { role: null, headers: { authorization: `Bearer ${token}` } })
  const good = await issuer.token()
  t.equal((await ask(good)).status, 200)
  for (let times = 0; times < 10; times++) t.equal((await ask(`bad.${times}.token`)).status, 401)
  t.match(await ask('bad.again.token'), { status: 429, headers: { 'retry-after': /^\d+$/ } }, 'by its address')
  t.equal((await ask(good)).status, 200, 'a token that was accepted before is accepted')

  await stack.startApi({ ...issuer.env, FAILED_TOKENS_PER_MINUTE: '10', TRUST_PROXY: 'true' })
  const from = async (address: string, azp: string): Promise<number> => {
    const token = await issuer.token({ azp, nonce: Math.random() })
    return (await stack.call('GET', '/api/v3/customer', {
      role: null, headers: { authorization: `Bearer ${token}`, 'x-forwarded-for': address }
    })).status
  }
  for (let times = 0; times < 9; times++) t.equal(await from(`198.51.100.${times}`, directory), 403)
  t.equal(await from('198.51.100.77', directory), 429, 'by its application, wherever it comes from')
  t.equal(await from('198.51.100.78', demo.israeliCustomer), 403, 'another one is heard')
})

t.test('a request that arrives in drips is given up', async t => {
  const stack = await freshStack(t)
  await stack.startApi({ REQUEST_SECONDS: '2' })
  const { hostname, port } = new URL(stack.baseUrl)
  const socket = connect(Number(port), hostname)
  t.teardown(() => socket.destroy())
  socket.write(`POST /api/v3/oc/lead HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${await stack.token()}\r\n` +
    'content-type: application/json\r\ncontent-length: 100000\r\n\r\n{')
  const drip = setInterval(() => socket.write(' '), 200)
  const answer = await new Promise<string>(resolve => {
    let text = ''
    socket.on('data', (chunk: Buffer) => { text += chunk.toString() })
    socket.on('close', () => resolve(text))
    socket.on('error', () => {})
  })
  clearInterval(drip)
  t.match(answer, /^HTTP\/1\.1 408/, 'it is told so, and its connection is closed')
})

t.test('what is no HTTP is refused as a problem, nothing of it is done, and the next request is served', async t => {
  const stack = await freshStack(t)
  await stack.startApi()
  const { hostname, port } = new URL(stack.baseUrl)
  const token = await stack.token()
  let next = 61395551000
  const upload = (): string => JSON.stringify({
    callingProfile: profiles.withSbcs, usage: 'CallingUserAssignment', phoneNumbers: [`+${next++}`]
  })
  const length = (body: string): string => `content-length: ${body.length}`
  const post = (fields: readonly string[], body: string): string => [
    `POST /api/v3/oc/numbers/action/upload?msTenantId=${tenants.australian} HTTP/1.1`, 'host: x',
    `authorization: Bearer ${token}`, 'content-type: application/json', ...fields, '', body
  ].join('\r\n')
  const whole = (more: readonly string[] = []): string => {
    const body = upload()
    return post([length(body), ...more], body)
  }
  const last = ['connection: close']
  const tasks = async (): Promise<number> => (await stack.call('GET', '/api/v3/task')).body.totalRecords

  /** All that is answered to bytes until the connection is closed; with `hangUp` we close our side behind them. */
  const send = (bytes: string, hangUp = false): Promise<string> => new Promise((resolve, reject) => {
    const socket = connect({ port: Number(port), host: hostname, allowHalfOpen: true })
    t.teardown(() => socket.destroy())
    let text = ''
    socket.on('data', (chunk: Buffer) => { text += chunk.toString() })
    socket.on('end', () => {
      socket.end()
      resolve(text)
    })
    socket.on('error', (error: NodeJS.ErrnoException) => {
      // It may close before it has read all that we wrote; what it said before that counts.
      if (error.code === 'EPIPE' || error.code === 'ECONNRESET') resolve(text)
      else reject(error)
    })
    if (hangUp) socket.end(bytes)
    else socket.write(bytes)
  })

  const begun = await tasks()
  t.match(await send(whole(last)), /^HTTP\/1\.1 200 /, 'it works')
  t.equal(await tasks(), begun + 1, 'a request that is whole makes a task')

  const body = upload()
  const chunk = (text: string): string => `${text.length.toString(16)}\r\n${text}\r\n`
  const chunked = 'transfer-encoding: chunked'
  const broken: Readonly<Record<string, readonly [bytes: string, status?: number, hangUp?: boolean]>> = {
    'a chunk without a size': [post([chunked], `${chunk(body)}zz\r\n`)],
    'a chunk longer than its size': [post([chunked], `5\r\n${body}\r\n0\r\n\r\n`)],
    'chunks that do not end': [post([chunked], chunk(body)), 400, true],
    'a length that is no number': [post(['content-length: many'], body)],
    'a negative length': [post(['content-length: -1'], body)],
    'two lengths': [post([length(body), `content-length: ${body.length + 1}`], body)],
    'a length and chunks': [post([length(body), chunked], `${chunk(body)}0\r\n\r\n`)],
    'an unknown transfer encoding': [post(['transfer-encoding: chunked, secret'], body)],
    'NUL in a header field': [post([length(body), 'x-name: a\0b'], body)],
    'NUL in the name of a header field': [post([length(body), 'x-\0name: b'], body)],
    'NUL in the path': [whole().replace('/oc/numbers', '/oc/\0numbers')],
    'an unknown method': [whole().replace('POST', 'PAST')],
    'an unknown version': [whole().replace('HTTP/1.1', 'HTTP/7.3')],
    'no host': [whole().replace('host: x\r\n', '')],
    'no HTTP at all': ['\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03'],
    'header fields that are too large': [post([length(body), `x-long: ${'a'.repeat(20_000)}`], body), 431],
    'a body shorter than its length': [post([`content-length: ${body.length + 1}`], body), 400, true],
    'header fields that do not end': [whole().slice(0, 60), 400, true]
  }
  for (const [name, [bytes, status = 400, hangUp = false]] of Object.entries(broken)) {
    // What follows on the connection is not taken for another request.
    const answer = await send(hangUp ? bytes : bytes + whole(), hangUp)
    const [head = '', text = ''] = answer.split('\r\n\r\n')
    t.match(head, new RegExp(`^HTTP/1\\.1 ${status} `), `${name} is refused`)
    t.match(head, /^connection: close$/im, `${name}: the connection is closed`)
    t.match(head, /^content-type: application\/problem\+json/im, name)
    const problem = JSON.parse(text)
    t.match(problem, {
      status, errorCode: status === 431 ? 'headers_too_large' : 'request_unreadable', detail: /\w.*\.$/,
      traceId: /^00-[0-9a-f]{32}-[0-9a-f]{16}-\d\d$/, type: /\/problems\//
    }, name)
    t.match(head.toLowerCase(), `x-request-id: ${problem.traceId}`, `${name}: a trace that our log has`)
    t.equal(answer.split('HTTP/1.1 ').length, 2, `${name}: nothing else is answered`)
  }
  const torn = connect(Number(port), hostname)
  torn.on('error', () => {})
  await new Promise<void>(resolve => torn.write(post([`content-length: ${body.length + 1}`], body), () => resolve()))
  torn.resetAndDestroy()
  t.equal(await tasks(), begun + 1, 'none of them was done')
  t.match(await send(whole(last)), /^HTTP\/1\.1 200 /)
  t.equal(await tasks(), begun + 2, 'the next one is')
})

t.test('bytes that are no request, sent while a stream is answered, end it and do not stand in it', async t => {
  const stack = await freshStack(t)
  await stack.startApi()
  const { hostname, port } = new URL(stack.baseUrl)
  const socket = connect(Number(port), hostname)
  t.teardown(() => socket.destroy())
  socket.on('error', () => {})
  let text = ''
  socket.on('data', (chunk: Buffer) => { text += chunk.toString() })
  socket.write('GET /api/v3/events HTTP/1.1\r\nhost: x\r\naccept: text/event-stream\r\n' +
    `authorization: Bearer ${await stack.token()}\r\n\r\n`)
  await until('the stream is open', () => text.includes('text/event-stream'))
  const closed = new Promise<void>(resolve => socket.on('close', () => resolve()))
  socket.write('no request at all\r\n\r\n')
  await closed
  t.equal(text.split('HTTP/1.1 ').length, 2, text)
})
