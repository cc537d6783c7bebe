import { randomBytes } from 'node:crypto'
import { pino } from 'pino'
import t, { type Test } from 'tap'
import { seedDemo } from '../../scripts/demo/seed.ts'
import { readConfig } from '../../src/config.ts'
import { buildServices } from '../../src/services.ts'
import { credentialEnds } from '../../src/tenancy/tasks/credential-ends.ts'
import {
  israeli, operatorClient as clientId, operatorTenant as tenantId, startMock
} from '../microsoft-mock/start-mock.ts'
import { createDatabase } from '../support/database.ts'

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
  return { db: services.db }
}

t.test('the end of a credential is warned of from thirty days before, once a day', async t => {
  const { db } = await start(t)
  const lines: Array<Record<string, unknown>> = []
  const log = pino({ level: 'warn' }, { write: line => { lines.push(JSON.parse(line)) } })
  const look = (): Promise<void> => credentialEnds.run(db, log, () => false, () => {})
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
