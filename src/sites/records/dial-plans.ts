import type { DialPlanRule } from '../schemas/dial-plan.ts'
import type { Queryable } from '../../database/connect.ts'

/** A dial plan as it was last read; `rules` is null when only its name was. Ages in seconds. */
export interface ReadPlan { plan: string, rules: DialPlanRule[] | null, rulesAge: number | null, age: number }

/** In the device's order. */
export async function readPlans (db: Queryable, providerId: number, sbcId: number, plan?: string): Promise<ReadPlan[]> {
  const { rows } = await db.query<ReadPlan>({
    text: `select plan, rules, extract(epoch from now() - rules_read_at)::float8 as "rulesAge", extract(epoch
      from now() - read_at)::float8 as age
      from dial_plan_reading where provider_id = $1 and sbc_id = $2 and ($3::text is null or plan = $3) order by place`,
    values: [providerId, sbcId, plan ?? null]
  })
  return rows
}

/** Notes all plans of a device, and the rules of those that were read; a plan that is gone there goes here too. */
export async function recordReading (
  db: Queryable, providerId: number, sbcId: number,
  plans: ReadonlyArray<{ plan: string, rules: readonly DialPlanRule[] | undefined }>
): Promise<void> {
  await db.query({
    text: `with given as (select p ->> 'plan' as plan, p -> 'rules' as rules, place
      from jsonb_array_elements($3::jsonb) with ordinality as g (p, place)),
      gone as (delete from dial_plan_reading where provider_id = $1 and sbc_id = $2 and plan not in (select plan
        from given))
      insert into dial_plan_reading as r (provider_id, sbc_id, plan, place, rules, rules_read_at)
      select $1, $2, plan, place, rules, case when rules is not null then now() end from given
      on conflict (provider_id, sbc_id, plan) do update set place = excluded.place, read_at = now(),
        rules = coalesce(excluded.rules, r.rules), rules_read_at = coalesce(excluded.rules_read_at, r.rules_read_at)`,
    values: [providerId, sbcId, JSON.stringify(plans)]
  })
}

export interface SiteRule extends DialPlanRule { siteId: string, sbcId: number, plan: string }

const ruleColumns = 'site_id as "siteId", sbc_id as "sbcId", plan, prefix, name, tag'

export async function rulesOfSite (db: Queryable, providerId: number, siteId: string): Promise<SiteRule[]> {
  const { rows } = await db.query<SiteRule>({
    text: `select ${ruleColumns} from site_rule where provider_id = $1 and site_id = $2 order by sbc_id, plan, prefix`,
    values: [providerId, siteId]
  })
  return rows
}

/** What our records say about whose rules are whose in a plan. */
export interface PlanOwners { ofSites: Map<string, string>, nameIsShared: boolean }

export async function ownersIn (
  db: Queryable, providerId: number, plan: { sbcId: number, plan: string }, site: { id: string, name: string }
): Promise<PlanOwners> {
  const { rows } = await db.query<{ prefix: string, siteId: string }>({
    text: 'select prefix, site_id as "siteId" from site_rule where provider_id = $1 and sbc_id = $2 and plan = $3',
    values: [providerId, plan.sbcId, plan.plan]
  })
  const { rows: twins } = await db.query({
    text: 'select from site where provider_id = $1 and sbc_id = $2 and lower(name) = lower($3) and id <> $4 limit 1',
    values: [providerId, plan.sbcId, site.name, site.id]
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
