import type { Queryable } from '../../database/connect.ts'
import type { ReachedRecords } from '../../database/reach.ts'
import { ofProviderOnly } from '../../tenancy/records/reach.ts'

export interface Relationship { status: string, comment: string | null, lastModifiedOn: string }

/** Our side of the consent that a tenant gave; undefined when it gave none. */
export async function relationshipOf (
  records: ReachedRecords, tenantId: string
): Promise<{ relationship: Relationship | null, status: string } | undefined> {
  const { rows: [row] } = await records.query<{ relationship: Relationship | null, status: string }>({
    within: ofProviderOnly('l'),
    text: within => `select l.relationship, l.status from lead l
      where ${within} and l.ms_tenant_id = $4 order by l.is_direct limit 1`,
    values: [tenantId]
  })
  return row
}

/** Keeps what Microsoft has now. */
export async function recordRelationship (
  db: Queryable, providerId: number, tenantId: string, relationship: Relationship
): Promise<void> {
  await db.query({
    text: `update lead set relationship = $3::jsonb where provider_id = $1 and ms_tenant_id = $2`,
    values: [providerId, tenantId, JSON.stringify(relationship)]
  })
}
