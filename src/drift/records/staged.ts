import { array, text } from '../../database/arrays.ts'
import type { Queryable } from '../../database/connect.ts'
import type { Reading, Seen } from './readings.ts'

// What a reading has shown before its end is proved: it counts for nothing until then.

/** One run of a reading, and how many rows it staged. */
export interface Staged { readonly run: string, readonly count: number }

/** What an earlier run left of the place, for whatever reason it ended. */
export async function clearStaged (db: Queryable, { providerId, side, place }: Reading): Promise<void> {
  await db.query({
    text: 'delete from drift_staged where provider_id = $1 and side = $2 and place = $3',
    values: [providerId, side, place]
  })
}

export async function stageSeen (
  db: Queryable, { providerId, side, place }: Reading, run: string, seen: readonly Seen[]
): Promise<void> {
  if (seen.length === 0) return
  await db.query({
    name: 'stage-drift-seen',
    text: `insert into drift_staged (provider_id, side, place, run, number, facts)
      select $1, $2, $3, $4, n.number, n.facts::jsonb from unnest($5::text[], $6::text[]) as n (number, facts)`,
    values: [
      providerId, side, place, run, array(text, seen.map(({ number }) => number)),
      array(text, seen.map(({ facts }) => JSON.stringify(facts)))
    ]
  })
}

/** From here on it counts. Throws when some of it is not there any more: a crash of the database empties the table. */
export async function takeStaged (
  trx: Queryable, { providerId, side, place, round }: Reading, { run, count }: Staged
): Promise<void> {
  const { rows: [row] } = await trx.query<{ count: number }>({
    text: `with staged as (
        delete from drift_staged where provider_id = $1 and side = $2 and place = $3 and run = $5
        returning number, facts
      ), taken as (
        insert into drift_seen as s (provider_id, side, place, number, round, facts)
        select distinct on (n.number) $1::int, $2::text, $3::text, n.number, $4::int8, n.facts
        from staged n order by n.number
        on conflict (provider_id, side, place, number) do update set round = excluded.round, seen_at = now(),
          facts = excluded.facts where s.round <= excluded.round
      )
      select count(*)::int as count from staged`,
    values: [providerId, side, place, round, run]
  })
  if (row?.count !== count) {
    throw new Error(`Of ${count} rules that ${side} ${place} showed, ${row?.count ?? 0} are left: it is read again`)
  }
}
