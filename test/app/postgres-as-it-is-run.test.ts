import t from 'tap'
import { withoutPgbouncer, startPgbouncer } from '../support/pgbouncer.ts'
import { openRecords } from '../support/records.ts'
import { until } from '../support/until.ts'
import { startStack, profiles, tenants, type Answer } from '../support/stack.ts'

const profilesRead = '/api/v3/oc/callingprofile'

t.test('PostgreSQL as operators run it', async t => {
  const stack = await startStack(t)
  const records = await openRecords(t, stack.databaseUrl)
  const database = new URL(stack.databaseUrl).pathname.slice(1)
  const upload = (number: string): Promise<Answer> =>
    stack.call('POST', `/api/v3/oc/numbers/action/upload?msTenantId=${tenants.australian}`, {
      body: {
        callingProfile: profiles.withSbcs, usage: 'CallingUserAssignment',
        capabilities: ['InboundCalling', 'OutboundCalling'], phoneNumbers: [number]
      }
    })
  await records.query(`alter database ${database} set timezone = 'Australia/Adelaide'`)

  await t.test('a read-only primary is read from, changes nothing, and is not ready', async t => {
    await records.query(`alter database ${database} set default_transaction_read_only = on`)
    const api = await stack.startApi()
    t.equal((await stack.call('GET', profilesRead)).status, 200, 'reads go on')
    t.match(await stack.call('GET', '/readyz', { role: null }), {
      status: 503, body: { reason: 'The database is read-only.' }
    })
    t.match(await upload('+61395556881'), {
      status: 503, headers: { 'retry-after': /\d/ },
      body: { errorCode: 'database_unavailable', detail: /read-only for now/ }
    })
    await records.query(`alter database ${database} reset default_transaction_read_only`)
    await api.stop()
  })

  await t.test('a server in another time zone tells times in UTC', async t => {
    const api = await stack.startApi()
    const { body: { taskId } } = await upload('+61395556882')
    const task = (await stack.call('GET', `/api/v3/task/${taskId}`)).body
    t.match(task.createTime, /^\d{4}-\d\d-\d\dT[\d:.]+Z$/, JSON.stringify(task))
    await api.stop()
  })

  await t.test('a server with too few connections is told of as one that is away, and no request hangs', async t => {
    await records.query("create role limited login password 'limited' connection limit 3 in role dialplane_app")
    t.teardown(async () => { await records.query('drop role limited') })
    const url = new URL(stack.databaseUrl)
    url.username = url.password = 'limited'
    const api = await stack.startApi({ DATABASE_URL: url.href, DATABASE_CONNECT_SECONDS: '1' })
    const answers = await Promise.all(Array.from({ length: 30 }, () => stack.call('GET', profilesRead)))
    t.same(answers.map(({ status }) => status).filter(status => status !== 200 && status !== 503), [],
      'each is answered, or asked to come again')
    await until('one alone is answered again', async () => (await stack.call('GET', profilesRead)).status === 200)
    await api.stop()
  })

  await t.test('behind pgbouncer in transaction mode everything works', { skip: withoutPgbouncer }, async t => {
    const url = await startPgbouncer(t, stack.databaseUrl)
    const pooled = { DATABASE_URL: url, DATABASE_POOLER: 'transaction' }
    await stack.startApi(pooled)
    await stack.startWorker({ ...pooled, DATABASE_DIRECT_URL: stack.databaseUrl })
    t.equal((await stack.call('GET', '/readyz', { role: null })).status, 200, 'the API is ready')
    const { body: { taskId } } = await upload('+61395556883')
    const task = await stack.finished(taskId)
    t.match(task, { status: 'CompletedSuccess' }, 'a task runs to its end')
    t.match(task.createTime, /Z$/, 'times are in UTC there too')
    const reads = await Promise.all(Array.from({ length: 40 }, () => stack.call('GET', profilesRead)))
    t.same([...new Set(reads.map(({ status }) => status))], [200], 'many at once are answered')
  })
})
