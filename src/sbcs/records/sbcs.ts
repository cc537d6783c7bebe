import type { Static } from '@sinclair/typebox'
import type { CallingProfileMapping, SbcDetails, SbcDevice, SbcFinding } from '../schemas/sbc-device.ts'
import { violates, type Queryable } from '../../database/connect.ts'

const listed =
  'b.id as "sbcId", b.name, b.fqdn, b.ip_address as "ipAddress", b.driver, u.key is null as available, u.reason as ' +
  '"unavailableReason"'
const joined = `sbc b left join upstream u on u.key = 'sbc:' || b.provider_id || ':' || b.id and u.failures > 0`

export async function sbcDevices (db: Queryable, providerId: number): Promise<Array<Static<typeof SbcDevice>>> {
  const { rows } = await db.query<Static<typeof SbcDevice>>({
    text: `select ${listed} from ${joined} where b.provider_id = $1 order by b.id`, values: [providerId]
  })
  return rows
}

/** One device with everything that is not a secret. */
export async function sbcDetails (db: Queryable, providerId: number, sbcId: number): Promise<SbcDetails | undefined> {
  const { rows } = await db.query<SbcDetails>({
    text: `select ${listed}, b.base_url as "baseUrl", b.username, b.certificate_authority as "certificateAuthority",
        b.certificate_fingerprint as "certificateFingerprint", b.client_certificate as "clientCertificate", b.limits,
        (select count(*) from site s where s.provider_id = b.provider_id and s.sbc_id = b.id)::int as "siteCount",
        (select count(*) from number_on_sbc n where n.provider_id = b.provider_id
          and n.sbc_id = b.id)::int as "numberCount",
        b.created_at as "createdAt", b.credentials_changed_at as "credentialsChangedAt",
          b.abandoned_at as "abandonedAt",
        jsonb_build_object('usable', h.usable, 'readAt', h.read_at, 'ageSeconds', extract(epoch
          from now() - h.read_at)::int, 'answeredAt', h.answered_at,
          'findings', coalesce(h.findings, '[]'), 'alarms', coalesce(h.status -> 'alarms', '[]'), 'product',
            h.status -> 'product', 'firmware', h.status -> 'firmware',
          'serialNumber', h.status -> 'serialNumber', 'operationalState', h.status -> 'operationalState',
          'highAvailability', h.status -> 'highAvailability', 'saveNeeded', h.status -> 'saveNeeded') as health
      from ${joined} left join sbc_health h on h.provider_id = b.provider_id and h.sbc_id = b.id
      where b.provider_id = $1 and b.id = $2`,
    values: [providerId, sbcId]
  })
  return rows[0]
}

/** Profiles with the SBCs whose FQDN is that of one of their trunks. */
export async function profileMappings (
  db: Queryable, providerId: number, withAddresses: boolean
): Promise<Array<Static<typeof CallingProfileMapping>>> {
  const { rows } = await db.query<Static<typeof CallingProfileMapping>>({
    text: `select p.id as "callingProfileId", p.name, coalesce((
        select jsonb_agg(jsonb_build_object('sbcId', b.id, 'fqdn', b.fqdn, 'ipAddress', case
          when $2 then b.ip_address end, 'name', b.name) order by b.id) from sbc b
        where b.provider_id = p.provider_id and exists (select from calling_profile_trunk t
          where t.provider_id = p.provider_id and t.calling_profile_id = p.id and t.fqdn = b.fqdn)), '[]') as "sbcList"
      from calling_profile p where p.provider_id = $1 order by p.name, p.id`,
    values: [providerId, withAddresses]
  })
  return rows
}

export interface SbcSettings {
  name: string
  fqdn: string
  ipAddress: string
  driver: string
  baseUrl: string
  certificateAuthority: string
  certificateFingerprint: string
  limits: object
}

export interface StoredCredentials {
  username: string
  passwordEncrypted: Buffer
  clientCertificate: string
  clientKeyEncrypted: Buffer | null
}

/**
 * The id of a device that is to be registered; it is known before the device is, so that a repetition finds its own.
 */
export async function nextSbcId (db: Queryable): Promise<number> {
  const { rows } = await db.query<{ id: number }>({
    text: `select nextval(pg_get_serial_sequence('sbc', 'id'))::int as id`
  })
  return rows[0]?.id ?? 0
}

