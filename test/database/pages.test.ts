import { pino } from 'pino'
import t from 'tap'
import { connect } from '../../src/database/connect.ts'
import { pageOf } from '../../src/database/page.ts'
import { createDatabase } from '../support/database.ts'

t.test('a page', async t => {
  const db = connect((await createDatabase(t)).url, 4, pino({ level: 'silent' }))
  t.teardown(() => db.close())
  await db.query({ text: 'create table thing (id int primary key, at timestamptz not null default now())' })
  await db.query({ text: 'insert into thing select generate_series(1, 25)' })
  const page = (offset: number, limit: number): ReturnType<typeof pageOf<{ id: number, at: string }>> =>
    pageOf(
      db, 'select count(*) from thing where id > $1',
      'select id, at from thing where id > $1 order by id desc offset $2 limit $3', [5, offset, limit]
    )

  await t.test('comes in its order, with the number of all and nothing else, also when it is empty', async t => {
    const { total, data } = await page(3, 4)
    t.equal(total, 20)
    t.same(data.map(({ id }) => id), [22, 21, 20, 19])
    t.same(Object.keys(data[0] ?? {}), ['id', 'at'])
    t.match(data[0]?.at, /^\d{4}-.*Z$/, 'a time is what it is elsewhere')
    t.same(await page(40, 4), { total: 20, data: [] })
    await db.query({ text: 'delete from thing where id > 5' })
    t.same(await page(0, 4), { total: 0, data: [] })
  })
})
