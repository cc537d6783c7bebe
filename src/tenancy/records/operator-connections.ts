import type { Queryable } from '../../database/connect.ts'
import type { MicrosoftCloud } from '../../schemas/microsoft-cloud.ts'
import type { CredentialType } from '../../schemas/microsoft-credential.ts'

export interface StoredOperatorConnection {
  tenantId: string
  clientId: string
  name: string
  apiVersion: string | null
  /** Null as long as nobody has given one. */
  credentialType: CredentialType | null
  credentialEncrypted: Buffer | null
  nextCredentialType: CredentialType | null
  nextCredentialEncrypted: Buffer | null
  accepted: 'current' | 'next'
  cloud: MicrosoftCloud
  /** That for HTTPS, which Microsoft speaks, or else that for HTTP. */
  proxyEncrypted: Buffer | null
}

/**
 * One of the provider's applications at Microsoft: that of `operatorTenantId`, or the one whose consents show the
 * tenant `tenantId`, or the oldest; undefined when none was set up.
 */
export async function operatorConnectionOf (
  db: Queryable, providerId: number, which: { operatorTenantId?: string | undefined, tenantId?: string | undefined }
): Promise<StoredOperatorConnection | undefined> {
  const { rows } = await db.query<StoredOperatorConnection>({
    name: 'operator-connection',
    text: `select k.tenant_id as "tenantId", k.client_id as "clientId", k.name, k.api_version as "apiVersion",
        k.credential_type as "credentialType", k.credential_encrypted as "credentialEncrypted",
        k.next_credential_type as "nextCredentialType", k.next_credential_encrypted as "nextCredentialEncrypted",
        k.accepted_credential as accepted, k.cloud,
        coalesce(k.https_proxy_encrypted, k.http_proxy_encrypted) as "proxyEncrypted"
      from operator_connect_tenant k
      where k.provider_id = $1 and ($2::uuid is null or k.tenant_id = $2)
      order by exists (select from lead l where l.provider_id = $1 and l.ms_tenant_id = $3::uuid
        and l.operator_tenant_id = k.tenant_id) desc, k.created_at limit 1`,
    values: [providerId, which.operatorTenantId ?? null, which.tenantId ?? null]
  })
  return rows[0]
}

/** The tenants at which the provider is an operator, the oldest first; those that wait for a credential left out. */
export async function operatorTenantIds (db: Queryable, providerId: number): Promise<string[]> {
  const { rows } = await db.query<{ tenantId: string }>({
    text: `select tenant_id as "tenantId" from operator_connect_tenant
      where provider_id = $1 and credential_encrypted is not null
      order by created_at, tenant_id`,
    values: [providerId]
  })
  return rows.map(({ tenantId }) => tenantId)
}
