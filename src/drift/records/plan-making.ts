import type { Queryable } from '../../database/connect.ts'
import { classMeanings, driftClasses, type DriftClass, type Repair } from '../schemas/drift-class.ts'
import { filtered, filterValues, type DriftFilter } from './drift.ts'

/** Minutes for which a plan may be applied. */
const lifetime = 60

type PlanKey = Pick<PlanOrder, 'providerId' | 'id'>

export interface PlanOrder {
  readonly providerId: number
  readonly id: string
  readonly caller: string
  readonly filter: DriftFilter
  readonly repairs: Partial<Record<DriftClass, Repair>>
  /** Only what is repaired without approval, and no more of it than its policy allows now. */
  readonly byItself?: boolean
}

/** Repairs of a whole number, which leave nothing to do about its other differences. */
const whole = "('forget', 'adopt', 'release', 'upload')"

const whyNot = `case
  when c.mode = 'report' then 'The policy only reports.'
  when c.wanted = 'none' then 'A person must: ' || ($9::jsonb ->> c.class)
  when c.evidence #>> '{records,source}' = 'ocsync' and c.class = 'other_tag'
    then 'It came from elsewhere, so that no SBC is touched for it until it is adopted.'
  when c.wanted = 'change' and c.attributes && '{tenant,callingProfile}'
    then 'Microsoft can be told neither another tenant nor another calling profile.'
  when c.wanted = 'accept' and 'tenant' = any(c.attributes) then 'A number moves only by a release and an upload.'
  when exists (select from task_item a where a.provider_id = $1 and a.key = c.number and a.active)
    then 'A task is about the number.'
  when coalesce((select drift_records(n) from number n where n.provider_id = $1 and n.number = c.number), 'null')
      <> c.evidence -> 'records' then 'It was changed since it was compared.'
  when $10 and exists (select from freeze_window w where w.provider_id = $1 and now() between w.starts_at and w.ends_at
      and (w.sbc_id is null or w.sbc_id = c.sbc_id or c.wanted in ${whole})
      and (w.customer_id is null or w.customer_id in (select k.id from customer k where k.provider_id = $1
        and k.ms_tenant_id = c.ms_tenant_id)))
    then 'SBCs are left alone at present (a freeze); a later reading sees to it.'
  when $10 and c.place > c.allowed then 'More than its policy allows in an hour.'
end`

/** How many numbers of the class and tenant may still be repaired within the hour. */
const allowed = `coalesce((select greatest(0, p.hourly_max - (select count(distinct i.number) from drift_plan_item i
    where i.provider_id = $1 and i.class = d.class and i.settled_at > now() - interval '1 hour'
      and (p.ms_tenant_id is null or i.ms_tenant_id = p.ms_tenant_id)))
  from drift_policy p where p.provider_id = $1 and p.class = d.class and p.hourly_max is not null
    and (p.ms_tenant_id is null or p.ms_tenant_id = d.ms_tenant_id)
  order by p.ms_tenant_id is null limit 1), 2147483647)`

/** Makes the plan of all differences that fit, in one statement. Making it twice is making it once. */
export async function makePlan (trx: Queryable, order: PlanOrder): Promise<void> {
  const { providerId, id, caller, filter, repairs, byItself = false } = order
  const usual = Object.fromEntries(driftClasses.map(name => [name, classMeanings[name].repairs[0]]))
  const how = Object.fromEntries(driftClasses.map(name => [name, classMeanings[name].how]))
  await trx.query({
    text: `with chosen as materialized (
        select d.*, drift_mode($1, d.class, d.ms_tenant_id) as mode, $8::jsonb ->> d.class as wanted,
          row_number() over (partition by d.class order by d.number) as place
        from drift d where d.provider_id = $1 and ${filtered(2)}
      ), limited as materialized (
        select d.*, case when $10 then ${allowed} end as allowed from chosen d where not $10 or d.mode = 'repair'
      ), judged as materialized (
        select c.*, ${whyNot} as why from limited c
      ), planned as (
        select j.*, j.wanted not in ${whole}
          and bool_or(j.why is null and j.wanted in ${whole}) over (partition by j.number) as is_covered
        from judged j
      ), old as (
        delete from drift_plan where provider_id = $1 and made_at < now() - interval '90 days'
      ), plan as (
        insert into drift_plan (provider_id, id, made_by, expires_at, fingerprint)
        values ($1, $11, $12, now() + make_interval(mins => ${lifetime}), '') on conflict do nothing
      )
      insert into drift_plan_item (provider_id, plan_id, number, class, sbc_id, ms_tenant_id, repair, mode, why,
        attributes, evidence)
      select $1, $11, p.number, p.class, p.sbc_id, p.ms_tenant_id,
        case when p.why is null and not p.is_covered then p.wanted else 'none' end, p.mode,
        coalesce(p.why, case when p.is_covered then 'Another repair of the number takes care of it.' end),
        p.attributes, p.evidence
      from planned p order by p.number, p.class, p.sbc_id on conflict do nothing`,
    values: [
      providerId, ...filterValues(filter), JSON.stringify({ ...usual, ...repairs }), JSON.stringify(how), byItself, id,
      caller
    ]
  })
}

/** Writes down what all of the plan comes to, when nothing of it changes any more. */
export async function sealPlan (trx: Queryable, { providerId, id }: PlanKey): Promise<void> {
  await trx.query({
    text: `update drift_plan p set fingerprint = (select encode(sha256(convert_to(coalesce(string_agg(
        encode(sha256(convert_to(i.number || i.class || i.sbc_id || i.repair || i.evidence::text, 'UTF8')), 'hex'),
        ' ' order by i.number, i.class, i.sbc_id), ''), 'UTF8')), 'hex')
      from drift_plan_item i where i.provider_id = $1 and i.plan_id = $2) where p.provider_id = $1 and p.id = $2`,
    values: [providerId, id]
  })
}

/** A number that would be uploaded, with what its upload would ask for. */
export interface PlannedUpload {
  number: string
  repair: 'adopt' | 'upload'
  msTenantId: string
  settings: UploadSettings
}
interface UploadSettings {
  callingProfileId: string | null
  usage: string | null
  additionalUsages?: string[]
  capabilities: string[]
  civicAddressId: string | null
  locationId: string | null
}

export async function plannedUploads (
  db: Queryable, { providerId, id }: PlanKey, after: string, limit: number
): Promise<PlannedUpload[]> {
  const { rows } = await db.query<PlannedUpload>({
    text: `select i.number, i.repair, i.ms_tenant_id as "msTenantId",
        case i.repair when 'adopt' then i.evidence -> 'microsoft' else i.evidence -> 'records' end as settings
      from drift_plan_item i where i.provider_id = $1 and i.plan_id = $2 and i.repair in ('adopt', 'upload')
        and i.number collate "C" > $3 order by i.number collate "C" limit $4`,
    values: [providerId, id, after, limit]
  })
  return rows
}

/** What an upload would refuse is not planned, and says why. */
export async function refusePlanned (
  trx: Queryable, { providerId, id }: PlanKey, refused: ReadonlyMap<string, string>
): Promise<void> {
  if (refused.size === 0) return
  await trx.query({
    text: `update drift_plan_item i set repair = 'none', why = r.why from unnest($3::text[], $4::text[]) r (number, why)
      where i.provider_id = $1 and i.plan_id = $2 and i.number = r.number and i.repair in ('adopt', 'upload')`,
    values: [providerId, id, [...refused.keys()], [...refused.values()]]
  })
}
