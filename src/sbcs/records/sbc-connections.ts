import type { Queryable } from '../../database/connect.ts'
import type { ReachedRecords } from '../../database/reach.ts'
import { ofWholeProvider } from '../../tenancy/records/reach.ts'

export interface StoredSbc {
  id: number
  name: string
  driver: string
  baseUrl: string
  username: string
  passwordEncrypted: Buffer
  certificateAuthority: string | null
  certificateFingerprint: string | null
  clientCertificate: string | null
  clientKeyEncrypted: Buffer | null
  limits: unknown
  abandoned: boolean
  /** Seconds until its credentials, which it refused, may be tried again. */
  heldSeconds: number
}

/** Seconds for which a device locks a user out when neither its registration nor its qualification tells. */
const usualLockout = 60

/** How long that is of a row of sbc. */
export const lockoutOf = (sbc: string): string => `coalesce((${sbc}.limits ->> 'lockoutSeconds')::int,
  (select (l.profile ->> 'lockoutSeconds')::int from sbc_qualification l
    where l.provider_id = ${sbc}.provider_id and l.sbc_id = ${sbc}.id), ${usualLockout})`

/** Seconds between two logins that it may refuse: failures are forgotten by then, whichever clock counts them. */
export const loginPauseOf = (sbc: string): string => `ceil(1.5 * ${lockoutOf(sbc)})::int`

const until = (sbc: string, column: string): string =>
  `(${sbc}.${column} + make_interval(secs => ${loginPauseOf(sbc)}))`

export async function sbcOf (db: Queryable, providerId: number, sbcId: number): Promise<StoredSbc | undefined> {
  const { rows } = await db.query<StoredSbc>({
    name: 'sbc-of',
    text: `select id, name, driver, base_url as "baseUrl", username, password_encrypted as "passwordEncrypted",
      certificate_authority as "certificateAuthority", certificate_fingerprint as "certificateFingerprint",
        client_certificate as "clientCertificate",
      client_key_encrypted as "clientKeyEncrypted", limits, abandoned_at is not null as abandoned,
      case when login_refused_at >= credentials_changed_at
        then greatest(0, ceil(extract(epoch from ${until('sbc', 'login_refused_at')} - now())))::int else 0 end
        as "heldSeconds" from sbc where provider_id = $1 and id = $2`,
    values: [providerId, sbcId]
  })
  return rows[0]
}

export type Login = 'live' | 'candidate'

/** Lets one candidate be tried; else the seconds until the next may be. Whoever comes at the same time waits too. */
export async function takeCandidateLogin (db: Queryable, providerId: number, sbcId: number): Promise<number> {
  const { rows } = await db.query<{ seconds: number }>({
    text: `with taken as (update sbc set candidate_tried_at = now() where provider_id = $1 and id = $2
        and coalesce(${until('sbc', 'candidate_tried_at')} <= now(), true) returning 1)
      select greatest(1, ceil(extract(epoch from ${until('sbc', 'candidate_tried_at')} - now())))::int as seconds
        from sbc where provider_id = $1 and id = $2 and not exists (select from taken)`,
    values: [providerId, sbcId]
  })
  return rows[0]?.seconds ?? 0
}

/** Notes what came of a login, and answers the seconds until one that was refused may be repeated. */
export async function settleLogin (
  db: Queryable, providerId: number, sbcId: number, login: Login, isRefused: boolean
): Promise<number> {
  const column = login === 'live' ? 'login_refused_at' : 'candidate_tried_at'
  const { rows } = await db.query<{ seconds: number }>({
    text: `update sbc set ${column} = case when $3 then now() end
      where provider_id = $1 and id = $2 and ($3 or ${column} is not null) returning ${loginPauseOf('sbc')} as seconds`,
    values: [providerId, sbcId, isRefused]
  })
  return rows[0]?.seconds ?? 0
}

/** What any node may know of an SBC before it asks something of it. `firmware` is null until it has answered. */
export interface SbcTraits extends Pick<StoredSbc, 'driver' | 'limits'> {
  firmware: string | null
  /** Of letters in prefixes; null until it was qualified. */
  caseSensitive: boolean | null
}

/** What drives it, what its firmware takes, and which that is. */
export async function sbcTraits (
  records: ReachedRecords, sbcId: number
): Promise<SbcTraits | undefined> {
  const { rows } = await records.query<SbcTraits>({
    within: ofWholeProvider('b'),
    text: within => `select b.driver, b.limits, h.status ->> 'firmware' as firmware,
        (select (q.profile ->> 'prefixCaseSensitive')::boolean from sbc_qualification q
          where q.provider_id = b.provider_id and q.sbc_id = b.id) as "caseSensitive" from sbc b
      left join sbc_health h on h.provider_id = b.provider_id and h.sbc_id = b.id where ${within} and b.id = $4`,
    values: [sbcId]
  })
  return rows[0]
}
