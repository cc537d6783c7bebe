import { reachedList, type Listing, type Part, type Place } from '../../database/list.ts'
import type { ReachedRecords } from '../../database/reach.ts'
import { ofCustomerWithin } from '../../tenancy/records/reach.ts'
import { shortestPrefixes, type NumberBlock } from '../schemas/block.ts'
import { conditions, type InventoryFilter } from './inventory.ts'

type StoredBlock = Omit<NumberBlock, 'prefixes' | 'utilisation'>

/** Runs of numbers `v` that follow each other; numbers of different lengths never do. */
const blocksOf = (from: string): string => `(
    select min(number) as first, max(number) as last, count(*)::int as count,
      count(*) filter (where status in ('Used', 'Used-Utility'))::int as used,
      (min(n) - lag(max(n)) over (partition by digits order by min(n)) - 1)::int8 as "gapBefore"
    from (select v.number, v.status, length(v.number) as digits, substr(v.number, 2)::int8 as n,
        substr(v.number, 2)::int8 - row_number() over (partition by length(v.number) order by v.number collate "C")
          as island
      ${from} and v.number ~ '^\\+\\d{1,15}$') i
    group by digits, island
  ) b`

const shown = ({ first, last, count, used, gapBefore }: StoredBlock): NumberBlock => ({
  first, last, count, used, utilisation: Math.round(used / count * 10_000) / 10_000, gapBefore,
  prefixes: shortestPrefixes(first, last)
})

const first = { sql: 'b.first collate "C"', type: 'text' } as const

export const blockListing: Listing = {
  orders: { first: [first], count: [{ sql: 'b.count', type: 'int' }, first] }, usual: 'first'
}

/** What the numbers that the filter lets through are as blocks. */
export async function blocksPage (
  records: ReachedRecords, filter: InventoryFilter, place: Place
): Promise<Part<NumberBlock>> {
  const { text, values } = conditions(filter)
  const from = (within: string): string => blocksOf(`from inventory v where ${within} ${text}`)
  const part = await reachedList<StoredBlock>(records, blockListing, place, {
    within: ofCustomerWithin('v'),
    counted: (within, { asked }) => `select count(*) from ${from(within)} where true${asked}`,
    rows: (within, { asked, behind, mark, tail }) =>
      `select b.*${mark} from ${from(within)} where true${asked}${behind} ${tail}`,
    values
  })
  return { ...part, data: part.data.map(shown) }
}

/** The first blocks of numbers that nobody has or keeps, of at least so many. */
export async function freeBlocks (
  records: ReachedRecords, filter: InventoryFilter, size: number, limit: number
): Promise<NumberBlock[]> {
  const { text, values } = conditions(filter)
  const { rows } = await records.query<StoredBlock>({
    within: ofCustomerWithin('v'),
    text: within => `select * from ${blocksOf(`from inventory v where ${within} ${text} and v.status = 'Available'
        and v.ms_tenant_id is null`)}
      where count >= $${values.length + 4} order by first collate "C" limit $${values.length + 5}`,
    values: [...values, size, limit]
  })
  return rows.map(shown)
}
