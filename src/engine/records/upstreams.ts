import type { Queryable } from '../../database/connect.ts'

export interface Breaker { key: string, failures: number, seconds: number, reason: string | null }

/** The open breakers, with the seconds for which they stay open. */
export async function openBreakers (db: Queryable): Promise<Breaker[]> {
  const { rows } = await db.query<Breaker>({
    name: 'open-breakers',
    text: `select key, failures, greatest(0, extract(epoch from open_until - now()))::float8 as seconds, reason
      from upstream where failures > 0`
  })
  return rows
}

/**
 * Counts a failure and opens the breaker for `seconds`, twice as long with each failure, up to half a minute. Calls
 * that were under way together fail together, and count as one failure.
 */
export async function recordFailure (
  db: Queryable, key: string, seconds: number | undefined, reason: string
): Promise<Breaker> {
  const { rows } = await db.query<Breaker>({
    text: `
      insert into upstream as u (key, failures, open_until, reason, changed_at)
      values ($1, 1, now() + make_interval(secs => coalesce($2::float8, 1)), $3, now())
      on conflict (key) do update set reason = $3, changed_at = now(),
        failures = u.failures + case when u.open_until > now() then 0 else 1 end,
        open_until = greatest(u.open_until, now() + make_interval(secs => coalesce($2::float8,
          least(30, 2 ^ least(u.failures - 1, 6)))))
      returning key, failures, extract(epoch from open_until - now())::float8 as seconds, reason`,
    values: [key, seconds ?? null, reason]
  })
  return rows[0] ?? { key, failures: 1, seconds: 1, reason }
}

/**
 * Lets one worker look whether the upstream is back after the pause, and prolongs the pause of all others meanwhile.
 * `recovered`: another worker has looked, and the upstream is back.
 */
export async function mayProbe (db: Queryable, key: string): Promise<'probe' | 'wait' | 'recovered'> {
  const { rows } = await db.query<{ mine: boolean, closed: boolean }>({
    text: `
      with mine as (
        update upstream set failures = failures + 1, open_until = now() + interval '3 seconds' where key = $1
          and open_until <= now() returning 1
      ) select exists (select from mine) as mine, exists (select from upstream where key = $1) as closed`,
    values: [key]
  })
  return rows[0]?.mine === true ? 'probe' : rows[0]?.closed === true ? 'wait' : 'recovered'
}

export async function recordRecovery (db: Queryable, key: string): Promise<void> {
  await db.query({ text: 'delete from upstream where key = $1', values: [key] })
}

/**
 * Takes one of `slots` permits, or none. A permit ends with its worker's lease, so that a worker that died blocks the
 * upstream no longer than that.
 */
export async function takePermit (
  db: Queryable, key: string, slots: number, workerId: number
): Promise<number | undefined> {
  const { rows } = await db.query<{ slot: number }>({
    name: 'take-permit',
    text: `
      insert into upstream_permit as p (key, slot, worker_id)
      select $1, s.slot, $3 from generate_series(1, $2) as s (slot)
      where not exists (select from upstream_permit o join worker w on w.id = o.worker_id and w.ended_at is null
          where o.key = $1 and o.slot = s.slot)
        and exists (select from worker w where w.id = $3 and w.ended_at is null)
      limit 1 on conflict (key, slot) do update set worker_id = excluded.worker_id, taken_at = now() -- a dead holder's
        where not exists (select from worker w where w.id = p.worker_id and w.ended_at is null)
      returning slot`,
    values: [key, slots, workerId]
  })
  return rows[0]?.slot
}

export async function returnPermit (db: Queryable, key: string, slot: number, workerId: number): Promise<void> {
  await db.query({
    name: 'return-permit',
    text: 'delete from upstream_permit where key = $1 and slot = $2 and worker_id = $3', values: [key, slot, workerId]
  })
}
