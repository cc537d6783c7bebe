import t, { type Test } from 'tap'
import { selfSign } from '../../microsoft-mock/certificate.ts'
import { connectAustralian } from '../support/connections.ts'
import { openRecords } from '../support/records.ts'
import { stackOfFile } from '../support/shared-stack.ts'
import { demo, tenants, type Answer, type Stack } from '../support/stack.ts'

const freshStack = stackOfFile(t)
const clientId = 'b0000000-0000-4000-8000-000000000002'
const own = `/api/v3/customer/${demo.israeliCustomer}/connection`
const secret = 'demo-customer-secret'
const pair = selfSign()

interface Application { clientId: string, secrets: Array<{ value: string }>, certificates?: string[] }

async function start (t: Test) {
  const stack = await freshStack(t, 'running')
  return {
    stack,
    give: (body: object): Promise<Answer> => stack.call('PUT', `${own}/credential`, { body }),
    shown: async () => (await stack.call('GET', own)).body,
    promote: () => stack.call('POST', `${own}/credential/action/promote`)
  }
}

/** Changes what the mock knows of the customer's application. */
async function register (stack: Stack, change: (application: Application) => void): Promise<void> {
  const { applications } = await stack.microsoft.control('GET', '/_mock/state') as { applications: Application[] }
  for (const application of applications) if (application.clientId === clientId) change(application)
  await stack.microsoft.control('PATCH', '/_mock/state', { applications })
}

/** Gives an application of the demo this role, and no other. */
async function grant (stack: Stack, name: string, role: string): Promise<void> {
  const { applications } = await stack.microsoft.control('GET', '/_mock/state')
  await stack.microsoft.control('PATCH', '/_mock/state', {
    applications: applications.map((one: { name: string, roles: Record<string, string[]> }) => one.name === name
      ? { ...one, roles: Object.fromEntries(Object.keys(one.roles).map(resource => [resource, [role]])) }
      : one)
  })
}

t.test('the application of a customer has two credentials at once, and the older one is given up', async t => {
  const { stack, give, shown, promote } = await start(t)
  const certificate = { certificate: pair.certificate, privateKey: pair.key }
  t.match(await give(certificate), { status: 409, body: { errorCode: 'credential_refused' } }, 'not known yet')
  t.match(await shown(), { nextCredential: null, credential: { type: 'secret' } }, 'what was refused is not kept')
  t.match(await promote(), { status: 409, body: { errorCode: 'credential_missing' } })
  await register(stack, application => { application.certificates = [pair.certificate] })
  t.match(await give(certificate), {
    status: 200, body: { connection: { nextCredential: { type: 'certificate', thumbprint: /^[0-9a-f]{64}$/ } } }
  })
  t.notMatch(JSON.stringify(await shown()), /PRIVATE|encrypted/, 'nothing secret is shown')
  await register(stack, application => { application.secrets = [] })
  const { body: { taskId } } = await stack.call('PUT', own, { body: { clientId, ...certificate } })
  t.match(await stack.finished(taskId), { status: 'CompletedSuccess' })
  t.match(await shown(), { status: 'Connected', credential: { type: 'certificate' }, nextCredential: null })
})

t.test('a secret that follows is used when the first one ends, and becomes the only one', async t => {
  const { stack, give, shown, promote } = await start(t)
  await register(stack, application => { application.secrets.push({ value: 'new' }) })
  t.match(await give({ clientSecret: 'new', clientSecretExpiresAt: '2999-01-01T00:00:00Z' }), { status: 200 })
  await register(stack, application => { application.secrets = [{ value: 'new' }] })
  const user = await stack.call('GET', `/api/v3/customer/${demo.israeliCustomer}/user`)
  t.equal(user.status, 200, 'Graph is reached')
  t.match(await shown(), { accepted: 'next' }, 'which one worked is remembered')
  t.match(await promote(), {
    status: 200, body: { connection: { credential: { expiresAt: /^2999/ }, nextCredential: null } }
  })
})

