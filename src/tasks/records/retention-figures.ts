import type { Queryable } from '../../database/connect.ts'
import type { Metrics } from '../../metrics/metrics.ts'

/** For how many days what is kept. */
export interface Retention { readonly tasks: number, readonly events: number, readonly audit: number }

/** How far the deleting of what was kept long enough is behind; the oldest rows are read, and no more. */
export async function noteRetention (
  db: Queryable, metrics: Metrics, { tasks, events, audit }: Retention
): Promise<void> {
  const behind = (days: string): string => `greatest(0, extract(epoch from now() - min(at)) - ${days} * 86400)::float8`
  const { rows: [row] } = await db.query<{ tasks: number | null, events: number | null, audit: number | null }>({
    text: `select
      (select ${behind('$1::float8')} from (select finished_at as at from provider p cross join lateral (
        select finished_at from task t where t.provider_id = p.id order by t.sequence limit 100) oldest
        where finished_at is not null) o) as tasks,
      (select ${behind('$2::float8')} from (select at from event order by sequence limit 1) o) as events,
      (select ${behind('$3::float8')} from (select oldest.at from provider p cross join lateral (
        select at from audit_entry a where a.provider_id = p.id order by a.sequence limit 1) oldest) o) as audit`,
    values: [tasks, events, audit]
  })
  for (const of of ['tasks', 'events', 'audit'] as const) metrics.retentionBehind.set({ of }, row?.[of] ?? 0)
}
