import { array, text } from '../../database/arrays.ts'
import type { Queryable } from '../../database/connect.ts'

interface TaskKey { readonly providerId: number, readonly id: string }

/** What somebody says of a number. */
export interface Evidence { readonly number: string, readonly tenantId?: string, readonly assignmentStatus?: string }

export type Source = 'microsoft' | 'sbc' | 'tenant' | 'sbc-read'

/** Keeps what a source says; saying it twice is saying it once. */
export async function keepEvidence (
  db: Queryable, task: TaskKey, source: Source, evidence: readonly Evidence[]
): Promise<void> {
  if (evidence.length === 0) return
  await db.query({
    text: `insert into inventory_evidence (provider_id, task_id, source, number, ms_tenant_id, assignment_status)
      select distinct on (e.number) $1::int, $2::text, $3::text, e.number, e.tenant::uuid, e.assignment
      from unnest($4::text[], $5::text[], $6::text[]) as e (number, tenant, assignment) order by e.number
      on conflict do nothing`,
    values: [
      task.providerId, task.id, source, array(text, evidence.map(({ number }) => number)),
      array(text, evidence.map(({ tenantId }) => tenantId ?? null)),
      array(text, evidence.map(({ assignmentStatus }) => assignmentStatus ?? null))
    ]
  })
}

/** The customer's tenant to read after another one; of all customers whose consent is active, or of one. */
export async function tenantAfter (
  db: Queryable, providerId: number, customerId: string | undefined, after: string | undefined
): Promise<string | undefined> {
  const { rows: [row] } = await db.query<{ tenant: string }>({
    text: `select c.ms_tenant_id as tenant from customer c where c.provider_id = $1 and ($2::uuid is null or c.id = $2)
        and ($3::uuid is null or c.ms_tenant_id > $3) and exists (select from lead l where l.provider_id = $1
          and l.ms_tenant_id = c.ms_tenant_id and l.status = 'Active')
      order by c.ms_tenant_id limit 1`,
    values: [providerId, customerId ?? null, after ?? null]
  })
  return row?.tenant
}

/** Devices that numbers may be on. */
export async function devicesToRead (db: Queryable, providerId: number): Promise<number[]> {
  const { rows } = await db.query<{ id: number }>({
    text: 'select id from sbc where provider_id = $1 and abandoned_at is null order by id', values: [providerId]
  })
  return rows.map(({ id }) => id)
}
