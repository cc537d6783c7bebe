import type { ReachedRecords } from '../../database/reach.ts'
import { ofTenantWithin } from '../../tenancy/records/reach.ts'

/** Sets the removal status of numbers that are marked for removal (2) to `to`, and writes that to their history. */
export async function moveMarked (
  records: ReachedRecords, numbers: readonly string[], to: 0 | 3, by: { caller: string, taskId: string }
): Promise<void> {
  await records.query({
    within: ofTenantWithin('n'),
    text: within => `
      with moved as (
        update number n set removal_status = $5 where ${within} and n.number = any($4) and n.removal_status = 2
          returning n.provider_id, n.number, n.ms_tenant_id
      )
      insert into number_history (provider_id, number, change, caller, task_id, before, after)
      select provider_id, number, 'removal-status', $6, $7, jsonb_build_object('msTenantId', ms_tenant_id,
        'removalStatus', 2),
        jsonb_build_object('msTenantId', ms_tenant_id, 'removalStatus', $5::int) from moved`,
    values: [numbers, to, by.caller, by.taskId]
  })
}

export async function removalStatuses (
  records: ReachedRecords, numbers: readonly string[]
): Promise<Map<string, number>> {
  const { rows } = await records.query<{ number: string, status: number }>({
    within: ofTenantWithin('n'),
    text: within => `select n.number, n.removal_status as status from number n where ${within} and n.number = any($4)`,
    values: [numbers]
  })
  return new Map(rows.map(row => [row.number, row.status]))
}

export interface RemovalCounts { markedForRemovalCount: number, readyForRemovalCount: number, totalCount: number }

export async function removalSummary (
  records: ReachedRecords, msTenantId: string | undefined
): Promise<RemovalCounts> {
  const { rows } = await records.query<RemovalCounts & Record<string, number>>({
    within: ofTenantWithin('n'),
    text: within => `select count(*) filter (where n.removal_status = 2) as "markedForRemovalCount",
      count(*) filter (where n.removal_status = 3) as "readyForRemovalCount",
      count(*) as "totalCount" from number n where ${within} and ($4::uuid is null or n.ms_tenant_id = $4)
        and n.removal_status in (2, 3)`,
    values: [msTenantId ?? null]
  })
  return rows[0] ?? { markedForRemovalCount: 0, readyForRemovalCount: 0, totalCount: 0 }
}
