import { reachedList, type Listing, type Part, type Place } from '../../database/list.ts'
import type { ReachedRecords } from '../../database/reach.ts'
import { ofProviderOnly } from '../../tenancy/records/reach.ts'
import type { DriftCounts, DriftReading, NumberSides } from '../schemas/drift.ts'
import type { Drift } from '../schemas/drift.ts'

// Differences as they are shown; only the provider's own applications see them.

/** What a caller narrows differences by. */
export interface DriftFilter {
  readonly classes?: readonly string[] | undefined
  readonly msTenantId?: string | undefined
  readonly sbcId?: number | undefined
  readonly since?: string | undefined
  readonly prefix?: string | undefined
  readonly numbers?: readonly string[] | undefined
}

/** A difference without what its class means. */
export type StoredDrift = Omit<Drift, 'means' | 'liftedBy' | 'how'>

/** Of row `d`, over seven parameters from `$first` on. */
export const filtered = (first: number): string => `($${first}::text[] is null or d.class = any($${first}))
  and ($${first + 1}::uuid is null or d.ms_tenant_id = $${first + 1}) and ($${first + 2}::int is null
    or d.sbc_id = $${first + 2}) and ($${first + 3}::timestamptz is null or d.since >= $${first + 3})
  and ($${first + 4}::text is null or d.number collate "C" >= $${first + 4}
    and d.number collate "C" < $${first + 4} || ':')
  and ($${first + 5}::text[] is null or d.number = any($${first + 5}))`

export const filterValues = ({ classes, msTenantId, sbcId, since, prefix, numbers }: DriftFilter): unknown[] =>
  [classes, msTenantId, sbcId, since, prefix, numbers].map(value => value ?? null)

const shown = `d.number as "telephoneNumber", d.class, d.ms_tenant_id as "msTenantId", nullif(d.sbc_id, 0) as "sbcId",
  d.attributes, d.since, d.changed_at as "changedAt", d.evidence || jsonb_build_object(
    'microsoftReadAt', (select to_jsonb(r.read_from) from drift_reading r where r.provider_id = d.provider_id
      and r.side = 'microsoft' and r.place = d.ms_tenant_id::text),
    'sbcReadAt', (select to_jsonb(r.read_from) from drift_reading r where r.provider_id = d.provider_id
      and r.side = 'sbc' and r.place = d.sbc_id::text)) as evidence`

const which = [{ sql: 'd.class', type: 'text' }, { sql: 'd.sbc_id', type: 'int' }] as const
export const driftListing: Listing = {
  orders: {
    telephoneNumber: [{ sql: 'd.number collate "C"', type: 'text' }, ...which],
    since: [{ sql: 'd.since', type: 'timestamptz' }, { sql: 'd.number collate "C"', type: 'text' }, ...which]
  },
  usual: 'telephoneNumber', times: { updated: { sql: 'd.changed_at', what: 'Appeared, or changed,' } }
}

export async function driftPage (
  records: ReachedRecords, filter: DriftFilter, place: Place
): Promise<Part<StoredDrift>> {
  const from = (within: string): string => `from drift d where ${within} and ${filtered(4)}`
  return reachedList<StoredDrift>(records, driftListing, place, {
    within: ofProviderOnly('d'),
    counted: (within, { asked }) => `select count(*) ${from(within)}${asked}`,
    rows: (within, { asked, behind, mark, tail }) => `select ${shown}${mark} ${from(within)}${asked}${behind} ${tail}`,
    values: filterValues(filter)
  })
}

export async function driftCounts (records: ReachedRecords): Promise<DriftCounts> {
  const { rows: [row] } = await records.query<DriftCounts>({
    within: ofProviderOnly('d'),
    text: within => `with counted as (
        select d.class, d.ms_tenant_id, d.sbc_id, count(*)::int as count,
          grouping(d.class, d.ms_tenant_id, d.sbc_id) as level
        from drift d where ${within} group by grouping sets ((d.class), (d.ms_tenant_id), (d.sbc_id), ())
      )
      select coalesce((select count from counted where level = 7), 0) as total,
        coalesce((select jsonb_agg(jsonb_build_object('class', class, 'count', count) order by class)
          from counted where level = 3), '[]') as classes,
        coalesce((select jsonb_agg(jsonb_build_object('msTenantId', ms_tenant_id, 'count', count)
          order by ms_tenant_id) from counted where level = 5 and ms_tenant_id is not null), '[]') as tenants,
        coalesce((select jsonb_agg(jsonb_build_object('sbcId', sbc_id, 'count', count) order by sbc_id)
          from counted where level = 6 and sbc_id <> 0), '[]') as sbcs`
  })
  return row ?? { total: 0, classes: [], tenants: [], sbcs: [] }
}

const place = (row: string): string => `${row}.side, case ${row}.side when 'microsoft' then ${row}.place end
  as "msTenantId", case ${row}.side when 'sbc' then ${row}.place::int end as "sbcId"`

/** How old what is known of each place is. */
export async function driftReadings (records: ReachedRecords): Promise<DriftReading[]> {
  const { rows } = await records.query<DriftReading>({
    within: ofProviderOnly('r'),
    text: within => `select ${place('r')}, r.numbers, r.read_from as "readFrom", r.read_until as "readUntil",
        extract(epoch from now() - r.read_from)::int as "ageSeconds", r.failed_at as "failedAt", r.failure
      from drift_reading r where ${within} order by r.side, length(r.place), r.place`
  })
  return rows
}

/** What each side says of one number; undefined when nobody says anything. */
export async function numberSides (
  records: ReachedRecords, number: string
): Promise<Omit<NumberSides, 'drift'> | undefined> {
  const { rows: [row] } = await records.query<Omit<NumberSides, 'drift'>>({
    within: ofProviderOnly('k'),
    text: within => `select k.number as "telephoneNumber",
        (select drift_records(n) from number n where n.provider_id = $1 and n.number = k.number) as records,
        coalesce((select jsonb_agg(to_jsonb(x) order by x.side, x."sbcId") from (
          select ${place('s')}, s.seen_at as "seenAt", extract(epoch from now() - s.seen_at)::int as "ageSeconds",
            s.facts from drift_seen s where s.provider_id = $1 and s.number = k.number) x), '[]') as seen
      from (select $1::int as provider_id, $4::text as number) k where ${within}`,
    values: [number]
  })
  return row === undefined || (row.records === null && row.seen.length === 0) ? undefined : row
}
