import { array, int, text } from '../../database/arrays.ts'
import type { Queryable } from '../../database/connect.ts'
import type { ReachedRecords } from '../../database/reach.ts'
import { ofAnybody, ofTenantWithin } from '../../tenancy/records/reach.ts'

/** Those of the numbers that our records hold for another tenant. */
export async function heldByOthers (
  records: ReachedRecords, msTenantId: string, numbers: readonly string[]
): Promise<string[]> {
  const { rows } = await records.query<{ number: string }>({
    within: ofAnybody('n'),
    text: within => `select n.number from number n where ${within} and n.number = any($5) and n.ms_tenant_id <> $4`,
    values: [msTenantId, numbers]
  })
  return rows.map(row => row.number)
}

export async function recordProgrammed (
  db: Queryable, providerId: number, rules: ReadonlyArray<{ sbcId: number, number: string, name: string, tag: string }>
): Promise<void> {
  if (rules.length === 0) return
  await db.query({
    name: 'record-programmed',
    text: `
      insert into number_on_sbc (provider_id, number, sbc_id, rule_name, rule_tag)
      select $1, r.number, r.sbc_id, r.name, r.tag
        from unnest($2::int[], $3::text[], $4::text[], $5::text[]) as r (sbc_id, number, name, tag)
        order by r.number, r.sbc_id
      on conflict (provider_id, number, sbc_id) do update set programmed_at = now(), rule_name = excluded.rule_name,
        rule_tag = excluded.rule_tag`,
    values: [
      providerId, array(int, rules.map(rule => rule.sbcId)),
      ...(['number', 'name', 'tag'] as const).map(key => array(text, rules.map(rule => rule[key])))
    ]
  })
}

/** Those of the numbers that our records say the SBC holds. */
export async function numbersOnSbc (
  db: Queryable, providerId: number, sbcId: number, numbers: readonly string[]
): Promise<string[]> {
  const { rows } = await db.query<{ number: string }>({
    text: 'select number from number_on_sbc where provider_id = $1 and sbc_id = $2 and number = any($3)',
    values: [providerId, sbcId, numbers]
  })
  return rows.map(row => row.number)
}

export async function recordRemovedFromSbc (
  db: Queryable, providerId: number, sbcId: number, numbers: readonly string[]
): Promise<void> {
  await db.query({
    text: 'delete from number_on_sbc where provider_id = $1 and sbc_id = $2 and number = any($3)',
    values: [providerId, sbcId, numbers]
  })
}

/** How many numbers the records hold for the tenant, or for all; counted ahead (see `number_block`). */
export async function countOfTenant (
  db: Queryable, providerId: number, msTenantId: string | undefined
): Promise<number> {
  const { rows: [row] } = await db.query<{ count: number }>({
    text: `select coalesce(sum(count), 0)::int as count from number_block where provider_id = $1 and level = 1
      and ms_tenant_id = coalesce($2::uuid, '00000000-0000-0000-0000-000000000000')`,
    values: [providerId, msTenantId ?? null]
  })
  return row?.count ?? 0
}

/** Those of the numbers that our records hold. */
export async function heldNumbers (db: Queryable, providerId: number, numbers: readonly string[]): Promise<string[]> {
  const { rows } = await db.query<{ number: string }>({
    text: 'select number from number where provider_id = $1 and number = any($2)', values: [providerId, numbers]
  })
  return rows.map(row => row.number)
}

/** Those of the numbers that our records hold for the tenant. */
export async function numbersOfTenant (
  records: ReachedRecords, msTenantId: string, numbers: readonly string[]
): Promise<string[]> {
  const { rows } = await records.query<{ number: string }>({
    within: ofTenantWithin('n', '$4::uuid'),
    text: within => `select n.number from number n where ${within} and n.ms_tenant_id = $4 and n.number = any($5)`,
    values: [msTenantId, numbers]
  })
  return rows.map(row => row.number)
}

/** Sets or clears `ReleaseRequested`, and writes that to the history; numbers marked for removal stay marked. */
export async function markReleaseRequested (
  db: Queryable, by: { providerId: number, taskId: string, caller: string }, msTenantId: string,
  numbers: readonly string[], requested: boolean
): Promise<void> {
  await db.query({
    text: `
      with marked as (
        update number set removal_status = $4 where provider_id = $1 and ms_tenant_id = $2 and number = any($3)
          and removal_status = $5 returning number
      ) insert into number_history (provider_id, number, change, task_id, caller, before, after)
      select $1::int, number, 'removal-status', $6::text, $7::text, jsonb_build_object('msTenantId', $2::uuid,
        'removalStatus', $5::int),
        jsonb_build_object('msTenantId', $2::uuid, 'removalStatus', $4::int) from marked order by number`,
    values: [by.providerId, msTenantId, numbers, requested ? 1 : 0, requested ? 0 : 1, by.taskId, by.caller]
  })
}

/** The rules that numbers have on each SBC, as we programmed them; a number that came by synchronization has none. */
export async function rulesBySbc (
  db: Queryable, providerId: number, numbers: readonly string[]
): Promise<Map<number, Array<{ name: string, prefix: string, tag: string }>>> {
  const { rows } = await db.query<{ sbcId: number, rules: Array<{ name: string, prefix: string, tag: string }> }>({
    text: `select sbc_id as "sbcId", jsonb_agg(jsonb_build_object('name', rule_name, 'prefix', number, 'tag', rule_tag)
      order by number) as rules
      from number_on_sbc where provider_id = $1 and number = any($2) group by sbc_id order by sbc_id`,
    values: [providerId, numbers]
  })
  return new Map(rows.map(row => [row.sbcId, row.rules]))
}

/** The SBCs that hold one of the numbers, as our records say. */
export async function sbcsWith (db: Queryable, providerId: number, numbers: readonly string[]): Promise<number[]> {
  const { rows } = await db.query<{ id: number }>({
    text: 'select distinct sbc_id as id from number_on_sbc where provider_id = $1 and number = any($2) order by 1',
    values: [providerId, numbers]
  })
  return rows.map(row => row.id)
}

/** What our records say about whether a number may be released. */
export interface ReleaseFact {
  number: string
  /** Another tenant has it, or it is beyond reach; the other facts are empty then. */
  isForeign: boolean
  assignmentStatus: string | null
  offlineSbcs: number[]
}

/** Facts of those of the numbers that are held at all. */
export async function releaseFacts (
  records: ReachedRecords, msTenantId: string, numbers: readonly string[]
): Promise<ReleaseFact[]> {
  const { rows } = await records.query<ReleaseFact>({
    name: 'release-facts',
    within: ofTenantWithin('n', '$4::uuid'),
    text: within => `
      select n.number, own.number is null as "isForeign", own.assignment_status as "assignmentStatus",
        array(select o.sbc_id from number_on_sbc o
          join upstream u on u.key = 'sbc:' || o.provider_id || ':' || o.sbc_id and u.failures > 0
          where o.provider_id = own.provider_id and o.number = own.number order by 1) as "offlineSbcs"
      from number n left join lateral (
        select n.* where ${within} and n.ms_tenant_id = $4
      ) own on true
      where n.provider_id = $1 and n.number = any($5)`,
    values: [msTenantId, numbers]
  })
  return rows
}
