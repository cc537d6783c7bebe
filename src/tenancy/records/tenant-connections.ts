import type { Queryable, Timestamp } from '../../database/connect.ts'
import type { ReachedRecords } from '../../database/reach.ts'
import type { MicrosoftCloud } from '../../schemas/microsoft-cloud.ts'
import type { CredentialType } from '../../schemas/microsoft-credential.ts'
import type { connectionStatuses } from '../schemas/token-connection.ts'
import { credentialsShown, type SealedCredential, type ShownApplication } from './microsoft-credentials.ts'
import { customersWithin } from './reach.ts'

export type ConnectionStatus = typeof connectionStatuses[number]

/** A customer's connection as it may be shown: without what must stay secret. */
export interface TenantConnection extends Omit<ShownApplication, 'tenantId' | 'proxyUrl' | 'current' | 'next'> {
  customerId: string
  msTenantId: string
  httpsProxy: string | null
  credential: ShownApplication['current']
  nextCredential: ShownApplication['next']
  status: ConnectionStatus
  reason: string | null
  validatedAt: Timestamp
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
        k.cloud, k.proxy_shown as "httpsProxy", k.accepted_credential as accepted, k.status, k.reason,
        k.validated_at as "validatedAt", ${credentialsShown('credential', 'nextCredential')}
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
  sealedProxy: string | undefined
}

/** What it takes to get a token in a customer's tenant. */
export async function sealedCredentialsOf (
  db: Queryable, providerId: number, msTenantId: string
): Promise<SealedApplication | undefined> {
  type Row = Omit<SealedApplication, 'next' | 'sealedProxy'> & {
    nextType: CredentialType | null, nextSealed: string | null, sealedProxy: string | null
  }
  const { rows } = await db.query<Row>({
    name: 'sealed-credentials',
    text: `select k.client_id as "clientId", translate(encode(k.credential_encrypted, 'base64'), E'\\n', '')
        as "sealedSecret", k.credential_type as "credentialType", k.next_credential_type as "nextType",
        translate(encode(k.next_credential_encrypted, 'base64'), E'\\n', '') as "nextSealed",
        k.accepted_credential as accepted, k.cloud,
        translate(encode(k.proxy_encrypted, 'base64'), E'\\n', '') as "sealedProxy"
      from customer c join tenant_connection k on k.provider_id = c.provider_id and k.customer_id = c.id
      where c.provider_id = $1 and c.ms_tenant_id = $2`,
    values: [providerId, msTenantId]
  })
  const [row] = rows
  if (row === undefined) return undefined
  const { nextType, nextSealed, sealedProxy, ...rest } = row
  const next = nextType !== null && nextSealed !== null ? { credentialType: nextType, sealed: nextSealed } : undefined
  return { ...rest, next, sealedProxy: sealedProxy ?? undefined }
}

/** A connection as it is written; what is undefined stays as it is, and null takes the proxy away. */
export interface NewTenantConnection extends ReportedFacts {
  readonly customerId: string
  readonly clientId: string
  readonly credential: SealedCredential
  readonly cloud?: MicrosoftCloud | undefined
  readonly proxy?: { readonly sealed: Buffer, readonly shown: string } | null | undefined
}

/** Keeps an application that was just tried and found good; it replaces that of before, with both its credentials. */
export async function saveTenantConnection (
  db: Queryable, providerId: number, connection: NewTenantConnection
): Promise<void> {
  const { customerId, clientId, credential: { facts, sealed }, cloud, proxy } = connection
  await db.query({
    text: `
      insert into tenant_connection as k (provider_id, customer_id, client_id, credential_type, credential_encrypted,
        status, expires_at, thumbprint, default_domain, cloud, proxy_encrypted, proxy_shown)
      values ($1, $2, $3, $4, $5, 'Connected', $6, $7, $8, coalesce($9, 'global'), $10, $11)
      on conflict (provider_id, customer_id) do update set client_id = excluded.client_id, status = 'Connected',
        reason = null, credential_type = excluded.credential_type,
        credential_encrypted = excluded.credential_encrypted, validated_at = now(),
        expires_at = excluded.expires_at, thumbprint = excluded.thumbprint, next_credential_type = null,
        next_credential_encrypted = null, next_expires_at = null, next_thumbprint = null,
        accepted_credential = 'current', end_warned_on = null, cloud = coalesce($9, k.cloud),
        proxy_encrypted = case when $12 then $10 else k.proxy_encrypted end,
        proxy_shown = case when $12 then $11 else k.proxy_shown end,
        default_domain = coalesce(excluded.default_domain, k.default_domain)`,
    values: [
      providerId, customerId, clientId, facts.type, sealed, connection.secretExpiresAt ?? facts.expiresAt ?? null,
      facts.thumbprint ?? null, connection.defaultDomain ?? null, cloud ?? null, proxy?.sealed ?? null,
      proxy?.shown ?? null, proxy !== undefined
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
