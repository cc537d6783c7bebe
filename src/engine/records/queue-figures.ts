import type { Queryable } from '../../database/connect.ts'
import { upstreamClass, type Metrics } from '../../metrics/metrics.ts'

/** How the queue stands, for all workers. */
export async function noteQueue (db: Queryable, metrics: Metrics): Promise<void> {
  const { rows: [row] } = await db.query<{
    ready: number, claimed: number, waiting: number, parked: number, awaiting_approval: number, oldestReady: number
    workers: number, oldestTask: number, open: string[]
  }>({
    text: `select
        (select count(*)::int from task where state = 'ready' and claimed_by is null) as ready,
        (select count(*)::int from task where state = 'ready' and claimed_by is not null) as claimed,
        (select count(*)::int from task where state = 'waiting') as waiting,
        (select count(*)::int from task where state = 'parked' and asked is null) as parked,
        (select count(*)::int from task where state = 'parked' and asked is not null) as awaiting_approval,
        (select coalesce(max(extract(epoch from now() - greatest(created_at, run_at))), 0)::float8 from task
          where state = 'ready' and claimed_by is null) as "oldestReady",
        (select count(*)::int from worker where ended_at is null) as workers,
        (select coalesce(max(extract(epoch from now() - first.created_at)), 0)::float8 from provider p
          cross join lateral (
            select created_at from task where provider_id = p.id order by sequence limit 1
          ) first) as "oldestTask",
        (select coalesce(array_agg(key), '{}') from upstream where failures > 0) as open`
  })
  if (row === undefined) return
  const states = ['ready', 'claimed', 'waiting', 'parked', 'awaiting_approval'] as const
  for (const state of states) metrics.queue.set({ state }, row[state])
  metrics.oldestReady.set(row.oldestReady)
  metrics.workers.set(row.workers)
  metrics.oldestTask.set(row.oldestTask)
  metrics.openBreakers.reset()
  for (const upstream of ['microsoft', 'graph', 'sbc']) metrics.openBreakers.set({ upstream }, 0)
  for (const key of row.open) metrics.openBreakers.inc({ upstream: upstreamClass(key) })
}
