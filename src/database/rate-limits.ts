import type { Queryable } from './connect.ts'

export interface RateLimit {
  readonly operation: string
  readonly requests: number
  readonly seconds: number
  /** Counted for all callers of a provider together. */
  readonly forAll?: boolean
}

/** Counts one use in the current window, among all processes. Answers the seconds to wait when it was one too many. */
export async function countUse (db: Queryable, caller: string, limit: RateLimit): Promise<number | undefined> {
  const { rows } = await db.query<{ count: number, left: number }>({
    name: 'count-use',
    text: `
      insert into rate_window as w (caller, operation, window_start, count)
      values ($1, $2, to_timestamp(floor(extract(epoch from now()) / $3::int) * $3::int), 1)
      on conflict (caller, operation, window_start) do update set count = w.count + 1
      returning count, ceil(extract(epoch from window_start) + $3::int - extract(epoch from now()))::int as left`,
    values: [caller, limit.operation, limit.seconds]
  })
  const use = rows[0]
  return use !== undefined && use.count > limit.requests ? Math.max(1, use.left) : undefined
}
