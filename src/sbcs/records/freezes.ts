import type { Queryable } from '../../database/connect.ts'
import type { ReachedRecords } from '../../database/reach.ts'
import { ofProviderOnly } from '../../tenancy/records/reach.ts'
import type { FreezeWindow } from '../schemas/freeze.ts'

/** Those that go on or are to come. */
export async function freezeWindows (records: ReachedRecords): Promise<FreezeWindow[]> {
  const { rows } = await records.query<FreezeWindow>({
    within: ofProviderOnly('f'),
    text: within => `select f.id as "freezeId", f.sbc_id as "sbcId", f.customer_id as "customerId",
        f.starts_at as "startsAt", f.ends_at as "endsAt", f.reason
      from freeze_window f where ${within} and f.ends_at > now() order by f.starts_at, f.id`
  })
  return rows
}

/** Whether device and customer of a freeze are there. */
export async function areThere (
  records: ReachedRecords, { sbcId, customerId }: Pick<FreezeWindow, 'sbcId' | 'customerId'>
): Promise<{ sbc: boolean, customer: boolean }> {
  const { rows } = await records.query<{ sbc: boolean, customer: boolean }>({
    within: ofProviderOnly('p'),
    text: within => `select
        $4::int is null or exists (select from sbc b where b.provider_id = p.id and b.id = $4) as sbc,
        $5::uuid is null or exists (select from customer c where c.provider_id = p.id and c.id = $5) as customer
      from (select id, id as provider_id from provider) p where ${within}`,
    values: [sbcId, customerId]
  })
  return rows[0] ?? { sbc: false, customer: false }
}

/** Running it twice keeps one. Nothing is kept about a device or a customer that is gone meanwhile. */
export async function keepFreeze (db: Queryable, providerId: number, freeze: FreezeWindow): Promise<void> {
  const { freezeId, sbcId, customerId, startsAt, endsAt, reason } = freeze
  await db.query({
    text: `insert into freeze_window (provider_id, id, sbc_id, customer_id, starts_at, ends_at, reason)
      select $1, $2, $3, $4, $5, $6, $7
      where ($3::int is null or exists (select from sbc where provider_id = $1 and id = $3))
        and ($4::uuid is null or exists (select from customer where provider_id = $1 and id = $4))
      on conflict (provider_id, id) do nothing`,
    values: [providerId, freezeId, sbcId, customerId, startsAt, endsAt, reason]
  })
}

export async function removeFreeze (db: Queryable, providerId: number, freezeId: string): Promise<void> {
  await db.query({
    text: 'delete from freeze_window where provider_id = $1 and id = $2', values: [providerId, freezeId]
  })
}
