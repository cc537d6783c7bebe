import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import type { Exchange } from '../../scripts/recording/exchange.ts'
import type { E164 } from '../../src/schemas/phone-number.ts'
import { httpGraph } from '../../src/upstreams/microsoft/http-graph.ts'
import { httpOperatorConnect } from '../../src/upstreams/microsoft/http-operator-connect.ts'
import type { TenantGraph } from '../../src/upstreams/microsoft/graph.ts'
import type { OperatorConnect } from '../../src/upstreams/microsoft/microsoft.ts'
import {
  australian, operatorClient, operatorResource, operatorTenant, startMock, type Mock
} from '../microsoft-mock/start-mock.ts'
import { listeningAt, startProgram } from '../support/program.ts'
import { behave, hold, numbersOf, script } from '../upstreams/microsoft/operator-client.ts'

const customerClient = 'b0000000-0000-4000-8000-000000000001'
const operation = '5b2f3a1e-7c44-4d0a-9a53-0d6a3b1f9c11'

interface Clients { microsoft: OperatorConnect, graph: TenantGraph }

/** Our adapters, led to these base URLs. */
function clientsOf (
  t: Test, { loginUrl, operatorUrl, graphUrl }: { loginUrl: string, operatorUrl: string, graphUrl: string },
  { tenantId = operatorTenant, clientId = operatorClient, customer = customerClient } = {}
): Clients {
  const microsoft = httpOperatorConnect({
    loginUrl, operatorUrl, version: 'v1.0', scope: `${operatorResource}/.default`,
    credentialsOf: async () => ({
      tenantId, clientId, credential: { type: 'secret', secret: 'demo-operator-connect-secret' }
    })
  })
  const graph = httpGraph({
    loginUrl, graphUrl, open: secret => secret,
    credentialsOf: async () => ({ clientId: customer, sealedSecret: 'demo-customer-secret' })
  })
  t.teardown(async () => { await Promise.all([microsoft.close(), graph.close()]) })
  return { microsoft, graph }
}

/** Asks the adapters for something of everything; answers what came, in words that hold no ids. */
async function ask (
  { microsoft, graph }: Clients, tenant: string, numbers: readonly E164[], wrong: E164
): Promise<unknown[]> {
  const found = await microsoft.findNumbers(1, tenant, numbers)
  const { consents } = await microsoft.consents(1, undefined, undefined)
  const addresses = await microsoft.civicAddresses(1, tenant)
  const upload = await microsoft.startUpload(1, tenant, operation, [wrong], {
    callingProfileId: '5f3fbb3b-df9b-483d-b294-c7eb01e22aac', usage: 'Nonsense', additionalUsages: [], capabilities: []
  })
  const release = await microsoft.startRelease(1, tenant, operation, numbers.slice(0, 1))
  const job = release.status === 'started' ? await microsoft.releaseJob(1, tenant, release.jobId) : undefined
  const changes = await graph.userChanges(1, tenant, undefined)
  const assignments = await graph.findAssignments(1, tenant, numbers.slice(0, 2))
  const missing = await graph.findUser(1, tenant, 'nobody@southerncross.example')
  return [
    found.size, [...found.values()].map(({ acquiredCapabilities, country }) => [acquiredCapabilities, country]),
    consents.map(({ status, countries }) => [status, countries]),
    addresses.map(({ validationStatus }) => validationStatus),
    upload.status === 'refused' && upload.code, job?.status,
    changes.status === 'changes' && changes.users.map(({ hasTeamsPhone }) => hasTeamsPhone), assignments.size, missing
  ]
}

