import { pino } from 'pino'
import t from 'tap'
import { connect, type Queryable } from '../../src/database/connect.ts'
import { createDatabase } from '../support/database.ts'

t.test('of two transactions that wait for each other both go through in the end, each once', async t => {
  const db = connect((await createDatabase(t)).url, 4, pino({ level: 'silent' }))
  t.teardown(() => db.close())
  await db.query({ text: `insert into upstream (key, reason) values ('one', ''), ('two', '')` })
  let begun = 0
  let bothHaveBegun: () => void = () => {}
  const both = new Promise<void>(resolve => { bothHaveBegun = resolve })
  let runs = 0
  const take = (first: string, second: string) => async (trx: Queryable): Promise<void> => {
    runs += 1
    await add(trx, first)
    if (++begun >= 2) bothHaveBegun()
    await both
    await add(trx, second)
  }
  await Promise.all([db.transaction(take('one', 'two')), db.transaction(take('two', 'one'))])
  const { rows } = await db.query({ text: 'select key, failures from upstream order by key' })
  t.same(rows, [{ key: 'one', failures: 2 }, { key: 'two', failures: 2 }])
  t.equal(runs, 3, 'one of them lost, and ran again')
})

async function add (trx: Queryable, key: string): Promise<void> {
  await trx.query({ text: 'update upstream set failures = failures + 1 where key = $1', values: [key] })
}
