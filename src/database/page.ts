import type pg from 'pg'
import type { Queryable } from './connect.ts'
import type { ReachedQuery, ReachedRecords } from './reach.ts'

export interface Page<Row> { readonly total: number, readonly data: Row[] }

/** What a page is made of, over records opened for a caller. Parameters of its own begin at $4. */
interface ReachedPage {
  readonly name?: string
  readonly within: ReachedQuery['within']
  readonly first?: ReachedQuery['text']
  readonly counted: ReachedQuery['text']
  readonly page: ReachedQuery['text']
  readonly values: readonly unknown[]
}

/**
 * A page and how many rows there are in all, from one snapshot: two statements could contradict each other. `counted`
 * answers the one number, `page` the rows in their order; both see the same parameters, and what `first` names before
 * them with `as`. `name`: for a statement that is worth preparing.
 */
export async function pageOf<Row extends pg.QueryResultRow> (
  db: Queryable, counted: string, page: string, values: readonly unknown[],
  { first, name }: { first?: string, name?: string } = {}
): Promise<Page<Row>> {
  return pageFrom(
    await db.query<PageRow<Row>>({ ...(name !== undefined && { name }), text: pageText(counted, page, first), values })
  )
}

/** Such a page of the rows within the reach of a caller. */
export async function reachedPage<Row extends pg.QueryResultRow> (
  records: ReachedRecords, { name, within, first, counted, page, values }: ReachedPage
): Promise<Page<Row>> {
  return pageFrom(
    await records.query<PageRow<Row>>({
      within, values, isLong: true,
      text: condition => pageText(counted(condition), page(condition), first?.(condition)),
      ...(name !== undefined && { name })
    })
  )
}

type PageRow<Row> = Row & { pagePlace?: number | null, pageTotal?: number }

/** The number comes with every row, and alone with a page that is empty. */
function pageText (counted: string, page: string, first?: string): string {
  return `${first === undefined ? '' : `with ${first} `}select p.*, c.total as "pageTotal" from (${counted}) c (total)
    left join (select q.*, row_number() over () as "pagePlace" from (${page}) q) p on true order by p."pagePlace"`
}

function pageFrom<Row extends pg.QueryResultRow> ({ rows }: pg.QueryResult<PageRow<Row>>): Page<Row> {
  const total = rows[0]?.pageTotal ?? 0
  const data = rows.filter(({ pagePlace }) => pagePlace !== null)
  // The last column first: objects stay as they were shaped.
  for (const row of data) {
    delete row.pageTotal
    delete row.pagePlace
  }
  return { total, data }
}
