import type { Queryable } from '../../database/connect.ts'

/** A credential that ends soon, or has ended. */
export interface CredentialEnd {
  of: 'operator' | 'customer'
  providerId: number
  tenantId: string
  clientId: string
  expiresAt: string
  daysLeft: number
  /** Whether one that follows is there, and ends later. */
  isFollowed: boolean
}

/** Credentials that end within `days` and of which nobody was warned today; whoever takes them has to warn. */
export async function takeCredentialEnds (db: Queryable, days: number): Promise<CredentialEnd[]> {
  const due = `k.expires_at < now() + make_interval(days => $1)
    and k.end_warned_on is distinct from (now() at time zone 'UTC')::date`
  const change = "set end_warned_on = (now() at time zone 'UTC')::date"
  const shown = `k.provider_id as "providerId", k.client_id as "clientId",
    to_char(k.expires_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "expiresAt",
    floor(extract(epoch from k.expires_at - now()) / 86400)::int as "daysLeft",
    (k.next_credential_type is not null and (k.next_expires_at is null or k.next_expires_at > k.expires_at))
      as "isFollowed"`
  const { rows } = await db.query<CredentialEnd>({
    text: `with own as (
        update operator_connect_tenant k ${change} where ${due}
        returning 'operator' as of, k.tenant_id as "tenantId", ${shown}
      ), theirs as (
        update tenant_connection k ${change} from customer c
        where c.provider_id = k.provider_id and c.id = k.customer_id and ${due}
        returning 'customer' as of, c.ms_tenant_id as "tenantId", ${shown}
      )
      select * from own union all select * from theirs order by "expiresAt"`,
    values: [days]
  })
  return rows
}
