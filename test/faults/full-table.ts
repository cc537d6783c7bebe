import type pg from 'pg'
import { withClient } from '../support/database.ts'
import { pause } from './random.ts'

// Two years of tasks that are over, and a part of them that retention may delete.

const tasks = 200_000
/** What processes are told to keep. */
export const keptDays = 700
/** The oldest of them. */
const spannedDays = 730

const madeAt = `now() - interval '${spannedDays} days' * ((${tasks} - n)::float8 / ${tasks}) - interval '1 hour'`

const insert = `
  with made as (
    insert into task (provider_id, id, kind, partition_key, state, status, step, input, caller, item_count,
      ms_tenant_id, created_at, step_entered_at, finished_at)
    select 1, 'old_' || n, case when n % 10 < 6 then 'upload-numbers' when n % 10 < 9 then 'release-numbers'
        else 'change-numbers' end, 'old', 'finished',
      case when n % 100 < 3 then 'Failed' when n % 100 = 3 then 'Canceled' when n % 100 < 10 then 'CompletedWithErrors'
        else 'CompletedSuccess' end,
      'complete', '{}', 'old', 1, ('c1a7e2d0-1111-4a61-9b01-' || lpad((n % 500)::text, 12, '0'))::uuid, at, at, at
    from generate_series(1, ${tasks}) n
      cross join lateral (select ${madeAt} as at) t
    returning provider_id, id
  ) insert into task_item (provider_id, task_id, ordinal, key, outcome, active)
    select provider_id, id, 1, '+99' || substr(id, 5), 'succeeded', false from made`

const keys = `
  insert into idempotency_key (provider_id, caller, key, fingerprint, response, task_id, created_at)
  select 1, 'old', n::text, '\\x01', '{}', 'old_' || n, now() - interval '30 days' from generate_series(1, 20000) n`

export async function fillTables (databaseUrl: string): Promise<void> {
  await withClient(databaseUrl, async client => {
    for (const statement of [insert, keys, 'vacuum analyze']) await client.query(statement)
  })
}

const tooOld = `finished_at < now() - interval '${keptDays} days'`

/** Waits until retention has come to its end; what is then there that should not be, and what is gone. */
export async function retentionComplaints (databaseUrl: string, patience: number): Promise<string[]> {
  return withClient(databaseUrl, async client => {
    for (const end = performance.now() + patience * 1000; performance.now() < end; await pause(200)) {
      if ((await left(client)).length === 0) break
    }
    const { rows: [kept] } = await client.query<{ tasks: number, items: number, expected: number }>(`
      select count(*)::int as tasks, count(i.task_id)::int as items,
        (select count(*)::int from generate_series(1, ${tasks}) n
          where ${madeAt} > now() - interval '${keptDays} days') as expected
      from task t left join task_item i on i.provider_id = t.provider_id and i.task_id = t.id where t.caller = 'old'`)
    // Time goes on: what grows too old in the minutes of a run is a handful.
    const isKept = kept !== undefined && kept.tasks === kept.items && Math.abs(kept.tasks - kept.expected) < 100
    return [...await left(client), ...isKept ? [] : [`retention has left ${JSON.stringify(kept)}`]]
  })
}

async function left (client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ what: string }>(`
    select 'a task is kept for too long: ' || id as what
      from (select id from task where caller = 'old' and ${tooOld} limit 1) t
    union all select 'a key is kept for too long: ' || key
      from (select key from idempotency_key where caller = 'old' limit 1) k
    union all select 'an item of no task is left: ' || task_id
      from (select task_id from task_item i where task_id like 'old\\_%' and not exists (
        select from task t where t.provider_id = i.provider_id and t.id = i.task_id) limit 1) i`)
  return rows.map(({ what }) => what)
}
