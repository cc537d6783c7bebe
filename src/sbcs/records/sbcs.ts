import type { Static } from '@sinclair/typebox'
import type { SbcDetails, SbcDevice } from '../schemas/sbc-device.ts'
import type { Queryable } from '../../database/connect.ts'
import type { ReachedRecords } from '../../database/reach.ts'
import { askedByProvider, ofProviderOnly, ofWholeProvider } from '../../tenancy/records/reach.ts'

/** Where a device is and why it is silent is the provider's own business. */
const listed = `b.id as "sbcId", b.name, b.fqdn, case when ${askedByProvider} then b.ip_address end as "ipAddress",
  b.driver, u.key is null as available, case when ${askedByProvider} then u.reason end as "unavailableReason"`
const joined = `sbc b left join upstream u on u.key = 'sbc:' || b.provider_id || ':' || b.id and u.failures > 0`

export async function sbcDevices (records: ReachedRecords): Promise<Array<Static<typeof SbcDevice>>> {
  const { rows } = await records.query<Static<typeof SbcDevice>>({
    within: ofWholeProvider('b'),
    text: within => `select ${listed} from ${joined} where ${within} order by b.id`
  })
  return rows
}

/** One device with everything that is not a secret. */
export async function sbcDetails (records: ReachedRecords, sbcId: number): Promise<SbcDetails | undefined> {
  const { rows } = await records.query<SbcDetails>({
    within: ofProviderOnly('b'),
    text: within => `select ${listed}, b.base_url as "baseUrl", b.username,
        b.certificate_authority as "certificateAuthority",
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
          'highAvailability', h.status -> 'highAvailability', 'saveNeeded', h.status -> 'saveNeeded',
          'certificateEnds', h.status -> 'certificateEnds') as health
      from ${joined} left join sbc_health h on h.provider_id = b.provider_id and h.sbc_id = b.id
      where ${within} and b.id = $4`,
    values: [sbcId]
  })
  return rows[0]
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

export async function isFqdnTaken (records: ReachedRecords, fqdn: string, except?: number): Promise<boolean> {
  const { rows } = await records.query({
    within: ofProviderOnly('b'),
    text: within => `select 1 from sbc b where ${within} and b.fqdn = $4 and b.id is distinct from $5`,
    values: [fqdn, except ?? null]
  })
  return rows.length > 0
}

/**
 * What keeps a device from being removed, in words; empty when nothing does. What is on one that was given up does not
 * count.
 */
export async function usesOfSbc (records: ReachedRecords, id: number): Promise<string[]> {
  const { rows: [row] } = await records.query<
    { sites: string[], left: string[], programmed: number, meant: number, tasks: string[] }
  >({
    within: ofProviderOnly('b'),
    text: within => `select
        array(select name from site where provider_id = $1 and sbc_id = $4 order by name limit 5) as sites,
        case when b.abandoned_at is null then array(select name from site s where provider_id = $1 and sbc_id <> $4
          and (claims @> jsonb_build_array(jsonb_build_object('sbcId', $4::int))
          or exists (select from site_rule r where r.provider_id = $1 and r.sbc_id = $4 and r.site_id = s.id))
            order by name limit 5) else '{}' end as left,
        case when b.abandoned_at is null then (select count(*) from number_on_sbc where provider_id = $1
          and sbc_id = $4)::int else 0 end as programmed,
        case when b.abandoned_at is null then (select count(*) from (select 1 from calling_profile_trunk t
          join number n on n.provider_id = t.provider_id and n.calling_profile_id = t.calling_profile_id
          where t.provider_id = b.provider_id and t.fqdn = b.fqdn limit 1000) m)::int else 0 end as meant,
        array(select id from (select * from task where state = 'ready' union all select * from task
          where state = 'waiting' union all select * from task where state = 'parked') t
          where provider_id = $1 and kind not in ('examine-sbc', 'qualify-sbc', 'remove-sbc')
            and (input -> 'sbcId' = to_jsonb($4::int) or input -> 'change' -> 'sbcId' = to_jsonb($4::int)
              or progress -> 'before' -> 'sbcId' = to_jsonb($4::int)
              or progress -> 'sbcIds' @> to_jsonb($4::int)) limit 5) as tasks
      from sbc b where ${within} and b.id = $4`,
    values: [id]
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
