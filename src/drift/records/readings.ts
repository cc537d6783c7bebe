import { array, text } from '../../database/arrays.ts'
import type { Queryable } from '../../database/connect.ts'

// What is read of one place, a tenant at Microsoft or the plan of an SBC, and how far that has come.

type Side = 'microsoft' | 'sbc'

/** One reading of a place; what it says counts only while no later one was begun. */
export interface Reading {
  readonly providerId: number
  readonly taskId: string
  readonly side: Side
  readonly place: string
  readonly round: number
}

/** What a place shows of a number. */
export interface Seen { readonly number: string, readonly facts: object }

/** The round of a reading that is about to begin. */
export async function nextRound (db: Queryable): Promise<number> {
  const { rows } = await db.query<{ round: number }>({ text: "select nextval('drift_round') as round" })
  return rows[0]?.round ?? 0
}

/** Before anything is read, so that whatever changes from here on is not judged by it. */
export async function beginReading (db: Queryable, { providerId, taskId, side, place, round }: Reading): Promise<void> {
  await db.query({
    text: `insert into drift_reading as r (provider_id, side, place, round, task_id) values ($1, $2, $3, $4, $5)
      on conflict (provider_id, side, place) do update set round = excluded.round, task_id = excluded.task_id,
        begun_at = now() where r.round < excluded.round`,
    values: [providerId, side, place, round, taskId]
  })
}

/** Seeing it twice is seeing it once. */
export async function keepSeen (
  db: Queryable, { providerId, side, place, round }: Reading, seen: readonly Seen[]
): Promise<void> {
  if (seen.length === 0) return
  await db.query({
    name: 'keep-drift-seen',
    text: `insert into drift_seen as s (provider_id, side, place, number, round, facts)
      select distinct on (n.number) $1::int, $2::text, $3::text, n.number, $4::int8, n.facts::jsonb
      from unnest($5::text[], $6::text[]) as n (number, facts) order by n.number
      on conflict (provider_id, side, place, number) do update set round = excluded.round, seen_at = now(),
        facts = excluded.facts where s.round <= excluded.round`,
    values: [
      providerId, side, place, round, array(text, seen.map(({ number }) => number)),
      array(text, seen.map(({ facts }) => JSON.stringify(facts)))
    ]
  })
}

/** Numbers that the records or an earlier reading have at Microsoft for the tenant, and this reading has not. */
export async function unseen (
  db: Queryable, { providerId, place, round }: Reading, limit: number
): Promise<string[]> {
  const { rows } = await db.query<{ number: string }>({
    text: `select k.number from (select number from number where provider_id = $1 and ms_tenant_id = $2::text::uuid
        union select number from drift_seen where provider_id = $1 and side = 'microsoft' and place = $2::text) k
      where not exists (select from drift_seen s where s.provider_id = $1 and s.side = 'microsoft'
        and s.place = $2::text
        and s.number = k.number and s.round = $3)
      order by k.number limit $4`,
    values: [providerId, place, round, limit]
  })
  return rows.map(row => row.number)
}

/** It was read to its end: what it did not show is not there. False when a later reading has begun. */
export async function finishReading (db: Queryable, { providerId, side, place, round }: Reading): Promise<void> {
  await db.query({
    text: `with whole as (
        update drift_reading r set read_from = begun_at, read_until = now(), failed_at = null, failure = null,
          numbers = (select count(*) from drift_seen s where s.provider_id = $1 and s.side = $2 and s.place = $3
            and s.round = $4)
        where r.provider_id = $1 and r.side = $2 and r.place = $3 and r.round = $4 returning 1
      )
      delete from drift_seen s where s.provider_id = $1 and s.side = $2 and s.place = $3 and s.round < $4
        and exists (select from whole)`,
    values: [providerId, side, place, round]
  })
}

/** It came to nothing; what the last whole one said is said until it is too old. */
export async function failReading (
  db: Queryable, { providerId, side, place, round }: Reading, failure: string
): Promise<void> {
  await db.query({
    text: `update drift_reading set failed_at = now(), failure = $5
      where provider_id = $1 and side = $2 and place = $3 and round = $4`,
    values: [providerId, side, place, round, failure]
  })
}

/** Forgets places that nobody has read for a week: tenants that went, devices that were given up. */
export async function forgetPlaces (db: Queryable, { providerId }: { providerId: number }): Promise<void> {
  await db.query({
    text: `with old as (
        delete from drift_reading where provider_id = $1 and begun_at < now() - interval '7 days' returning side, place
      ), staged as (
        delete from drift_staged s using old where s.provider_id = $1 and s.side = old.side and s.place = old.place
      )
      delete from drift_seen s using old where s.provider_id = $1 and s.side = old.side and s.place = old.place`,
    values: [providerId]
  })
}

/** Devices that numbers may be on, after one. */
export async function deviceAfter (db: Queryable, providerId: number, after: number): Promise<number | undefined> {
  const { rows: [row] } = await db.query<{ id: number }>({
    text: `select id from sbc where provider_id = $1 and id > $2 and abandoned_at is null order by id limit 1`,
    values: [providerId, after]
  })
  return row?.id
}

/** Providers whose sides nobody reads at present, and nobody has for so long. */
export async function dueProviders (db: Queryable, kind: string, seconds: number): Promise<number[]> {
  const { rows } = await db.query<{ id: number }>({
    text: `select p.id from provider p where not exists (select from task t where t.provider_id = p.id and t.kind = $1
        and (t.state <> 'finished' or t.created_at > now() - make_interval(secs => $2)))
      and p.created_at < now() - make_interval(secs => $2) order by p.id`,
    values: [kind, seconds]
  })
  return rows.map(row => row.id)
}
