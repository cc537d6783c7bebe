import type { Queryable } from '../../database/connect.ts'
import type { SbcFinding } from '../schemas/sbc-device.ts'

export interface HealthReading {
  usable: boolean
  findings: readonly SbcFinding[]
  status: object | undefined
  rules?: number | undefined
}

/** Keeps what was found; the status of the last answer stays when the device did not answer now. */
export async function recordHealth (
  db: Queryable, providerId: number, sbcId: number, { usable, findings, status, rules }: HealthReading
): Promise<void> {
  await db.query({
    text: `insert into sbc_health as h (provider_id, sbc_id, read_at, answered_at, usable, findings, status,
        known_serial, rules)
      select provider_id, id, now(), case when $5::jsonb is not null then now() end, $3, $4, $5,
        $5::jsonb ->> 'serialNumber', $6 from sbc
        where provider_id = $1 and id = $2
      on conflict (provider_id, sbc_id) do update set read_at = now(), usable = $3, findings = $4,
        known_serial = coalesce(h.known_serial, excluded.known_serial), rules = coalesce(excluded.rules, h.rules),
        answered_at = coalesce(excluded.answered_at, h.answered_at), status = coalesce(excluded.status, h.status)`,
    values: [
      providerId, sbcId, usable, JSON.stringify(findings), status === undefined ? null : JSON.stringify(status),
      rules ?? null
    ]
  })
}

/** What should be there: the device by its serial number, and how many numbers are on it. */
export async function expectedOf (
  db: Queryable, providerId: number, sbcId: number
): Promise<{ serialNumber: string | null, numbers: number }> {
  const { rows } = await db.query<{ serialNumber: string | null, numbers: number }>({
    text: `select (select known_serial from sbc_health where provider_id = $1 and sbc_id = $2) as "serialNumber",
      (select count(*) from number_on_sbc where provider_id = $1 and sbc_id = $2)::int as numbers`,
    values: [providerId, sbcId]
  })
  return rows[0] ?? { serialNumber: null, numbers: 0 }
}

/** The device that is there now has our rules, whichever it was before. */
export async function acceptDevice (db: Queryable, providerId: number, sbcId: number): Promise<void> {
  await db.query({
    text: `update sbc_health set known_serial = null where provider_id = $1 and sbc_id = $2`,
    values: [providerId, sbcId]
  })
}

/** Devices that nobody watches any more; each is given to one worker only. */
export async function takeUnwatched (
  db: Queryable, seconds: number
): Promise<Array<{ providerId: number, sbcId: number }>> {
  const { rows } = await db.query<{ providerId: number, sbcId: number }>({
    text: `insert into sbc_health as h (provider_id, sbc_id, watched_until) select provider_id, id,
      now() + make_interval(secs => $1) from sbc where abandoned_at is null
      on conflict (provider_id, sbc_id) do update set watched_until = excluded.watched_until
        where h.watched_until <= now()
      returning provider_id as "providerId", sbc_id as "sbcId"`,
    values: [seconds]
  })
  return rows
}
