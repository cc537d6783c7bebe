import t from 'tap'
import { openRecords } from '../support/records.ts'
import { stackOfFile } from '../support/shared-stack.ts'
import { tenants, type Answer, type Stack } from '../support/stack.ts'
import { until } from '../support/until.ts'
import { upload, uploadBody } from '../support/uploads.ts'

const freshStack = stackOfFile(t)
const tenantId = '0b4a4c1e-6d6f-4a35-9f0b-5f7a1c2d3e40'
const clientId = '7d1f6f0a-3c55-4b62-8a0e-2f9d8c7b6a51'
const path = '/api/v3/operator-connect/tenants'
const own = `${path}/${tenantId}`
const secret = 'demo-operator-connect-secret'
const added = { name: 'Operator Connect', tenantId, clientId, clientSecret: secret }

interface Application { clientId: string, secrets: Array<{ value: string }>, roles: Record<string, string[]> }

/** Changes what the mock knows of the operator's application. */
async function register (stack: Stack, change: (application: Application) => void): Promise<void> {
  const { applications } = await stack.microsoft.control('GET', '/_mock/state') as { applications: Application[] }
  for (const application of applications) if (application.clientId === clientId) change(application)
  await stack.microsoft.control('PATCH', '/_mock/state', { applications })
}

const gatesOf = ({ body }: Answer): Record<string, string> =>
  Object.fromEntries(body.gates.map(({ gate, result }: { gate: string, result: string }) => [gate, result]))

t.test('a provider that has nothing sets itself up over the API and sells numbers', async t => {
  const stack = await freshStack(t)
  const records = await openRecords(t, stack.databaseUrl)
  await records.query('delete from operator_connect_tenant')
  await records.query('delete from calling_profile_trunk')
  await records.query('delete from calling_profile')
  await records.query('delete from capability_plan')
  await stack.startApi()
  await stack.startWorker()

  const { body: { taskId } } = await stack.call('POST', '/api/v3/oc/lead/action/synchronize')
  await said(stack, taskId, /No Operator Connect tenant is set up.*POST \/api\/v3\/operator-connect\/tenants/)
  await stack.call('POST', `/api/v3/task/${taskId}/cancel`)
  const before = await upload(stack, uploadBody({ phoneNumbers: ['+61395551001'] }))
  t.match(before, { status: 400 }, 'without calling profiles nothing can be uploaded')

  const answer = await stack.call('POST', path, { body: { ...added, syncMsOperatorConnect: true } })
  t.match(answer, {
    status: 200,
    headers: { location: /^\/api\/v3\/task\/oct_add_/ },
    body: {
      status: 'CompletedSuccess',
      tenant: { tenantId, name: 'Operator Connect', credential: { type: 'secret', expiresAt: null } },
      counts: { callingProfiles: { added: 3, changed: 0, removed: 0, unchanged: 0 }, consents: { added: 0 } }
    }
  })
  t.ok(answer.body.counts.capabilityPlans.added > 0, 'what numbers may be used for is known')
  t.notMatch(JSON.stringify((await stack.call('GET', own)).body), secret, 'the secret is not shown again')
  const again = await stack.call('POST', `${own}/action/sync`)
  for (const [what, { added, changed, removed }] of Object.entries<Record<string, number>>(again.body.counts)) {
    t.same([added, changed, removed], [0, 0, 0], `a second synchronization changes no ${what}`)
  }
  const { body: uploaded } = await upload(stack, uploadBody({ phoneNumbers: ['+61395551001'] }))
  t.match(await stack.finished(uploaded.taskId), { status: 'CompletedSuccess' })
  t.match(await stack.call('POST', path, { body: added }), { status: 400, body: { errors: { TenantId: [/already/] } } })
  t.match(await stack.call('DELETE', own), { status: 409, body: { errorCode: 'operator_tenant_in_use' } })
})

/** Waits until a message of the task says so. */
const said = (stack: Stack, taskId: string, says: RegExp): Promise<unknown> =>
  until(() => `task ${taskId} says ${String(says)}`, async () =>
    says.test(JSON.stringify((await stack.call('GET', `/api/v3/task/${taskId}`)).body)))

