import type { Queryable } from '../../database/connect.ts'
import type { Metrics } from '../../metrics/metrics.ts'

/** Until when what we prove ourselves with, and what callers may use, is good; one that is followed does not count. */
export async function noteCredentials (db: Queryable, metrics: Metrics): Promise<void> {
  const { rows } = await db.query<{ use: string, left: number | null }>({
    text: `select 'operator' as use, extract(epoch from min(greatest(expires_at, next_expires_at)) - now())::float8
        as left from operator_connect_tenant where expires_at is not null
      union all select 'customer', extract(epoch from min(greatest(expires_at, next_expires_at)) - now())::float8
        from tenant_connection where expires_at is not null
      union all select 'caller', extract(epoch from min(expires_at) - now())::float8 from credential
        where expires_at > now() and disabled_at is null`
  })
  metrics.credentialEnd.reset()
  for (const { use, left } of rows) if (left !== null) metrics.credentialEnd.set({ use }, left)
}
