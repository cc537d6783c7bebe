import type { Queryable } from '../../database/connect.ts'

// Leads that we make at Microsoft, and take back, without the consent of their tenant.

/** Remembers a lead that we are about to make at Microsoft. Tenant and name are taken by whoever comes first. */
export async function insertDirectLead (
  db: Queryable,
  lead: { providerId: number, id: string, msTenantId: string, companyName: string, channelId: number | undefined }
): Promise<void> {
  await db.query({
    text: `
      insert into lead (provider_id, id, ms_tenant_id, is_direct, company_name, reserved_name, status, contact,
        channel_id)
      values ($1, $2, $3, true, $4, lower($4), 'NotActive', jsonb_build_object('companyName', $4::text), $5)
        on conflict (provider_id, id) do nothing`,
    values: [lead.providerId, lead.id, lead.msTenantId, lead.companyName, lead.channelId ?? null]
  })
}

/**
 * Marks a lead as removed on behalf of a task, so that nobody licenses it any more. Throws when somebody has just done
 * so, or another task deletes it.
 */
export async function retireLead (trx: Queryable, providerId: number, id: string, taskId: string): Promise<void> {
  // Locks it: who licenses it comes before, and is seen now, or after, and finds it removed.
  const { rows: retired } = await trx.query({
    text:
      "update lead set status = 'Removed', deleting_task = $3 where provider_id = $1 and id = $2 and (deleting_task " +
      'is null or deleting_task = $3) returning id',
    values: [providerId, id, taskId]
  })
  const { rows } = await trx.query({
    text: 'select from customer where provider_id = $1 and lead_id = $2', values: [providerId, id]
  })
  if (retired.length === 0 || rows.length > 0) {
    throw new Error(`Lead ${id} was licensed, or another task began to delete it, in this very instant`)
  }
}

/**
 * Ends what `retireLead` began: the lead has the status given, without one it stays as it is; from now on it follows
 * Microsoft again. Leaves it alone while another task deletes it.
 */
export async function keepLead (
  db: Queryable, providerId: number, id: string, taskId: string, status?: string
): Promise<void> {
  await db.query({
    text:
      'update lead set status = coalesce($4, status), deleting_task = null where provider_id = $1 and id = $2 and ' +
      'coalesce(deleting_task, $3) = $3',
    values: [providerId, id, taskId, status ?? null]
  })
}

export async function deleteDirectLead (db: Queryable, providerId: number, id: string): Promise<void> {
  await db.query({
    text: 'delete from lead where provider_id = $1 and id = $2 and is_direct', values: [providerId, id]
  })
}
