import type { ReachedRecords } from '../../database/reach.ts'
import { ofTenantWithin } from '../../tenancy/records/reach.ts'
import type { NumberPast } from '../schemas/number-past.ts'

/** The tenant that a number belonged to when it changed. */
const tenant = "coalesce(h.after ->> 'msTenantId', h.before ->> 'msTenantId')::uuid"

/**
 * A number as it was at a moment: what its changes until then come to, from the last time on that it was nobody's.
 * Undefined when the history knows nothing of it before that, or nothing that the caller may see.
 */
export async function numberAt (
  records: ReachedRecords, number: string, at: string
): Promise<NumberPast | undefined> {
  const { rows: [row] } = await records.query<NumberPast>({
    within: ofTenantWithin('h', tenant),
    text: within => `with told as materialized (
        select h.* from number_history h where ${within} and h.number = $4 and h.at <= $5::timestamptz
      ), ended as (
        select coalesce(max(sequence), 0) as sequence from told
        where after is null and change in ('released', 'taken-back', 'forgotten')
      ), known as (
        select coalesce(jsonb_object_agg(e.key, e.value order by t.sequence), '{}') as facts
        from told t cross join jsonb_each(t.after) e where t.sequence > (select sequence from ended)
      ), rule as (
        select distinct on (r.sbc_id) r.* from number_rule_history r
        where r.provider_id = $1 and r.number = $4 and r.at <= $5::timestamptz order by r.sbc_id, r.sequence desc
      )
      select $4::text as "telephoneNumber", $5::timestamptz as at, k.facts ->> 'source' is not null as "isHeld",
        k.facts ->> 'msTenantId' as "msTenantId", k.facts,
        coalesce((select jsonb_agg(jsonb_build_object('sbcId', r.sbc_id, 'name', r.rule_name, 'tag', r.rule_tag,
          'since', r.at) order by r.sbc_id) from rule r where r.is_there and k.facts ->> 'msTenantId' is not null),
          '[]') as rules,
        l.at as "changedAt", l.change, l.task_id as "taskId", l.caller
      from known k cross join (select * from told order by sequence desc limit 1) l`,
    values: [number, at]
  })
  return row
}

/** A change as an export has it. */
export interface ToldChange {
  readonly number: string
  readonly sequence: number
  readonly at: string
  readonly change: string
  readonly taskId: string | null
  readonly caller: string | null
  readonly before: object | null
  readonly after: object | null
}

/** Changes within a period, number by number, behind one of them. */
export async function changesAfter (
  records: ReachedRecords, period: { from: string, until: string }, after: { number: string, sequence: number },
  limit: number
): Promise<ToldChange[]> {
  const { rows } = await records.query<ToldChange>({
    within: ofTenantWithin('h', tenant),
    text: within => `select h.number, h.sequence, h.at, h.change, h.task_id as "taskId", h.caller, h.before, h.after
      from number_history h where ${within} and h.at >= $4 and h.at < $5 and (h.number, h.sequence) > ($6, $7)
      order by h.number, h.sequence limit $8`,
    values: [period.from, period.until, after.number, after.sequence, limit]
  })
  return rows
}
