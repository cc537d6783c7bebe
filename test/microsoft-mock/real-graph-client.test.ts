import { BatchRequestContent, BatchResponseContent, PageIterator } from '@microsoft/microsoft-graph-client'
import t from 'tap'
import { graphClientOf, manyUsers, startTrusted } from './trusted-mock.ts'

// Microsoft's own client of Graph, unchanged, asks the mock for what Graph can do.

const eventual = { name: 'ConsistencyLevel', value: 'eventual' } as const
const assignments = '/admin/teams/telephoneNumberManagement/numberAssignments'

const refusalOf = (asked: Promise<unknown>): Promise<unknown> =>
  asked.then(() => 'no refusal', (error: unknown) => error)

const namesOf = (answer: { value: Array<{ displayName: string }> }): string[] =>
  answer.value.map(({ displayName }) => displayName)

t.test('the Graph client reads all users page by page, each once', async t => {
  const client = graphClientOf(await startTrusted(t))
  const first = await client.api('/users').select(['id', 'displayName']).top(100).get()
  t.equal(first.value.length, 100, 'the first page is full')
  const seen: string[] = []
  await new PageIterator(client, first, user => seen.push(user.id) > 0).iterate()
  t.same(seen, manyUsers.map(({ id }) => id), 'every user comes, in the order of the list')
  t.match(await refusalOf(client.api('/users/nobody').get()), { statusCode: 404, code: 'Request_ResourceNotFound' })
})

t.test('the Graph client counts, searches, sorts and filters users, when it asks as Graph demands', async t => {
  const client = graphClientOf(await startTrusted(t))
  const ask = (): ReturnType<typeof client.api> => client.api('/users').header(eventual.name, eventual.value)
  t.equal(await ask().count(true).top(1).get().then(answer => answer['@odata.count']), 250, 'all are counted')
  const counted = await client.api('/users/$count').header(eventual.name, eventual.value).get()
  t.equal(String(counted), '250', 'also alone')
  t.same(namesOf(await ask().search('"displayName:User 24"').get()), [
    'User 24', 'User 240', 'User 241', 'User 242', 'User 243', 'User 244', 'User 245', 'User 246', 'User 247',
    'User 248', 'User 249'
  ], 'a search finds how texts begin')
  t.same(namesOf(await client.api('/users').orderby('displayName desc').top(2).get()), ['User 99', 'User 98'])
  const found = async (filter: string, count = false): Promise<string[]> =>
    namesOf(await (count ? ask().count(true) : client.api('/users')).filter(filter).get())
  t.same(await found("displayName eq 'user 7' or displayName eq 'User 9'"), ['User 7', 'User 9'])
  t.same(await found("displayName in ('User 3', 'User 5', 'it''s nobody')"), ['User 3', 'User 5'])
  t.same(await found("startswith(displayName,'User 1') and (displayName eq 'User 1' or displayName eq 'User 2')"), [
    'User 1'
  ])
  t.same(await found("businessPhones/any(p:p eq '%2B6139555608')"), ['User 8'])
  t.same(await found("businessPhones/any(p:startswith(p,'%2B61395556024'))").then(all => all.length), 11)
  t.same(await found("endswith(userPrincipalName,'r8@southernx.example')", true), ['User 8'])
  const [firstOfOthers] = await found("department ne 'Sales' and not startswith(displayName,'User 1')", true)
  t.equal(firstOfOthers, 'User 3')

  const refused = async (asked: Promise<unknown>, message: RegExp): Promise<void> => {
    t.match(await refusalOf(asked), { statusCode: 400, message })
  }
  await refused(client.api('/users').search('"displayName:User"').get(), /ConsistencyLevel: eventual/)
  await refused(client.api('/users').filter("endswith(mail,'x')").get(), /filter clause specified for property 'mail'/)
  await refused(client.api('/users/$count').get(), /\$count is not currently supported/)
  await refused(client.api('/users').filter("(displayName eq 'x'").get(), /Invalid filter clause/)
  await refused(client.api('/users').filter("nickname eq 'x'").get(), /property named 'nickname'/)
})