async function recorded (t: Test): Promise<{ mock: Mock, file: string, answers: unknown[], url: string }> {
  const mock = await startMock(t)
  await hold(mock, numbersOf(25))
  await behave(mock, { pageSize: 7, gzip: true, jobMilliseconds: 0 })
  const folder = mkdtempSync(join(tmpdir(), 'recording-'))
  t.teardown(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'recording.jsonl')
  const recorder = startProgram('scripts/record-microsoft.js', {
    RECORD_PORT: '0', RECORD_LOGIN_URL: mock.url, RECORD_OPERATOR_URL: `${mock.url}/operator`,
    RECORD_GRAPH_URL: `${mock.url}/graph`
  }, [file])
  t.teardown(() => recorder.stop())
  const url = await recorder.waitFor(listeningAt)
  const challenge = Buffer.from('{"access_token":{"xms_rp_ipaddr":{"value":"203.0.113.77"}}}').toString('base64')
  await script(mock, {
    path: '/CivicAddresses', status: 401,
    headers: { 'www-authenticate': `Bearer error="insufficient_claims", claims="${challenge}"` }
  })
  const answers = await ask(
    clientsOf(t, { loginUrl: `${url}/login`, operatorUrl: `${url}/operator`, graphUrl: `${url}/graph` }), australian,
    numbersOf(25), '+61395559999' as E164
  )
  return { mock, file, answers, url }
}

const exchangesIn = (file: string): Exchange[] =>
  readFileSync(file, 'utf8').trim().split('\n').map((line): Exchange => JSON.parse(line))

const identifyingNames =
  /^(?:displayName|givenName|surname|fullName|companyName)$|mail|phone|city|street|postal|id$|fqdn|address|description/i

/** Whatever is said in a recording, names of fields left out, which are Microsoft's. */
function textsIn (value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Array.isArray(value)
    ? value.flatMap(textsIn)
    : Object.entries(value).flatMap(([key, inner]) => [...(/\d/.test(key) ? [key] : []), ...textsIn(inner)])
}

/** Texts of the world that a recording must not have: whatever names a person, a place, a tenant or a number. */
function identifying (state: unknown): string[] {
  const found = new Set<string>()
  const look = (value: unknown, name: string): void => {
    if (Array.isArray(value)) value.forEach(item => look(item, name))
    else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) look(inner, key)
    } else if (typeof value === 'string' && value.length > 3 && identifyingNames.test(name)) found.add(value)
  }
  look(state, '')
  return [...found]
}

t.test('a recording has everything that was said, and nothing that says of whom', async t => {
  const { mock, file, answers, url } = await recorded(t)
  t.match(
    [answers[0], ...answers.slice(4, 6), ...answers.slice(7)], [25, 'UsageNotSupported', 'finished', 1, undefined],
    'what our adapters ask is answered through the recorder'
  )
  const exchanges = exchangesIn(file)
  const text = textsIn(exchanges).join('\n')
  const { body } = await mock.call('GET', '/_mock/state')
  const { [australian]: tenant, ...others } = body.tenants
  const publicIds = ['4828c8ec-dc2e-4779-b502-87ac9ce28ab7', '57ff2da0-773e-42df-b2af-ffb7a2317929']
  const consents = Object.values(others).map(other => 'consent' in other && other.consent)
  const lines = text.toLowerCase().split('\n')
  for (const secret of identifying({ tenant, consents }).map(secret => secret.toLowerCase())) {
    if (publicIds.includes(secret)) continue
    // Short ones stand in longer words too.
    const isIn = lines.some(line => secret.length > 6 ? line.includes(secret) : line === secret)
    t.notOk(isIn, `${secret} is not in it`)
  }
  const extra = [
    operatorTenant, operatorClient, australian, '61395556', '203.0.113.77', 'demo-', new URL(mock.url).host,
    new URL(url).host, 'nobody@', 'southerncross'
  ]
  for (const secret of extra) t.notOk(text.includes(secret), `${secret} is not in it`)
  t.notMatch(text, /eyJ[\w-]+\.eyJ/, 'nor is a token')
  for (const encoded of text.match(/[\w+/-]{20,}/g) ?? []) {
    t.notMatch(Buffer.from(encoded, 'base64').toString(), /61395556|c1a7e2d0|203\.0\.113/, 'nor in base64')
  }
  t.equal(statSync(file).mode & 0o077, 0, 'only its owner can read it')

  t.ok(exchanges.every(({ request }) => request.headers['authorization'] === undefined), 'tokens are left out')
  const requests = exchanges.map(({ upstream, request, response }) =>
    `${upstream} ${request.method} ${request.path.split('?')[0]} ${response.status}`
  )
  const one = '[0-9a-f-]{36}'
  for (const line of [
    `login POST /${one}/oauth2/v2.0/token 200`, `operator GET /v1.0/tenants/${one}/TelephoneNumbers 200`,
    `operator POST /v1.0/tenants/${one}/ReleaseTelephoneNumbers 202`,
    `operator GET /v1.0/tenants/${one}/CivicAddresses 401`, 'graph GET /v1.0/users/delta 200',
    'graph GET /v1.0/users/person-\\d+@mail.example 404'
  ]) t.ok(requests.some(request => new RegExp(`^${line}$`).test(request)), line)
  t.match(exchanges.find(({ response }) => response.status === 401)?.response.headers, {
    'www-authenticate': /^Bearer error="insufficient_claims", claims="[\w+/=]+"$/
  }, 'a challenge stays one')
  t.ok(exchanges.some(({ response }) => response.encoding === 'gzip'), 'it says what came compressed')
})

