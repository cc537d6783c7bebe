import type { Queryable } from '../../database/connect.ts'

/** The node of the tree an application acts for. */
export interface Credential {
  providerId: number
  name: string
  channelId: number | null
  customerId: string | null
  customerTenantId: string | null
}

export async function credentialOf (
  db: Queryable, entraTenantId: string, clientId: string
): Promise<Credential | undefined> {
  const { rows } = await db.query<Credential>({
    name: 'credential-of',
    text: `select k.provider_id as "providerId", k.name, k.channel_id as "channelId", k.customer_id as "customerId",
      c.ms_tenant_id as "customerTenantId"
      from credential k left join customer c on c.provider_id = k.provider_id and c.id = k.customer_id
      where k.entra_tenant_id = $1 and k.client_id = $2`,
    values: [entraTenantId, clientId]
  })
  return rows[0]
}
