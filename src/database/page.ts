import type pg from 'pg'
import type { Queryable } from './connect.ts'

export interface Page<Row> { readonly total: number, readonly data: Row[] }

/**
 * A page and how many rows there are in all, from one snapshot: two statements could contradict each other. `counted`
 * answers the one number, `page` the rows in their order; both see the same parameters, and what `first` names before
 * them with `as`. `name`: for a statement that is worth preparing.
 */
export async function pageOf<Row extends pg.QueryResultRow> (
  db: Queryable, counted: string, page: string, values: readonly unknown[],
  { first, name }: { first?: string, name?: string } = {}
): Promise<Page<Row>> {
  // The number comes with every row, and alone with a page that is empty.
  const { rows } = await db.query<Row & { pagePlace?: number | null, pageTotal?: number }>({
    ...(name !== undefined && { name }),
    text:
      `${first === undefined ? '' : `with ${first} `}select p.*, c.total as "pageTotal" from (${counted}) c (total)
        left join (select q.*, row_number() over () as "pagePlace" from (${page}) q) p on true order by p."pagePlace"`,
    values
  })
  const total = rows[0]?.pageTotal ?? 0
  const data = rows.filter(({ pagePlace }) => pagePlace !== null)
  // The last column first: objects stay as they were shaped.
  for (const row of data) {
    delete row.pageTotal
    delete row.pagePlace
  }
  return { total, data }
}
