import type { Queryable } from '../../database/connect.ts'
import type { PlanKey } from './repairs.ts'

/** The SBCs on which a plan changes something, and the tenants whose numbers it is about. */
export async function reachOfPlan (
  db: Queryable, { providerId, id }: PlanKey
): Promise<{ sbcIds: number[], msTenantIds: string[] }> {
  const { rows: [row] } = await db.query<{ sbcIds: number[], msTenantIds: string[] }>({
    text: `with items as (
        select * from drift_plan_item where provider_id = $1 and plan_id = $2 and repair <> 'none'
          and outcome not in ('succeeded', 'unchanged')
      ), device as (
        select sbc_id from items where repair in ('put-on-sbc', 'take-off-sbc', 'retag')
        union select o.sbc_id from items i join number_on_sbc o on o.provider_id = $1 and o.number = i.number
          where i.repair in ('forget', 'release')
        union select b.id from (
            select distinct evidence -> case repair when 'adopt' then 'microsoft' else 'records' end
              ->> 'callingProfileId' as profile from items where repair in ('adopt', 'upload')) i
          join calling_profile_trunk t on t.provider_id = $1 and t.calling_profile_id::text = i.profile
          join sbc b on b.provider_id = $1 and b.fqdn = t.fqdn
      )
      select array(select sbc_id from device order by 1) as "sbcIds",
        array(select distinct ms_tenant_id::text from items where ms_tenant_id is not null order by 1)
          as "msTenantIds"`,
    values: [providerId, id]
  })
  return row ?? { sbcIds: [], msTenantIds: [] }
}

/**
 * How many numbers of its plan a task left undone; a plan that it did not even begin is tried again as a whole, and
 * counts as one at least.
 */
export async function undoneOfTask (
  db: Queryable, { providerId, from }: { providerId: number, from: string }
): Promise<number> {
  const { rows: [row] } = await db.query<{ count: number }>({
    text: `select greatest(count(i.number), (p.applied_by is distinct from t.id)::int)::int as count
      from task t join drift_plan p on p.provider_id = t.provider_id and p.id = t.input ->> 'planId'
        left join drift_plan_item i on i.provider_id = p.provider_id and i.plan_id = p.id and i.repair <> 'none'
          and i.outcome not in ('succeeded', 'unchanged')
      where t.provider_id = $1 and t.id = $2 group by t.id, p.applied_by`,
    values: [providerId, from]
  })
  return row?.count ?? 0
}
