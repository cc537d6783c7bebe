import type { Queryable } from '../../database/connect.ts'
import { reasons } from './qualifications.ts'

/** What stands between a task and a device. */
export interface ChangeCondition {
  readonly sbcId: number
  readonly isFit: boolean | null
  readonly reasons: string[]
  readonly rowsPerChange: number | null
  /** The end of the last freeze that goes on now, and what it is for. */
  readonly frozenUntil: string | null
  readonly frozenSeconds: number | null
  readonly freezeReason: string | null
}

/**
 * Of devices that are registered and not given up. Freezes count when they concern the device, the customer or the
 * customer of one of the tenants.
 */
export async function changeConditions (
  db: Queryable, { providerId, sbcIds, customerId, msTenantIds = [] }: {
    providerId: number, sbcIds: readonly number[], customerId?: string | undefined, msTenantIds?: readonly string[]
  }
): Promise<ChangeCondition[]> {
  if (sbcIds.length === 0) return []
  const { rows } = await db.query<ChangeCondition>({
    name: 'change-conditions',
    text: `select b.id as "sbcId", case when q.sbc_id is null then true else q.is_fit end as "isFit",
        case when q.is_fit is false then ${reasons('q')} else '{}' end as reasons,
        (b.limits ->> 'rowsPerChange')::int as "rowsPerChange",
        to_char(f.ends_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI"Z"') as "frozenUntil",
        ceil(extract(epoch from f.ends_at - now()))::int as "frozenSeconds", f.reason as "freezeReason"
      from sbc b left join sbc_qualification q on q.provider_id = b.provider_id and q.sbc_id = b.id
        left join lateral (select w.ends_at, w.reason from freeze_window w where w.provider_id = b.provider_id
          and now() between w.starts_at and w.ends_at and (w.sbc_id is null or w.sbc_id = b.id)
          and (w.customer_id is null or w.customer_id = $3 or w.customer_id in (select c.id from customer c
            where c.provider_id = b.provider_id and c.ms_tenant_id = any($4)))
          order by w.ends_at desc limit 1) f on true
      where b.provider_id = $1 and b.id = any($2) and b.abandoned_at is null order by b.id`,
    values: [providerId, sbcIds, customerId ?? null, msTenantIds]
  })
  return rows
}
