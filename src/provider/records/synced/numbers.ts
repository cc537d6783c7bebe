import {
  absorbSeen, forgetSeen, isNow, lagMinutes, leaveTenant, markMissing, seenColumns, takeTenant, was,
  type SeenNumber, type SyncKey
} from '../../../numbers/records/number-sync.ts'
import {
  contentsOf, ofOperatorTenant, removedAmong, wasRead, type DueChange, type SyncedModel, type SyncScope
} from './model.ts'
import type { Queryable } from '../../../database/connect.ts'

const held = `select n.number as key, n.ms_tenant_id as tenant, ${was} as facts,
    n.removal_status = 0 and n.created_at < $6::timestamptz and ${wasRead('Numbers', 'n.ms_tenant_id')}
      and (n.uploaded_at is null or n.uploaded_at < $6::timestamptz - make_interval(mins => ${lagMinutes}))
      as removable,
    n.source = 'ocsync' and n.removal_status <> 1 and ${ofOperatorTenant('n.ms_tenant_id')}
      and not exists (select from number_on_sbc b where b.provider_id = $1 and b.number = n.number) as purgeable,
    false as leaving
  from number n where n.provider_id = $1 and ($4::uuid[] is null or n.ms_tenant_id = any($4))
    and ($5::text[] is null
      or exists (select from unnest($5::text[]) as b (start) where starts_with(n.number, b.start)))`

const seen = `(select ${isNow} from jsonb_to_record(s.content) as s (${seenColumns})
  cross join (select coalesce((h.facts ->> 'removalStatus')::int, 0) as removal_status) n)`

/** Held by a task, held for another tenant, or released so lately that Microsoft's list may lag behind. */
const isBusy = `(exists (select from task_item i where i.provider_id = $1 and i.key = k and i.active)
  or h.tenant <> s.ms_tenant_id
  or h.key is null and exists (select from number_history y where y.provider_id = $1 and y.number = k
    and y.change in ('released', 'taken-back') and y.at > now() - make_interval(mins => ${lagMinutes})))`

async function purge (
  trx: Queryable, { providerId, taskId, caller }: SyncScope, keys: readonly string[]
): Promise<void> {
  await trx.query({
    text: `with gone as (
        delete from number n where n.provider_id = $1 and n.number = any($2) and n.source = 'ocsync'
          and not exists (select from task_item i where i.provider_id = $1 and i.key = n.number and i.active)
        returning *
      ) insert into number_history (provider_id, number, change, task_id, caller, before)
      select provider_id, number, 'purged', $3, $4, jsonb_build_object('msTenantId', ms_tenant_id,
        'callingProfileId', calling_profile_id, 'usage', usage, 'source', source, 'acquiredOn', acquired_on)
      from gone order by number`,
    values: [providerId, keys, taskId, caller]
  })
}

/** Numbers; one that Microsoft does not have any more is marked for removal. */
export const numbers: SyncedModel<SeenNumber> = {
  type: 'Numbers',
  held,
  seen,
  isBusy,
  async apply (trx, scope, due) {
    if (scope.purges) return purge(trx, scope, removedAmong(due))
    const { providerId, taskId, caller } = scope
    for (const msTenantId of new Set(due.flatMap(({ tenantId }) => tenantId ?? []))) {
      const ofTenant = due.filter(({ tenantId }) => tenantId === msTenantId)
      await bringInLine(trx, { providerId, taskId, caller, msTenantId }, ofTenant)
    }
  }
}

/** The tenant is ours for this transaction only: no other synchronization of it marks numbers meanwhile. */
async function bringInLine (
  trx: Queryable, key: SyncKey, due: ReadonlyArray<DueChange<SeenNumber>>
): Promise<void> {
  if (await takeTenant(trx, key) !== key.taskId) throw new Error(`Tenant ${key.msTenantId} is being synchronized`)
  await forgetSeen(trx, key)
  await absorbSeen(trx, key, contentsOf(due))
  const gone = removedAmong(due)
  if (gone.length > 0) await markMissing(trx, key, gone, gone.length)
  await leaveTenant(trx, key)
}

/** Which of these tenants another running task synchronizes the numbers of by itself. */
export async function tenantsOfOthers (
  db: Queryable, { providerId, taskId }: SyncScope, msTenantIds: readonly string[]
): Promise<Set<string>> {
  const { rows } = await db.query<{ tenant: string }>({
    text: `select y.ms_tenant_id as tenant from number_sync y
      join task t on t.provider_id = y.provider_id and t.id = y.task_id and t.state <> 'finished'
      where y.provider_id = $1 and y.ms_tenant_id = any($2) and y.task_id <> $3`,
    values: [providerId, msTenantIds, taskId]
  })
  return new Set(rows.map(({ tenant }) => tenant))
}