export async function isFqdnTaken (db: Queryable, providerId: number, fqdn: string, except?: number): Promise<boolean> {
  const { rows } = await db.query({
    text: 'select 1 from sbc where provider_id = $1 and fqdn = $2 and id is distinct from $3',
    values: [providerId, fqdn, except ?? null]
  })
  return rows.length > 0
}

/** False when the FQDN belongs to another device. Empty texts are none. */
export async function insertSbc (
  db: Queryable, providerId: number, id: number, settings: SbcSettings, credentials: StoredCredentials
): Promise<boolean> {
  await db.query({
    text: `insert into sbc (provider_id, id, name, fqdn, ip_address, driver, base_url, certificate_authority,
      certificate_fingerprint, limits,
        username, password_encrypted, client_certificate, client_key_encrypted)
      values ($1, $2, $3, $4, nullif($5, ''), $6, $7, nullif($8, ''), nullif($9, ''), $10, $11, $12, nullif($13, ''),
        $14) on conflict do nothing`,
    values: [
      providerId, id, settings.name, settings.fqdn, settings.ipAddress, settings.driver, settings.baseUrl,
      settings.certificateAuthority, settings.certificateFingerprint, JSON.stringify(settings.limits),
      credentials.username, credentials.passwordEncrypted, credentials.clientCertificate, credentials.clientKeyEncrypted
    ]
  })
  const { rows } = await db.query({
    text: 'select 1 from sbc where provider_id = $1 and id = $2', values: [providerId, id]
  })
  return rows.length > 0
}

/** Changes what is named, and forgets what was found with the old settings. */
export async function changeSbc (
  db: Queryable, providerId: number, id: number, settings: Partial<SbcSettings> & { abandoned?: boolean }
): Promise<'changed' | 'missing' | 'fqdn-taken'> {
  const { name, fqdn, ipAddress, driver, baseUrl, certificateAuthority, certificateFingerprint, limits, abandoned } =
    settings
  try {
    const { rows } = await db.query({
      text: `update sbc set name = coalesce($3, name), fqdn = coalesce($4, fqdn), driver = coalesce($6, driver),
        base_url = coalesce($7, base_url),
          ip_address = nullif(coalesce($5, ip_address), ''), limits = coalesce($10::jsonb, limits),
          certificate_authority = nullif(coalesce($8, certificate_authority), ''),
            certificate_fingerprint = nullif(coalesce($9, certificate_fingerprint), ''),
          abandoned_at = case when $11::boolean is null then abandoned_at
            when $11 then coalesce(abandoned_at, now()) end
        where provider_id = $1 and id = $2 returning id`,
      values: [
        providerId, id, name ?? null, fqdn ?? null, ipAddress ?? null, driver ?? null, baseUrl ?? null,
        certificateAuthority ?? null, certificateFingerprint ?? null,
        limits === undefined ? null : JSON.stringify(limits), abandoned ?? null
      ]
    })
    return rows.length > 0 ? 'changed' : 'missing'
  } catch (error) {
    if (violates(error, 'sbc_provider_id_fqdn_key')) return 'fqdn-taken'
    throw error
  }
}

/** What is undefined stays. */
export async function replaceCredentials (
  db: Queryable, providerId: number, id: number, credentials: Partial<StoredCredentials>
): Promise<void> {
  const { username, passwordEncrypted, clientCertificate, clientKeyEncrypted } = credentials
  await db.query({
    text: `update sbc set username = coalesce($3, username), password_encrypted = coalesce($4, password_encrypted),
        client_certificate = nullif(coalesce($5, client_certificate), ''), client_key_encrypted = case
          when $5 = '' then null else coalesce($6, client_key_encrypted) end,
        credentials_changed_at = now() where provider_id = $1 and id = $2`,
    values: [
      providerId, id, username ?? null, passwordEncrypted ?? null, clientCertificate ?? null, clientKeyEncrypted ?? null
    ]
  })
}

/**
 * What keeps a device from being removed, in words; empty when nothing does. What is on one that was given up does not
 * count.
 */
