import t from 'tap'
import { createDatabase } from './database.ts'

// A test file with a database that fails in a subtest; the tests of databases run it.
t.test('this test fails', async t => {
  const { url } = await createDatabase(t)
  await t.test('inside', async t => { t.fail(`in database ${new URL(url).pathname.slice(1)}`) })
})
