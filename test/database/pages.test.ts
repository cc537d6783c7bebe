import { pino } from 'pino'
import t from 'tap'
import { connect } from '../../src/database/connect.ts'
import { pageOf } from '../../src/database/page.ts'
import { createDatabase } from '../support/database.ts'

t.test('a list is read in pages', async t => {
  const db = connect((await createDatabase(t)).url, 4, pino({ level: 'silent' }))
  t.teardown(() => db.close())
  await db.query({ text: 'create table thing (id int primary key, at timestamptz not null default now())' })
  await db.query({ text: 'insert into thing select generate_series(1, 25)' })
  const page = (offset: number, limit: number): ReturnType<typeof pageOf<{ id: number, at: string }>> =>
    pageOf(
      db, 'select count(*) from thing where id > $1',
      'select id, at from thing where id > $1 order by id desc offset $2 limit $3', [5, offset, limit]
    )

  await t.test('a page comes in its order with the total and nothing else, also when it is empty', async t => {
    const { total, data } = await page(3, 4)
    t.equal(total, 20, 'the total counts all rows')
    t.same(data.map(({ id }) => id), [22, 21, 20, 19], 'the rows stand in their order')
    t.same(Object.keys(data[0] ?? {}), ['id', 'at'], 'a row has its own columns only')
    t.match(data[0]?.at, /^\d{4}-.*Z$/, 'a time is what it is elsewhere')
    t.same(await page(40, 4), { total: 20, data: [] }, 'a page beyond the end has the total')
    await db.query({ text: 'delete from thing where id > 5' })
    t.same(await page(0, 4), { total: 0, data: [] }, 'an empty list has the total 0')
  })
})
