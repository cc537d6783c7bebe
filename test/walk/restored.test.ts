import { spawnSync } from 'node:child_process'
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import t from 'tap'
import { startPostgres, type Postgres } from '../../scripts/postgres/start-postgres.ts'
import type { Anything } from '../support/anything.ts'
import { startStack, tenants, type Mock, type Stack } from '../support/stack.ts'
import { upload, uploadBody } from '../support/uploads.ts'

const [released, asked, later] = ['+61395557001', '+61395557002', '+61395557003'] as const
const archive = join(tmpdir(), 'archive')
const archiving = {
  wal_level: 'replica', archive_mode: 'on', archive_command: `cp %p ${archive}/%f`, fsync: 'off', max_connections: 100
}

/** A copy of the files of a running server; what it writes meanwhile is in its archive. */
async function backUp (postgres: Postgres, folder: string): Promise<void> {
  const client = new pg.Client({ connectionString: postgres.url })
  await client.connect()
  await client.query("select pg_backup_start('before the change window', true)")
  spawnSync('cp', ['-a', postgres.directory, folder])
  const { rows: [{ labelfile: label }] } = await client.query('select labelfile from pg_backup_stop()')
  await client.end()
  const cluster = join(folder, 'cluster')
  rmSync(join(cluster, 'postmaster.pid'), { force: true })
  for (const [name, text] of [['backup_label', label], ['recovery.signal', '']] as const) {
    writeFileSync(join(cluster, name), text)
    spawnSync('chown', ['--reference', join(cluster, 'PG_VERSION'), join(cluster, name)])
  }
}

/** The copy, brought to a named moment out of the archive, in the place of the server that was. */
const restore = (folder: string, port: number, moment: string): Promise<Postgres> =>
  startPostgres({
    dataDirectory: folder, port,
    settings: {
      ...archiving, archive_mode: 'off', restore_command: `cp ${archive}/%f %p`, recovery_target_name: moment,
      recovery_target_action: 'promote'
    }
  })

const rulesOf = async (sbc: Mock, prefix: string): Promise<unknown[]> =>
  (await sbc.control('GET', '/_mock/state')).saved.OCDialPlan.filter((rule: Anything) => rule.prefix === prefix)

async function heldAt (stack: Stack): Promise<string[]> {
  const { tenants: held } = await stack.microsoft.control('GET', '/_mock/state')
  return held[tenants.australian].numbers.map(({ telephoneNumber }: Anything) => telephoneNumber).sort()
}

t.test('after a restore to an earlier moment nothing is doubled, and what was done since is drift', async t => {
  mkdirSync(archive)
  chmodSync(archive, 0o777) // PostgreSQL may run as somebody else
  let postgres = await startPostgres({ dataDirectory: join(tmpdir(), 'first'), settings: archiving })
  t.teardown(() => postgres.stop())
  process.env['TEST_DATABASE_URL'] = postgres.url
  const stack = await startStack(t)
  const api = await stack.startApi()
  const uploaded = async (number: string): Promise<Anything> =>
    stack.finished((await upload(stack, uploadBody({ phoneNumbers: [number] }))).body.taskId)

  const worker = await stack.startWorker()
  t.match(await uploaded(released), { status: 'CompletedSuccess' })
  await backUp(postgres, join(tmpdir(), 'second'))
  await worker.stop()
  const { body: { taskId } } = await upload(stack, uploadBody({ phoneNumbers: [asked] }))
  const client = new pg.Client({ connectionString: postgres.url })
  await client.connect()
  await client.query("select pg_create_restore_point('the moment')")

  const other = await stack.startWorker()
  t.match(await stack.finished(taskId), { status: 'CompletedSuccess' })
  t.match(await uploaded(later), { status: 'CompletedSuccess' })
  const { body } = await stack.call('POST', `/api/v3/oc/numbers/action/release?msTenantId=${tenants.australian}`, {
    body: { phoneNumbers: [released] }
  })
  t.match(await stack.finished(body.taskId), { status: 'CompletedSuccess' })
  t.same(await heldAt(stack), [asked, later])
  await client.query('select pg_switch_wal()')
  await client.end()
  await Promise.all([api.stop(), other.stop()])
  const { port } = postgres
  await postgres.stop()

  postgres = await restore(join(tmpdir(), 'second'), port, 'the moment')
  await stack.startApi()
  t.match((await stack.call('GET', `/api/v3/task/${taskId}`)).body, { status: 'InProgress' }, 'it is the moment again')
  await stack.startWorker()
  t.match(await stack.finished(taskId), { status: /^Completed/ }, 'the task is done again')
  t.same(await heldAt(stack), [asked, later], 'Microsoft has each number once')
  for (const sbc of stack.sbcs) t.equal((await rulesOf(sbc, asked)).length, 1, 'and each SBC one rule of it')

  const detection = await stack.call('POST', '/api/v3/drift/readings')
  const task = await stack.finished(detection.body.taskId)
  t.match(task, { status: 'CompletedSuccess' }, JSON.stringify(task))
  const { body: { data } } = await stack.call('GET', '/api/v3/drift?PageSize=100')
  const classesOf = (number: string): string[] =>
    data.filter((drift: Anything) => drift.telephoneNumber === number).map((drift: Anything) => drift.class).sort()
  t.same(classesOf(later), ['microsoft_only'], 'what was uploaded since')
  t.same(classesOf(released), ['missing_on_sbc', 'missing_on_sbc'], 'what was released since, on both SBCs')
  t.same(classesOf(asked), [], 'nothing is said of what is as it should be')
})
