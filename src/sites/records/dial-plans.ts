import type { DialPlanRule } from '../schemas/dial-plan.ts'
import type { Queryable } from '../../database/connect.ts'
import type { ReachedRecords } from '../../database/reach.ts'
import { ofAnybody, ofSiteWithin, ofWholeProvider } from '../../tenancy/records/reach.ts'

/** A dial plan as it was last read; `rules` is null when only its name was. Ages in seconds. */
export interface ReadPlan { plan: string, rules: DialPlanRule[] | null, rulesAge: number | null, age: number }

/** In the device's order. */
export async function readPlans (records: ReachedRecords, sbcId: number): Promise<ReadPlan[]> {
  const { rows } = await records.query<ReadPlan>({
    within: ofWholeProvider('r'),
    text: within => `select r.plan, r.rules, extract(epoch from now() - r.rules_read_at)::float8 as "rulesAge",
      extract(epoch from now() - r.read_at)::float8 as age
      from dial_plan_reading r where ${within} and r.sbc_id = $4 order by r.place`,
    values: [sbcId]
  })
  return rows
}

/** When a reading begins, by the clock of the records. */
export async function clock (db: Queryable): Promise<string> {
  const { rows } = await db.query<{ now: string }>({ text: 'select clock_timestamp()::text as now', values: [] })
  return rows[0]?.now ?? 'now'
}

/**
 * Notes all plans of a device, and the rules of those that were read; a plan that is gone there goes here too. Of two
 * readings that end in another order than they began, the rules of the later beginning stay.
 */
export async function recordReading (
  db: Queryable, providerId: number, sbcId: number,
  plans: ReadonlyArray<{ plan: string, rules: readonly DialPlanRule[] | undefined }>, began = 'now'
): Promise<void> {
  await db.query({
    text: `with given as (select p ->> 'plan' as plan, p -> 'rules' as rules, place
      from jsonb_array_elements($3::jsonb) with ordinality as g (p, place)),
      gone as (delete from dial_plan_reading where provider_id = $1 and sbc_id = $2 and plan not in (select plan
        from given))
      insert into dial_plan_reading as r (provider_id, sbc_id, plan, place, rules, rules_read_at)
      select $1, $2, plan, place, rules, case when rules is not null then $4::text::timestamptz end from given
      on conflict (provider_id, sbc_id, plan) do update set place = excluded.place, read_at = now(),
        rules = case when excluded.rules_read_at < r.rules_read_at then r.rules
          else coalesce(excluded.rules, r.rules) end,
        rules_read_at = greatest(excluded.rules_read_at, r.rules_read_at)`,
    values: [providerId, sbcId, JSON.stringify(plans), began]
  })
}

export interface SiteRule extends DialPlanRule { siteId: string, sbcId: number, plan: string }

export async function rulesOfSite (records: ReachedRecords, siteId: string): Promise<SiteRule[]> {
  const { rows } = await records.query<SiteRule>({
    within: ofSiteWithin('r'),
    text: within => `select r.site_id as "siteId", r.sbc_id as "sbcId", r.plan, r.prefix, r.name, r.tag
      from site_rule r where ${within} and r.site_id = $4 order by r.sbc_id, r.plan, r.prefix`,
    values: [siteId]
  })
  return rows
}

/** What our records say about whose rules are whose in a plan, of all sites, so that others' are left out. */
export interface PlanOwners { ofSites: Map<string, string>, nameIsShared: boolean }

export async function ownersIn (
  records: ReachedRecords, plan: { sbcId: number, plan: string }, site: { id: string, name: string }
): Promise<PlanOwners> {
  const { rows } = await records.query<{ prefix: string, siteId: string }>({
    within: ofAnybody('r'),
    text: within =>
      `select r.prefix, r.site_id as "siteId" from site_rule r where ${within} and r.sbc_id = $4 and r.plan = $5`,
    values: [plan.sbcId, plan.plan]
  })
  const { rows: twins } = await records.query({
    within: ofAnybody('s'),
    text: within =>
      `select from site s where ${within} and s.sbc_id = $4 and lower(s.name) = lower($5) and s.id <> $6 limit 1`,
    values: [plan.sbcId, site.name, site.id]
  })
  return { ofSites: new Map(rows.map(row => [row.prefix, row.siteId])), nameIsShared: twins.length > 0 }
}

export async function recordSiteRules (
  db: Queryable, providerId: number, place: { sbcId: number, plan: string, siteId: string },
  present: readonly DialPlanRule[], gone: readonly string[]
): Promise<void> {
  await db.query({
    text: `with gone as (delete from site_rule where provider_id = $1 and sbc_id = $2 and plan = $3
      and prefix = any($5::text[]) and not prefix in (select p ->> 'prefix' from jsonb_array_elements($6::jsonb) p))
      insert into site_rule (provider_id, sbc_id, plan, site_id, prefix, name, tag)
      select $1, $2, $3, $4, p ->> 'prefix', p ->> 'name', p ->> 'tag' from jsonb_array_elements($6::jsonb) p
      on conflict (provider_id, sbc_id, plan, prefix) do update set name = excluded.name, tag = excluded.tag,
        site_id = excluded.site_id`,
    values: [providerId, place.sbcId, place.plan, place.siteId, gone, JSON.stringify(present)]
  })
}
