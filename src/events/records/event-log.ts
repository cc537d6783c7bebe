import type { Timestamp } from '../../database/connect.ts'
import type { ReachedRecords } from '../../database/reach.ts'
import { ownedWithin } from '../../tenancy/records/reach.ts'

/** An event as it is stored, with what its task says of whose it is. */
export interface LoggedEvent {
  position: number
  at: Timestamp
  type: string
  subject: string | null
  taskId: string | null
  /** Of a move of a task only. */
  kind: string | null
  step: string | null
  status: string | null
  ticketId: string | null
  msTenantId: string | null
  customerId: string | null
  data: Record<string, unknown> | null
}

export interface EventFilter {
  readonly types?: readonly string[] | undefined
  /** No event behind this place; what lies between is few. */
  readonly upTo?: number | undefined
}

export interface EventSlice {
  readonly data: readonly LoggedEvent[]
  /** The place up to which the log was looked through. */
  readonly upTo: number
  /** The last place that there is, and the last one that was forgotten. */
  readonly head: number
  readonly forgotten: number
}

/** Events that one read looks through at least, when not all of them are for whoever asks. */
const lookedThrough = 2000

/**
 * Events behind a place, at most `limit`, in the order of the log. Those of tasks belong to whom the task belongs now.
 * Rows are read until they hold as many events as are looked through, so that a row with a thousand of them is no page
 * of a million.
 */
export async function eventsAfter (
  records: ReachedRecords, after: number, limit: number, { types, upTo }: EventFilter = {}
): Promise<EventSlice> {
  const { channelId, customerId } = records.reach
  const isNarrow = types !== undefined || channelId !== undefined || customerId !== undefined
  const looks = upTo === undefined && isNarrow ? Math.max(limit, lookedThrough) : limit
  const { rows } = await records.query<{ reached: number | null, head: number, forgotten: number } & LoggedEvent>({
    name: 'events-after',
    within: ownedWithin('told'),
    text: within => `
      with chosen as materialized (
        select * from (
          select e.*, coalesce(cardinality(e.task_ids), 1) as count,
            sum(coalesce(cardinality(e.task_ids), 1)) over (order by e.position) as together
          from (select * from event where provider_id = $1 and position > $4 order by position limit $5) e
        ) r where together - count < $5
      ), told as (
        select r.provider_id, r.position - r.count + coalesce(m.place, 1) as position, r.at,
          coalesce('task.' || m.event, r.type) as type, coalesce(m.task_id, r.subject) as subject,
          coalesce(m.task_id, r.task_id) as task_id, m.kind, m.step, m.status, t.ticket_id, r.data,
          coalesce(t.ms_tenant_id, r.ms_tenant_id) as ms_tenant_id,
          coalesce(t.customer_id, r.customer_id) as customer_id, coalesce(t.channel_id, r.channel_id) as channel_id
        from chosen r
        left join lateral unnest(r.task_ids, r.kinds, r.events, r.steps, r.statuses) with ordinality
          as m (task_id, kind, event, step, status, place) on true
        left join task t on t.provider_id = $1 and t.id = m.task_id
        -- Moves of tasks that the caller is not shown are none of its log; the provider's goes back behind its tasks.
        where (m.task_id is null or t.id is not null or ($2::int is null and $3::uuid is null))
          and r.position - r.count + coalesce(m.place, 1) > $4
          and ($8::bigint is null or r.position - r.count + coalesce(m.place, 1) <= $8)
      ), found as (
        select * from told where ${within}
          and ($6::text[] is null or type = any($6))
        order by position limit $7
      )
      select (select max(position) from chosen) as reached, coalesce(h.position, 0) as head,
        coalesce(h.forgotten, 0) as forgotten, o.position, o.at, o.type, o.subject, o.task_id as "taskId", o.kind,
        o.step, o.status, o.ticket_id as "ticketId", o.ms_tenant_id as "msTenantId", o.customer_id as "customerId",
        o.data
      from (select 1) one left join event_head h on h.provider_id = $1 left join found o on true order by o.position`,
    values: [after, looks, types ?? null, limit, upTo ?? null]
  })
  const [first] = rows
  const data = rows.filter(({ position }) => position !== null)
  const { head = 0, forgotten = 0, reached = null } = first ?? {}
  const isCut = data.length === limit
  return { data, head, forgotten, upTo: isCut ? data.at(-1)?.position ?? after : reached ?? after }
}

/** Places of the log of a provider: the last one, and the last one that was forgotten. */
export async function eventHead (records: ReachedRecords): Promise<{ position: number, forgotten: number }> {
  const { head, forgotten } = await eventsAfter(records, Number.MAX_SAFE_INTEGER, 1)
  return { position: head, forgotten }
}
