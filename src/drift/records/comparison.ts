import type { Queryable } from '../../database/connect.ts'
import { choosableCapabilities } from '../../schemas/vocabulary/usage.ts'
import { lagMinutes } from '../../numbers/records/number-sync.ts'
import { findings } from './findings.ts'

/** Tasks with numbers for items that do nothing to them. */
const harmless = ['audit-inventory', 'detect-drift', 'plan-repair', 'apply-repair']

/** Readings that are older say too little of what is so now. */
const readings = `reading as materialized (
    select side, place, read_from from drift_reading where provider_id = $1 and read_from > now() - interval '1 day'
  )`

/** When something was last done to a number, as far as a reading may not know of it; infinity: it is being done. */
const touched = `touched as materialized (
    select number, max(at) as at from (
      select i.key as number, case t.state when 'finished' then t.finished_at else 'infinity' end as at
      from task t join task_item i on i.provider_id = t.provider_id and i.task_id = t.id
      where t.provider_id = $1 and t.kind <> all($4)
        and (t.state <> 'finished' or t.finished_at > (select min(read_from) from reading) - make_interval(mins => $3))
      union all
      select h.number, h.at from number_history h where h.provider_id = $1
        and h.at > (select min(read_from) from reading) - make_interval(mins => $3)
    ) x group by number
  )`

/** The tenant that a tag leads to, as text. By a pattern of an id it took ten times as long as all the rest. */
const taggedTenant = `case when lower(left(s.facts ->> 'tag', 6)) = 'trunk='
  then lower(substr(s.facts ->> 'tag', 7)) end`

const sides = `consent as materialized (
    select distinct ms_tenant_id from lead where provider_id = $1 and status in ('Active', 'Suspended')
  ), tenant as materialized (
    select ms_tenant_id from lead where provider_id = $1 union select ms_tenant_id from customer where provider_id = $1
  ), led as materialized (
    select distinct p.id as calling_profile_id, b.id as sbc_id from calling_profile p
    join calling_profile_trunk t on t.provider_id = p.provider_id and t.calling_profile_id = p.id
    join sbc b on b.provider_id = p.provider_id and b.fqdn = t.fqdn and b.abandoned_at is null
    where p.provider_id = $1 and not p.is_emergency_profile
  ), ours as materialized (
    select n.*, c.ms_tenant_id is not null as has_consent, t.at as touched, r.read_from
    from number n left join consent c on c.ms_tenant_id = n.ms_tenant_id left join touched t on t.number = n.number
    left join reading r on r.side = 'microsoft' and r.place = n.ms_tenant_id::text
    where n.provider_id = $1
  ), ms as materialized (
    select distinct on (s.number) s.number, s.place::uuid as ms_tenant_id, s.facts, r.read_from
    from drift_seen s join reading r on r.side = s.side and r.place = s.place
    left join ours o on o.number = s.number where s.provider_id = $1 and s.side = 'microsoft'
    order by s.number, (s.place = o.ms_tenant_id::text) is true desc, s.place
  ), rule as materialized (
    select s.number, s.place::int as sbc_id, s.facts, r.read_from, g.tenant,
      s.number ~ '^\\+\\d+$' and g.tenant in (select ms_tenant_id::text from tenant) as is_ours,
      g.tenant not in (select ms_tenant_id::text from consent)
        or g.tenant in (select place from reading where side = 'microsoft') as is_read
    from drift_seen s join reading r on r.side = s.side and r.place = s.place
    cross join lateral (select ${taggedTenant} as tenant) g
    where s.provider_id = $1 and s.side = 'sbc'
  ), wanted as materialized (
    select w.number, w.sbc_id, r.read_from from (
      select o.number, o.sbc_id from number_on_sbc o where o.provider_id = $1
      union select n.number, l.sbc_id from ours n join led l on l.calling_profile_id = n.calling_profile_id
    ) w join reading r on r.side = 'sbc' and r.place = w.sbc_id::text
    join sbc b on b.provider_id = $1 and b.id = w.sbc_id and b.abandoned_at is null
  )`

/** Whether a difference `d` was judged anew, and not only not found for want of a reading. */
const judged = `coalesce(t.at < now(), true)
  and (d.class not in ('records_only', 'microsoft_only', 'attribute_mismatch')
      and (d.class <> 'stale_pending' or coalesce(d.evidence #>> '{records,removalStatus}', '1') = '1')
    or m.read_from > coalesce(t.at, '-infinity') or c.ms_tenant_id is null)
  and (d.sbc_id = 0 or s.read_from > coalesce(t.at, '-infinity')
    or not exists (select from sbc b where b.provider_id = $1 and b.id = d.sbc_id and b.abandoned_at is null))`

/**
 * Compares what was read with the records, in one statement: a difference appears when it is steady, goes when it was
 * judged and is no more, and otherwise stays as it is.
 */
export async function compare (db: Queryable, task: { providerId: number, id: string }): Promise<void> {
  // The planner takes what was just staged for few rows: loops over loops would take hours for twenty thousand numbers.
  await db.query({ text: "select set_config('enable_nestloop', 'off', true)" })
  await db.query({
    text: `with ${readings}, ${touched}, ${sides}, found as materialized (
      ${findings}
    ), gone as (
      delete from drift g using (
        select d.number, d.class, d.sbc_id from drift d
        left join found f on f.number = d.number and f.class = d.class and f.sbc_id = d.sbc_id
        left join touched t on t.number = d.number
        left join reading m on m.side = 'microsoft' and m.place = d.ms_tenant_id::text
        left join reading s on s.side = 'sbc' and s.place = d.sbc_id::text
        left join consent c on c.ms_tenant_id = d.ms_tenant_id
        where d.provider_id = $1 and f.number is null and ${judged}
      ) x where g.provider_id = $1 and g.number = x.number and g.class = x.class and g.sbc_id = x.sbc_id 
    )
      insert into drift as d (provider_id, number, class, sbc_id, ms_tenant_id, attributes, evidence, task_id)
      select $1::int, f.number, f.class, f.sbc_id, f.ms_tenant_id, f.attributes,
        jsonb_build_object('records', case when n.number is not null then drift_records(n) end,
          'microsoft', f.microsoft, 'sbc', f.sbc), $5::text
      from found f left join number n on n.provider_id = $1 and n.number = f.number
      where f.steady order by f.number, f.class, f.sbc_id
      on conflict (provider_id, number, class, sbc_id) do update set ms_tenant_id = excluded.ms_tenant_id,
        attributes = excluded.attributes, evidence = excluded.evidence, task_id = excluded.task_id, changed_at = now()
        where (d.ms_tenant_id, d.attributes, d.evidence)
          is distinct from (excluded.ms_tenant_id, excluded.attributes, excluded.evidence)`,
    values: [task.providerId, choosableCapabilities, lagMinutes, harmless, task.id]
  })
  await db.query({ text: "select set_config('enable_nestloop', 'on', true)" })
}

/** How many differences there are, and how many of them the task found first. */
export async function countFound (
  db: Queryable, task: { providerId: number, id: string }
): Promise<{ found: number, appeared: number }> {
  const { rows: [row] } = await db.query<{ found: number, appeared: number }>({
    text: `select count(*)::int as found, count(*) filter (where task_id = $2 and since = changed_at)::int as appeared
      from drift where provider_id = $1`,
    values: [task.providerId, task.id]
  })
  return row ?? { found: 0, appeared: 0 }
}
