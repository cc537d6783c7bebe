import type { Queryable } from '../../database/connect.ts'
import type { Metrics } from '../../metrics/metrics.ts'

/** How each SBC was when it was last read. */
export async function noteSbcs (db: Queryable, metrics: Metrics): Promise<void> {
  const { rows } = await db.query<{
    provider: number, sbc: number, usable: boolean | null, age: number | null, ends: number | null
  }>({
    text: `select provider_id as provider, sbc_id as sbc, usable,
        extract(epoch from now() - answered_at)::float8 as age,
        extract(epoch from (status ->> 'certificateEnds')::timestamptz - now())::float8 as ends
      from sbc_health where read_at is not null`
  })
  for (const gauge of [metrics.sbcUsable, metrics.sbcAnswered, metrics.sbcCertificateEnd]) gauge.reset()
  for (const { provider, sbc, usable, age, ends } of rows) {
    metrics.sbcUsable.set({ provider, sbc }, usable === true ? 1 : 0)
    if (age !== null) metrics.sbcAnswered.set({ provider, sbc }, age)
    if (ends !== null) metrics.sbcCertificateEnd.set({ provider, sbc }, ends)
  }
}
