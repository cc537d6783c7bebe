import type { Queryable } from '../../database/connect.ts'

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
export async function numbersOfTenant (db: Queryable, providerId: number, msTenantId: string): Promise<string[]> {
  const { rows } = await db.query<{ number: string }>({
    text: 'select number from number where provider_id = $1 and ms_tenant_id = $2 order by id',
    values: [providerId, msTenantId]
  })
  return rows.map(row => row.number)
}

/**
 * A task that is under way for a customer, other than its deletion and `except`; `inTheWay`: not one that only reads
 * users, which is over soon by itself.
 */
export async function taskOfCustomer (
  db: Queryable, providerId: number, customerId: string, which: 'any' | 'inTheWay', except = ''
): Promise<string | undefined> {
  const { rows } = await db.query<{ id: string }>({
    text: `select id from task where provider_id = $1 and customer_id = $2 and state <> 'finished'
      and kind <> 'delete-customer' and id <> $4
      and ($3 = 'any' or kind <> 'synchronize-users' or state = 'parked') limit 1`,
    values: [providerId, customerId, which, except]
  })
  return rows[0]?.id
}
