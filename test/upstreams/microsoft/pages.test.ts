import { randomUUID } from 'node:crypto'
import t, { type Test } from 'tap'
import type { OperatorConnect } from '../../../src/upstreams/microsoft/microsoft.ts'
import type { PageCursor } from '../../../src/upstreams/microsoft/page-cursor.ts'
import { httpGraph } from '../../../src/upstreams/microsoft/http-graph.ts'
import { australian, startMock, type Mock } from '../../microsoft-mock/start-mock.ts'
import { adapterFor, behave, hold, numbersOf, script, thrownBy } from './operator-client.ts'

const held = numbersOf(25)
const listPath = 'TelephoneNumbers\\?'

/** All numbers of the tenant, page by page, as a synchronization reads them. */
async function readNumbers (microsoft: OperatorConnect): Promise<string[]> {
  const all: string[] = []
  let cursor: PageCursor | undefined
  do {
    const { numbers, next } = await microsoft.numbers(1, australian, cursor)
    all.push(...numbers.map(({ number }) => number))
    cursor = next
  } while (cursor !== undefined)
  return all
}

t.test('lists are read to their end, whatever the size of their pages', async t => {
  const mock = await startMock(t)
  const microsoft = adapterFor(t, mock)
  await hold(mock, held)
  await behave(mock, { jobMilliseconds: 0 })
  const demo = await microsoft.civicAddresses(1, australian)
  const address = (index: number): object => ({
    ...demo[0], id: `c9d41a3c-0d5e-4c55-9a55-${String(index).padStart(12, '0')}`, locations: []
  })
  await mock.call('PATCH', '/_mock/state', {
    tenants: { [australian]: { civicAddresses: Array.from({ length: 9 }, (_, index) => address(index)) } }
  })

  for (const pageSize of [1, 7, 1000]) {
    for (const nextLinks of [true, false]) {
      await t.test(`pages of ${pageSize}, ${nextLinks ? 'with links' : 'without links'}`, async t => {
        await behave(mock, { pageSize, nextLinks })
        const found = await microsoft.findNumbers(1, australian, [...held, ...numbersOf(27).slice(25)])
        t.same([...found.keys()].sort(), held, 'every number that Microsoft has is found, and no other')
        t.same(await readNumbers(microsoft), held, 'a synchronization sees all of them once')
        t.equal((await microsoft.civicAddresses(1, australian)).length, 9, 'all addresses are read')
        const operations = [randomUUID(), randomUUID(), randomUUID()]
        const jobs: unknown[] = []
        for (const operation of operations) {
          const started = await microsoft.startRelease(1, australian, operation, numbersOf(30).slice(29))
          jobs.push(started.status === 'started' && started.jobId)
        }
        t.equal(
          await microsoft.findRelease(1, australian, operations[0] ?? ''), jobs[0], 'the job of an operation is found'
        )
      })
    }
  }

  await t.test('a job is found by our operation id also where the query does not count', async t => {
    await behave(mock, { pageSize: null, nextLinks: true })
    const id = '5b2f3a1e-7c44-4d0a-9a53-0d6a3b1f9c11'
    await script(mock, {
      method: 'GET', path: 'ReleaseTelephoneNumbers\\?', status: 200, body: {
        value: [{ releaseId: 'somebody-elses', requestId: australian }, { releaseId: 'ours', requestId: id }]
      }
    })
    t.equal(await microsoft.findRelease(1, australian, id), 'ours')
  })
})

t.test('what slips from one page to another while the list is read is not taken for absent', async t => {
  const mock = await startMock(t)
  const microsoft = adapterFor(t, mock)
  await hold(mock, held.slice(0, 24))
  await behave(mock, { pageSize: 12 })
  // The second page comes as it is after a number of the first one has gone: the 13th is on neither.
  const { body } = await mock.call('GET', '/_mock/state')
  const records = (body.tenants[australian] as { numbers: object[] }).numbers
  await script(mock, { path: `${listPath}skip=12`, status: 200, body: { value: records.slice(13) } })
  const found = await microsoft.findNumbers(1, australian, held)
  t.equal(found.size, 24, 'all that Microsoft holds are found')
})

