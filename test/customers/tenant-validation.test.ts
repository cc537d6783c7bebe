import t from 'tap'
import { demo, startStack, tenants, type Answer } from '../support/stack.ts'

t.test('a tenant id can be validated', async t => {
  const stack = await startStack(t)
  await Promise.all([stack.startApi(), stack.startWorker()])
  const validate = (tenant: string, options: Parameters<typeof stack.call>[2] = {}): Promise<Answer> =>
    stack.call('GET', `/api/v3/oc/tenant/validation?msTenantId=${tenant}`, options)

  await t.test('an id of a tenant is found, with what we know of it', async t => {
    t.match(await validate(tenants.australian.toUpperCase()), {
      status: 200,
      headers: { location: /\/task\/wvt_/ },
      body: {
        msTenantId: tenants.australian, exists: true, region: 'WW', isLead: true, isCustomer: true, leadIds: [/-/],
        umpCustomerGuid: demo.australianCustomer
      }
    })
    t.match((await validate(tenants.unlicensed)).body, {
      exists: true, isLead: true, isCustomer: false, leadIds: [/-/], umpCustomerGuid: null
    })
    t.match((await validate('41747617-089b-4128-a9c8-7c9c2c596c25')).body, {
      exists: true, isLead: false, isCustomer: false, leadIds: []
    })
  })

  await t.test('an id of no tenant is not found', async t => {
    t.match((await validate('00000000-0000-4000-8000-00000000dead')).body, {
      exists: false, region: null, isLead: false, isCustomer: false
    })
    t.match(await validate('contoso'), {
      status: 400, body: { errors: { MsTenantId: ['msTenantId has not a Guid format'] } }
    })
    t.match(await stack.call('GET', '/api/v3/oc/tenant/validation'), {
      status: 400, body: { errors: { MsTenantId: ['The MsTenantId field is required.'] } }
    })
  })

  await t.test('a tenant of others looks like one that nobody knows', async t => {
    for (const role of ['channel', 'customer'] as const) {
      const nobodys = await validate('41747617-089b-4128-a9c8-7c9c2c596c25', { role })
      const theirs = await validate(tenants.israeli, { role })
      t.same({ ...theirs.body, msTenantId: '' }, { ...nobodys.body, msTenantId: '' }, role)
      t.match(theirs.body, { exists: true, isLead: false, isCustomer: false, leadIds: [], umpCustomerGuid: null })
    }
    t.match((await validate(tenants.australian, { role: 'channel' })).body, {
      leadIds: [/-/], umpCustomerGuid: demo.australianCustomer
    })
  })

  await t.test('a validation stays undecided while Entra does not answer, and its task decides it later', async t => {
    await stack.microsoft.control('POST', '/_mock/faults', {
      path: 'openid-configuration', status: 503, times: 1, headers: { 'retry-after': '1' }
    })
    const answer = await validate(tenants.australian, { headers: { prefer: 'wait=0' } })
    t.match(answer, { status: 504, body: { errorCode: 'task_unfinished' } })
    const { pathname } = new URL(String(answer.headers['location']), stack.baseUrl)
    t.match(await stack.finished(pathname.split('/').at(-1) ?? ''), {
      status: 'CompletedSuccess', details: ['TenantExists'], outputData: { Exists: true }
    })
  })
})
