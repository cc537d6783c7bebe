import t, { type Test } from 'tap'
import { openRecords } from '../support/records.ts'
import { stackOfFile } from '../support/shared-stack.ts'
import { demo, tenants, type Answer, type Stack } from '../support/stack.ts'
import type { Anything } from '../support/anything.ts'

const freshStack = stackOfFile(t)
const path = '/api/v3/operator-connect/consents'
const operator = '0b4a4c1e-6d6f-4a35-9f0b-5f7a1c2d3e40'

async function started (t: Test): Promise<Stack> {
  const stack = await freshStack(t, 'running')
  t.match(await stack.call('POST', `/api/v3/operator-connect/tenants/${operator}/action/sync`), { status: 200 })
  return stack
}

const ids = ({ body }: Answer): string[] => body.data.map(({ tenantId }: Anything) => tenantId).sort()

t.test('consents are listed with the columns of the operator portal, by each of its filters', async t => {
  const stack = await started(t)
  const list = (query = '', role: 'admin' | 'customer' = 'admin'): Promise<Answer> =>
    stack.call('GET', `${path}?${query}`, { role })
  const all = await list()
  t.same(ids(all), Object.values(tenants).sort())
  t.match(all.body.data.find(({ tenantId }: Anything) => tenantId === tenants.australian), {
    latestConsentStatus: 'Active', consentedOn: /^2025-03-10T/, productContext: 'teams', locatedAt: 'Customer',
    customerId: demo.australianCustomer, device: 'Demo Operator Connect', lastModifiedOn: String,
    relationshipStatus: 'AgreementSigned'
  })
  t.same(ids(await list('locatedAt=Provider')), [tenants.unlicensed, tenants.suspended].sort())
  t.same(ids(await list('latestConsentStatus=Suspended')), [tenants.suspended])
  t.same(ids(await list('country=il')), [tenants.israeli])
  const signed = await list('relationshipStatus=AgreementSigned&locatedAt=Customer')
  t.same(ids(signed), [tenants.australian, tenants.israeli].sort())
  t.same(ids(await list(`relationshipStatus=none&tenantId=${tenants.australian}`)), [])
  t.same(ids(await list('consentedSince=2999-01-01')), [])
  t.match(await list('latestConsentStatus=Gone'), { status: 400 })
  t.same(ids(await list('', 'customer')), [tenants.australian], 'a customer sees its own')
  t.same((await list('', 'customer')).body.data[0].device, null, 'and nothing of the tenant of its operator')
  t.match(await stack.call('GET', `${path}/${tenants.israeli}`, { role: 'customer' }), { status: 404 })
})

t.test('one consent shows contacts, and countries beside the numbers that are held of them', async t => {
  const stack = await freshStack(t)
  const records = await openRecords(t, stack.databaseUrl)
  await records.query(
    `insert into number (provider_id, number, country, source, ms_tenant_id)
      values (1, '+61395551000', 'AU', 'webapi', $1), (1, '+6435551000', 'NZ', 'webapi', $1)`, [tenants.australian]
  )
  await stack.startApi()
  const { body } = await stack.call('GET', `${path}/${tenants.australian}`)
  t.match(body.contacts, [{ email: /@/ }])
  t.same(body.countries, [
    { country: 'AU', isConsented: true, numbersHeld: 1 }, { country: 'NZ', isConsented: false, numbersHeld: 1 }
  ])
  t.same(body.candidates, [], 'it has its customer')
  t.match(await stack.call('GET', '/api/v3/operator-connect/orphans?reason=CountryNotConsented'), {
    body: { totalRecords: 1, data: [{ number: '+6435551000', tenantId: tenants.australian }] }
  })
})

