import { pino } from 'pino'
import t from 'tap'
import { connect } from '../../src/database/connect.ts'
import { sweep } from '../../src/database/retention.ts'
import { createDatabase } from '../support/database.ts'

t.test('what is kept long enough is deleted, and nothing else', async t => {
  const db = connect((await createDatabase(t)).url, 4, pino({ level: 'silent' }))
  t.teardown(() => db.close())
  await db.query({ text: `insert into provider (name) values ('one')` })
  const insert = `
    insert into task (provider_id, id, kind, lane, state, status, step, input, caller, finished_at)
    select 1, $1 || n, 'kind', 'lane', $2, 'CompletedSuccess', 'step', '{}', 'caller', now() - make_interval(days => $3) from generate_series(1, $4) n`
  await db.query({ text: insert, values: ['old', 'finished', 91, 1200] })
  await db.query({ text: insert, values: ['young', 'finished', 89, 10] })
  await db.query({ text: insert, values: ['running', 'ready', 400, 10] })
  await db.query({ text: `insert into task_item (provider_id, task_id, ordinal, number, active) select provider_id, id, 0, '+61' || sequence, false from task` })
  await db.query({
    text: `insert into idempotency_key (provider_id, caller, key, fingerprint, response, created_at)
    values (1, 'caller', 'old', '', '{}', now() - interval '73 hours'), (1, 'caller', 'young', '', '{}', now() - interval '71 hours')`
  })

  const sweeps = await Promise.all([sweep(db, { taskDays: 90, idempotencyHours: 72 }), sweep(db, { taskDays: 90, idempotencyHours: 72 })])
  t.equal(sweeps[0] + sweeps[1] + await sweep(db, { taskDays: 90, idempotencyHours: 72 }), 1200, 'two that sweep at once take turns, and count no task twice')

  const count = async (text: string): Promise<number> => (await db.query<{ count: number }>({ text })).rows[0]?.count ?? -1
  t.equal(await count('select count(*) from task'), 20)
  t.equal(await count('select count(*) from task_item'), 20)
  t.same((await db.query({ text: 'select key from idempotency_key' })).rows, [{ key: 'young' }])
})