t.test('the mock answers a recording as Microsoft did', async t => {
  const { file, answers } = await recorded(t)
  const exchanges = exchangesIn(file)
  const paths = exchanges.map(({ request }) => decodeURIComponent(request.path))
  const ofPath = (pattern: RegExp): string =>
    paths.map(path => pattern.exec(path)?.[1]).find(found => found !== undefined) ?? ''
  const tenant = ofPath(/\/tenants\/([0-9a-f-]{36})/)
  const clients = exchanges.flatMap(({ request: { body } }) =>
    typeof body === 'object' && body !== null && 'client_id' in body ? [String(body.client_id)] : []
  )
  const listed = exchanges.filter(({ request }) => /\/TelephoneNumbers\?/.test(request.path))
    .flatMap(({ response: { body } }) => {
      const { value } = body as { value: Array<{ telephoneNumber: E164 }> }
      return value.map(({ telephoneNumber }) => telephoneNumber)
    })
  const replaying = await startMock(t, { environment: { MICROSOFT_MOCK_REPLAY: file } })
  const again = clientsOf(
    t, { loginUrl: replaying.url, operatorUrl: `${replaying.url}/operator`, graphUrl: `${replaying.url}/graph` },
    { tenantId: ofPath(/^\/([0-9a-f-]{36})\/oauth2/), clientId: clients[0] ?? '', customer: clients.at(-1) ?? '' }
  )
  // The user that was asked for by a name has another one now.
  const name = ofPath(/\/users\/([^?]+@[^?]+)/)
  const graph: TenantGraph = {
    ...again.graph, findUser: (providerId, tenantId) => again.graph.findUser(providerId, tenantId, name)
  }
  t.same(
    await ask({ ...again, graph }, tenant, [...new Set(listed)], '+61395559999' as E164), answers,
    'what our adapters make of it is the same'
  )
  t.match(await replaying.call('GET', '/graph/v1.0/organization'), { status: 400, body: { code: 'NotRecorded' } })
  t.same((await replaying.call('DELETE', '/_mock/replay')).body, { exchanges: 0 })
  t.equal((await replaying.call('GET', '/graph/v1.0/organization')).status, 401, 'then its own world answers again')
  const lines = await fetch(`${replaying.url}/_mock/replay`, {
    method: 'PUT', headers: { 'content-type': 'application/x-ndjson' }, body: readFileSync(file, 'utf8')
  })
  t.same(await lines.json(), { exchanges: exchanges.length }, 'a recording can be given while it runs')
  const wrong = await fetch(`${replaying.url}/_mock/replay`, {
    method: 'PUT', headers: { 'content-type': 'application/x-ndjson' }, body: '{}\n'
  })
  t.equal(wrong.status, 400, 'what is no recording is refused')
})
