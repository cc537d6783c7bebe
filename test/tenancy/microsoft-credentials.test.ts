import { randomBytes } from 'node:crypto'
import { pino } from 'pino'
import t, { type Test } from 'tap'
import { seedDemo } from '../../scripts/demo/seed.ts'
import { selfSign } from '../../microsoft-mock/certificate.ts'
import { readConfig } from '../../src/config.ts'
import { reachOf, ReachedRecords } from '../../src/database/reach.ts'
import { buildServices } from '../../src/services.ts'
import {
  customerApplications, operatorApplications, promoteNextCredential
} from '../../src/tenancy/records/microsoft-credentials.ts'
import { credentialEnds } from '../../src/tenancy/tasks/credential-ends.ts'
import { rotateCredential, type Rotation } from '../../src/tenancy/tasks/rotate-credential.ts'
import {
  israeli, operatorClient as clientId, operatorTenant as tenantId, startMock
} from '../microsoft-mock/start-mock.ts'
import { createDatabase } from '../support/database.ts'

const pair = selfSign()
const operator = { of: 'operator', providerId: 1, tenantId } as const
const customer = { of: 'customer', providerId: 1, tenantId: israeli } as const
const customerClient = 'b0000000-0000-4000-8000-000000000002'

interface DemoApplication { clientId: string, secrets: object[], certificates?: string[] }

/** The services of a process, with the mock as Microsoft and the demo operator in the records. */
async function start (t: Test) {
  const mock = await startMock(t)
  const { url } = await createDatabase(t)
  const secretsKey = randomBytes(32).toString('base64')
  await seedDemo({
    databaseUrl: url, secretsKey, microsoftMockUrl: mock.url,
    sbcMockUrls: ['http://127.0.0.1:1', 'http://127.0.0.1:1']
  })
  const services = buildServices(readConfig({
    DATABASE_URL: url, SECRETS_KEY: secretsKey, LOG_LEVEL: 'silent', TOKEN_ISSUER: 'unused', TOKEN_AUDIENCE: 'unused',
    TOKEN_JWKS_URL: mock.url, MICROSOFT_LOGIN_URL: mock.url, MICROSOFT_GRAPH_URL: `${mock.url}/graph`,
    MICROSOFT_OPERATOR_URL: `${mock.url}/operator`
  }))
  t.teardown(() => services.close())
  const { db, identities, secrets } = services
  const register = async (client: string, change: (application: DemoApplication) => void): Promise<void> => {
    const applications = (await mock.call('GET', '/_mock/state')).body.applications as DemoApplication[]
    for (const application of applications) if (application.clientId === client) change(application)
    await mock.call('PATCH', '/_mock/state', { applications })
  }
  const rotate = (given: unknown, holder: typeof operator | typeof customer = operator): Promise<Rotation> =>
    rotateCredential(
      { db, identities, seal: text => secrets.seal(text) }, holder,
      { tenantId: holder.tenantId, clientId: holder.of === 'operator' ? clientId : customerClient }, given
    )
  const provider = new ReachedRecords(db, reachOf({ providerId: 1 }))
  return { mock, services, db, register, rotate, provider }
}

const certificate = { type: 'certificate', certificate: pair.certificate, privateKey: pair.key }

