import type { Queryable } from '../../database/connect.ts'
import type { Metrics } from '../../metrics/metrics.ts'

/** How much differs, and how old what is known of the sides is. */
export async function noteDrift (db: Queryable, metrics: Metrics): Promise<void> {
  const { rows } = await db.query<{ provider: number, class: string, count: number }>({
    text: 'select provider_id as provider, class, count(*)::int as count from drift group by provider_id, class'
  })
  const { rows: ages } = await db.query<{ provider: number, side: string, seconds: number }>({
    text: `select provider_id as provider, side, max(extract(epoch from now() - read_from))::float8 as seconds
      from drift_reading where read_from is not null group by provider_id, side`
  })
  for (const gauge of [metrics.drift, metrics.driftReadingAge]) gauge.reset()
  for (const row of rows) metrics.drift.set({ provider: row.provider, class: row.class }, row.count)
  for (const { provider, side, seconds } of ages) metrics.driftReadingAge.set({ provider, side }, seconds)
}
