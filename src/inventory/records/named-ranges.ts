import { reachedList, type Listing, type Part, type Place } from '../../database/list.ts'
import type { ReachedRecords } from '../../database/reach.ts'
import { ofCustomerWithin, ofNodeWithin } from '../../tenancy/records/reach.ts'
import type { NamedRange, NamedRangeDetail, NamedRangeUse } from '../schemas/named-range.ts'

export interface RangeFilter {
  readonly ids?: readonly string[]
  /** A part of the name. */
  readonly name?: string | undefined
  readonly channelId?: number | undefined
  readonly customerId?: string | undefined
  readonly siteId?: string | undefined
  /** The digits of a number that is among them. */
  readonly digits?: string | undefined
  /** Undefined: those that live and those that ended. */
  readonly ended?: boolean
}

const columns = `r.id, r.name, r.first, r.last, upper(r.numbers) - lower(r.numbers) as count,
  r.channel_id as "channelId", r.customer_id as "umpCustomerGuid", r.site_id as "siteGuid", r.note,
  r.created_at as "createdAt", r.created_by as "createdBy",
  r.ended_at as "endedAt", r.ended_by as "endedBy", r.ended_as as "endedAs"`

const idKey = { sql: 'r.id', type: 'uuid' } as const
export const rangeListing: Listing = {
  orders: {
    first: [{ sql: 'r.first', type: 'text' }, idKey],
    name: [{ sql: 'lower(r.name) collate "C"', type: 'text' }, idKey],
    createdAt: [{ sql: 'r.created_at', type: 'timestamptz' }, idKey]
  },
  usual: 'first',
  times: { created: { sql: 'r.created_at', what: 'Begun' }, ended: { sql: 'r.ended_at', what: 'Ended' } }
}

export async function rangesPage (
  records: ReachedRecords, { ids, name, channelId, customerId, siteId, digits, ended }: RangeFilter, place: Place
): Promise<Part<NamedRange>> {
  const from = (within: string): string => `from named_range r where ${within}
    and ($4::uuid[] is null or r.id = any($4)) and ($5::text is null or position(lower($5) in lower(r.name)) > 0)
    and ($6::uuid is null or r.customer_id = $6) and ($7::int8 is null or r.numbers @> $7::int8)
    and ($8::boolean is null or (r.ended_at is not null) = $8) and ($9::int is null or r.channel_id = $9)
    and ($10::uuid is null or r.site_id = $10)`
  return reachedList<NamedRange>(records, rangeListing, place, {
    within: ofNodeWithin('r'),
    counted: (within, { asked }) => `select count(*) ${from(within)}${asked}`,
    rows: (within, { asked, behind, mark, tail }) =>
      `select ${columns}${mark} ${from(within)}${asked}${behind} ${tail}`,
    values: [
      ids ?? null, name ?? null, customerId ?? null, digits ?? null, ended ?? null, channelId ?? null, siteId ?? null
    ]
  })
}

/** Those of the ids that are there, living or ended, by their numbers. */
export async function rangesOf (records: ReachedRecords, ids: readonly string[]): Promise<NamedRange[]> {
  return (await rangesPage(records, { ids }, { offset: 0, limit: ids.length })).data
}

/** Ranges that began or ended with a task; what one becomes stays with its node. */
const relatives = (task: string): string => `(select coalesce(json_agg(json_build_object('id', o.id, 'name', o.name,
    'first', o.first, 'last', o.last, 'endedAt', o.ended_at) order by o.first), '[]')
  from named_range o where o.provider_id = r.provider_id
    and (o.channel_id, o.customer_id, o.site_id) is not distinct from (r.channel_id, r.customer_id, r.site_id)
    and o.id <> r.id and ${task})`

/** With what it came from, what it became, and all that was changed. */
export async function rangeStory (
  records: ReachedRecords, id: string
): Promise<Omit<NamedRangeDetail, 'use'> | undefined> {
  const { rows: [range] } = await records.query<Omit<NamedRangeDetail, 'use'>>({
    within: ofNodeWithin('r'),
    text: within => `select ${columns}, ${relatives('o.ended_by = r.created_by')} as predecessors,
        ${relatives('o.created_by = r.ended_by')} as successors,
        (select json_agg(json_build_object('at', h.at, 'change', h.change, 'name', h.name, 'note', h.note,
            'channelId', h.channel_id, 'umpCustomerGuid', h.customer_id, 'siteGuid', h.site_id,
            'taskId', h.task_id) order by h.id)
          from named_range_change h where h.provider_id = r.provider_id and h.range_id = r.id) as history
      from named_range r where ${within} and r.id = $4`,
    values: [id]
  })
  return range
}

/** What is so now of its numbers, as far as the caller sees them. */
export async function rangeUse (
  records: ReachedRecords, { first, last, count }: Pick<NamedRange, 'first' | 'last' | 'count'>
): Promise<NamedRangeUse> {
  const free = "filter (where v.status = 'Available' and v.ms_tenant_id is null)"
  const { rows: [use] } = await records.query<Omit<NamedRangeUse, 'utilisation'>>({
    within: ofCustomerWithin('v'), isLong: true,
    text: within => `select count(*)::int as held,
        count(*) filter (where v.status in ('Used', 'Used-Utility'))::int as used,
        count(*) ${free}::int as free, min(v.number collate "C") ${free} as "firstFree"
      from inventory v where ${within} and v.number collate "C" >= $4 and v.number collate "C" <= $5
        and length(v.number) = length($4)`,
    values: [first, last]
  })
  const { held = 0, used = 0, free: available = 0, firstFree = null } = use ?? {}
  return { held, used, free: available, firstFree, utilisation: Math.round(used / count * 10_000) / 10_000 }
}
