import t from 'tap'
import { openRecords } from '../support/records.ts'
import { stackOfFile } from '../support/shared-stack.ts'
import { demo, tenants, type Answer } from '../support/stack.ts'
import { australianNumbers, messagesOf, upload, uploadBody } from '../support/uploads.ts'
import type { Anything } from '../support/anything.ts'
import { until } from '../support/until.ts'

const freshStack = stackOfFile(t)
const [first = '', second = '', third = ''] = australianNumbers(300, 3)
const sites = `/api/v3/customer/${demo.australianCustomer}/sitelocation`

t.test('an SBC that will not come back can be given up', async t => {
  const stack = await freshStack(t, 'running')
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

  await t.test('an administrator gives up an SBC, and an operator may not', async t => {
    t.match(await stack.call('PATCH', '/api/v3/sbc/8', { role: 'operator', body: { abandoned: true } }), {
      status: 403
    })
    const answer = await stack.call('PATCH', '/api/v3/sbc/8', { body: { abandoned: true, ticketId: 'SR-8' } })
    t.match(answer, { status: 200, body: { status: 'CompletedSuccess', device: { abandonedAt: /^\d/ } } })
    t.ok(
      messagesOf((await stack.call('GET', `/api/v3/task/${answer.body.taskId}`)).body).some(message =>
        /SBC 8 is given up: 2 numbers and \d sites are on it, and stay there/.test(message)
      ), 'the task says how many numbers and sites stay on the SBC'
    )
  })

  await t.test('releases and moves of sites do not wait for a given-up SBC, and their tasks say what stays on ' +
    'it', async t => {
    const release = await done(
      stack.call('POST', `/api/v3/oc/numbers/action/release?msTenantId=${tenants.australian}`, { body: [first] })
    )
    t.match(release, { status: 'CompletedSuccess' }, 'the release succeeds')
    t.ok(
      messagesOf(release).includes('SBC 8 was given up; what is on it stays there.'),
      'the release says that SBC 8 was given up'
    )
    t.same(await prefixes(), [second], 'only the released number has left the other SBC')
    const move = await done(stack.call('PATCH', `${sites}/${siteGuid}`, { body: { sbcId: 11 } }))
    t.match(move, { status: 'CompletedSuccess' }, 'the move of the site succeeds')
    t.ok(
      messagesOf(move).some(message =>
        /SBC 8 was given up; what is on it stays there\. Of the site: .*ip-group "Sydney-c"/.test(message)
      ), 'the move names the row that stays on SBC 8'
    )
  })

  await t.test('new numbers are programmed only on the SBCs that were not given up', async t => {
    t.match(await done(upload(stack, uploadBody({ phoneNumbers: [third] }))), { status: 'CompletedSuccess' })
    t.same(
      await records.query('select sbc_id from number_on_sbc where number = $1', [third]), [{ sbc_id: 11 }],
      'the new number is on SBC 11 only'
    )
    t.match(
      await stack.call('POST', sites, {
        body: { siteLocationName: 'Perth', sbcId: 8, scriptParameters: { ProxySet: 'SIPTrunk' } }
      }).then(({ body }) => stack.finished(body.taskId)),
      { status: 'Failed' }, 'no site is added on the given-up SBC'
    )
  })

  await t.test('a given-up SBC can be removed while numbers are still recorded on it', async t => {
    t.match(await stack.call('DELETE', '/api/v3/sbc/8'), {
      status: 409, body: { errorCode: 'sbc_in_use', detail: /It has sites: / }
    })
    await records.query("update site set sbc_id = 11 where sbc_id = 8 and name <> 'Sydney'")
    t.match(await stack.call('DELETE', '/api/v3/sbc/8'), { status: 200, body: { status: 'CompletedSuccess' } })
    t.same(await records.query('select number, sbc_id from number_on_sbc order by number'), [{
      number: second, sbc_id: 11
    }, { number: third, sbc_id: 11 }], 'the records name the removed SBC for no number')
  })
})

t.test('an SBC cannot be removed while it has rows of a site that moved away', async t => {
  const stack = await freshStack(t, 'running')
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

t.test('an upload that waits for an SBC goes on without it when the SBC is given up', async t => {
  const stack = await freshStack(t, 'running')
  const records = await openRecords(t, stack.databaseUrl)
  const [alive, dead] = stack.sbcs
  await dead.control('POST', '/_mock/behaviour', { refuseConnections: true })
  const { body: { taskId } } = await upload(stack, uploadBody({ phoneNumbers: [first, second] }))
  await until('the other SBC is programmed', async () =>
    (await records.query("select from task where id = $1 and progress -> 'programmed' = '[8]'", [taskId]))[0]
  )
  t.match(await stack.call('PATCH', '/api/v3/sbc/11', { body: { abandoned: true } }), { status: 200 })
  const task = await stack.finished(taskId)
  t.match(task, { status: 'CompletedSuccess', outputData: { SbcIdList: [8] } })
  t.ok(
    messagesOf(task).includes('SBC 11 was given up, and is passed over.'), 'the task says that SBC 11 was passed over'
  )
  t.same(
    (await alive.control('GET', '/_mock/state')).saved.OCDialPlan.map(({ prefix }: { prefix: string }) => prefix),
    [first, second], 'both numbers are programmed on the SBC that works'
  )
})
