import type { Queryable } from '../../database/connect.ts'
import type { ReachedRecords } from '../../database/reach.ts'
import { ofTenantWithin, ownedWithin } from '../../tenancy/records/reach.ts'

/**
 * Takes a customer out of the records with all that belongs to it; its lead stays. What it did stays too: tasks and the
 * history of its numbers. The SBCs must be clean before. Applications that acted for it act for nobody then.
 */
export async function removeCustomer (db: Queryable, providerId: number, id: string): Promise<void> {
  await db.query({
    text: `
      with site as (
        delete from site where provider_id = $1 and customer_id = $2
      ), credential as (
        delete from credential where provider_id = $1 and customer_id = $2
      ) delete from customer where provider_id = $1 and id = $2`,
    values: [providerId, id]
  })
}

/** The numbers that a tenant holds by our records. */
export async function numbersOfTenant (records: ReachedRecords, msTenantId: string): Promise<string[]> {
  const { rows } = await records.query<{ number: string }>({
    within: ofTenantWithin('n', '$4::uuid'),
    text: within => `select n.number from number n where ${within} and n.ms_tenant_id = $4 order by n.id`,
    values: [msTenantId]
  })
  return rows.map(row => row.number)
}

/**
 * A task that is under way for a customer, other than its deletion and `except`; `inTheWay`: not one that only reads
 * users, which is over soon by itself.
 */
export async function taskOfCustomer (
  records: ReachedRecords, customerId: string, which: 'any' | 'inTheWay', except = ''
): Promise<string | undefined> {
  const { rows } = await records.query<{ id: string }>({
    within: ownedWithin('t'),
    text: within => `select t.id from task t where ${within} and t.customer_id = $4 and t.state <> 'finished'
      and t.kind <> 'delete-customer' and t.id <> $6
      and ($5 = 'any' or t.kind <> 'synchronize-users' or t.state = 'parked') limit 1`,
    values: [customerId, which, except]
  })
  return rows[0]?.id
}
