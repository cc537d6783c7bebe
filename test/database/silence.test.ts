import pg from 'pg'
import { pino } from 'pino'
import t, { type Test } from 'tap'
import { connect, type Database } from '../../src/database/connect.ts'
import { usualDeadlines, type DatabaseDeadlines } from '../../src/database/deadlines.ts'
import { startWire } from '../support/cut-wire.ts'
import { createDatabase } from '../support/database.ts'
import { startPgbouncer, withoutPgbouncer } from '../support/pgbouncer.ts'
import { until } from '../support/until.ts'

function open (t: Test, url: string, deadlines: Partial<DatabaseDeadlines>): Database {
  const db = connect(url, 3, pino({ level: 'silent' }), { ...usualDeadlines, connectSeconds: 1, ...deadlines })
  t.teardown(() => db.close())
  return db
}

t.test('a statement that takes long is waited for, however silent the server is meanwhile', async t => {
  const db = open(t, (await createDatabase(t)).url, { silenceSeconds: 0.3 })
  t.match(await db.query({ text: 'select pg_sleep(2), 7 as found' }), { rows: [{ found: 7 }] })
  await db.transaction(async trx => {
    await trx.query({ text: 'select pg_sleep(1)' })
    t.match(await trx.query({ text: 'select 8 as found' }), { rows: [{ found: 8 }] }, 'in a transaction as well')
  })
})

t.test('connections that died without a word are thrown away, the idle ones with them', async t => {
  const { url } = await createDatabase(t)
  const wire = await startWire(t, url)
  const db = open(t, wire.url, { silenceSeconds: 0.3 })
  await Promise.all([1, 2, 3].map(() => db.query({ text: 'select pg_sleep(0.1)' })))
  t.equal(db.pool.totalCount, 3, 'the pool is full')
  wire.silence()
  const lost = db.query({ text: 'select' })
  const inTransaction = db.transaction(trx => trx.query({ text: 'select' }))
  await t.rejects(lost, /fell silent/, 'what was under way fails')
  await t.rejects(inTransaction, /fell silent/, 'and so does a transaction')
  wire.mend()
  t.match(
    await Promise.all([1, 2, 3].map(number => db.query({ text: 'select $1::int as number', values: [number] }))),
    [1, 2, 3].map(number => ({ rows: [{ number }] })), 'nobody gets one of the dead connections'
  )
})

t.test('behind a pooler what is dead is told from what takes long', { skip: withoutPgbouncer }, async t => {
  const { url } = await createDatabase(t)
  const wire = await startWire(t, url)
  const pooler = await startPgbouncer(t, wire.url)
  for (const [way, directUrl] of [['past the pooler', url], ['through the pooler', undefined]] as const) {
    await t.test(`asked ${way}`, async t => {
      const db = open(t, pooler, { silenceSeconds: 0.3, pooled: true, directUrl })
      const { rows } = await db.query({ text: 'select pg_sleep(2), 7 as found' })
      t.match(rows, [{ found: 7 }], 'work is waited for')
      const lost = db.transaction(async trx => {
        await trx.query({ text: 'select' })
        wire.silence()
        wire.mend()
        await trx.query({ text: 'select' })
      })
      await t.rejects(lost, /fell silent/, 'what is dead is not')
      await until('statements are answered again', () => db.query({ text: 'select' }).catch(() => undefined))
    })
  }
})

t.test('a server that works on while its answers are lost is not waited for', async t => {
  const { url } = await createDatabase(t)
  const wire = await startWire(t, url)
  const db = open(t, wire.url, { silenceSeconds: 0.3 })
  await db.query({ text: 'create table said (word text)' })
  const work = db.query({ text: "insert into said select 'done' from pg_sleep(1)" })
  const outside = new pg.Client({ connectionString: url })
  await outside.connect()
  t.teardown(() => outside.end())
  while ((await outside.query("select from pg_stat_activity where query like 'insert into said%'")).rowCount === 0);
  wire.silence()
  wire.mend()
  await t.rejects(work, /fell silent/, 'its answer will never come')
  t.match((await outside.query('select word from said')).rows, [{ word: 'done' }], 'although it was done')
})

t.test('a statement waits for locks and works within its limits', async t => {
  const { url } = await createDatabase(t)
  const db = open(t, url, { lockSeconds: 0.2, statementSeconds: 0.5 })
  await db.query({ text: 'create table held ()' })
  await db.transaction(async trx => {
    await trx.query({ text: 'lock table held' })
    await t.rejects(db.query({ text: 'select from held' }), { code: '55P03' }, 'a lock is not waited for without end')
  })
  await t.rejects(db.query({ text: 'select pg_sleep(5)' }), { code: '57014' }, 'nor does a statement run without end')
  t.equal(db.pool.totalCount > 0, true, 'a refused statement costs no connection')
})