t.test('a credential is tried before it is kept, and takes over when the old one ends', async t => {
  const { services, db, register, rotate, provider } = await start(t)
  t.match(await rotate(certificate), { status: 'refused', reason: /Entra refused/ }, 'Microsoft does not know it yet')
  t.match(await operatorApplications(provider), [{ next: null }], 'what was refused is not kept')
  await register(clientId, application => { application.certificates = [pair.certificate] })
  t.same(await rotate(certificate), { status: 'kept' })
  t.match(await operatorApplications(provider), [{
    tenantId, clientId, cloud: 'global', accepted: 'current', current: { type: 'secret' },
    next: { type: 'certificate', thumbprint: /^[0-9a-f]{64}$/, expiresAt: /^20/ }
  }])
  t.notMatch(JSON.stringify(await operatorApplications(provider)), /PRIVATE|encrypted/, 'nothing secret is shown')
  await register(clientId, application => { application.secrets = [] })
  t.ok(await services.microsoft.consents(1, undefined, undefined), 'the next one is used when the first is refused')
  t.match(await operatorApplications(provider), [{ accepted: 'next' }], 'which one worked is remembered')
  t.ok(await promoteNextCredential(db, operator))
  t.match(await operatorApplications(provider), [{ accepted: 'current', current: { type: 'certificate' }, next: null }])
  t.ok(await services.microsoft.consents(1, undefined, undefined), 'and it goes on')
  t.notOk(await promoteNextCredential(db, operator), 'there is no other one')
})

t.test('the application of a customer rotates like our own', async t => {
  const { services, register, rotate, provider } = await start(t)
  await register(customerClient, application => { application.secrets.push({ value: 'new' }) })
  t.same(await rotate({ type: 'secret', secret: 'new', expiresAt: '2999-01-01T00:00:00Z' }, customer), {
    status: 'kept'
  })
  await register(customerClient, application => { application.secrets = [{ value: 'new' }] })
  t.match(await services.graph.checkConnection(1, israeli), { status: 'ok' }, 'Graph is reached with the next one')
  t.match(await customerApplications(provider), [{
    tenantId: israeli, accepted: 'next', current: { type: 'secret' }, next: { type: 'secret', expiresAt: /^2999/ }
  }])
  const stranger = new ReachedRecords(services.db, reachOf({ providerId: 2 }))
  t.same(await customerApplications(stranger), [], 'another provider sees nothing of it')
  t.same(await operatorApplications(stranger), [])
})

t.test('what is no good credential is refused before Microsoft is asked', async t => {
  const { mock, rotate } = await start(t)
  const other = selfSign()
  const ended = selfSign('ended', -1)
  const cases: [unknown, RegExp][] = [
    [{ type: 'password', secret: 'x' }, /no credential of a known type/],
    [{ type: 'secret', secret: '' }, /no credential of a known type/],
    [{ type: 'secret', secret: 'x', expiresAt: 'soon' }, /no date/],
    [{ type: 'secret', secret: 'x', expiresAt: '2020-01-01T00:00:00Z' }, /ended already/],
    [{ ...certificate, privateKey: other.key }, /not that of the certificate/],
    [{ ...certificate, certificate: 'text' }, /not PEM that can be read/],
    [{ type: 'certificate', certificate: ended.certificate, privateKey: ended.key }, /ended already/]
  ]
  for (const [given, reason] of cases) t.match(await rotate(given), { status: 'refused', reason })
  t.same((await mock.call('GET', '/_mock/requests')).body, [])
})

t.test('the end of a credential is warned of from thirty days before, once a day', async t => {
  const { db } = await start(t)
  const lines: Array<Record<string, unknown>> = []
  const log = pino({ level: 'warn' }, { write: line => { lines.push(JSON.parse(line)) } })
  const look = (): Promise<void> => credentialEnds.run(db, log, () => false)
  const end = (days: number) => db.query({
    text: 'update operator_connect_tenant set expires_at = now() + make_interval(days => $1)', values: [days]
  })
  await end(31)
  await look()
  t.same(lines, [], 'there is time yet')
  await end(29)
  await db.query({ text: "update tenant_connection set expires_at = now() - interval '1 day'" })
  await look()
  await look()
  t.match(lines, [
    { level: 40, of: 'customer', tenantId: israeli, msg: /has ended/ },
    { level: 40, of: 'operator', tenantId, clientId, daysLeft: 28, isFollowed: false, msg: /ends soon/ }
  ])
  t.equal(lines.length, 2, 'a second look on the same day is silent')
  await db.query({ text: 'update operator_connect_tenant set end_warned_on = end_warned_on - 1' })
  await look()
  t.equal(lines.length, 3, 'the next day it is said again')
})
