import type { Queryable } from '../../database/connect.ts'

export interface RemovalScope {
  providerId: number
  msTenantId?: string | undefined
  channelId?: number | undefined
  customerId?: string | undefined
}

const inScope = `n.provider_id = $1 and ($2::uuid is null or n.ms_tenant_id = $2)
  and (($3::int is null and $4::uuid is null) or exists (
  select from customer c where c.provider_id = n.provider_id and c.ms_tenant_id = n.ms_tenant_id
    and ($3::int is null or c.channel_id = $3) and ($4::uuid is null or c.id = $4)))`

const scopeValues = (
  scope: RemovalScope
): unknown[] => [scope.providerId, scope.msTenantId ?? null, scope.channelId ?? null, scope.customerId ?? null]

/** Moves numbers that are marked for removal (2) to `to` in one statement, and keeps it in their history. */
export async function moveMarked (
  db: Queryable, scope: RemovalScope, numbers: readonly string[], to: 0 | 3, by: { caller: string, taskId: string }
): Promise<void> {
  await db.query({
    text: `
      with moved as (
        update number n set removal_status = $6 where ${inScope} and n.number = any($5) and n.removal_status = 2
          returning n.provider_id, n.number, n.ms_tenant_id
      )
      insert into number_history (provider_id, number, change, caller, task_id, before, after)
      select provider_id, number, 'removal-status', $7, $8, jsonb_build_object('msTenantId', ms_tenant_id,
        'removalStatus', 2),
        jsonb_build_object('msTenantId', ms_tenant_id, 'removalStatus', $6::int) from moved`,
    values: [...scopeValues(scope), numbers, to, by.caller, by.taskId]
  })
}

export async function removalStatuses (
  db: Queryable, scope: RemovalScope, numbers: readonly string[]
): Promise<Map<string, number>> {
  const { rows } = await db.query<{ number: string, status: number }>({
    text: `select n.number, n.removal_status as status from number n where ${inScope} and n.number = any($5)`,
    values: [...scopeValues(scope), numbers]
  })
  return new Map(rows.map(row => [row.number, row.status]))
}

export async function removalSummary (
  db: Queryable, scope: RemovalScope
): Promise<{ markedForRemovalCount: number, readyForRemovalCount: number, totalCount: number }> {
  const { rows } = await db.query<{ markedForRemovalCount: number, readyForRemovalCount: number, totalCount: number }>({
    text: `select count(*) filter (where n.removal_status = 2) as "markedForRemovalCount",
      count(*) filter (where n.removal_status = 3) as "readyForRemovalCount",
      count(*) as "totalCount" from number n where ${inScope} and n.removal_status in (2, 3)`,
    values: scopeValues(scope)
  })
  return rows[0] ?? { markedForRemovalCount: 0, readyForRemovalCount: 0, totalCount: 0 }
}
