import { Problem } from '../../problems.ts'
import { isRefusalOf, type Queryable } from '../../database/connect.ts'
import type { AcceptanceGuard } from '../../engine/records/preconditions.ts'

/**
 * From here on no task begins for the customer; what began before is still to be waited for. A customer that is not
 * there leaves no mark.
 */
export async function beginLeaving (
  db: Queryable, providerId: number, customerId: string, taskId: string
): Promise<void> {
  await db.query({
    text: `insert into customer_leaving (provider_id, customer_id, task_id) select provider_id, id, $3 from customer
      where provider_id = $1 and id = $2
      on conflict (provider_id, customer_id) do update set task_id = excluded.task_id`,
    values: [providerId, customerId, taskId]
  })
}

/** The customer stays. */
export async function endLeaving (
  db: Queryable, providerId: number, customerId: string, taskId: string
): Promise<void> {
  await db.query({
    text: 'delete from customer_leaving where provider_id = $1 and customer_id = $2 and task_id = $3',
    values: [providerId, customerId, taskId]
  })
}

/** The task that takes a customer away, when a new task was refused for that. */
export function leavingTaskOf (error: unknown): string | undefined {
  return isRefusalOf(error, 'customer_leaving') ? error.detail ?? '' : undefined
}

/** No task begins for a customer that is being taken away: nobody would own what it makes. */
export const customerStays: AcceptanceGuard = {
  sql: `not (select exists (select from customer_leaving)) or kind = 'delete-customer'
    or coalesce((select refuse_for_leaving(l.task_id) from customer_leaving l
      where l.provider_id = n.provider_id and l.customer_id = n.customer_id::uuid), true)`,
  refusal (error) {
    const leaving = leavingTaskOf(error)
    if (leaving === undefined) return undefined
    return new Problem(
      'customer_busy', `The customer is being taken away by task ${leaving}. Wait for it, or cancel it.`,
      { cause: error, headers: { 'retry-after': '5' } }
    )
  }
}
