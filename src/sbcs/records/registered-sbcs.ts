import { violates, type Queryable } from '../../database/connect.ts'

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
