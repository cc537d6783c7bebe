import { pino } from 'pino'
import t from 'tap'
import { connect } from '../../src/database/connect.ts'
import { sweepHistories } from '../../src/numbers/records/history-retention.ts'
import { sweepImports } from '../../src/numbers/records/import-retention.ts'
import { sweep } from '../../src/engine/records/retention.ts'
import { createDatabase } from '../support/database.ts'

t.test('what was kept long enough is deleted, and nothing else', async t => {
  const db = connect((await createDatabase(t)).url, 4, pino({ level: 'silent' }))
  t.teardown(() => db.close())
  await db.query({ text: `insert into provider (name) values ('one')` })
  const insert = `
    insert into task (provider_id, id, kind, partition_key, state, status, step, input, caller, finished_at)
    select 1, $1 || n, 'kind', 'partition', $2, 'CompletedSuccess', 'step', '{}', 'caller',
      now() - make_interval(days => $3) from generate_series(1, $4) n`
  await db.query({ text: insert, values: ['old', 'finished', 91, 1200] })
  await db.query({ text: insert, values: ['young', 'finished', 89, 10] })
  await db.query({ text: insert, values: ['running', 'ready', 400, 10] })
  await db.query({
    text:
      `insert into task_item (provider_id, task_id, ordinal, key, active) select provider_id, id, 0,
        '+61' || sequence, false from task`
  })
  await db.query({
    text: `insert into idempotency_key (provider_id, caller, key, fingerprint, response, created_at)
    values (1, 'caller', 'old', '', '{}', now() - interval '73 hours'), (1, 'caller', 'young', '', '{}',
      now() - interval '71 hours')`
  })

  const policy = { taskDays: 90, idempotencyHours: 72, eventDays: 30 }
  const sweeps = await Promise.all([sweep(db, policy), sweep(db, policy)])
  t.equal(
    sweeps[0] + sweeps[1] + await sweep(db, policy), 1200,
    'two that sweep at once take turns, and count no task twice'
  )

  const count = async (text: string): Promise<number> =>
    (await db.query<{ count: number }>({ text })).rows[0]?.count ?? -1
  t.equal(await count('select count(*) from task'), 20, 'the young and the running tasks are left')
  t.equal(await count('select count(*) from task_item'), 20, 'their items are left')
  t.same(
    (await db.query({ text: 'select key from idempotency_key' })).rows, [{ key: 'young' }], 'the young key is left'
  )
})

t.test('rows of imports are deleted with their task, or when their request never made one', async t => {
  const db = connect((await createDatabase(t)).url, 4, pino({ level: 'silent' }))
  t.teardown(() => db.close())
  await db.query({
    text: `insert into number_import (provider_id, task_id, created_at)
      values (1, 'imp_kept', now() - interval '80 days'), (1, 'imp_old', now() - interval '91 days'),
      (1, 'imp_abandoned', now() - interval '7 hours'), (1, 'imp_arriving', now() - interval '5 hours')`
  })
  await db.query({
    text:
      `insert into number_import_part (provider_id, task_id, part, settings, row_count) select 1, task_id, n, '{}', 1
        from number_import, generate_series(1, 3) n`
  })
  await db.query({
    text:
      `insert into number_import_row (provider_id, task_id, line, cells) select 1, task_id, n, '{}'
        from number_import, generate_series(1, 12000) n`
  })
  await db.query({
    text: `insert into task (provider_id, id, kind, partition_key, state, status, step, input, caller, finished_at)
      select 1, id, 'import-numbers', 'partition', 'finished', 'CompletedSuccess', 'complete', '{}', 'caller',
        now() - age
      from (values ('imp_kept', interval '80 days'), ('imp_old', interval '91 days')) as v (id, age)`
  })
  await sweep(db, { taskDays: 90, idempotencyHours: 72, eventDays: 30 })
  await sweepImports(db)
  for (const table of ['number_import', 'number_import_part', 'number_import_row']) {
    const { rows } = await db.query<{ id: string }>({ text: `select distinct task_id as id from ${table} order by 1` })
    t.same(rows.map(row => row.id), ['imp_arriving', 'imp_kept'], table)
  }
})

t.test('histories of numbers are bounded, and still tell how a number was at their beginning', async t => {
  const db = connect((await createDatabase(t)).url, 4, pino({ level: 'silent' }))
  t.teardown(() => db.close())
  await db.query({
    text: `insert into number_history (provider_id, number, at, change, after)
      select 1, '+61' || n, now() - make_interval(days => 100 - 10 * m), 'changed', jsonb_build_object('m', m)
      from generate_series(1, 3000) n, generate_series(1, 4) m order by n, m`
  })
  await db.query({
    text: `insert into number_rule_history (provider_id, number, at, sbc_id, is_there, rule_name, rule_tag)
      select 1, '+611', now() - make_interval(days => 100 - m), s, true, 'a', 'b'
      from generate_series(1, 4) m, generate_series(8, 9) s order by m, s`
  })
  t.equal(await sweepHistories(db, 75), 3000 + 6, 'what nothing later needs')
  const { rows } = await db.query({ text: `select after ->> 'm' as m from number_history where number = '+6177'` })
  t.same(rows.map(({ m }) => m), ['2', '3', '4'], 'the last one before the horizon is left')
  t.equal((await db.query({ text: 'select from number_rule_history' })).rowCount, 2, 'of each SBC')
  t.equal(await sweepHistories(db, 75), 0, 'a second time there is nothing to do')
})
