import type { Database, Queryable } from '../../database/connect.ts'
import { whileLeading } from '../../database/lead.ts'

/** The lifecycle events of a task. Going on from one step to the next is none. */
const lifecycleEvents = [
  'accepted', 'started', 'waiting', 'retried', 'undone', 'finished', 'parked', 'awaiting_approval', 'approved',
  'refused', 'closed'
] as const
export type LifecycleEvent = typeof lifecycleEvents[number]

/**
 * Writes events, as a part of the statement that moves tasks: neither happens without the other. `moved` is a common
 * table expression with provider_id, id, kind, step, status and event; rows without an event are passed over.
 */
export const noteEvents = (moved: string): string => `
  insert into event (provider_id, task_ids, kinds, events, steps, statuses)
  select provider_id, array_agg(id), array_agg(kind), array_agg(event), array_agg(step), array_agg(status)
  from ${moved} where event is not null group by provider_id`

/** Any number that nothing else locks. */
const placingLock = 402_650_131

/** Rows that one pass gives places to. */
export const rowsPerPass = 2000

/** On this channel each pass tells which logs grew, as `<provider> <place>`. */
export const placedChannel = 'events_placed'

/**
 * Gives the rows that wait for it their places in the logs of their providers, in the order in which they were written.
 * One pass at a time: a place is visible only when all before it are, and a row that is committed late gets a later
 * place, never one that readers have passed. Undefined when another process is at it just now.
 */
export function placeEvents (db: Database): Promise<number | undefined> {
  return whileLeading(db, placingLock, async trx => {
    const { rows: [pass] } = await trx.query<{ rows: number }>({
      name: 'place-events',
      text: `
        with waiting as materialized (
          select ctid as place, provider_id, sequence, coalesce(cardinality(task_ids), 1) as count
          from event where position is null order by sequence limit $1
        ), heads as (
          insert into event_head as h (provider_id, position)
            select provider_id, sum(count) from waiting group by provider_id order by provider_id
          on conflict (provider_id) do update set position = h.position + excluded.position
          returning provider_id, position
        ), given as (
          update event e set position = p.position from (
            select w.place, h.position - sum(w.count) over (partition by w.provider_id)
              + sum(w.count) over (partition by w.provider_id order by w.sequence) as position
            from waiting w join heads h using (provider_id)
          ) p where e.ctid = p.place returning 1
        )
        select count(*)::int as rows, (select count(pg_notify('${placedChannel}', provider_id || ' ' || position))
          from heads) as told from given`,
      values: [rowsPerPass]
    })
    return pass?.rows ?? 0
  })
}

/**
 * The tasks that were moved behind a place of the log of a provider, and where the log ends; without a place only that.
 */
export async function tasksMovedAfter (
  db: Queryable, providerId: number, after: number | undefined
): Promise<{ place: number, taskIds: string[] }> {
  const { rows: [row] } = await db.query<{ place: number, taskIds: string[] }>({
    name: 'tasks-moved-after',
    text: `select position as place, array(select distinct id from event e cross join lateral unnest(e.task_ids) id
        where e.provider_id = $1 and e.position > $2 and e.position <= h.position) as "taskIds"
      from event_head h where provider_id = $1`,
    values: [providerId, after ?? null]
  })
  return row ?? { place: 0, taskIds: [] }
}
