import type { Queryable } from './connect.ts'

/**
 * Tells the other processes what was used in this one since the last time, and answers what they used of the same in
 * this minute.
 */
export async function exchangeUses (
  db: Queryable, process: string, uses: ReadonlyMap<string, number>
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await db.query<{ key: string, count: number }>({
    name: 'exchange-uses',
    text: `
      with now_is as (select floor(extract(epoch from now()) / 60)::bigint as minute), mine as (
        insert into minute_use as u (minute, key, process, count)
        select n.minute, s.key, $1, s.count from now_is n, unnest($2::text[], $3::int[]) as s (key, count)
        order by s.key
        on conflict (minute, key, process) do update set count = u.count + excluded.count
      )
      select o.key, sum(o.count)::int as count from minute_use o, now_is n
      where o.minute = n.minute and o.key = any($2) and o.process <> $1 group by o.key`,
    values: [process, [...uses.keys()], [...uses.values()]]
  })
  return new Map(rows.map(({ key, count }) => [key, count]))
}

/** Minutes that are over. */
export async function forgetMinutes (db: Queryable): Promise<void> {
  await db.query({ text: 'delete from minute_use where minute < floor(extract(epoch from now()) / 60) - 2' })
}
