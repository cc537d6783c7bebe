import { isReadOnlyRefusal, type Queryable } from '../../database/connect.ts'

/** The node of the tree an application acts for. */
export interface Credential {
  providerId: number
  name: string
  role: 'Admin' | 'Operator' | 'Monitor' | null
  /** Why it may not call at present. */
  refusal: string | null
  channelId: number | null
  customerId: string | null
  customerTenantId: string | null
}

/** The application of a token. Also notes that it called, at most once a minute, where the database takes changes. */
export async function credentialOf (
  db: Queryable, entraTenantId: string, clientId: string
): Promise<Credential | undefined> {
  const values = [entraTenantId, clientId]
  const { rows } = await db.query<Credential>({ name: 'credential-of', text: `${noting} ${finding}`, values })
    .catch(error => {
      if (!isReadOnlyRefusal(error)) throw error
      return db.query<Credential>({ name: 'credential-only-of', text: finding, values })
    })
  return rows[0]
}

const noting = `with noted as (update credential set last_used_at = now()
        where entra_tenant_id = $1 and client_id = $2
          and (last_used_at is null or last_used_at < now() - interval '1 minute'))`
const finding = `select k.provider_id as "providerId", k.name, k.role, k.channel_id as "channelId",
        k.customer_id as "customerId", c.ms_tenant_id as "customerTenantId",
        case when k.disabled_at is not null then 'Application ' || k.name || ' is disabled.'
          when k.expires_at <= now() then 'The time of application ' || k.name || ' is over.' end as refusal
      from credential k left join customer c on c.provider_id = k.provider_id and c.id = k.customer_id
      where k.entra_tenant_id = $1 and k.client_id = $2`
