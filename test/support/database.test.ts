import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import t, { type Test } from 'tap'
import { runFile } from '../../scripts/suite/run-file.ts'
import { createDatabase } from './database.ts'
import { openRecords } from './records.ts'

/** Runs a file of one test that fails, against the server of this run; the report and the name of its database. */
async function failing (t: Test, env: Record<string, string>): Promise<{ report: string, name: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'failing-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  const { complaints } = await runFile(join(import.meta.dirname, 'failing.js'), { folder }, env)
  const report = complaints.join('\n')
  return { report, name: /in database (test_\w+)/.exec(report)?.[1] ?? '' }
}

t.test('every test gets a migrated database of its own', async t => {
  const [first, second] = await Promise.all([createDatabase(t), createDatabase(t)])
  t.not(first.url, second.url, 'the databases are different ones')
  for (const { url } of [first, second]) {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    const { rows } = await client.query<{ encoding: string, migrations: string }>(
      "select current_setting('server_encoding') as encoding, (select count(*) from kysely_migration) as migrations")
    await client.end()
    t.equal(rows[0]?.encoding, 'UTF8', 'the encoding is UTF-8')
    t.ok(Number(rows[0]?.migrations) > 0, 'the migrations have run')
  }
})

t.test('the database of a failed test is kept and named on a server that stays', async t => {
  const records = await openRecords(t, process.env['TEST_DATABASE_URL'] ?? '')
  const { report, name } = await failing(t, { TEST_DATABASE_IS_THROWN_AWAY: '' })
  t.match(report, `The failed test's database is ${name}.`, 'the report names the database')
  t.equal((await records.query('select from pg_database where datname = $1', [name])).length, 1, 'the database exists')
  await records.query(`drop database ${name}`)
})

t.test('the database of a failed test is dropped on a server that the suite throws away', async t => {
  const records = await openRecords(t, process.env['TEST_DATABASE_URL'] ?? '')
  const { report, name } = await failing(t, { TEST_DATABASE_IS_THROWN_AWAY: 'yes' })
  t.match(name, /^test_/, 'the report of the test names its database')
  t.notMatch(report, /The failed test's database/, 'nothing is said to be kept')
  t.same(await records.query('select from pg_database where datname = $1', [name]), [], 'the database does not exist')
})

t.test('without a cluster it says how to get one', async t => {
  const cluster = process.env['TEST_DATABASE_URL']
  t.teardown(() => { process.env['TEST_DATABASE_URL'] = cluster })
  delete process.env['TEST_DATABASE_URL']
  await t.rejects(createDatabase(t), /scripts\/test/)
})
