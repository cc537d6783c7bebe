import t from 'tap'
import { stackOfFile } from '../support/shared-stack.ts'
import { demo, tenants, type Answer } from '../support/stack.ts'
import { openRecords } from '../support/records.ts'
import { upload, uploadBody } from '../support/uploads.ts'

const freshStack = stackOfFile(t)
const times = 20
const idOf = ({ body }: Answer): string => typeof body === 'string' ? body : body.taskId ?? body.jobId

t.test('of equal requests at once one does the work', async t => {
  const stack = await freshStack(t)
  await stack.startApi()
  const records = await openRecords(t, stack.databaseUrl)
  const atOnce = (method: string, path: string, options: Parameters<typeof stack.call>[2] = {}): Promise<Answer[]> =>
    Promise.all(Array.from({ length: times }, () => stack.call(method, path, options)))

  const site = {
    siteLocationName: 'Racing', sbcId: 8, sbcOnboardingScript: 7, sbcCleanupScript: 700,
    ovocCustomerType: 'IPGROUP_TYPE',
    scriptParameters: { ProxySet: 'SIPTrunk', OnlinePstnGateway: 'racing.oc1.sbc.dialplane.example' }
  }
  const cases: Array<[what: string, method: string, path: string, body?: unknown]> = [
    ['a restoration', 'POST', '/api/v3/sbc/8/action/restore'],
    ['a synchronization of one tenant', 'POST', `/api/v3/oc/numbers/action/synchronize?msTenantId=${tenants.israeli}`],
    ['a synchronization of all', 'POST', '/api/v3/oc/numbers/action/synchronize'],
    ['a new site', 'POST', `/api/v2/customer/${demo.israeliCustomer}/sitelocation`, site],
    ['a new customer', 'POST', '/api/v2/customer', {
      shortName: 'Racer', msTenantId: tenants.unlicensed,
      siteLocation: { sbcId: 8, sbcOnboardingScript: 7, sbcCleanupScript: 700 },
      scriptParameters: { ProxySet: 'SIPTrunk', OnlinePstnGateway: 'racer.oc1.sbc.dialplane.example' }
    }],
    ['a user', 'PUT', `/api/v2/customer/${demo.israeliCustomer}/user/sip:amit.cohen@negevrobotics.example/script`, {
      City: 'Haifa'
    }]
  ]
  const made: string[] = []
  for (const [what, method, path, body] of cases) {
    await t.test(`${what}: one task, and every answer refers to it`, async t => {
      const answers = await atOnce(method, path, body === undefined ? {} : { body })
      t.same(answers.filter(({ status }) => status !== 200).map(({ body }) => body), [], 'all are accepted')
      t.equal(new Set(answers.map(idOf)).size, 1, 'by one task')
      made.push(idOf(answers[0] as Answer))
    })
  }

  await t.test('a request that says something else makes a task of its own', async t => {
    const { body } = await stack.call(
      'PUT', `/api/v2/customer/${demo.israeliCustomer}/user/sip:amit.cohen@negevrobotics.example/script`,
      { body: { City: 'Eilat' } }
    )
    t.notOk(made.includes(body.taskId), 'not that of the others')
    made.push(body.taskId)
  })

  await t.test('a task that is to be canceled is joined by nobody', async t => {
    const [first] = await atOnce('POST', '/api/v3/sbc/11/action/restore')
    await stack.call('POST', `/api/v3/task/${first?.body.taskId}/cancel`)
    const { body } = await stack.call('POST', '/api/v3/sbc/11/action/restore')
    t.not(body.taskId, first?.body.taskId)
    made.push(body.taskId)
  })

  await t.test('a key that joined a task gets it again, and no other request gets the key', async t => {
    const path = '/api/v3/sbc/8/action/restore'
    const headers = { 'idempotency-key': 'joined' }
    const joined = await stack.call('POST', path, { headers })
    t.equal(joined.body.taskId, made[0])
    t.match(await stack.call('POST', path, { headers }), { status: 200, body: joined.body })
    t.match(await stack.call('POST', '/api/v3/sbc/11/action/restore', { headers }), {
      status: 422, body: { errorCode: 'idempotency_key_reused' }
    })
  })

  await t.test('numbers that a task holds are refused at the door to all others', async t => {
    const answers = await Promise.all(
      Array.from({ length: times }, () => upload(stack, uploadBody({ phoneNumbers: ['+61395556880'] })))
    )
    t.equal(answers.filter(({ status }) => status === 200).length, 1, 'one upload is accepted')
    t.equal(answers.filter(({ body }) => body.errorCode === 'number_busy').length, times - 1, 'the others are refused')
    made.push(idOf(answers.find(({ status }) => status === 200) as Answer))
  })

  await t.test('the tasks do what they were asked, and none has failed because of its equals', async t => {
    await stack.startWorker()
    for (const id of made) t.equal((await stack.finished(id)).status, 'CompletedSuccess', id)
    t.same(await records.query("select id, failure from task where status = 'Failed'"), [])
  })

  await t.test('when it is over, the same request is done anew', async t => {
    const { body } = await stack.call('POST', '/api/v3/sbc/8/action/restore')
    t.notOk(made.includes(body.taskId), 'by a new task')
    await stack.finished(body.taskId)
  })

  await t.test('creating and deleting one thing at once ends in one of the two orders', async t => {
    const query = `msTenantId=${tenants.unlicensed}`
    const before = await records.query('select id from customer where short_name = $1', ['Racer'])
    const [deleted] = await Promise.all([
      stack.call('DELETE', `/api/v3/customer/${before[0].id}?${query}`.replace(`?${query}`, '')),
      stack.call('POST', '/api/v2/customer', {
        body: {
          shortName: 'Racer', msTenantId: tenants.unlicensed,
          siteLocation: { sbcId: 8, sbcOnboardingScript: 7, sbcCleanupScript: 700 },
          scriptParameters: { ProxySet: 'SIPTrunk', OnlinePstnGateway: 'racer.oc1.sbc.dialplane.example' }
        }
      })
    ])
    t.equal(deleted.status, 200)
    const customers = await records.query('select id from customer where short_name = $1', ['Racer'])
    const sites = await records.query('select id from site where name = $1', ['Racer'])
    t.equal(customers.length, sites.length, 'the customer is there with its site, or neither is')
  })
})

