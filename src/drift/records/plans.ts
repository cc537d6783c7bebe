import { reachedList, type Listing, type Part, type Place } from '../../database/list.ts'
import type { Queryable } from '../../database/connect.ts'
import type { ReachedRecords } from '../../database/reach.ts'
import type { Precondition } from '../../engine/records/preconditions.ts'
import { ofProviderOnly } from '../../tenancy/records/reach.ts'
import type { RepairItem, RepairPlan } from '../schemas/repair.ts'

// Plans as they are shown, approved and asked whether they still hold.

export type StoredItem = Omit<RepairItem, 'where' | 'why'> & { why: string | null }

export async function repairPlan (records: ReachedRecords, id: string): Promise<RepairPlan | undefined> {
  const { rows } = await records.query<RepairPlan>({
    within: ofProviderOnly('p'),
    text: within => `select p.id as "planId", case when p.applied_by is not null then 'applied'
          when p.expires_at < now() then 'expired' when p.approved_by is not null then 'approved' else 'open'
        end as state,
        p.fingerprint, coalesce(c.needs, false) as "needsApproval", p.made_by as "madeBy", p.made_at as "madeAt",
        p.expires_at as "expiresAt", p.approved_by as "approvedBy", p.approved_at as "approvedAt",
        p.applied_by as "appliedBy", p.applied_at as "appliedAt", coalesce(c.effects, '[]') as effects
      from drift_plan p left join lateral (
        select jsonb_agg(jsonb_build_object('repair', e.repair, 'class', e.class, 'count', e.count, 'succeeded',
            e.succeeded, 'failed', e.failed) order by e.class, e.repair) as effects, bool_or(e.needs) as needs
        from (select i.repair, i.class, count(*) as count,
            count(*) filter (where i.outcome in ('succeeded', 'unchanged')) as succeeded,
            count(*) filter (where i.outcome not in ('succeeded', 'unchanged', 'pending')) as failed,
            bool_or(i.repair <> 'none' and i.mode = 'approve') as needs
          from drift_plan_item i where i.provider_id = p.provider_id and i.plan_id = p.id group by 1, 2) e
      ) c on true where ${within} and p.id = $4 and p.fingerprint <> ''`,
    values: [id]
  })
  return rows[0]
}

export const planItemListing: Listing = {
  orders: {
    telephoneNumber: [
      { sql: 'i.number collate "C"', type: 'text' }, { sql: 'i.class', type: 'text' }, { sql: 'i.sbc_id', type: 'int' }
    ]
  },
  usual: 'telephoneNumber'
}

export async function planItems (
  records: ReachedRecords, id: string, place: Place
): Promise<Part<StoredItem>> {
  const from = (within: string): string => `from drift_plan_item i where ${within} and i.plan_id = $4`
  return reachedList<StoredItem>(records, planItemListing, place, {
    within: ofProviderOnly('i'),
    counted: within => `select count(*) ${from(within)}`,
    rows: (within, { behind, mark, tail }) => `select i.number as "telephoneNumber", i.class,
        i.ms_tenant_id as "msTenantId",
        nullif(i.sbc_id, 0) as "sbcId", i.repair, i.why, i.repair <> 'none' and i.mode = 'approve' as "needsApproval",
        i.outcome, i.error_code as "errorCode", i.error${mark} ${from(within)}${behind} ${tail}`,
    values: [id]
  })
}

/** Why an item `i` is not what it was any more; null when it is. */
const moved = `case when d.number is null then 'does not differ so any more'
  when d.evidence <> i.evidence or d.attributes <> i.attributes then 'differs otherwise by now'
  when coalesce((select drift_records(n) from number n where n.provider_id = i.provider_id and n.number = i.number),
    'null') <> i.evidence -> 'records' then 'was changed in the records'
  when exists (select from task_item a where a.provider_id = i.provider_id and a.key = i.number and a.active)
    then 'is being worked on by a task' end`
const movedFrom = `drift_plan_item i left join drift d on d.provider_id = i.provider_id and d.number = i.number
  and d.class = i.class and d.sbc_id = i.sbc_id`