t.test('each gate that is closed is named, with what to do', async t => {
  const stack = await freshStack(t, 'running')
  const test = (): Promise<Answer> => stack.call('POST', `${own}/action/test`)
  const closed = async (gate: string, says: RegExp): Promise<void> => {
    const answer = await test()
    t.equal(answer.body.status, 'CompletedWithErrors')
    const failed = answer.body.gates.filter(({ result }: { result: string }) => result === 'failed')
    t.match(failed, [{ gate, message: says }], `gate ${gate}`)
    t.equal(failed.length, 1, 'what lies behind it is skipped')
  }
  t.same(new Set(Object.values(gatesOf(await test()))), new Set(['passed']), 'the demo can reach everything')

  await stack.call('PATCH', own, { body: { version: 'v9.9' } })
  await closed('api', /version v9\.9/)
  await stack.call('PATCH', own, { body: { version: '' } })
  await stack.microsoft.control('PATCH', '/_mock/state', { enabledApplications: [] })
  await closed('application', /operator portal/)
  await stack.microsoft.control('PATCH', '/_mock/state', { enabledApplications: [clientId] })
  let roles: Record<string, string[]> = {}
  await register(stack, application => {
    roles = application.roles
    application.roles = Object.fromEntries(Object.keys(roles).map(resource => [resource, ['PartnerSettings.Read']]))
  })
  await closed('role', /TrunkManagement\.Read and NumberManagement\.Write/)
  await register(stack, application => { application.roles = roles; application.secrets = [{ value: 'other' }] })
  await closed('token', /invalid_client.*app registration/)
  await register(stack, application => { application.secrets = [{ value: secret }] })
  await stack.call('PATCH', own, { body: { httpsProxy: 'http://somebody:sesame@127.0.0.1:1' } })
  await closed('proxy', /ECONNREFUSED/)
  const { body: shown } = await stack.call('GET', own)
  t.match(shown, { httpsProxy: 'http://***@127.0.0.1:1', gates: [{ gate: 'network' }, { result: 'failed' }] })
  t.notMatch(JSON.stringify(shown), /sesame/, 'the password of the proxy is not shown')
  const records = await openRecords(t, stack.databaseUrl)
  const sealed = async (): Promise<unknown> =>
    records.query('select https_proxy_encrypted, https_proxy_shown from operator_connect_tenant')
  const before = await sealed()
  t.equal((await stack.call('PATCH', own, { body: { httpsProxy: shown.httpsProxy } })).status, 200)
  t.same(await sealed(), before, 'what is shown of it, sent back, leaves it')
  t.match(await stack.call('PATCH', own, { body: { httpsProxy: 'http://***@proxy.example:1' } }), {
    status: 400, body: { errors: { HttpsProxy: [/stands for a user and a password/] } }
  })
  await stack.call('PATCH', own, { body: { httpsProxy: '' } })
  t.same(new Set(Object.values(gatesOf(await test()))), new Set(['passed']), 'all of it was mended')
})

t.test('what Microsoft only puts off closes no gate, nor does a challenge that can be met', async t => {
  const stack = await freshStack(t, 'running')
  const claims = Buffer.from('{"access_token":{"nbf":{"essential":true,"value":"1604106651"}}}').toString('base64')
  await stack.microsoft.control('POST', '/_mock/faults', [
    { path: 'PartnerOperatorConsents', status: 503, headers: { 'retry-after': '0.1' } },
    {
      path: 'PartnerOperatorConsents', after: 1, status: 401,
      headers: { 'www-authenticate': `Bearer realm="", error="insufficient_claims", claims="${claims}"` }
    },
    { path: 'PartnerOperatorConsents', after: 2, status: 429, headers: { 'retry-after': '0.1' } }
  ])
  const answer = await stack.call('POST', `${own}/action/test`)
  t.same(new Set(Object.values(gatesOf(answer))), new Set(['passed']), JSON.stringify(answer.body.gates))
})

