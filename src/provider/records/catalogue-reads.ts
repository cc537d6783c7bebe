import { reachedPage, type Page } from '../../database/page.ts'
import type { ReachedRecords } from '../../database/reach.ts'
import { ofProviderOnly } from '../../tenancy/records/reach.ts'
import type { NumberUsageCapability, OperatorCallingProfile } from '../schemas/catalogue.ts'

/** One page, the general ones first. */
export async function capabilitiesPage (
  records: ReachedRecords, filter: { tenantId?: string | undefined, usage?: string | undefined }, offset: number,
  limit: number
): Promise<Page<NumberUsageCapability>> {
  const from = (within: string): string => `from capability_plan k where ${within}
    and ($4::uuid is null or k.ms_tenant_id = $4) and ($5::text is null or lower(k.usage) = lower($5))`
  return reachedPage<NumberUsageCapability>(records, {
    within: ofProviderOnly('k'),
    counted: within => `select count(*) ${from(within)}`,
    page: within => `select k.usage, k.name, k.ms_tenant_id as "tenantId", k.offer_types as "offerTypes",
      k.mandatory_capabilities as "mandatoryCapabilities", k.choosable_capabilities as "choosableCapabilities",
      k.supports_toll_free as "supportsTollFree" ${from(within)} order by k.ms_tenant_id nulls first, k.usage
      offset $6 limit $7`,
    values: [filter.tenantId ?? null, filter.usage ?? null, offset, limit]
  })
}

/** One page, in the order of names. */
export async function profilesPage (
  records: ReachedRecords, operatorTenantId: string | undefined, offset: number, limit: number
): Promise<Page<OperatorCallingProfile>> {
  const from = (within: string): string => `from calling_profile p left join operator_connect_tenant k
    on k.provider_id = p.provider_id and k.tenant_id = p.operator_tenant_id
    where ${within} and ($4::uuid is null or p.operator_tenant_id = $4)`
  return reachedPage<OperatorCallingProfile>(records, {
    within: ofProviderOnly('p'),
    counted: within => `select count(*) ${from(within)}`,
    page: within => `select p.id as "callingProfileId", p.name, k.name as device, p.environment, p.region, p.carrier,
      p.is_emergency_profile as "isEmergencyProfile", p.emergency_profile_id as "emergencyProfileId",
      p.emergency_dial_strings as "emergencyDialStrings", p.seen_at as "seenAt",
      array(select json_build_object('id', t.id, 'fqdn', t.fqdn) from calling_profile_trunk t
        where t.provider_id = p.provider_id and t.calling_profile_id = p.id order by t.fqdn) as trunks,
      (select count(*)::int from number n where n.provider_id = p.provider_id and n.calling_profile_id = p.id)
        as "numbersHeld" ${from(within)} order by p.name, p.id offset $5 limit $6`,
    values: [operatorTenantId ?? null, offset, limit]
  })
}
