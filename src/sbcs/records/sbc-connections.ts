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
}

export async function sbcOf (db: Queryable, providerId: number, sbcId: number): Promise<StoredSbc | undefined> {
  const { rows } = await db.query<StoredSbc>({
    name: 'sbc-of',
    text: `select id, name, driver, base_url as "baseUrl", username, password_encrypted as "passwordEncrypted",
      certificate_authority as "certificateAuthority", certificate_fingerprint as "certificateFingerprint",
        client_certificate as "clientCertificate",
      client_key_encrypted as "clientKeyEncrypted", limits, abandoned_at is not null as abandoned from sbc
        where provider_id = $1 and id = $2`,
    values: [providerId, sbcId]
  })
  return rows[0]
}

/** What any node may know of an SBC before it asks something of it: what drives it, and what its firmware takes. */
export async function sbcTraits (
  records: ReachedRecords, sbcId: number
): Promise<Pick<StoredSbc, 'driver' | 'limits'> | undefined> {
  const { rows } = await records.query<Pick<StoredSbc, 'driver' | 'limits'>>({
    within: ofWholeProvider('b'),
    text: within => `select b.driver, b.limits from sbc b where ${within} and b.id = $4`,
    values: [sbcId]
  })
  return rows[0]
}
