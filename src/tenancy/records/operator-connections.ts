import type { Queryable } from '../../database/connect.ts'

export interface StoredOperatorConnection { tenantId: string, clientId: string, clientSecretEncrypted: Buffer }

/** The provider's own application at Microsoft; undefined when none was set up. */
export async function operatorConnectionOf (
  db: Queryable, providerId: number
): Promise<StoredOperatorConnection | undefined> {
  const { rows } = await db.query<StoredOperatorConnection>({
    name: 'operator-connection',
    text: `select tenant_id as "tenantId", client_id as "clientId", client_secret_encrypted as "clientSecretEncrypted"
      from operator_connect_tenant where provider_id = $1 order by created_at limit 1`,
    values: [providerId]
  })
  return rows[0]
}
