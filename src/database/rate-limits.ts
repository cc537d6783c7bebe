import type { Queryable } from './connect.ts'

export interface RateLimit {
  readonly operation: string
  readonly requests: number
  readonly seconds: number
  /** Counted for all callers of a provider together. */
  readonly forAll?: boolean
}

/**
 * Counts one use among all processes, when it is within the limit. Answers the seconds to wait when it was one too
 * many; such uses do not count.
 */
export async function countUse (db: Queryable, caller: string, limit: RateLimit): Promise<number | undefined> {
  const { rows: [use] } = await db.query<{ refused: boolean, left: number }>({
    name: 'count-use',
    text: `
      insert into rate_use as r (caller, operation, times, refused, used_at) values ($1, $2, array[now()], false, now())
      on conflict (caller, operation) do update set (times, refused, used_at) = (
        select case when count(*) < $4::int then array_append(coalesce(array_agg(t order by t), '{}'), now())
          else array_agg(t order by t) end, count(*) >= $4::int, now()
        from unnest(r.times) t where t > now() - make_interval(secs => $3::int))
      returning refused, ceil(extract(epoch from times[1] - now()) + $3::int)::int as left`,
    values: [caller, limit.operation, limit.seconds, limit.requests]
  })
  return use?.refused === true ? Math.max(1, use.left) : undefined
}

/** Uses that no limit counts any more. */
export async function forgetUses (db: Queryable): Promise<void> {
  await db.query({ text: `delete from rate_use where used_at < now() - interval '1 hour'` })
}
