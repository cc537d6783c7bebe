import type { Queryable, Timestamp } from '../../database/connect.ts'
import type { ReachedRecords } from '../../database/reach.ts'
import type { MicrosoftCloud } from '../../schemas/microsoft-cloud.ts'
import type { CredentialType } from '../../schemas/microsoft-credential.ts'
import { customersWithin } from './reach.ts'

export type ConnectionStatus = 'Connected' | 'BadCredentials' | 'NoConsent' | 'UnknownTenant'

/** A customer's connection as it may be shown: without its secret. */
export interface TenantConnection {
  customerId: string
  msTenantId: string
  clientId: string
  status: ConnectionStatus
  reason: string | null
  validatedAt: Timestamp
  expiresAt: Timestamp | null
}

/** What Microsoft told of a tenant and of the secret, where we may read it. */
interface ReportedFacts { defaultDomain?: string | undefined, secretExpiresAt?: string | undefined }

/** The connection of a customer; undefined when it has none. */
export async function tenantConnectionOf (
  records: ReachedRecords, customerId: string
): Promise<TenantConnection | undefined> {
  const { rows } = await records.query<TenantConnection>({
    name: 'tenant-connection',
    within: customersWithin('c'),
    text: within => `select k.customer_id as "customerId", c.ms_tenant_id as "msTenantId", k.client_id as "clientId",
        k.status, k.reason, k.validated_at as "validatedAt", k.expires_at as "expiresAt"
      from tenant_connection k join customer c on c.provider_id = k.provider_id and c.id = k.customer_id
      where ${within} and c.id = $4`,
    values: [customerId]
  })
  return rows[0]
}

/** How a customer's application gets tokens; only services.ts can open what is sealed, in base64. */
export interface SealedApplication {
  clientId: string
  sealedSecret: string
  credentialType: CredentialType
  next: { credentialType: CredentialType, sealed: string } | undefined
  accepted: 'current' | 'next'
  cloud: MicrosoftCloud
  proxyUrl: string | undefined
}

/** What it takes to get a token in a customer's tenant. */
export async function sealedCredentialsOf (
  db: Queryable, providerId: number, msTenantId: string
): Promise<SealedApplication | undefined> {
  type Row = Omit<SealedApplication, 'next' | 'proxyUrl'> & {
    nextType: CredentialType | null, nextSealed: string | null, proxyUrl: string | null
  }
  const { rows } = await db.query<Row>({
    name: 'sealed-credentials',
    text: `select k.client_id as "clientId", translate(encode(k.credential_encrypted, 'base64'), E'\\n', '')
        as "sealedSecret", k.credential_type as "credentialType", k.next_credential_type as "nextType",
        translate(encode(k.next_credential_encrypted, 'base64'), E'\\n', '') as "nextSealed",
        k.accepted_credential as accepted, k.cloud, k.proxy_url as "proxyUrl"
      from customer c join tenant_connection k on k.provider_id = c.provider_id and k.customer_id = c.id
      where c.provider_id = $1 and c.ms_tenant_id = $2`,
    values: [providerId, msTenantId]
  })
  const [row] = rows
  if (row === undefined) return undefined
  const { nextType, nextSealed, proxyUrl, ...rest } = row
  const next = nextType !== null && nextSealed !== null ? { credentialType: nextType, sealed: nextSealed } : undefined
  return { ...rest, next, proxyUrl: proxyUrl ?? undefined }
}

/** Keeps credentials that were just checked and found good; they replace those of before. `sealedSecret` is base64. */
export async function saveTenantConnection (
  db: Queryable,
  connection: { providerId: number, customerId: string, clientId: string, sealedSecret: string } & ReportedFacts
): Promise<void> {
  const { providerId, customerId, clientId, sealedSecret, secretExpiresAt, defaultDomain } = connection
  await db.query({
    text: `
      insert into tenant_connection (provider_id, customer_id, client_id, credential_encrypted, status, expires_at,
        default_domain)
      values ($1, $2, $3, $4, 'Connected', $5, $6)
      on conflict (provider_id, customer_id) do update set client_id = excluded.client_id, status = 'Connected',
        reason = null,
        credential_type = 'secret', credential_encrypted = excluded.credential_encrypted, validated_at = now(),
        expires_at = excluded.expires_at, thumbprint = null, next_credential_type = null,
        next_credential_encrypted = null, next_expires_at = null, next_thumbprint = null,
        accepted_credential = 'current', end_warned_on = null,
        default_domain = coalesce(excluded.default_domain, tenant_connection.default_domain)`,
    values: [
      providerId, customerId, clientId, Buffer.from(sealedSecret, 'base64'), secretExpiresAt ?? null,
      defaultDomain ?? null
    ]
  })
}

/** What a check of the stored connection came to; what it did not tell stays as it was told before. */
export async function markTenantConnection (
  db: Queryable, providerId: number, msTenantId: string, status: ConnectionStatus, reason: string | null = null,
  reported: ReportedFacts = {}
): Promise<void> {
  await db.query({
    text: `update tenant_connection k set status = $3, reason = $4, validated_at = now(), expires_at = coalesce($5,
      expires_at),
        default_domain = coalesce($6, default_domain) from customer c
      where c.provider_id = $1 and c.ms_tenant_id = $2 and k.provider_id = c.provider_id and k.customer_id = c.id`,
    values: [providerId, msTenantId, status, reason, reported.secretExpiresAt ?? null, reported.defaultDomain ?? null]
  })
}
