import pg from 'pg'
import t from 'tap'
import { createDatabase } from './database.ts'

t.test('every test gets a migrated database of its own', async t => {
  const [first, second] = await Promise.all([createDatabase(t), createDatabase(t)])
  t.not(first.url, second.url)
  for (const { url } of [first, second]) {
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    const { rows } = await client.query<{ encoding: string, migrations: string }>(
      "select current_setting('server_encoding') as encoding, (select count(*) from kysely_migration) as migrations")
    await client.end()
    t.equal(rows[0]?.encoding, 'UTF8')
    t.ok(Number(rows[0]?.migrations) > 0)
  }
})

t.test('without a cluster it says how to get one', async t => {
  const cluster = process.env['TEST_DATABASE_URL']
  t.teardown(() => { process.env['TEST_DATABASE_URL'] = cluster })
  delete process.env['TEST_DATABASE_URL']
  await t.rejects(createDatabase(t), /scripts\/test/)
})
