import type { Queryable } from '../../database/connect.ts'

/** A rule that our records say is on a device. `inTask`: a task under way is about to change that, and sees to it. */
export interface RecordedRule { name: string, prefix: string, tag: string, inTask: boolean }

/** Names of the plans that we put rules into on a device, beside that of the numbers. */
export async function plansOfSites (db: Queryable, providerId: number, sbcId: number): Promise<string[]> {
  const { rows } = await db.query<{ plan: string }>({
    text: 'select distinct plan from site_rule where provider_id = $1 and sbc_id = $2 order by plan',
    values: [providerId, sbcId]
  })
  return rows.map(row => row.plan)
}

/** The rules of sites that a plan should hold. */
export async function recordedSiteRules (
  db: Queryable, providerId: number, sbcId: number, plan: string
): Promise<RecordedRule[]> {
  const { rows } = await db.query<RecordedRule>({
    text: `select r.name, r.prefix, r.tag, exists (select from site s join task t on t.provider_id = s.provider_id
      and (t.id = s.held_by or t.id = any(s.edited_by)) and t.state <> 'finished'
          where s.provider_id = r.provider_id and s.id = r.site_id) as "inTask"
      from site_rule r where r.provider_id = $1 and r.sbc_id = $2 and r.plan = $3 order by r.prefix`,
    values: [providerId, sbcId, plan]
  })
  return rows
}

/** The rules of numbers that the plan of Operator Connect should hold. */
export async function recordedNumberRules (db: Queryable, providerId: number, sbcId: number): Promise<RecordedRule[]> {
  const { rows } = await db.query<RecordedRule>({
    text: `select o.rule_name as name, o.number as prefix, o.rule_tag as tag,
        exists (select from task_item i where i.provider_id = o.provider_id and i.key = o.number
          and i.active) as "inTask"
      from number_on_sbc o where o.provider_id = $1 and o.sbc_id = $2 order by o.number`,
    values: [providerId, sbcId]
  })
  return rows
}