t.test('two credentials live at once, and the older one is given up when the other works', async t => {
  const stack = await freshStack(t, 'running')
  const give = (body: object): Promise<Answer> => stack.call('PUT', `${own}/credential`, { body })
  t.match(await give({ clientSecret: 'the next one' }), {
    status: 409, body: { errorCode: 'credential_refused' }
  }, 'Microsoft does not know it yet')
  t.match((await stack.call('GET', own)).body, { nextCredential: null }, 'what was refused is not kept')
  await register(stack, application => { application.secrets.push({ value: 'the next one' }) })
  t.match(await give({ clientSecret: 'the next one', clientSecretExpiresAt: '2999-01-01T00:00:00Z' }), {
    status: 200, body: { tenant: { credential: { expiresAt: null }, nextCredential: { expiresAt: /^2999-01-01/ } } }
  })
  await register(stack, application => { application.secrets = [{ value: 'the next one' }] })
  t.match(await stack.call('POST', `${own}/action/sync`), { body: { status: 'CompletedSuccess' } }, 'nothing stops')
  t.match((await stack.call('GET', own)).body, { acceptedCredential: 'next' })
  t.match(await stack.call('POST', `${own}/credential/action/promote`), {
    status: 200, body: { tenant: { credential: { expiresAt: /^2999/ }, nextCredential: null } }
  })
  t.match(await give({}), { status: 400, body: { errors: { Credential: [/Give one/] } } })
  t.match(await give({ clientSecret: 'one', managedIdentity: true }), {
    status: 400, body: { errors: { Credential: [/ClientSecret and ManagedIdentity/] } }
  })
  t.match(await give({ clientSecret: 'one', clientSecretExpiresAt: '2001-01-01' }), {
    status: 400, body: { errors: { ClientSecret: [/ended already/] } }
  })
  t.match(await give({ federated: true }), { status: 400, body: { errors: { Federated: [/AZURE_FEDERATED/] } } })
})

t.test('nobody below the provider sees Operator Connect tenants, and a monitor changes none', async t => {
  const stack = await freshStack(t)
  await stack.startApi()
  for (const role of ['channel', 'customer'] as const) {
    for (const place of [path, own]) {
      t.match(await stack.call('GET', place, { role }), { status: 403, body: { errorCode: 'out_of_scope' } })
    }
  }
  t.match(await stack.call('GET', own, { role: 'monitor' }), { status: 200 })
  t.match(await stack.call('PATCH', own, { role: 'monitor', body: { description: 'x' } }), { status: 403 })
  t.match(await stack.call('POST', path, { body: { ...added, name: 'a/b' } }), { status: 400 })
  t.match(await stack.call('POST', path, { body: { ...added, tenantId: 'contoso' } }), {
    status: 400, body: { errors: { TenantId: [/GUID/] } }
  })
  t.match(await stack.call('PATCH', own, { body: { httpProxy: 'socks://x' } }), {
    status: 400, body: { errors: { HttpProxy: [/http:\/\/host:port/] } }
  })
})

t.test('the relationship with a tenant is told to Microsoft and read back', async t => {
  const stack = await freshStack(t, 'running')
  const change = (body: object, tenant: string = tenants.unlicensed): Promise<Answer> =>
    stack.call('PATCH', `/api/v3/operator-connect/consents/${tenant}/relationship`, { body })
  t.match(await change({ relationshipStatus: 'ContractTerminated', reason: 'It is over' }), {
    status: 409, body: { errorCode: 'relationship_conflict', detail: /cannot follow nothing/ }
  })
  t.match(await change({ relationshipStatus: 'AgreementSigned', ticketId: 'SR-7' }), {
    status: 200, body: { relationshipStatus: 'AgreementSigned', changedAt: /^20/ }
  })
  t.match(await change({ relationshipStatus: 'ConsentDeclined', reason: 'no' }), { status: 409 })
  t.match(await change({ relationshipStatus: 'ContractTerminated' }), {
    status: 400, body: { errors: { Reason: [/needs a reason/] } }
  })
  t.match(await change({ relationshipStatus: 'ContractTerminated', reason: 'They left' }), {
    status: 200, body: { relationshipStatus: 'ContractTerminated', reason: 'They left' }
  })
  const { tenants: known } = await stack.microsoft.control('GET', '/_mock/state')
  t.match(known[tenants.unlicensed].consent.customerRelationship, {
    status: 'ContractTerminated', comment: 'They left'
  })
})