export async function usesOfSbc (db: Queryable, providerId: number, id: number): Promise<string[]> {
  const { rows: [row] } = await db.query<
    { sites: string[], left: string[], programmed: number, meant: number, tasks: string[] }
  >({
    text: `select array(select name from site where provider_id = $1 and sbc_id = $2 order by name limit 5) as sites,
        case when b.abandoned_at is null then array(select name from site s where provider_id = $1 and sbc_id <> $2
          and (claims @> jsonb_build_array(jsonb_build_object('sbcId', $2::int))
          or exists (select from site_rule r where r.provider_id = $1 and r.sbc_id = $2 and r.site_id = s.id))
            order by name limit 5) else '{}' end as left,
        case when b.abandoned_at is null then (select count(*) from number_on_sbc where provider_id = $1
          and sbc_id = $2)::int else 0 end as programmed,
        case when b.abandoned_at is null then (select count(*) from (select 1 from calling_profile_trunk t
          join number n on n.provider_id = t.provider_id and n.calling_profile_id = t.calling_profile_id
          where t.provider_id = b.provider_id and t.fqdn = b.fqdn limit 1000) m)::int else 0 end as meant,
        array(select id from (select * from task where state = 'ready' union all select * from task
          where state = 'waiting' union all select * from task where state = 'parked') t
          where provider_id = $1 and kind not in ('examine-sbc', 'remove-sbc')
            and (input -> 'sbcId' = to_jsonb($2::int) or input -> 'change' -> 'sbcId' = to_jsonb($2::int)
              or progress -> 'before' -> 'sbcId' = to_jsonb($2::int)
              or progress -> 'sbcIds' @> to_jsonb($2::int)) limit 5) as tasks
      from sbc b where b.provider_id = $1 and b.id = $2`,
    values: [providerId, id]
  })
  if (row === undefined) return []
  return [
    ...row.sites.length > 0 ? [`It has sites: ${row.sites.join(', ')}. Remove them or move them to another SBC.`] : [],
    ...row.left.length > 0
      ? [
        `Sites that moved away still have something on it: ${row.left.join(', ')}. Change or delete them again, or ` +
        'give the SBC up.'
        ]
      : [],
    ...row.programmed > 0
      ? [`Numbers are programmed on it: ${row.programmed}. Release them first, or give the SBC up.`]
      : [],
    ...row.meant > 0 && row.programmed === 0
      ? [
          'A calling profile with numbers leads to it. Take its trunk out of the profile, release the numbers, or ' +
          'give the SBC up.'
        ]
      : [],
    ...row.tasks.length > 0
      ? [`Tasks that are not over use it: ${row.tasks.join(', ')}. Wait for them, or cancel them.`]
      : []
  ]
}

/** False when something that came meanwhile still refers to it. */
export async function deleteSbc (db: Queryable, providerId: number, id: number): Promise<boolean> {
  try {
    await db.query({
      text: `with given_up as (select provider_id, id from sbc where provider_id = $1 and id = $2
        and abandoned_at is not null),
          numbers as (delete from number_on_sbc n using given_up g where n.provider_id = g.provider_id
            and n.sbc_id = g.id),
          rules as (delete from site_rule r using given_up g where r.provider_id = g.provider_id and r.sbc_id = g.id)
        delete from sbc where provider_id = $1 and id = $2`,
      values: [providerId, id]
    })
    return true
  } catch (error) {
    if ((error as { code?: string }).code === '23503') return false // foreign key
    throw error
  }
}

/** Those of the devices that were given up, or are not registered any more. */
export async function absentSbcs (db: Queryable, providerId: number, ids: readonly number[]): Promise<number[]> {
  if (ids.length === 0) return []
  const { rows } = await db.query<{ id: number }>({
    name: 'absent-sbcs',
    text:
      'select id from unnest($2::int[]) as a (id) where not exists (select from sbc b where b.provider_id = $1 and ' +
      'b.id = a.id and b.abandoned_at is null)',
    values: [providerId, ids]
  })
  return rows.map(row => row.id)
}

export interface HealthReading { usable: boolean, findings: readonly SbcFinding[], status: object | undefined }

/** Keeps what was found; the status of the last answer stays when the device did not answer now. */
export async function recordHealth (
  db: Queryable, providerId: number, sbcId: number, { usable, findings, status }: HealthReading
): Promise<void> {
  await db.query({
    text: `insert into sbc_health as h (provider_id, sbc_id, read_at, answered_at, usable, findings, status)
      select provider_id, id, now(), case when $5::jsonb is not null then now() end, $3, $4, $5 from sbc
        where provider_id = $1 and id = $2
      on conflict (provider_id, sbc_id) do update set read_at = now(), usable = $3, findings = $4,
        answered_at = coalesce(excluded.answered_at, h.answered_at), status = coalesce(excluded.status, h.status)`,
    values: [providerId, sbcId, usable, JSON.stringify(findings), status === undefined ? null : JSON.stringify(status)]
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
