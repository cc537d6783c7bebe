import type { Static } from '@sinclair/typebox'
import type { NumberChange } from '../schemas/number-history.ts'
import { reachedPage, type Page } from '../../database/page.ts'
import type { ReachedRecords } from '../../database/reach.ts'
import { ofTenantWithin } from '../../tenancy/records/reach.ts'

/** The tenant that a number belonged to when it changed. */
const tenant = "coalesce(h.after ->> 'msTenantId', h.before ->> 'msTenantId')::uuid"

/**
 * One page of the changes of one number, newest first. A caller below the provider sees those of its own tenants only.
 */
export async function historyPage (
  records: ReachedRecords, number: string, offset: number, limit: number
): Promise<Page<Static<typeof NumberChange>>> {
  const from = (within: string): string => `from number_history h where ${within} and h.number = $4`
  return reachedPage<Static<typeof NumberChange>>(records, {
    within: ofTenantWithin('h', tenant),
    counted: within => `select count(*) ${from(within)}`,
    page: within => `select h.at, h.change, h.task_id as "taskId", h.caller, h.before, h.after ${from(within)}
      order by h.sequence desc offset $5 limit $6`,
    values: [number, offset, limit]
  })
}
