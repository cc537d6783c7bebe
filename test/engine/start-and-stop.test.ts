import { randomBytes } from 'node:crypto'
import t, { type Test } from 'tap'
import { migrate } from '../../src/database/migrate.ts'
import { openWire } from '../faults/wire.ts'
import { startWire } from '../support/cut-wire.ts'
import { createDatabase } from '../support/database.ts'
import { startProgram, type Program } from '../support/program.ts'
import { openRecords } from '../support/records.ts'
import { until } from '../support/until.ts'
import { scene, upload } from '../support/scene.ts'

const env = (databaseUrl: string): Record<string, string> => ({
  DATABASE_URL: databaseUrl, ROLE: 'worker', SECRETS_KEY: randomBytes(32).toString('base64'), TOKEN_ISSUER: 'unused',
  TOKEN_AUDIENCE: 'unused', TOKEN_JWKS_URL: 'http://127.0.0.1:9', MICROSOFT_OPERATOR_URL: 'http://127.0.0.1:9'
})

function start (t: Test, databaseUrl: string): Program {
  const program = startProgram('src/start.js', env(databaseUrl))
  t.teardown(() => program.stop())
  return program
}

t.test('a process refuses a database of another version, says why, and ends as misconfigured', async t => {
  const { url } = await createDatabase(t)
  const records = await openRecords(t, url)
  await records.query(`insert into kysely_migration (name, timestamp) values ('9999_of_tomorrow', now())`)
  const old = start(t, url)
  t.equal(await old.gone, 78, 'it ends as misconfigured with a newer database')
  t.match(old.output(), /newer than this version: it has 9999_of_tomorrow/)
  await records.query(`delete from kysely_migration where name like '9999%' or name like '0001%'`)
  const early = start(t, url)
  t.equal(await early.gone, 78, 'it ends as misconfigured with an older database')
  t.match(early.output(), /older than this version: 0001_baseline is missing/)
})

t.test('a process that starts before its database waits for it', async t => {
  const wire = await startWire(t, (await createDatabase(t)).url)
  wire.cut()
  const program = start(t, wire.url)
  await program.waitFor(line => line.includes('cannot be reached yet') ? true : undefined)
  wire.mend()
  await t.resolves(
    program.waitFor(line => line.includes('"Started"') ? true : undefined),
    'the process starts when the database is there'
  )
})

t.test('several processes may migrate at the same time', async t => {
  const { url } = await createDatabase(t)
  const records = await openRecords(t, url)
  await records.query('drop schema public cascade')
  await records.query('create schema public')
  await t.resolves(Promise.all([migrate(url), migrate(url), migrate(url)]), 'all of them succeed')
  await t.resolves(records.query('select from task'), 'the tables are there')
})

t.test('a migration whose connection died without a word ends and says so, and another one goes through', async t => {
  const { url } = await createDatabase(t)
  const records = await openRecords(t, url)
  await records.query('drop schema public cascade')
  await records.query('create schema public')
  const wire = await openWire(() => Number(new URL(url).port))
  t.teardown(() => wire.close())
  const through = new URL(url)
  through.port = String(wire.port)
  const migrated = t.rejects(migrate(through.href, text => `${text}; select pg_sleep(2)`), /fell silent/, 'it ends')
  await until('it is under way', async () => (await records.query(
    "select from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'"
  )).length > 0)
  wire.blackHole()
  wire.carry()
  await migrated
  await t.resolves(migrate(through.href), 'nothing of it is in the way of the next one')
})

t.test('a worker that is stopped hands back all its tasks at once, also a step that it cannot finish in ' +
  'time', async t => {
  const { stack, records, post } = await scene(t)
  await stack.microsoft.control('POST', '/_mock/faults', { ...upload, delayMilliseconds: 30_000, cut: 'before' })
  const worker = await stack.startWorker({ SHUTDOWN_SECONDS: '1' })
  const taskId = await post()
  await until('the worker has recorded its intention to send', async () =>
    (await records.query(`select from task where progress -> 'chunks' -> 0 -> 'sent' = 'true'`)).length > 0
  )
  worker.signal('SIGTERM')
  t.equal(await worker.gone, 0, 'and ends well')
  t.same(await records.query('select state, claimed_by, crashes from task'), [{
    state: 'ready', claimed_by: null, crashes: 0
  }], 'the task is ready and has no crash')
  t.same(await records.query('select from worker where ended_at is null'), [], 'no worker is left')
  await stack.startWorker()
  t.match(await stack.finished(taskId), { status: 'CompletedSuccess' }, 'the next one finishes it')
})
