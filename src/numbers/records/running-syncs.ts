import type { ReachedRecords } from '../../database/reach.ts'
import { ofAnybody } from '../../tenancy/records/reach.ts'

// A running synchronization refuses another one, whoever asked for it.

/** The task that synchronizes the tenant; undefined when none does. */
export async function syncHolder (records: ReachedRecords, msTenantId: string): Promise<string | undefined> {
  const { rows } = await records.query<{ taskId: string }>({
    within: ofAnybody('t'),
    text: within => `select t.id as "taskId" from task t where ${within} and t.kind = 'synchronize-numbers'
      and t.state <> 'finished' and (t.ms_tenant_id = $4
      or exists (select from number_sync y where y.provider_id = $1 and y.ms_tenant_id = $4 and y.task_id = t.id))
        limit 1`,
    values: [msTenantId]
  })
  return rows[0]?.taskId
}

/** The task that synchronizes all tenants of the provider; undefined when none does. */
export async function fullSyncHolder (records: ReachedRecords): Promise<string | undefined> {
  const { rows } = await records.query<{ taskId: string }>({
    within: ofAnybody('t'),
    text: within => `select t.id as "taskId" from task t where ${within} and t.kind = 'synchronize-numbers'
      and t.state <> 'finished' and t.ms_tenant_id is null`
  })
  return rows[0]?.taskId
}
