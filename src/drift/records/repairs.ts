import type { Queryable } from '../../database/connect.ts'

// What a plan comes to as tasks, and what became of its numbers.

export interface PlanKey { readonly providerId: number, readonly id: string }

/** Numbers that one task is made for: they are asked the same. */
export interface RepairGroup {
  readonly repair: 'forget' | 'release' | 'adopt' | 'upload' | 'change' | 'here'
  readonly msTenantId: string | null
  readonly settings: Record<string, unknown>
  readonly part: number
  readonly numbers: string[]
}

const picked = (from: string): string => `jsonb_build_object('callingProfileId', ${from} -> 'callingProfileId',
  'usage', ${from} -> 'usage', 'additionalUsages', coalesce(nullif(${from} -> 'additionalUsages', 'null'), '[]'),
  'capabilities', ${from} -> 'capabilities', 'civicAddressId', ${from} -> 'civicAddressId',
  'locationId', ${from} -> 'locationId')`

/** Only what differs is changed; an address goes with its location. */
const changed = `jsonb_strip_nulls(jsonb_build_object(
  'usage', case when 'usage' = any(i.attributes) then i.evidence #> '{records,usage}' end,
  'capabilities', case when 'capabilities' = any(i.attributes) then i.evidence #> '{records,capabilities}' end,
  'civicAddressId', case when i.attributes && '{civicAddress,location}'
    then i.evidence #> '{records,civicAddressId}' end,
  'locationId', case when i.attributes && '{civicAddress,location}'
    then i.evidence #> '{records,locationId}' end))`

/** The tasks of a plan, in an order that stays the same. Those on SBCs and in the records are `here`, of any tenant. */
export async function repairGroups (db: Queryable, { providerId, id }: PlanKey, size: number): Promise<RepairGroup[]> {
  const { rows } = await db.query<RepairGroup>({
    text: `with items as (
        select distinct i.number, case when i.repair in ('forget', 'release', 'adopt', 'upload', 'change') then i.repair
            else 'here' end as repair,
          case when i.repair in ('forget', 'release', 'adopt', 'upload', 'change') then i.ms_tenant_id end as tenant,
          case i.repair when 'adopt' then ${picked("(i.evidence -> 'microsoft')")}
            when 'upload' then ${picked("(i.evidence -> 'records')")} when 'change' then ${changed} else '{}' end
            as settings
        from drift_plan_item i where i.provider_id = $1 and i.plan_id = $2 and i.repair <> 'none'
          and i.outcome = 'pending'
      ), parted as (
        select *, (row_number() over (partition by repair, tenant, settings order by number) - 1) / $3 as part
        from items
      )
      select repair, tenant as "msTenantId", settings, part::int, array_agg(number order by number) as numbers
      from parted group by repair, tenant, settings, part order by repair, tenant, settings::text, part`,
    values: [providerId, id, size]
  })
  return rows
}

/**
 * What a plan takes away that nobody but its maker has approved: all of it first, then by tenant; with what is held.
 */
export async function removalsOfPlan (
  db: Queryable, { providerId, id }: PlanKey
): Promise<Array<{ msTenantId: string | null, count: number, held: number }>> {
  const { rows } = await db.query<{ msTenantId: string | null, count: number, held: number }>({
    text: `select i.ms_tenant_id as "msTenantId", count(distinct i.number)::int as count,
        (select coalesce(sum(b.count), 0)::int from number_block b where b.provider_id = $1 and b.level = 1
          and b.ms_tenant_id = coalesce(i.ms_tenant_id, '00000000-0000-0000-0000-000000000000')) as held
      from drift_plan p join drift_plan_item i on i.provider_id = p.provider_id and i.plan_id = p.id
      where p.provider_id = $1 and p.id = $2 and p.approved_by is null
        and i.outcome not in ('succeeded', 'unchanged') and i.repair in ('forget', 'release', 'take-off-sbc')
      group by grouping sets ((), (i.ms_tenant_id)) having count(*) > 0 order by grouping(i.ms_tenant_id) desc, 1`,
    values: [providerId, id]
  })
  return rows
}

