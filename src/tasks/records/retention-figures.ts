import type { Queryable } from '../../database/connect.ts'
import type { Metrics } from '../../metrics/metrics.ts'

/** For how many days what is kept. */
export interface Retention {
  readonly tasks: number
  readonly keys: number
  readonly events: number
  readonly audit: number
  readonly sbc_changes: number
}

/** The age of the oldest, less the time that it is kept; imports without a task are kept for six hours. */
const behind = {
  tasks: `select min(finished_at) as at, $1 as days from provider p cross join lateral (
    select finished_at from task t where t.provider_id = p.id order by t.sequence limit 100) oldest`,
  keys: 'select min(created_at), $2 from idempotency_key',
  events: 'select (select at from event order by sequence limit 1), $3',
  deliveries: `select min(created_at), $3 from webhook_delivery
    where created_at < now() - make_interval(secs => $3 * 86400) and state <> 'pending'`,
  audit: `select min(oldest.at), $4 from provider p cross join lateral (
    select at from audit_entry a where a.provider_id = p.id order by a.sequence limit 1) oldest`,
  sbc_changes: `select min(oldest.at), $5 from provider p cross join lateral (
    select at from sbc_change c where c.provider_id = p.id order by c.id limit 1) oldest`,
  imports: `select min(created_at), 0.25 from number_import i where created_at < now() - interval '6 hours'
    and not exists (select from task t where t.provider_id = i.provider_id and t.id = i.task_id)`
}

const text = Object.entries(behind).map(([of, oldest]) => `select '${of}' as of,
  coalesce(greatest(0, extract(epoch from now() - at) - days * 86400), 0)::float8 as seconds
  from (${oldest}) as o (at, days)`).join(' union all ')
  .replaceAll(/\$(\d)/g, '$$$1::float8')

/** How far the deleting of what was kept long enough is behind; the oldest rows are read, and no more. */
export async function noteRetention (
  db: Queryable, metrics: Metrics, { tasks, keys, events, audit, sbc_changes: changes }: Retention
): Promise<void> {
  const { rows } = await db.query<{ of: string, seconds: number }>({
    text, values: [tasks, keys, events, audit, changes]
  })
  for (const { of, seconds } of rows) metrics.retentionBehind.set({ of }, seconds)
}
