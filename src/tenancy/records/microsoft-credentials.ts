import type { Queryable, Timestamp } from '../../database/connect.ts'
import type { CredentialFacts, CredentialType } from '../../schemas/microsoft-credential.ts'

/** Whose application it is: our own at Operator Connect, or the one that a customer registered; `tenantId` is where. */
export interface CredentialHolder {
  readonly of: 'operator' | 'customer'
  readonly providerId: number
  readonly tenantId: string
}

/** A credential as the records keep it. */
export interface SealedCredential { readonly facts: CredentialFacts, readonly sealed: Buffer }

/** A credential without what must stay secret. */
interface ShownCredential {
  type: CredentialType
  expiresAt: Timestamp | null
  thumbprint: string | null
}

export interface ShownApplication {
  tenantId: string
  clientId: string
  cloud: string
  proxyUrl: string | null
  current: ShownCredential
  next: ShownCredential | null
  accepted: 'current' | 'next'
}

/** `$1` is the provider, `$2` the tenant. */
const rows = {
  operator: { table: 'operator_connect_tenant k', where: 'k.provider_id = $1 and k.tenant_id = $2' },
  customer: {
    table: 'tenant_connection k',
    where: `k.provider_id = $1 and k.customer_id in (
      select id from customer where provider_id = $1 and ms_tenant_id = $2)`
  }
} as const

/** Keeps a credential beside the one in use. `sealed` is its material. False: there is no such application. */
export async function keepNextCredential (
  db: Queryable, { of, providerId, tenantId }: CredentialHolder, facts: CredentialFacts, sealed: Buffer
): Promise<boolean> {
  const { rowCount } = await db.query({
    text: `update ${rows[of].table} set next_credential_type = $3, next_credential_encrypted = $4,
        next_expires_at = $5, next_thumbprint = $6, accepted_credential = 'current'
      where ${rows[of].where}`,
    values: [providerId, tenantId, facts.type, sealed, facts.expiresAt ?? null, facts.thumbprint ?? null]
  })
  return rowCount === 1
}

/** The next credential becomes the only one. False: there is none. */
export async function promoteNextCredential (
  db: Queryable, { of, providerId, tenantId }: CredentialHolder
): Promise<boolean> {
  const { rowCount } = await db.query({
    text: `update ${rows[of].table} set credential_type = next_credential_type,
        credential_encrypted = next_credential_encrypted, expires_at = next_expires_at, thumbprint = next_thumbprint,
        next_credential_type = null, next_credential_encrypted = null, next_expires_at = null, next_thumbprint = null,
        accepted_credential = 'current', end_warned_on = null
      where ${rows[of].where} and next_credential_type is not null`,
    values: [providerId, tenantId]
  })
  return rowCount === 1
}

/** Remembers which of two credentials Microsoft accepted, for whoever uses this application. */
export async function noteAcceptedCredential (
  db: Queryable, of: CredentialHolder['of'], application: { tenantId: string, clientId: string },
  accepted: 'current' | 'next'
): Promise<void> {
  const inTenant = of === 'operator'
    ? 'k.tenant_id = $1'
    : `exists (select from customer c
        where c.provider_id = k.provider_id and c.id = k.customer_id and c.ms_tenant_id = $1)`
  await db.query({
    text: `update ${rows[of].table} set accepted_credential = $3
      where ${inTenant} and k.client_id = $2 and accepted_credential <> $3
        and ($3 = 'current' or next_credential_type is not null)`,
    values: [application.tenantId, application.clientId, accepted]
  })
}

/** The credentials of an application `k` as it may be shown, under these names. */
export const credentialsShown = (current: string, next: string): string => `
  json_build_object('type', k.credential_type, 'expiresAt', k.expires_at, 'thumbprint', k.thumbprint) as "${current}",
  case when k.next_credential_type is not null then json_build_object('type', k.next_credential_type,
    'expiresAt', k.next_expires_at, 'thumbprint', k.next_thumbprint) end as "${next}"`
