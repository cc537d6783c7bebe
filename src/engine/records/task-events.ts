import type { Queryable, Timestamp } from '../../database/connect.ts'

/** The lifecycle events of a task. Going on from one step to the next is none. */
const lifecycleEvents = ['accepted', 'started', 'waiting', 'retried', 'undone', 'finished', 'parked'] as const
export type LifecycleEvent = typeof lifecycleEvents[number]

/**
 * Writes the outbox, as a part of the statement that moves tasks: neither happens without the other. `moved` is a
 * common table expression with provider_id, id, kind, step, status and event; rows without an event are passed over.
 */
export const noteEvents = (moved: string): string => `
  insert into task_event (provider_id, task_ids, kinds, events, steps, statuses)
  select provider_id, array_agg(id), array_agg(kind), array_agg(event), array_agg(step), array_agg(status)
  from ${moved} where event is not null group by provider_id`

export interface TaskEvent {
  /** The sequence of its row. A row may hold several events: these have the same sequence, and are in order. */
  sequence: number
  at: Timestamp
  taskId: string
  kind: string
  event: LifecycleEvent
  step: string
  status: string
}

/**
 * Events of a provider after a sequence, in the order in which their rows were numbered: those of the next 100 rows,
 * and of each row all, so that a reader who goes on after the last sequence misses none.
 */
export async function eventsAfter (db: Queryable, providerId: number, sequence: number): Promise<TaskEvent[]> {
  const { rows } = await db.query<TaskEvent>({
    name: 'events-after',
    text: `select o.sequence, o.at, e."taskId", e.kind, e.event, e.step, e.status
      from (select * from task_event where provider_id = $1 and sequence > $2 order by sequence limit 100) o
      cross join lateral unnest(o.task_ids, o.kinds, o.events, o.steps, o.statuses) with ordinality
        as e ("taskId", kind, event, step, status, place)
      order by o.sequence, e.place`,
    values: [providerId, sequence]
  })
  return rows
}
