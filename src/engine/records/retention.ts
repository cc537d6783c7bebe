import type { Database, Queryable } from '../../database/connect.ts'
import { whileLeading } from '../../database/lead.ts'
import type { NoteRemoved } from '../background.ts'

export interface RetentionPolicy {
  readonly taskDays: number
  readonly idempotencyHours: number
  /** Events are kept for so long, and not longer than the tasks that they tell of. */
  readonly eventDays: number
}

/** Rows that a batch deletes: few enough to take milliseconds, so that nobody waits for its locks. */
const batchSize = 500

/** Any number that nothing else locks. */
const sweepLock = 402_650_119

/**
 * Deletes finished tasks and Idempotency-Keys that were kept for long enough, batch by batch, each in a transaction of
 * its own. One worker sweeps at a time. `enough` ends it between two batches. Answers how many tasks were deleted.
 */
export async function sweep (
  db: Database, policy: RetentionPolicy, enough: () => boolean = () => false, removed: NoteRemoved = () => {}
): Promise<number> {
  let tasks = 0
  for (;;) {
    const swept = await whileLeading(db, sweepLock, trx => sweepOnce(trx, policy)) ?? { tasks: 0, keys: 0, events: 0 }
    for (const of of ['tasks', 'keys', 'events'] as const) removed(of, swept[of])
    tasks += swept.tasks
    if (Math.max(swept.tasks, swept.keys, swept.events) < batchSize || enough()) return tasks
  }
}

/**
 * Children are kept for as long as their parent is, whose outcome is made of theirs, and go with it. A parent that
 * ended before one of them waits for it.
 */
const roots = `t.parent_id is null and not exists (
          with recursive below as (
            select c.id, c.state from task c where c.provider_id = t.provider_id and c.parent_id = t.id
            union all
            select c.id, c.state from below join task c on c.provider_id = t.provider_id and c.parent_id = below.id
          ) select from below where state <> 'finished')`

/**
 * One batch of each kind, the oldest first, found by indexes on their times: a batch costs the same however many rows
 * there are.
 */
async function sweepOnce (
  trx: Queryable, policy: RetentionPolicy
): Promise<{ tasks: number, keys: number, events: number }> {
  const { rows: [counts] } = await trx.query<{ tasks: number, keys: number, events: number }>({
    text: `
      with recursive usual as (
        select provider_id, id from task t where state = 'finished' and retention_days is null and ${roots}
          and finished_at < now() - make_interval(secs => $1 * 86400)
        order by finished_at limit $3 for update skip locked
      ), brief as (
        select provider_id, id from task t where state = 'finished' and retention_days is not null and ${roots}
          and finished_at < now() - make_interval(secs => least($1, retention_days) * 86400)
        limit $3 for update skip locked
      ), old_task as (
        select * from (select * from usual union all select * from brief limit $3) root
        union all
        select c.provider_id, c.id from old_task o join task c on c.provider_id = o.provider_id and c.parent_id = o.id
      ), item as (
        delete from task_item i using old_task o where i.provider_id = o.provider_id and i.task_id = o.id
      ), gone as (
        delete from task t using old_task o where t.provider_id = o.provider_id and t.id = o.id returning 1
      ), old_key as (
        select provider_id, caller, key from idempotency_key where created_at < now() - make_interval(secs => $2 * 3600)
          order by created_at limit $3 for update skip locked
      ), forgotten as (
        delete from idempotency_key k using old_key o
        where k.provider_id = o.provider_id and k.caller = o.caller and k.key = o.key returning 1
      ), old_event as (
        delete from event where ctid = any(array(
          select ctid from event where at < now() - make_interval(secs => $4 * 86400) and position is not null
          order by at limit $3))
        returning provider_id, position
      ), forgotten_place as (
        update event_head h set forgotten = greatest(h.forgotten, o.position)
        from (select provider_id, max(position) as position from old_event group by provider_id) o
        where h.provider_id = o.provider_id
      ), left_worker as (
        delete from worker w where w.ended_at < now() - interval '1 day' and w.returned_at is not null
          and not exists (select from upstream_permit p where p.worker_id = w.id)
      ) select (select count(*)::int from gone) as tasks, (select count(*)::int from forgotten) as keys,
        (select count(*)::int from old_event) as events`,
    values: [policy.taskDays, policy.idempotencyHours, batchSize, Math.min(policy.eventDays, policy.taskDays)]
  })
  return counts ?? { tasks: 0, keys: 0, events: 0 }
}
