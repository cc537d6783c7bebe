import type { Database, Queryable } from '../../database/connect.ts'
import { whileLeading } from '../../database/lead.ts'

/** Rows that one statement looks at: few enough to take milliseconds. */
const lookedAtOnce = 5000

/** Any number that nothing else locks. */
const sweepLock = 402_650_133

/** One thing of a number whose history is told by rows of its own. */
const tables = { number_history: 'number', number_rule_history: 'number, sbc_id' } as const

type Table = keyof typeof tables

interface Place { readonly providerId: number, readonly number: string }

/**
 * Deletes what lies behind the horizon and is followed by another row behind it, so that the last one before it stays:
 * how a number was at the horizon, and ever since, can be told. Walks along the primary key once, in small transactions
 * of one process at a time. Rows are found by their place, and known by their key, for the parts of a partitioned table
 * have the same places. Answers how many rows it deleted.
 */
export async function sweepHistories (
  db: Database, days: number, enough: () => boolean = () => false
): Promise<number> {
  let deleted = 0
  for (const table of ['number_history', 'number_rule_history'] as const) {
    for (let place: Place | undefined = { providerId: 0, number: '' }; place !== undefined && !enough();) {
      const from: Place = place
      const step = await whileLeading(db, sweepLock, trx => sweepAfter(trx, table, from, days))
      deleted += step?.deleted ?? 0
      place = step?.place
    }
  }
  return deleted
}

/** Goes on behind a number; `place` is the last one that was looked at, undefined at the end. */
async function sweepAfter (
  trx: Queryable, table: Table, { providerId, number }: Place, days: number
): Promise<{ deleted: number, place: Place | undefined }> {
  const { rows: [row] } = await trx.query<{ deleted: number, providerId: number | null, number: string | null }>({
    text: `
      with ahead as (
        select provider_id, number from ${table} where (provider_id, number) > ($1, $2)
          order by provider_id, number limit $3
      ), last as (
        select provider_id, number from ahead order by provider_id desc, number desc limit 1
      ), old as (
        select h.ctid as place, h.provider_id, h.number, h.sequence, lead(h.at) over (partition by h.provider_id,
          ${of(tables[table])} order by h.sequence) as next
        from ${table} h, last
        where (h.provider_id, h.number) > ($1, $2) and (h.provider_id, h.number) <= (last.provider_id, last.number)
      ), due as materialized (
        select * from old where next < now() - make_interval(secs => $4 * 86400)
      ), gone as (
        delete from ${table} h where h.ctid = any(array(select place from due))
          and (h.provider_id, h.number, h.sequence) in (select provider_id, number, sequence from due) returning 1
      )
      select (select count(*)::int from gone) as deleted, (select provider_id from last) as "providerId",
        (select number from last) as number`,
    values: [providerId, number, lookedAtOnce, days]
  })
  const { deleted = 0, providerId: lastProvider = null, number: lastNumber = null } = row ?? {}
  const isOver = lastProvider === null || lastNumber === null
  return { deleted, place: isOver ? undefined : { providerId: lastProvider, number: lastNumber } }
}

const of = (columns: string): string => columns.split(', ').map(column => `h.${column}`).join(', ')