t.test('a list that cannot be read to its end is a fault, and never a short list', async t => {
  const mock = await startMock(t)
  const microsoft = adapterFor(t, mock)
  await hold(mock, held)
  await behave(mock, { pageSize: 10 })
  const answers = async (t: Test, body: object, message: RegExp, times = 1): Promise<void> => {
    await script(mock, { path: `${listPath}skip=10`, status: 200, body, times })
    t.match(await thrownBy(microsoft.findNumbers(1, australian, held)), { kind: 'unexpected', message })
    await mock.call('DELETE', '/_mock/faults')
  }
  const list = `${mock.url}/operator/v1.0/tenants/${australian}/TelephoneNumbers`
  const [one] = (await microsoft.findNumbers(1, australian, held.slice(20, 21))).keys()
  const value = [{ telephoneNumber: one }]

  await t.test('a link to another host is not followed', t =>
    answers(t, { value, nextLink: 'https://evil.example/operator/v1.0/x' }, /evil\.example.*not below.*base URL/))
  await t.test('a link out of the API is not followed', t =>
    answers(t, { value, nextLink: `${mock.url}/operator/v1.0/../../graph/v1.0/users` }, /not below/))
  await t.test('a link to the same page goes in a circle', t =>
    answers(t, { value, nextLink: `${list}?skip=10&take=1000` }, /circle/))
  await t.test('a link to an earlier page goes in a circle', t =>
    answers(t, { value, nextLink: `${list}?skip=0&take=1000` }, /circle|twice/))
  await t.test('an empty page that promises more is no end', t =>
    answers(t, { value: [], nextLink: `${list}?skip=20&take=1000` }, /without items/))
  await t.test('a page with nothing new that promises more is no progress', t =>
    answers(t, { value: [{ telephoneNumber: held[3] }], nextLink: `${list}?skip=20&take=1000` }, /nothing new/))
  await t.test('the same page again without a link is no end either', async t => {
    await behave(mock, { nextLinks: false })
    await answers(t, { value: held.slice(0, 10).map(telephoneNumber => ({ telephoneNumber })) }, /twice/)
  })
  await t.test('a list that is not there is not an empty one', async t => {
    await script(mock, { path: listPath, status: 404, body: { code: 'TenantNotFound', message: 'No.' } })
    t.match(await thrownBy(microsoft.numbers(1, australian, undefined)), { kind: 'unexpected' })
  })
})

async function graphOf (t: Test, mock: Mock): Promise<ReturnType<typeof httpGraph>> {
  const graph = httpGraph({
    loginUrl: mock.url, graphUrl: `${mock.url}/graph`, open: secret => secret,
    credentialsOf: async () => ({
      clientId: 'b0000000-0000-4000-8000-000000000001', sealedSecret: 'demo-customer-secret'
    })
  })
  t.teardown(() => graph.close())
  return graph
}

t.test("the lists of a customer's tenant are read to their end too", async t => {
  const mock = await startMock(t)
  const graph = await graphOf(t, mock)
  await hold(mock, held)
  for (const pageSize of [1, 7, 1000]) {
    for (const nextLinks of [true, false]) {
      await behave(mock, { pageSize, nextLinks })
      t.equal(
        (await graph.findAssignments(1, australian, held)).size, 25, `pages of ${pageSize}, links: ${nextLinks}`
      )
    }
  }
  await behave(mock, { pageSize: 2, nextLinks: true })
  const users: string[] = []
  let link: string | undefined
  for (let more = true; more;) {
    const changes = await graph.userChanges(1, australian, link)
    if (changes.status === 'expired') throw new Error('There was nothing to expire')
    users.push(...changes.users.map(({ id }) => id))
    link = changes.link
    more = changes.more
  }
  t.equal(new Set(users).size, 5, 'all users come, page by page')
  await script(mock, {
    path: 'users/delta', status: 200, body: { value: [], '@odata.nextLink': 'https://evil.example/v1.0/users/delta' }
  })
  t.match(await thrownBy(graph.userChanges(1, australian, link)), {
    kind: 'unexpected', message: /evil\.example/
  }, 'a link of the users to another host is refused')
  t.same(
    await graph.userChanges(1, australian, 'https://graph.microsoft.us/v1.0/users/delta?$deltatoken=x'),
    { status: 'expired' }, 'a link that was kept from another Graph is worth nothing'
  )
})