/** What is to be looked at again at Microsoft before anything is done: after one number, of one tenant. */
export interface LookedItem {
  readonly number: string
  readonly msTenantId: string
  /** Whether Microsoft had it, and what it said. */
  readonly isThere: boolean
  readonly facts: Record<string, unknown> | null
}

export async function itemsToLook (
  db: Queryable, { providerId, id }: PlanKey, after: { tenant: string, number: string }, limit: number
): Promise<LookedItem[]> {
  const { rows } = await db.query<LookedItem>({
    text: `select i.number, i.ms_tenant_id as "msTenantId", i.evidence -> 'microsoft' <> 'null' as "isThere",
        nullif(i.evidence -> 'microsoft', 'null') as facts
      from drift_plan_item i where i.provider_id = $1 and i.plan_id = $2 and i.outcome = 'pending'
        and i.class in ('records_only', 'microsoft_only', 'attribute_mismatch') and i.repair <> 'none'
        and (i.ms_tenant_id, i.number collate "C") > ($3::uuid, $4)
      order by i.ms_tenant_id, i.number collate "C" limit $5`,
    values: [providerId, id, after.tenant, after.number, limit]
  })
  return rows
}

/** Numbers that are not as the plan has them. */
export async function failMoved (
  trx: Queryable, { providerId, id }: PlanKey, numbers: readonly string[]
): Promise<void> {
  if (numbers.length === 0) return
  await trx.query({
    text: `update drift_plan_item set outcome = 'failed', error_code = 'moved_since', settled_at = now(),
        error = 'Microsoft says otherwise of the number by now; read and plan again.'
      where provider_id = $1 and plan_id = $2 and number = any($3) and outcome = 'pending' and repair <> 'none'`,
    values: [providerId, id, numbers]
  })
}

/**
 * Takes over what became of the numbers of the tasks that a task made, as items of the plan and of the task. What an
 * earlier task had done of the plan is not told again.
 */
export async function settlePlan (trx: Queryable, { providerId, id }: PlanKey, taskId: string): Promise<void> {
  await trx.query({
    text: `update drift_plan_item i set outcome = t.outcome, error_code = t.error_code, error = t.error,
        settled_at = now()
      from task c join task_item t on t.provider_id = c.provider_id and t.task_id = c.id
      where c.provider_id = $1 and c.parent_id = $3 and c.state = 'finished' and i.provider_id = $1 and i.plan_id = $2
        and i.number = t.key and i.repair <> 'none' and i.outcome = 'pending'`,
    values: [providerId, id, taskId]
  })
  await trx.query({
    text: `insert into task_item (provider_id, task_id, ordinal, key, outcome, step, error_code, error, active)
      select $1::int, $3::text, row_number() over (order by w.number) - 1, w.number, w.outcome, 'repair', w.error_code,
        w.error, false
      from (select distinct on (number) number, outcome, error_code, error from drift_plan_item
        where provider_id = $1 and plan_id = $2 and repair <> 'none' and settled_at >= (select applied_at
          from drift_plan where provider_id = $1 and id = $2)
        order by number, outcome not in ('succeeded', 'unchanged') desc, class) w
      on conflict (provider_id, task_id, ordinal) do update set outcome = excluded.outcome,
        error_code = excluded.error_code, error = excluded.error`,
    values: [providerId, id, taskId]
  })
}

/** How many numbers of a plan came to what. */
export async function planCounts (
  db: Queryable, { providerId, id }: PlanKey
): Promise<{ planned: number, repaired: number, failed: number, left: number }> {
  const { rows: [row] } = await db.query<{ planned: number, repaired: number, failed: number, left: number }>({
    text: `select count(*) filter (where repair <> 'none')::int as planned,
        count(*) filter (where repair <> 'none' and outcome in ('succeeded', 'unchanged'))::int as repaired,
        count(*) filter (where repair <> 'none' and outcome not in ('succeeded', 'unchanged'))::int as failed,
        count(*) filter (where repair = 'none')::int as left
      from drift_plan_item where provider_id = $1 and plan_id = $2`,
    values: [providerId, id]
  })
  return row ?? { planned: 0, repaired: 0, failed: 0, left: 0 }
}
