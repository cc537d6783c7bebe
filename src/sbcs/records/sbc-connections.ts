import type { Queryable } from '../../database/connect.ts'

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