t.test('whatever failed can be tried again', async t => {
  const stack = await freshStack(t, 'running')
  const records = await openRecords(t, stack.databaseUrl)
  const retry = async (id: string): Promise<Answer> => stack.call('POST', `/api/v3/task/${id}/retry`)

  await t.test('a task without numbers is tried again as a whole', async t => {
    await records.query("update sbc set base_url = 'http://127.0.0.1:9' where id = 8")
    const { body } = await stack.call('POST', '/api/v3/sbc/8/action/restore')
    await stack.call('POST', `/api/v3/task/${body.taskId}/cancel`)
    t.match(await stack.finished(body.taskId), { status: 'Canceled' })
    await records.query('update sbc set base_url = $1 where id = 8', [stack.sbcs[0].url])
    const again = await retry(body.taskId)
    t.equal(again.status, 200, JSON.stringify(again.body))
    t.match(await stack.finished(again.body.taskId), { status: 'CompletedSuccess', retryOf: body.taskId })
    t.match(await retry(again.body.taskId), { status: 409, body: { errorCode: 'nothing_to_retry' } }, 'not a success')
  })

  await t.test('a site that an SBC refused is added when the SBC takes it', async t => {
    await stack.sbcs[0].control('PUT', '/_mock/state', {
      rows: { 'voip ip-group': [{ name: 'Again-c', tags: 'hand=made' }] }
    })
    const { body } = await stack.call('POST', `/api/v2/customer/${demo.israeliCustomer}/sitelocation`, {
      body: {
        siteLocationName: 'Again', sbcId: 8, sbcOnboardingScript: 7, sbcCleanupScript: 700,
        ovocCustomerType: 'IPGROUP_TYPE',
        scriptParameters: { ProxySet: 'SIPTrunk', OnlinePstnGateway: 'again.oc1.sbc.dialplane.example' }
      }
    })
    t.match(await stack.finished(idOf({ body } as Answer)), { status: 'Failed' })
    await stack.sbcs[0].control('PUT', '/_mock/state', { rows: { 'voip ip-group': [] } })
    const again = await retry(body.taskId)
    t.match(await stack.finished(again.body.taskId), { status: 'CompletedSuccess', retryOf: body.taskId })
  })

  await t.test('an import is tried again with the rows that are not where they should be', async t => {
    const head = 'telephoneNumber,msTenantId,callingProfileId,usage,country'
    const rowOf = (number: string): string =>
      `${number},${tenants.australian},5f3fbb3b-df9b-483d-b294-c7eb01e22aac,CallingUserAssignment,AU`
    await stack.microsoft.control('POST', '/_mock/behaviour', { numberErrors: { '+61395558001': 'InternalError' } })
    const first = await stack.call('POST', '/api/v3/oc/numbers/import', {
      body: [head, rowOf('+61395558001'), rowOf('+61395558002'), rowOf('nothing')].join('\r\n'),
      headers: { 'content-type': 'text/csv' }
    })
    t.match(await stack.finished(first.body.taskId), { status: 'CompletedWithErrors' })
    await stack.microsoft.control('POST', '/_mock/behaviour', { numberErrors: {} })
    const again = await retry(first.body.taskId)
    t.equal(again.status, 200, JSON.stringify(again.body))
    t.match(await stack.finished(again.body.taskId), {
      status: 'CompletedWithErrors', retryOf: first.body.taskId, outputData: { RowCount: 2, SucceededCount: 1 }
    })
    t.match((await stack.call('GET', `/api/v3/oc/numbers/import/${again.body.taskId}`)).body, {
      rows: { total: 2, succeeded: 1, failed: 1 }, errors: [{ line: 4, code: 'row_invalid' }]
    }, 'a row that cannot be read stays as it was')
  })
})
