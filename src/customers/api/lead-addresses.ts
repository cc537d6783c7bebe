import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ReachedRecords } from '../../database/reach.ts'
import { civicAddressesOf } from '../../numbers/records/civic-addresses.ts'
import { takeTenantsToAskForAddresses } from '../records/asked-addresses.ts'
import { leadsPage } from '../records/leads.ts'
import { Problem } from '../../problems.ts'
import type { Lead } from '../schemas/lead.ts'
import { fillCivicAddresses } from '../tasks/fill-civic-addresses.ts'
import { finishTask } from '../../http/finish-task.ts'
import type { ApiDependencies } from '../../http/resource.ts'

/** Tenants that one request asks Microsoft for addresses of, and the seconds it waits for them. */
const askedAtOnce = 50
const patience = 5

/**
 * Leads with the civic addresses of their tenants. Those of direct leads are asked for when none are known; failing is
 * no reason to fail.
 */
export async function withAddresses (
  means: ApiDependencies, request: FastifyRequest, reply: FastifyReply, leads: readonly Lead[]
): Promise<Lead[]> {
  const { channelId, customerId } = request.caller
  const records = means.records(request.caller)
  const tenants = leads.map(lead => lead.tenantId)
  const msTenantIds = await takeTenantsToAskForAddresses(records, tenants, askedAtOnce)
  if (msTenantIds.length > 0) {
    await finishTask(means, request, reply, {
      kind: fillCivicAddresses, input: { msTenantIds }, channelId, customerId
    }, patience)
      .catch((error: unknown) => request.log.warn({ err: error }, 'Civic addresses of leads could not be asked for'))
  }
  const known = await civicAddressesOf(records, tenants)
  return leads.map(lead => ({ ...lead, civicAddresses: known.get(lead.tenantId) ?? null }))
}

/** A lead within reach, with the addresses that are known. */
export async function leadOf (records: ReachedRecords, leadId: string): Promise<Lead> {
  const { data: [lead] } = await leadsPage(records, { leadId }, { offset: 0, limit: 1 })
  if (lead === undefined) throw new Problem('lead_not_found', `Lead ${leadId} is not among your leads.`)
  const known = await civicAddressesOf(records, [lead.tenantId])
  return { ...lead, civicAddresses: known.get(lead.tenantId) ?? null }
}