/** What is not as it was when the plan was made, the first of it in words. */
export async function movedSince (
  records: ReachedRecords, id: string, limit: number
): Promise<Array<{ number: string, class: string, moved: string }>> {
  const { rows } = await records.query<{ number: string, class: string, moved: string }>({
    within: ofProviderOnly('i'),
    text: within => `select * from (select i.number, i.class, ${moved} as moved from ${movedFrom}
      where ${within} and i.plan_id = $4 and i.repair <> 'none') m where m.moved is not null order by 1, 2 limit $5`,
    values: [id, limit]
  })
  return rows
}

/** Classes of which a plan repairs more numbers than their policies allow within the hour. */
export async function beyondLimits (
  records: ReachedRecords, id: string
): Promise<Array<{ class: string, hourlyMax: number, asked: number, done: number }>> {
  const { rows } = await records.query<{ class: string, hourlyMax: number, asked: number, done: number }>({
    within: ofProviderOnly('p'),
    text: within => `select p.class, p.hourly_max as "hourlyMax", a.asked, s.done from drift_policy p
      cross join lateral (select count(distinct i.number)::int as asked from drift_plan_item i
        where i.provider_id = p.provider_id and i.plan_id = $4 and i.class = p.class and i.repair <> 'none'
          and (p.ms_tenant_id is null or i.ms_tenant_id = p.ms_tenant_id)) a
      cross join lateral (select count(distinct i.number)::int as done from drift_plan_item i
        where i.provider_id = p.provider_id and i.class = p.class and i.settled_at > now() - interval '1 hour'
          and (p.ms_tenant_id is null or i.ms_tenant_id = p.ms_tenant_id)) s
      where ${within} and a.asked > 0 and a.asked + s.done > p.hourly_max order by p.class`,
    values: [id]
  })
  return rows
}

/** The precondition that nobody has applied the plan, and that its time is not over. */
export const isOpen = (providerId: number, id: string): Precondition => ({
  sql: `exists (select from drift_plan o where o.provider_id = p.value1::int and o.id = p.value2
    and o.applied_by is null and o.expires_at > now())`,
  values: [String(providerId), id]
})

/** Approves the plan; nothing happens to one that the same application made, or that is approved or applied. */
export async function approvePlan (
  db: Queryable, task: { providerId: number, caller: string }, id: string
): Promise<void> {
  await db.query({
    text: `update drift_plan set approved_by = $3, approved_at = now() where provider_id = $1 and id = $2
      and made_by <> $3 and approved_by is null and applied_by is null`,
    values: [task.providerId, id, task.caller]
  })
}

/**
 * The task takes the plan, unless another one has it; what is not as it was fails. The retry of the task that has it
 * takes it over, with what that one left undone.
 */
export async function takePlan (trx: Queryable, task: { providerId: number, id: string }, id: string): Promise<void> {
  await trx.query({
    text: `with over as (
        update drift_plan p set applied_by = $3, applied_at = now() from task t
        where p.provider_id = $1 and p.id = $2 and t.provider_id = $1 and t.id = $3 and p.applied_by = t.retry_of
        returning 1
      )
      update drift_plan_item set outcome = 'pending', error_code = null, error = null, settled_at = null
      where provider_id = $1 and plan_id = $2 and repair <> 'none' and outcome not in ('succeeded', 'unchanged')
        and exists (select from over)`,
    values: [task.providerId, id, task.id]
  })
  await trx.query({
    text: `with taken as (
        update drift_plan set applied_by = $3, applied_at = coalesce(applied_at, now())
        where provider_id = $1 and id = $2 and coalesce(applied_by, $3) = $3 returning 1
      )
      update drift_plan_item u set outcome = 'failed', error_code = 'moved_since',
        error = 'The number ' || m.moved || '.', settled_at = now()
      from (select i.number, i.class, i.sbc_id, ${moved} as moved from ${movedFrom}
        where i.provider_id = $1 and i.plan_id = $2 and i.repair <> 'none' and i.outcome = 'pending') m
      where u.provider_id = $1 and u.plan_id = $2 and u.number = m.number and u.class = m.class
        and u.sbc_id = m.sbc_id and m.moved is not null and exists (select from taken)`,
    values: [task.providerId, id, task.id]
  })
}

export async function hasPlan (db: Queryable, task: { providerId: number, id: string }, id: string): Promise<boolean> {
  const { rows } = await db.query({
    text: 'select from drift_plan where provider_id = $1 and id = $2 and applied_by = $3',
    values: [task.providerId, id, task.id]
  })
  return rows.length > 0
}
