import t from 'tap'
import type { Anything } from '../support/anything.ts'
import { readDocument } from '../support/documents.ts'
import { openRecords } from '../support/records.ts'
import { demo, startStack, tenants, type Answer } from '../support/stack.ts'
import { until } from '../support/until.ts'
import { uploadBody } from '../support/uploads.ts'

t.test('the event log tells what happened, in order, to whom it concerns', async t => {
  const stack = await startStack(t)
  const records = await openRecords(t, stack.databaseUrl)
  await stack.startApi()
  await stack.startWorker()
  const ask = (query = '', role: 'admin' | 'channel' | 'customer' = 'admin'): Promise<Answer> =>
    stack.call('GET', `/api/v3/events?${query}`, { role })
  /** The events behind a place, once there is one of this type. */
  const toldOf = (type: string, query = '', role: 'admin' | 'channel' | 'customer' = 'admin'): Promise<Anything[]> =>
    until(`an event ${type}`, async () => {
      const { body } = await ask(query, role)
      return body.data.some((event: Anything) => event.type === type) && body.data
    })
  const number = '+61395556880'
  let taskId = ''

  await t.test('a task and its numbers', async t => {
    const { body } = await stack.call(
      'POST', `/api/v3/oc/numbers/action/upload?msTenantId=${tenants.australian}&ticketId=REQ-7`,
      { body: uploadBody({ phoneNumbers: [number] }) }
    )
    taskId = body.taskId
    const events = (await toldOf('task.finished')).filter(({ data }) => data.taskId === taskId)
    const types = events.map(({ type }) => type)
    t.same(types.slice(0, 2), ['task.accepted', 'task.started'], 'it begins')
    t.equal(types.at(-1), 'task.finished', 'it ends')
    t.ok(types.indexOf('numbers.uploaded') > 1, `the number in between: ${types.join()}`)
    t.match(events.at(-1), {
      specversion: '1.0', id: /^\d+$/, source: '/providers/1', subject: taskId, time: /Z$/,
      data: {
        taskId, kind: 'upload-numbers', status: 'CompletedSuccess', ticketId: 'REQ-7', msTenantId: tenants.australian,
        umpCustomerGuid: demo.australianCustomer
      }
    })
    t.match(events.find(({ type }) => type === 'numbers.uploaded')?.data, {
      numbers: [number], taskId, msTenantId: tenants.australian, umpCustomerGuid: demo.australianCustomer
    })
  })

  await t.test('what is no task: customers, licences, consents, SBCs, credentials', async t => {
    const { body: { next } } = await ask('after=latest')
    await records.query("update customer set full_name = 'Another' where id = $1", [demo.australianCustomer])
    await records.query('update customer set licensed_users_count = 77 where id = $1', [demo.australianCustomer])
    await records.query(
      "update lead set status = 'Suspended' where ms_tenant_id = $1 and not is_direct", [tenants.unlicensed]
    )
    await records.query(
      "insert into sbc_health (provider_id, sbc_id, usable, findings) values (1, 8, false, '[]') on conflict " +
      '(provider_id, sbc_id) do update set usable = false'
    )
    await records.query('update sbc_health set usable = true where sbc_id = 8')
    await records.query(
      "update operator_connect_tenant set end_warned_on = current_date, expires_at = now() + interval '3 days'"
    )
    const events = await toldOf('credential.expiring', `after=${next}`)
    t.same(events.map(({ type, subject }) => [type, subject]), [
      ['customer.changed', demo.australianCustomer], ['licence.changed', demo.australianCustomer],
      ['consent.changed', tenants.unlicensed], ['sbc.unusable', '8'], ['sbc.usable', '8'],
      ['credential.expiring', events.at(-1)?.subject]
    ])
    const { faults } = await readDocument(stack, 'v3')
    for (const event of events) {
      const name = event.type.split('.').map((word: string) => word[0]?.toUpperCase() + word.slice(1)).join('')
      t.same(faults({ $ref: `#/components/schemas/${name}Event` }, event), [], `${event.type} is as documented`)
    }
  })

  await t.test('a reader goes on from where it was, in pages of any size', async t => {
    const { body: all } = await ask()
    const seen: Anything[] = []
    for (let after = ''; ;) {
      const { body } = await ask(`limit=3${after}`)
      seen.push(...body.data)
      after = `&after=${body.next}`
      if (!body.more) break
    }
    t.same(seen, all.data, 'small pages make up the whole')
    t.same(
      all.data.map(({ id }: Anything) => Number(id)), all.data.map((_: Anything, index: number) => index + 1),
      'without a gap'
    )
    const { body } = await ask(`after=${all.next}`)
    t.match(body, { data: [], next: all.next, more: false }, 'at the end there is nothing, and the place stays')
  })

  await t.test('only of the types that are asked for', async t => {
    const typesOf = async (types: string): Promise<string[]> =>
      [...new Set<string>((await ask(`types=${types}`)).body.data.map(({ type }: Anything) => type))]
    t.same(await typesOf('task.finished,customer.changed'), ['task.finished', 'customer.changed'])
    t.same((await typesOf('sbc.*')).sort(), ['sbc.unusable', 'sbc.usable'])
    t.match(await ask('types=task.ended'), { status: 400, body: { errors: { Types: [/no type task.ended/] } } })
  })

  await t.test('each node sees what is its own', async t => {
    const { body: theirs } = await ask('', 'customer')
    const foreign = theirs.data.filter(({ data }: Anything) => data.umpCustomerGuid !== demo.australianCustomer)
    t.ok(theirs.data.length > 3, 'a customer sees its tasks, numbers and licence')
    t.same(foreign, [], 'and nothing of others')
    await records.query('update customer set channel_id = $1', [demo.channelId])
    await toldOf('task.finished', '', 'channel')
    await records.query('update customer set channel_id = null')
    const { body: { data } } = await ask('types=task.*', 'channel')
    t.same(data, [], 'events of tasks follow the customer to its channel, as the tasks do')
  })

  await t.test('a place that the log does not know is told apart from its end', async t => {
    t.match(await ask('after=99999999'), { status: 410, body: { errorCode: 'cursor_unknown' } })
    t.match(await ask('after=soon'), { status: 400, body: { errors: { After: [/next/] } } })
    await records.query('update event_head set forgotten = 5')
    t.match(await ask('after=4'), { status: 410, body: { errorCode: 'cursor_unknown', detail: /from 5 on/ } })
    t.equal((await ask('after=5')).status, 200, 'nothing behind this one is forgotten')
    t.equal((await ask('')).status, 200, 'without a place it begins where it is kept from')
  })
})
