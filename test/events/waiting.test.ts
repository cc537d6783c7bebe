import { request } from 'undici'
import t from 'tap'
import type { Anything } from '../support/anything.ts'
import { openRecords } from '../support/records.ts'
import { startStack, tenants, type Stack } from '../support/stack.ts'
import { upload, uploadBody } from '../support/uploads.ts'

interface Stream {
  /** The next message. */
  next (): Promise<{ id: string, event: string, data: Anything }>
  /** Resolves when the server has ended it. */
  ended (): Promise<void>
  close (): void
}

async function openStream (stack: Stack, path: string, headers: Record<string, string> = {}): Promise<Stream> {
  const { statusCode, headers: { 'content-type': type }, body } = await request(stack.baseUrl + path, {
    headers: { authorization: `Bearer ${await stack.token()}`, accept: 'text/event-stream', ...headers }
  })
  if (statusCode !== 200 || !/^text\/event-stream/.test(String(type))) throw new Error(`${statusCode} ${type}`)
  const parts = (async function * () {
    let text = ''
    for await (const chunk of body) {
      const messages = `${text}${String(chunk)}`.split('\n\n')
      text = messages.pop() ?? ''
      yield * messages.filter(message => message.startsWith('id: '))
    }
  })()
  return {
    async next () {
      const { value, done } = await parts.next()
      if (done === true) throw new Error('The stream has ended')
      const [, id = '', event = '', data = 'null'] = /^id: (.*)\nevent: (.*)\ndata: (.*)$/.exec(value) ?? []
      return { id, event, data: JSON.parse(data) }
    },
    async ended () { while ((await parts.next()).done !== true); },
    close: () => { body.destroy() }
  }
}

t.test('who waits is told, and nobody has to ask again and again', async t => {
  const stack = await startStack(t)
  const records = await openRecords(t, stack.databaseUrl)
  const api = await stack.startApi({ LONG_REQUESTS: '3', DRAIN_SECONDS: '2', SHUTDOWN_SECONDS: '60' })
  await stack.startWorker()
  const read = (id: string, query = '', headers: Record<string, string> = {}) =>
    stack.call('GET', `/api/v3/task/${id}${query}`, { headers })
  /** An upload that is under way for seconds, because its job at Microsoft is; `release` cancels it. */
  const held = async (number: string): Promise<{ id: string, release: () => Promise<unknown> }> => {
    await stack.microsoft.control('POST', '/_mock/behaviour', { jobMilliseconds: 5000 })
    const { body } = await upload(stack, uploadBody({ phoneNumbers: [number] }))
    return {
      id: body.taskId,
      release: async () => {
        await stack.call('POST', `/api/v3/task/${body.taskId}/cancel`)
        await stack.microsoft.control('POST', '/_mock/behaviour', { jobMilliseconds: 10 })
      }
    }
  }

  await t.test('a read with wait is answered when the task is over', async t => {
    const { body: { taskId } } = await upload(stack, uploadBody())
    const answer = await read(taskId, '?wait=60')
    t.match(answer, { status: 200, headers: { 'preference-applied': 'wait=60' }, body: { status: 'CompletedSuccess' } })
    t.notMatch(answer.headers, { 'retry-after': /./ })
    const again = await read(taskId, '', { prefer: 'wait=60' })
    t.match(
      again.headers, { etag: answer.headers['etag'], 'preference-applied': undefined },
      'what is over is answered at once'
    )
  })

  await t.test('or when the time is up, as it is then', async t => {
    const { id, release } = await held('+61395556881')
    const answer = await read(id, '', { prefer: 'respond-async, wait=1' })
    t.match(answer, { status: 200, headers: { 'retry-after': '2', etag: /^W\// }, body: { status: 'InProgress' } })
    t.equal((await read(id, '?wait=61')).status, 400, 'it waits for a minute at most')

    await t.test('with its ETag it is not sent twice, and wait brings the next change', async t => {
      const { headers: { etag } } = await read(id)
      t.match(await read(id, '', { 'if-none-match': String(etag) }), {
        status: 304, body: undefined, headers: { etag }
      })
      const next = read(id, '?wait=60', { 'if-none-match': String(etag) })
      await release()
      t.match(await next, { status: 200, headers: { etag: /^W\// } })
      t.not((await next).headers['etag'], etag, 'it is another state')
    })
    t.match(await read(id, '?wait=60'), { body: { status: 'Canceled' } })
  })

  await t.test('a stream tells each state of a task and ends with it', async t => {
    const { id, release } = await held('+61395556882')
    const stream = await openStream(stack, `/api/v3/task/${id}`)
    const first = await stream.next()
    t.match(first, { event: 'task', data: { id, status: 'InProgress' } })
    t.notOk('msTenantId' in first.data, 'it is the task as it is read')
    await release()
    for (let last = first; last.data.status === 'InProgress';) {
      const next = await stream.next()
      t.not(next.id, last.id, 'each is another one')
      last = next
    }
    await stream.ended()
    const again = await openStream(stack, `/api/v3/task/${id}`)
    t.match(await again.next(), { data: { status: 'Canceled' } }, 'of a task that is over there is one')
  })

  await t.test('a stream of events goes on where it was', async t => {
    const one = await openStream(stack, '/api/v3/events?after=0')
    const seen = [await one.next(), await one.next(), await one.next()]
    t.same(seen.map(({ id }) => id), ['1', '2', '3'])
    one.close()
    const two = await openStream(stack, '/api/v3/events', { 'last-event-id': '2' })
    t.same(await two.next(), seen[2], 'behind Last-Event-ID')
    two.close()
    const fresh = await openStream(stack, '/api/v3/events?types=customer.*')
    await records.query("update customer set full_name = full_name || '!' where ms_tenant_id = $1", [tenants.israeli])
    t.match(await fresh.next(), { event: 'customer.changed', data: { subject: /-/ } }, 'else from now on')
    fresh.close()
  })

  await t.test('an empty answer waits for the next event', async t => {
    const { body: { next } } = await stack.call('GET', '/api/v3/events?after=latest')
    const answer = stack.call('GET', `/api/v3/events?after=${next}&types=customer.changed&wait=60`)
    await records.query("update customer set full_name = full_name || '!' where ms_tenant_id = $1", [tenants.israeli])
    t.match((await answer).body.data, [{ type: 'customer.changed' }])
  })

  await t.test('one application has so many streams at once, and all end when the process is to stop', async t => {
    const streams = await Promise.all([1, 2, 3].map(() => openStream(stack, '/api/v3/events')))
    t.match(await stack.call('GET', '/api/v3/events', { headers: { accept: 'text/event-stream' } }), {
      status: 429, body: { errorCode: 'rate_limited' }
    })
    t.equal((await stack.call('GET', '/api/v3/events?after=latest&wait=30')).status, 200, 'a read does not wait then')
    streams[0]?.close()
    const { body: { next } } = await stack.call('GET', '/api/v3/events?after=latest')
    const waiting = stack.call('GET', `/api/v3/events?after=${next}&wait=60`)
    api.signal('SIGTERM')
    await Promise.all(streams.slice(1).map(stream => stream.ended()))
    t.match(await waiting, { status: 200, body: { data: [] } }, 'who waits is answered')
    t.equal(await api.gone, 0, 'and the process ends as it should')
  })
})
