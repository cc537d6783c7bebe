import type { Queryable, Timestamp } from '../../database/connect.ts'

/** The lifecycle events of a task. Going on from one step to the next is none. */
const lifecycleEvents = ['accepted', 'started', 'waiting', 'retried', 'undone', 'finished', 'parked'] as const
export type LifecycleEvent = typeof lifecycleEvents[number]

/**
 * Writes the outbox, as a part of the statement that moves tasks: neither happens without the other. `moved` is a
 * common table expression with provider_id, id, kind, step, status and event; rows without an event are passed over.
 */
export const noteEvents = (moved: string): string => `
  insert into task_event (provider_id, events)
  select provider_id, jsonb_agg(jsonb_build_object('taskId', id, 'kind', kind, 'event', event, 'step', step,
    'status', status)) from ${moved} where event is not null group by provider_id`

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

/** Events of a provider after a sequence, in the order in which their rows were numbered. */
export async function eventsAfter (db: Queryable, providerId: number, sequence: number): Promise<TaskEvent[]> {
  const { rows } = await db.query<TaskEvent>({
    name: 'events-after',
    text: `select o.sequence, o.at, e.* from task_event o cross join lateral jsonb_to_recordset(o.events)
        as e ("taskId" text, kind text, event text, step text, status text)
      where o.provider_id = $1 and o.sequence > $2 order by o.sequence limit 1000`,
    values: [providerId, sequence]
  })
  return rows
}