t.test('what is no good credential is refused before Microsoft is asked', async t => {
  const { stack, give } = await start(t)
  const other = selfSign()
  const ended = selfSign('ended', -1)
  await give({}) // the caller's own token is asked for now
  await stack.microsoft.control('DELETE', '/_mock/requests')
  const cases: Array<[given: object, field: string, reason: RegExp]> = [
    [{}, 'Credential', /Give one credential/],
    [{ clientSecret: 'x', clientSecretExpiresAt: 'soon' }, 'ClientSecret', /no date/],
    [{ clientSecret: 'x', clientSecretExpiresAt: '2020-01-01T00:00:00Z' }, 'ClientSecret', /ended already/],
    [{ certificate: pair.certificate, privateKey: other.key }, 'Certificate', /not that of the certificate/],
    [{ certificate: 'text', privateKey: pair.key }, 'Certificate', /not PEM that can be read/],
    [{ certificate: ended.certificate, privateKey: ended.key }, 'Certificate', /ended already/]
  ]
  for (const [given, field, reason] of cases) {
    t.match(await give(given), { status: 400, body: { errors: { [field]: [reason] } } }, JSON.stringify(given))
  }
  t.same(await stack.microsoft.control('GET', '/_mock/requests'), [], 'Microsoft was not asked')
})

t.test('an application is tried before it is kept, through the proxy that is set', async t => {
  const { stack, shown } = await start(t)
  const set = (body: object, role: 'admin' | 'customer' = 'admin'): Promise<Answer> =>
    stack.call('PUT', own, { role, body: { clientId, clientSecret: secret, ...body } })
  t.match(await set({ clientSecret: 'wrong' }), { status: 409, body: { errorCode: 'credential_refused' } })
  t.match(await set({ httpsProxy: 'http://somebody:sesame@127.0.0.1:1' }), {
    status: 409, body: { errorCode: 'credential_refused', detail: /proxy/i }
  }, 'through a proxy that is not there Microsoft is not reached')
  t.match(await set({}), { status: 200, body: { status: 'CompletedSuccess', connection: { status: 'Connected' } } })
  t.match(await shown(), { clientId, httpsProxy: null, cloud: 'global' })
  t.match(await set({ httpsProxy: 'socks://x' }), { status: 400, body: { errors: { HttpsProxy: [/http:\/\/host/] } } })
  t.match(await set({ clientId: 'contoso' }), { status: 400, body: { errors: { ClientId: [/GUID/] } } })
  const essentials = `/api/v3/customer/${demo.australianCustomer}/connection`
  t.match(await stack.call('GET', essentials), { status: 400, body: { errorCode: 'connection_required' } })
  t.match(await stack.call('PUT', essentials, { body: { clientId, clientSecret: secret } }), {
    status: 400, body: { errorCode: 'license_insufficient' }
  })
  t.equal(tenants.israeli, (await shown()).msTenantId, 'the connection is that of its tenant')
})

t.test('only the provider says which proxy calls go through', async t => {
  const { stack } = await start(t)
  const records = await openRecords(t, stack.databaseUrl)
  await connectAustralian(stack, records.query)
  await records.query("update credential set customer_id = $1 where name = 'customer'", [demo.australianCustomer])
  await grant(stack, 'customer', 'Operator')
  const set = (body: object): Promise<Answer> =>
    stack.call('PUT', `/api/v3/customer/${demo.australianCustomer}/connection`, {
      role: 'customer', body: { clientId: 'b0000000-0000-4000-8000-000000000001', clientSecret: secret, ...body }
    })
  t.match(await set({ httpsProxy: 'http://127.0.0.1:1' }), { status: 403, body: { errorCode: 'out_of_scope' } })
  t.match(await set({}), { status: 200, body: { connection: { status: 'Connected' } } }, 'its secret it says itself')
})
