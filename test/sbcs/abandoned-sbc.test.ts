import t from 'tap'
import { openRecords } from '../support/records.ts'
import { demo, startStack, tenants, type Answer } from '../support/stack.ts'
import { australianNumbers, messagesOf, upload, uploadBody } from '../support/uploads.ts'
import type { Anything } from '../support/anything.ts'

const [first = '', second = '', third = ''] = australianNumbers(300, 3)
const sites = `/api/v3/customer/${demo.australianCustomer}/sitelocation`

t.test('an SBC that will not come back', async t => {
  const stack = await startStack(t)
  await stack.startApi()
  await stack.startWorker()
  const records = await openRecords(t, stack.databaseUrl)
  const [dead, alive] = stack.sbcs
  const done = async (answer: Promise<Answer>): Promise<Anything> => stack.finished((await answer).body.taskId)
  const prefixes = async (): Promise<string[]> =>
    (await alive.control('GET', '/_mock/state')).saved.OCDialPlan.map(({ prefix }: { prefix: string }) => prefix)
  await done(upload(stack, uploadBody({ phoneNumbers: [first, second] })))
  const { body: { siteGuid } } = await stack.call('POST', sites, {
    body: { siteLocationName: 'Sydney', sbcId: 8, scriptParameters: { ProxySet: 'SIPTrunk' } }
  })
  await done(stack.call('PATCH', `${sites}/${siteGuid}`, { body: { enableCAC: false } }))
  await dead.control('POST', '/_mock/behaviour', { refuseConnections: true })

  await t.test('is given up by an administrator', async t => {
    t.match(await stack.call('PATCH', '/api/v3/sbc/8', { role: 'operator', body: { abandoned: true } }), {
      status: 403
    })
    const answer = await stack.call('PATCH', '/api/v3/sbc/8', { body: { abandoned: true, ticketId: 'SR-8' } })
    t.match(answer, { status: 200, body: { status: 'CompletedSuccess', device: { abandonedAt: /^\d/ } } })
    t.ok(
      messagesOf((await stack.call('GET', `/api/v3/task/${answer.body.taskId}`)).body).some(message =>
        /SBC 8 is given up: 2 numbers and \d sites are on it, and stay there/.test(message)
      )
    )
  })

  await t.test('and nothing waits for it: numbers are released, sites move away, and both tasks say what ' +
    'stays', async t => {
    const release = await done(
      stack.call('POST', `/api/v3/oc/numbers/action/release?msTenantId=${tenants.australian}`, { body: [first] })
    )
    t.match(release, { status: 'CompletedSuccess' })
    t.ok(messagesOf(release).includes('SBC 8 was given up; what is on it stays there.'))
    t.same(await prefixes(), [second])
    const move = await done(stack.call('PATCH', `${sites}/${siteGuid}`, { body: { sbcId: 11 } }))
    t.match(move, { status: 'CompletedSuccess' })
    t.ok(
      messagesOf(move).some(message =>
        /SBC 8 was given up; what is on it stays there\. Of the site: .*ip-group "Sydney-c"/.test(message)
      )
    )
  })

  await t.test('new numbers pass it over', async t => {
    t.match(await done(upload(stack, uploadBody({ phoneNumbers: [third] }))), { status: 'CompletedSuccess' })
    t.same(await records.query('select sbc_id from number_on_sbc where number = $1', [third]), [{ sbc_id: 11 }])
    t.match(
      await stack.call('POST', sites, {
        body: { siteLocationName: 'Perth', sbcId: 8, scriptParameters: { ProxySet: 'SIPTrunk' } }
      }).then(({ body }) => stack.finished(body.taskId)),
      { status: 'Failed' }
    )
  })

  await t.test('and it can be removed while numbers say that they are on it', async t => {
    t.match(await stack.call('DELETE', '/api/v3/sbc/8'), {
      status: 409, body: { errorCode: 'sbc_in_use', detail: /It has sites: / }
    })
    await records.query("update site set sbc_id = 11 where sbc_id = 8 and name <> 'Sydney'")
    t.match(await stack.call('DELETE', '/api/v3/sbc/8'), { status: 200, body: { status: 'CompletedSuccess' } })
    t.same(await records.query('select number, sbc_id from number_on_sbc order by number'), [{
      number: second, sbc_id: 11
    }, { number: third, sbc_id: 11 }])
  })
})

t.test('what an SBC still has of a site that moved away keeps it from being removed', async t => {
  const stack = await startStack(t)
  await stack.startApi()
  await stack.startWorker()
  const records = await openRecords(t, stack.databaseUrl)
  await records.query('update site set sbc_id = 11')
  await records.query(
    `update site set claims = '[{"sbcId": 8, "section": "voip", "table": "ip-group", "name": "x"}]'
      where id = (select id from site limit 1)`
  )
  t.match(await stack.call('DELETE', '/api/v3/sbc/8'), {
    status: 409, body: { errorCode: 'sbc_in_use', detail: /Sites that moved away still have something on it: / }
  })
})

t.test('an upload that waits for an SBC goes on without it when that is given up', async t => {
  const stack = await startStack(t)
  await stack.startApi()
  await stack.startWorker()
  const records = await openRecords(t, stack.databaseUrl)
  const [alive, dead] = stack.sbcs
  await dead.control('POST', '/_mock/behaviour', { refuseConnections: true })
  const { body: { taskId } } = await upload(stack, uploadBody({ phoneNumbers: [first, second] }))
  while (
    (await records.query("select from task where id = $1 and progress -> 'programmed' = '[8]'", [taskId])).length === 0
  ) await new Promise(resolve => setTimeout(resolve, 20))
  t.match(await stack.call('PATCH', '/api/v3/sbc/11', { body: { abandoned: true } }), { status: 200 })
  const task = await stack.finished(taskId)
  t.match(task, { status: 'CompletedSuccess', outputData: { SbcIdList: [8] } })
  t.ok(messagesOf(task).includes('SBC 11 was given up, and is passed over.'))
  t.same(
    (await alive.control('GET', '/_mock/state')).saved.OCDialPlan.map(({ prefix }: { prefix: string }) => prefix),
    [first, second]
  )
})
