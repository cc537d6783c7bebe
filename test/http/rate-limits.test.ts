import { pino } from 'pino'
import t, { type Test } from 'tap'
import { connect, type Database } from '../../src/database/connect.ts'
import { countUse } from '../../src/database/rate-limits.ts'
import { createDatabase } from '../support/database.ts'

/** Long enough that the test itself takes no time worth speaking of. */
const tenIn1000 = { operation: 'release', requests: 10, seconds: 1000 }

async function scene (
  t: Test
): Promise<
  { db: Database, use: (caller?: string) => Promise<number | undefined>, later: (seconds: number) => Promise<void> }
> {
  const db = connect((await createDatabase(t)).url, 8, pino({ level: 'silent' }))
  t.teardown(() => db.close())
  return {
    db,
    use: (caller = 'one') => countUse(db, caller, tenIn1000),
    /** As if so much time had passed. */
    async later (seconds) {
      await db.query({
        text:
          'update rate_use set times = array(select at - make_interval(secs => $1) from unnest(times) with ' +
          'ordinality as u (at, place) order by place)',
        values: [seconds]
      })
    }
  }
}

const times = async <Value>(count: number, what: () => Promise<Value>): Promise<Value[]> =>
  Promise.all(Array.from({ length: count }, what))
const letThrough = (waits: ReadonlyArray<number | undefined>): number => waits.filter(wait => wait === undefined).length

t.test('a limit holds for every stretch of time, wherever it begins', async t => {
  const { db, use, later } = await scene(t)
  t.equal(letThrough(await times(4, use)), 4, 'four requests are allowed')
  await later(600)
  t.equal(letThrough(await times(25, use)), 6, 'with the four before it is ten, also for many at once')
  await later(399)
  t.equal(letThrough(await times(25, use)), 0, 'no new window has begun')
  await later(2)
  t.equal(letThrough(await times(25, use)), 4, 'as many as have become too old')
  await later(600)
  t.equal(letThrough(await times(25, use)), 6, 'the six others are old enough by now')
  t.equal(await use('another'), undefined, 'and every caller has a limit of its own')
  t.match((await db.query({ text: 'select caller, cardinality(times) as uses from rate_use order by 1' })).rows, [{
    caller: 'another', uses: 1
  }, { caller: 'one', uses: 10 }], 'in a row that does not grow')
})

t.test('a refused caller learns when one request will be allowed', async t => {
  const { use, later } = await scene(t)
  await use()
  await later(300)
  await times(9, use)
  const wait = await use() ?? 0
  t.ok(wait > 690 && wait <= 700, `when the oldest is too old: ${wait}`)
  await later(wait - 10)
  t.ok(await use() !== undefined, 'not before')
  await later(10)
  t.same(await use(), undefined, 'but then, however often was asked meanwhile')
  t.ok(await use() !== undefined, 'and only one')
})
