import type { Queryable } from '../../database/connect.ts'

// What a task repairs itself: rules on SBCs, and the records.

interface RepairTask { readonly providerId: number, readonly id: string, readonly caller: string }

/** One rule to be put right: the one that is there goes, the one that should be comes. */
export interface RuleRepair {
  readonly number: string
  readonly repair: 'put-on-sbc' | 'take-off-sbc' | 'retag'
  readonly msTenantId: string | null
  /** Name and tag of the rule that is there. */
  readonly present: { name: string, tag: string } | null
  /** What the rule that should be there is called. */
  readonly name: string
}

/** SBCs on which the task has rules to put right. */
export async function devicesToRepair (db: Queryable, task: RepairTask, planId: string): Promise<number[]> {
  const { rows } = await db.query<{ sbcId: number }>({
    text: `select distinct i.sbc_id as "sbcId" from drift_plan_item i
      join task_item t on t.provider_id = i.provider_id and t.task_id = $3 and t.key = i.number
      where i.provider_id = $1 and i.plan_id = $2 and i.repair in ('put-on-sbc', 'take-off-sbc', 'retag') order by 1`,
    values: [task.providerId, planId, task.id]
  })
  return rows.map(row => row.sbcId)
}

/** Those of one SBC. A rule is called as it was, or as the site of its customer, if possible the one on this SBC. */
export async function ruleRepairs (
  db: Queryable, task: RepairTask, planId: string, sbcId: number
): Promise<RuleRepair[]> {
  const { rows } = await db.query<RuleRepair>({
    text: `select i.number, i.repair, i.ms_tenant_id as "msTenantId", nullif(i.evidence -> 'sbc', 'null') as present,
        coalesce(o.rule_name, s.name, '') as name
      from drift_plan_item i join task_item t on t.provider_id = i.provider_id and t.task_id = $3 and t.key = i.number
      left join number_on_sbc o on o.provider_id = i.provider_id and o.number = i.number and o.sbc_id = i.sbc_id
      left join lateral (select s.name from customer c join site s on s.provider_id = c.provider_id
          and s.customer_id = c.id where c.provider_id = i.provider_id and c.ms_tenant_id = i.ms_tenant_id
        order by s.sbc_id = i.sbc_id desc, s.created_at, s.name limit 1) s on true
      where i.provider_id = $1 and i.plan_id = $2 and i.sbc_id = $4 and t.outcome = 'pending'
        and i.repair in ('put-on-sbc', 'take-off-sbc', 'retag') order by i.number`,
    values: [task.providerId, planId, task.id, sbcId]
  })
  return rows
}

const pending = `from drift_plan_item i join task_item t on t.provider_id = i.provider_id and t.task_id = $3
    and t.key = i.number and t.outcome = 'pending'
  where i.provider_id = $1 and i.plan_id = $2`

/** The records take what Microsoft has, for what the plan says it differs in. */
export async function acceptMicrosoft (trx: Queryable, task: RepairTask, planId: string): Promise<void> {
  await trx.query({
    text: `with told as (
        select i.number, i.attributes, i.evidence -> 'microsoft' as m ${pending} and i.repair = 'accept'
      ), changed as (
        update number n set
          calling_profile_id = case when 'callingProfile' = any(a.attributes) then (a.m ->> 'callingProfileId')::uuid
            else n.calling_profile_id end,
          usage = case when 'usage' = any(a.attributes) then a.m ->> 'usage' else n.usage end,
          capabilities = case when 'capabilities' = any(a.attributes)
            then array(select jsonb_array_elements_text(a.m -> 'capabilities')) else n.capabilities end,
          civic_address_id = case when a.attributes && '{civicAddress,location}'
            then (a.m ->> 'civicAddressId')::uuid else n.civic_address_id end,
          location_id = case when a.attributes && '{civicAddress,location}'
            then (a.m ->> 'locationId')::uuid else n.location_id end
        from told a where n.provider_id = $1 and n.number = a.number returning n.*
      )
      insert into number_history (provider_id, number, change, task_id, caller, before, after)
      select $1::int, c.number, 'changed', $3::text, $4::text, drift_records(o), drift_records(c) from changed c
      join number o on o.provider_id = $1 and o.number = c.number order by c.number`,
    values: [task.providerId, planId, task.id, task.caller]
  })
}

/** Numbers that nobody releases or misses any more are active again. */
export async function clearMarks (trx: Queryable, task: RepairTask, planId: string): Promise<void> {
  await trx.query({
    text: `with cleared as (
        update number n set removal_status = 0 from (select i.number ${pending} and i.repair = 'clear-mark') m
        where n.provider_id = $1 and n.number = m.number and n.removal_status <> 0 returning n.*
      )
      insert into number_history (provider_id, number, change, task_id, caller, before, after)
      select $1::int, c.number, 'removal-status', $3::text, $4::text,
        jsonb_build_object('msTenantId', c.ms_tenant_id, 'removalStatus', o.removal_status),
        jsonb_build_object('msTenantId', c.ms_tenant_id, 'removalStatus', 0) from cleared c
      join number o on o.provider_id = $1 and o.number = c.number order by c.number`,
    values: [task.providerId, planId, task.id, task.caller]
  })
}
