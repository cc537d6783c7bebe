import { randomBytes } from 'node:crypto'
import { Webhook } from 'standardwebhooks'
import t from 'tap'
import type { Anything } from '../support/anything.ts'
import { openRecords } from '../support/records.ts'
import { demo, startStack, tenants } from '../support/stack.ts'
import { until } from '../support/until.ts'
import { upload, uploadBody } from '../support/uploads.ts'
import { startReceiver } from '../support/webhook-receiver.ts'

const newSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`

t.test('events are sent to whoever wants them', async t => {
  const stack = await startStack(t)
  const records = await openRecords(t, stack.databaseUrl)
  const receiver = await startReceiver(t)
  await stack.startApi()
  await stack.startWorker({ WEBHOOK_ADDRESSES: 'loopback', WEBHOOK_CA_FILE: receiver.caFile })
  const ask = async (method: string, path: string, body?: object): Promise<Anything> => {
    const answer = await stack.call(method, `/api/v3/webhooks${path}`, { ...(body !== undefined && { body }) })
    if (answer.status !== 200) throw new Error(`${method} ${path}: ${JSON.stringify(answer.body)}`)
    return answer.body.taskId === undefined ? answer.body : stack.finished(answer.body.taskId)
  }
  const add = async (path: string, more: object = {}): Promise<{ id: string, secret: string }> => {
    const secret = newSecret()
    const { outputData } = await ask('POST', '', { name: path, url: receiver.url + path, secret, ...more })
    return { id: outputData.WebhookId, secret }
  }
  const rename = (): Promise<unknown> =>
    records.query("update customer set full_name = full_name || '!' where ms_tenant_id = $1", [tenants.israeli])
  /** What the receiver got at a path, once there are so many. */
  const received = (path: string, count: number): Promise<Anything[]> =>
    until(`${count} calls of ${path}`, async () => {
      const calls = receiver.calls.filter(call => call.path === path)
      return calls.length >= count && calls
    })
  const text = (call: Anything): string => JSON.stringify(call.body)

  await t.test('each event of its types, signed so that the library of the standard verifies it', async t => {
    const { secret } = await add('/all', { types: ['task.*', 'numbers.uploaded'] })
    const { body: { taskId } } = await upload(stack, uploadBody())
    await stack.finished(taskId)
    const calls = await until('the end of the task', async () => {
      const calls = receiver.calls.filter(({ path, body }) => path === '/all' && JSON.stringify(body).includes(taskId))
      return calls.some(({ body }) => body.type === 'task.finished') && calls
    })
    for (const call of calls) {
      const headers = call.headers as Record<string, string>
      t.same(new Webhook(secret).verify(text(call), headers), call.body, `${call.body.type} is verified`)
      t.throws(() => new Webhook(newSecret()).verify(text(call), headers), 'and not with another secret')
    }
    const ended = calls.find(({ body }) => body.type === 'task.finished')
    t.match(ended?.body, { subject: taskId, data: { status: 'CompletedSuccess', task: { id: taskId, details: [] } } })
    t.ok(calls.some(({ body }) => body.type === 'numbers.uploaded'), 'its numbers too')
    const ids = calls.map(({ headers }) => headers['webhook-id'])
    t.equal(new Set(ids).size, ids.length, 'each once')
  })

  await t.test('what cannot be delivered is sent again with the same id, and the answers are kept', async t => {
    const { id } = await add('/shaky', { types: ['customer.*'], payload: 'thin' })
    receiver.respond = (response, { path }) => response.writeHead(path === '/shaky' ? 503 : 204).end()
    await rename()
    await received('/shaky', 1)
    const [failed] = await until('the answer is kept', async () => {
      const { data } = await ask('GET', `/${id}/deliveries`)
      return data[0]?.lastStatus === 503 && data
    })
    t.match(failed, { type: 'customer.changed', state: 'pending', attempts: 1, lastAnswer: /answered 503/, dueAt: /T/ })
    t.match(await ask('GET', `/${id}`), { state: 'active', failingSince: /T/ })
    receiver.respond = response => response.writeHead(204).end()
    await records.query('update webhook_delivery set due_at = now() where webhook_id = $1', [id])
    const [one, two] = await received('/shaky', 2)
    t.equal(two.headers['webhook-id'], one.headers['webhook-id'])
    t.same(two.body.data, { taskId: null, msTenantId: tenants.israeli, umpCustomerGuid: demo.israeliCustomer }, 'thin')
    await until(
      'it is delivered', async () => (await ask('GET', `/${id}/deliveries?state=delivered`)).totalRecords === 1
    )
    t.match(await ask('GET', `/${id}`), { failingSince: null })

    await t.test('and again when somebody asks for it', async t => {
      await ask('POST', `/${id}/action/redeliver`, { from: failed.eventId })
      t.equal((await received('/shaky', 3))[2].headers['webhook-id'], one.headers['webhook-id'])
    })
  })

  await t.test('a new secret and the old one both sign for a day', async t => {
    const { id, secret } = await add('/two', { types: ['customer.created'] })
    const next = newSecret()
    await ask('PATCH', `/${id}`, { secret: next })
    await ask('POST', `/${id}/action/test`)
    const [call] = await received('/two', 1)
    t.match(call.body, { type: 'webhook.test', data: { webhookId: id } }, 'a test comes whatever the types are')
    for (const known of [secret, next]) t.ok(new Webhook(known).verify(text(call), call.headers), known)
    t.match(await ask('GET', `/${id}`), { previousSecretUntil: /T/ })
    t.notOk(receiver.calls.some(({ path, body }) => path !== '/two' && body.type === 'webhook.test'), 'others get none')
  })

  await t.test('one that fails for days is paused, tells so, and goes on where it was', async t => {
    const { id } = await add('/gone', { types: ['customer.*'] })
    receiver.respond = (response, { path }) => response.writeHead(path === '/gone' ? 500 : 204).end()
    await rename()
    await received('/gone', 1)
    await until('it fails', async () => (await ask('GET', `/${id}`)).failingSince !== null)
    await records.query("update webhook set failing_since = now() - interval '4 days' where id = $1", [id])
    await records.query('update webhook_delivery set due_at = now() where webhook_id = $1', [id])
    await until('it is paused', async () => (await ask('GET', `/${id}`)).state === 'paused')
    t.match(await ask('GET', `/${id}`), { pausedReason: /Nothing was delivered for 4 days/ })
    const { body: { data } } = await stack.call('GET', '/api/v3/events?types=webhook.paused&wait=20')
    t.match(data, [{ subject: id, data: { name: '/gone' } }], 'the log tells it')
    receiver.respond = response => response.writeHead(204).end()
    await rename()
    await ask('PATCH', `/${id}`, { state: 'active' })
    await records.query('update webhook_delivery set due_at = now() where webhook_id = $1', [id])
    const ids = new Set((await received('/gone', 4)).slice(2).map(({ body }) => body.id))
    t.equal(ids.size, 2, 'what waited and what came meanwhile is sent')

    await t.test('at once when the receiver wants no more', async () => {
      receiver.respond = (response, { path }) => response.writeHead(path === '/gone' ? 410 : 204).end()
      await rename()
      await until('it is paused', async () => (await ask('GET', `/${id}`)).state === 'paused')
      receiver.respond = response => response.writeHead(204).end()
    })
  })

  await t.test('nothing of a URL or a secret is shown or kept in clear', async t => {
    const { id, secret } = await add('/secret-path')
    const shown = JSON.stringify([await ask('GET', ''), await ask('GET', `/${id}`)])
    const kept = JSON.stringify(
      await records.query("select w.*, t.input from webhook w, task t where t.kind = 'keep-webhook'")
    )
    for (const hidden of ['secret-path"', secret]) {
      t.notOk(shown.replaceAll('"/secret-path"', '').includes(hidden), `${hidden} is not shown`)
      t.notOk(kept.includes(secret), 'nor kept')
    }
    await ask('DELETE', `/${id}`)
    t.equal((await stack.call('GET', `/api/v3/webhooks/${id}`)).status, 404, 'and it goes when it is told to')
  })

  await t.test('what is no URL and no secret is refused', async t => {
    const refused = async (body: object): Promise<Anything> =>
      (await stack.call('POST', '/api/v3/webhooks', {
        body: { name: 'x', url: 'https://a.example', secret: newSecret(), ...body }
      })).body.errors
    t.match(await refused({ url: 'http://a.example' }), { Url: [/https/] })
    t.match(await refused({ secret: 'whsec_short' }), { Secret: [/24 to 64/] })
    t.match(await refused({ types: ['task.ended'] }), { Types: [/no type task.ended/] })
  })
})
