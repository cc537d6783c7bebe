import type { Queryable } from '../../database/connect.ts'
import type { MicrosoftCloud } from '../../schemas/microsoft-cloud.ts'
import type { CredentialType } from '../../schemas/microsoft-credential.ts'

export interface StoredOperatorConnection {
  tenantId: string
  clientId: string
  credentialType: CredentialType
  credentialEncrypted: Buffer
  nextCredentialType: CredentialType | null
  nextCredentialEncrypted: Buffer | null
  accepted: 'current' | 'next'
  cloud: MicrosoftCloud
  proxyUrl: string | null
}

/** The provider's own application at Microsoft; undefined when none was set up. */
export async function operatorConnectionOf (
  db: Queryable, providerId: number
): Promise<StoredOperatorConnection | undefined> {
  const { rows } = await db.query<StoredOperatorConnection>({
    name: 'operator-connection',
    text: `select tenant_id as "tenantId", client_id as "clientId", credential_type as "credentialType",
        credential_encrypted as "credentialEncrypted", next_credential_type as "nextCredentialType",
        next_credential_encrypted as "nextCredentialEncrypted", accepted_credential as accepted, cloud,
        proxy_url as "proxyUrl"
      from operator_connect_tenant where provider_id = $1 order by created_at limit 1`,
    values: [providerId]
  })
  return rows[0]
}
