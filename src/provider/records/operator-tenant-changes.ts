import { violates, type Queryable } from '../../database/connect.ts'
import type { MicrosoftCloud } from '../../schemas/microsoft-cloud.ts'
import type { SealedCredential } from '../../tenancy/records/microsoft-credentials.ts'

/** A sealed text, and what of it may be shown; null takes it away. */
export interface SealedProxy { readonly sealed: Buffer, readonly shown: string }

/** What may be said of an Operator Connect tenant; what is undefined stays as it is. */
export interface OperatorTenantSettings {
  readonly name?: string | undefined
  readonly description?: string | null | undefined
  readonly clientId?: string | undefined
  readonly version?: string | null | undefined
  readonly cloud?: MicrosoftCloud | undefined
  readonly httpProxy?: SealedProxy | null | undefined
  readonly httpsProxy?: SealedProxy | null | undefined
  readonly syncOnChange?: boolean | undefined
}

/** `tenant-taken`: another provider is the operator there. */
export type Written = 'written' | 'missing' | 'name-taken' | 'tenant-taken'

function refused (error: unknown): Written {
  if (violates(error, 'operator_connect_tenant_name')) return 'name-taken'
  if (violates(error, 'operator_connect_tenant_of_one')) return 'tenant-taken'
  throw error
}

/** Adds the tenant; one that is there already stays as it is. */
export async function insertOperatorTenant (
  db: Queryable, providerId: number, tenantId: string,
  settings: OperatorTenantSettings & { name: string, clientId: string }, credential: SealedCredential | undefined
): Promise<void> {
  await db.query({
    text: `insert into operator_connect_tenant (provider_id, tenant_id, client_id, name, description, api_version,
        cloud, http_proxy_encrypted, http_proxy_shown, https_proxy_encrypted, https_proxy_shown, sync_on_change,
        credential_type, credential_encrypted, expires_at, thumbprint)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
      on conflict (provider_id, tenant_id) do nothing`,
    values: [
      providerId, tenantId, settings.clientId, settings.name, settings.description ?? null, settings.version ?? null,
      settings.cloud ?? 'global', settings.httpProxy?.sealed ?? null, settings.httpProxy?.shown ?? null,
      settings.httpsProxy?.sealed ?? null, settings.httpsProxy?.shown ?? null, settings.syncOnChange ?? false,
      credential?.facts.type ?? null, credential?.sealed ?? null, credential?.facts.expiresAt ?? null,
      credential?.facts.thumbprint ?? null
    ]
  })
}

/** Changes what is named; what was tested before says nothing of it any more. */
export async function changeOperatorTenant (
  db: Queryable, providerId: number, tenantId: string, settings: OperatorTenantSettings
): Promise<Written> {
  const { name, description, clientId, version, cloud, httpProxy, httpsProxy, syncOnChange } = settings
  try {
    const { rowCount } = await db.query({
      text: `update operator_connect_tenant set name = coalesce($3, name), client_id = coalesce($4, client_id),
          cloud = coalesce($5, cloud), sync_on_change = coalesce($6, sync_on_change),
          description = case when $7 then $8 else description end,
          api_version = case when $9 then $10 else api_version end,
          http_proxy_encrypted = case when $11 then $12 else http_proxy_encrypted end,
          http_proxy_shown = case when $11 then $13 else http_proxy_shown end,
          https_proxy_encrypted = case when $14 then $15 else https_proxy_encrypted end,
          https_proxy_shown = case when $14 then $16 else https_proxy_shown end,
          changed_at = now(), gates = '[]', tested_at = null
        where provider_id = $1 and tenant_id = $2`,
      values: [
        providerId, tenantId, name ?? null, clientId ?? null, cloud ?? null, syncOnChange ?? null,
        description !== undefined, description ?? null, version !== undefined, version ?? null,
        httpProxy !== undefined, httpProxy?.sealed ?? null, httpProxy?.shown ?? null,
        httpsProxy !== undefined, httpsProxy?.sealed ?? null, httpsProxy?.shown ?? null
      ]
    })
    return rowCount === 1 ? 'written' : 'missing'
  } catch (error) {
    return refused(error)
  }
}

/** The first credential of a tenant that has none; false when it has another one. */
export async function keepFirstCredential (
  db: Queryable, providerId: number, tenantId: string, { facts, sealed }: SealedCredential
): Promise<boolean> {
  const { rowCount } = await db.query({
    text: `update operator_connect_tenant set credential_type = $3, credential_encrypted = $4, expires_at = $5,
        thumbprint = $6, accepted_credential = 'current', end_warned_on = null, changed_at = now()
      where provider_id = $1 and tenant_id = $2 and (credential_encrypted is null or credential_encrypted = $4)`,
    values: [providerId, tenantId, facts.type, sealed, facts.expiresAt ?? null, facts.thumbprint ?? null]
  })
  return rowCount === 1
}

/** What a test of the connection found, gate by gate. */
export async function recordGates (
  db: Queryable, providerId: number, tenantId: string, gates: readonly object[]
): Promise<void> {
  await db.query({
    text: `update operator_connect_tenant set gates = $3::jsonb, tested_at = now()
      where provider_id = $1 and tenant_id = $2`,
    values: [providerId, tenantId, JSON.stringify(gates)]
  })
}

/** Leads and profiles that it showed stay, without it. */
export async function deleteOperatorTenant (db: Queryable, providerId: number, tenantId: string): Promise<void> {
  await db.query({
    text: 'delete from operator_connect_tenant where provider_id = $1 and tenant_id = $2',
    values: [providerId, tenantId]
  })
}

/** Who is the operator at a tenant, whichever provider that is. */
export async function isOperatorTenantOfAnother (
  db: Queryable, providerId: number, tenantId: string
): Promise<boolean> {
  const { rows } = await db.query({
    text: 'select from operator_connect_tenant where tenant_id = $2 and provider_id <> $1',
    values: [providerId, tenantId]
  })
  return rows.length > 0
}