t.test('a consent without a customer names who may be meant: by tenant, name or domain', async t => {
  const stack = await freshStack(t)
  const records = await openRecords(t, stack.databaseUrl)
  await records.query(
    `update lead set company_name = 'southern cross logistics', contact = '{}',
      contacts = '[{"email": "sam@negevrobotics.example"}]' where ms_tenant_id = $1`, [tenants.unlicensed]
  )
  await records.query("update customer set full_name = 'Southern Cross Logistics' where id = $1", [
    demo.australianCustomer
  ])
  await records.query('update tenant_connection set default_domain = $1', ['negevrobotics.example'])
  await records.query(
    `insert into lead (provider_id, ms_tenant_id, is_direct, status, company_name)
      values (1, $1, true, 'Active', 'By us')`, [tenants.unlicensed]
  )
  await stack.startApi()
  const { body: { candidates } } = await stack.call('GET', `${path}/${tenants.unlicensed}`)
  t.match(candidates.find(({ customerId }: Anything) => customerId === demo.australianCustomer), {
    matchedBy: ['name']
  })
  t.match(candidates.find(({ customerId }: Anything) => customerId === demo.israeliCustomer), {
    matchedBy: ['domain']
  })
  t.match(candidates.find(({ leadId }: Anything) => leadId !== null), { name: 'By us', matchedBy: ['tenantId'] })
})

t.test('each change of a consent is kept with its reason, whoever made it', async t => {
  const stack = await started(t)
  const relate = (body: object): Promise<Answer> =>
    stack.call('PATCH', `${path}/${tenants.unlicensed}/relationship`, { body })
  await relate({ relationshipStatus: 'AgreementSigned' })
  const ended = await relate({ relationshipStatus: 'ContractTerminated', reason: 'They moved on' })
  t.match(await relate({ relationshipStatus: 'ConsentDeclined', reason: 'no' }), {
    status: 409, body: { errorCode: 'relationship_conflict', detail: /ConsentDeclined cannot follow Contract/ }
  })
  const { tenants: { [tenants.unlicensed]: { consent } } } = await stack.microsoft.control('GET', '/_mock/state')
  await stack.microsoft.control('PATCH', '/_mock/state', {
    tenants: { [tenants.unlicensed]: { consent: { ...consent, status: 'Removed' } } }
  })
  const synchronized = await stack.call('POST', '/api/v3/oc/lead/action/synchronize')
  t.match(await stack.finished(synchronized.body.taskId), { status: 'CompletedSuccess' })
  const { body: { data } } = await stack.call('GET', `${path}/${tenants.unlicensed}/history`)
  t.match(data.slice(0, 3), [
    { change: 'removed', before: { status: 'Active' }, after: { status: 'Removed' }, taskId: synchronized.body.taskId },
    {
      before: { relationship: { status: 'AgreementSigned' } },
      after: { relationship: { status: 'ContractTerminated', comment: 'They moved on' } }, taskId: ended.body.taskId
    },
    { after: { relationship: { status: 'AgreementSigned' } } }
  ], 'newest first')
})

t.test('numbers whose consent ended are found, with the reason', async t => {
  const stack = await freshStack(t)
  const records = await openRecords(t, stack.databaseUrl)
  await records.query(
    `insert into number (provider_id, number, country, source, ms_tenant_id)
      select 1, '+' || (61395551000 + n), 'AU', 'webapi', t::uuid
      from unnest($1::text[]) with ordinality as u (t, n)`,
    [[tenants.australian, tenants.suspended, '99999999-0000-4000-8000-000000000009', tenants.unlicensed]]
  )
  await records.query("update lead set status = 'Removed' where ms_tenant_id = $1", [tenants.australian])
  await records.query(
    `update lead set relationship = '{"status": "ContractTerminated"}', consented_countries = '{AU}'
      where ms_tenant_id = $1`, [tenants.unlicensed]
  )
  await stack.startApi()
  const reasons = async (query = ''): Promise<Record<string, string>> => {
    const { body } = await stack.call('GET', `/api/v3/operator-connect/orphans?${query}`)
    return Object.fromEntries(body.data.map(({ tenantId, reason }: Anything) => [tenantId, reason]))
  }
  t.same(await reasons(), {
    [tenants.australian]: 'ConsentRemoved', [tenants.suspended]: 'ConsentSuspended',
    '99999999-0000-4000-8000-000000000009': 'NoConsent', [tenants.unlicensed]: 'ContractTerminated'
  })
  t.same(await reasons('reason=NoConsent'), { '99999999-0000-4000-8000-000000000009': 'NoConsent' })
  t.match(await stack.call('GET', '/api/v3/operator-connect/orphans', { role: 'customer' }), { status: 403 })
  await records.query(
    `insert into lead (provider_id, ms_tenant_id, is_direct, status) values (1, $1, true, 'Active')`,
    [tenants.australian]
  )
  t.equal((await reasons())[tenants.australian], undefined, 'a lead of our own stands for its consent')
})