t.test('the Graph client expands what it names, and is refused a property that does not exist', async t => {
  const client = graphClientOf(await startTrusted(t))
  const user = await client.api(`/users/${manyUsers[3]?.id}`).select('displayName').expand('manager($select=id)').get()
  t.match(user, { displayName: 'User 3', manager: { id: manyUsers[0]?.id } })
  t.notOk('displayName' in user.manager, 'of the manager only what is selected')
  const unknown = /Could not find a property named 'shoeSize' on type 'microsoft\.graph\.\w+/
  for (const asked of [
    client.api('/users').select('id,shoeSize'), client.api('/users').expand('shoeSize'),
    client.api('/organization').select('shoeSize'), client.api('/subscribedSkus').select('shoeSize'),
    client.api('/domains').select('shoeSize'), client.api(assignments).select('shoeSize'),
    client.api('/users/delta').select('shoeSize')
  ]) t.match(await refusalOf(asked.get()), { statusCode: 400, code: 'BadRequest', message: unknown })
})

t.test('the Graph client sends a batch, whose answers are told apart by their ids', async t => {
  const mock = await startTrusted(t)
  const client = graphClientOf(mock)
  const ask = (id: string, path: string, more: RequestInit = {}): { id: string, request: Request } =>
    ({ id, request: new Request(`https://graph.microsoft.com/v1.0${path}`, more) })
  const content = new BatchRequestContent([
    ask('1', `/users/${manyUsers[1]?.id}?$select=displayName`), ask('2', '/users/nobody'),
    ask('3', `/users/${manyUsers[2]?.id}`, {
      method: 'PATCH', body: '{"city":"Perth"}', headers: { 'content-type': 'application/json' }
    })
  ])
  const answers = new BatchResponseContent(await client.api('/$batch').post(await content.getContent()))
  t.match(await answers.getResponseById('1').json(), { displayName: 'User 1' })
  t.equal(answers.getResponseById('2').status, 404, 'one that fails fails alone')
  t.equal(answers.getResponseById('3').status, 204, 'one that changes something changes it')
  t.match(await client.api(`/users/${manyUsers[2]?.id}`).select('city').get(), { city: 'Perth' })

  const chain = await client.api('/$batch').post({
    requests: [
      { id: 'b', method: 'GET', url: '/organization', dependsOn: ['a'] },
      { id: 'a', method: 'GET', url: '/users/nobody' }
    ]
  })
  t.match(new BatchResponseContent(chain).getResponseById('b').status, 424, 'what depends on a failure is not tried')
  await mock.call('POST', '/_mock/faults', {
    path: '/organization', status: 429, headers: { 'retry-after': '7' }, body: { error: { code: 'TooManyRequests' } }
  })
  const throttled = await client.api('/$batch').post({ requests: [{ id: 'a', method: 'GET', url: '/organization' }] })
  t.match(throttled.responses, [{ id: 'a', status: 429, headers: { 'Retry-After': '7' } }])
  const many = Array.from({ length: 21 }, (_, index) => ({ id: String(index), method: 'GET', url: '/organization' }))
  t.match(await refusalOf(client.api('/$batch').post({ requests: many })), { statusCode: 400, message: /maximum.* 20/ })
})

t.test('links of delta lists and pages lead to the base URL of the mock, in the version that was asked', async t => {
  const mock = await startTrusted(t)
  for (const version of ['v1.0', 'beta'] as const) {
    const client = graphClientOf(mock, version)
    const page = await client.api('/users').top(1).get()
    t.ok(page['@odata.nextLink'].startsWith(`${mock.url}/graph/${version}/users?`), page['@odata.nextLink'])
    const users: unknown[] = []
    const first = await client.api('/users/delta').select('id').header('Prefer', 'odata.maxpagesize=100').get()
    const iterator = new PageIterator(client, first, user => users.push(user) > 0)
    await iterator.iterate()
    t.equal(users.length, 250, 'all users come')
    t.ok(iterator.getDeltaLink()?.startsWith(`${mock.url}/graph/${version}/users/delta?$deltatoken=`), 'and a link')
  }
})

t.test('an answer names the request as the client called it', async t => {
  const mock = await startTrusted(t)
  for (const path of ['/graph/v1.0/users', '/operator/v1.0/TenantCallingProfiles']) {
    const { headers } = await mock.call('GET', path, undefined, { 'client-request-id': 'mine-1' })
    t.equal(headers.get('client-request-id'), 'mine-1', path)
    t.match(headers.get('request-id'), /^[0-9a-f-]{36}$/)
  }
})
