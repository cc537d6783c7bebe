import { execFile } from 'node:child_process'
import { join } from 'node:path'
import t from 'tap'
import { ForeignDatabase, migrate } from '../../src/database/migrate.ts'
import { createDatabase } from '../support/database.ts'
import { openRecords } from '../support/records.ts'

const program = join(import.meta.dirname, '..', '..', 'scripts', 'migrate.js')

t.test('a database made before the first release is refused in one line that says what to do', async t => {
  const { url } = await createDatabase(t)
  const records = await openRecords(t, url)
  await records.query(`update kysely_migration set name = '0001_tree'`)
  await t.rejects(migrate(url), new ForeignDatabase(
    'The database was made before the first release (0001_tree), and none of those can be carried over.'
  ))
  const { failed, said } = await new Promise<{ failed: boolean, said: string }>(resolve => {
    execFile(process.execPath, [program], { env: { ...process.env, DATABASE_URL: url } }, (error, _, said) => {
      resolve({ failed: error !== null, said })
    })
  })
  t.ok(failed, 'the program fails')
  t.match(said, /^The database was made before .* Name another database with DATABASE_URL, or drop this one .*\n$/)
})

t.test('a database of a newer version is told from one that is too old', async t => {
  const { url } = await createDatabase(t)
  const records = await openRecords(t, url)
  await records.query(`insert into kysely_migration (name, timestamp) values ('9999_of_tomorrow', now()::text)`)
  await t.rejects(migrate(url), new ForeignDatabase(
    'The database is newer than this version: it has 9999_of_tomorrow.'
  ))
})
