import type { ReachedRecords } from '../../database/reach.ts'
import type { E164 } from '../../schemas/phone-number.ts'
import { ofTenantWithin } from '../../tenancy/records/reach.ts'

/** What Microsoft showed of a number when our records last saw it there; what it does not show is undefined. */
interface SeenNumber {
  readonly number: E164
  readonly callingProfileId: string | undefined
  readonly acquiredCapabilities: readonly string[]
  readonly availableCapabilities: readonly string[]
  readonly acquiredOn: string | undefined
  readonly country: string | undefined
  readonly jobId: string | undefined
  readonly civicAddressId: string | undefined
  readonly locationId: string | undefined
  readonly assignmentStatus: string | undefined
}

/** A number of a tenant as our records know it, and the rules that it has on SBCs. */
export interface KnownNumber { readonly seen: SeenNumber, readonly rules: ReadonlyArray<KnownRule> }

interface KnownRule { readonly sbcId: number, readonly name: string, readonly tag: string }

/** What the records say of the tenant's numbers among these, in place of what Microsoft and the SBCs would say. */
export async function knownNumbers (
  records: ReachedRecords, msTenantId: string, numbers: readonly string[]
): Promise<Map<string, KnownNumber>> {
  const { rows } = await records.query<SeenNumber & { rules: KnownRule[] }>({
    within: ofTenantWithin('n', '$4::uuid'),
    text: within => `select n.number, n.country, n.acquired_capabilities as "acquiredCapabilities",
        n.available_capabilities as "availableCapabilities", n.assignment_status as "assignmentStatus",
        n.observed_calling_profile_id as "callingProfileId", n.observed_civic_address_id as "civicAddressId",
        n.observed_location_id as "locationId", coalesce(r.rules, '[]') as rules
      from number n
      left join lateral (
        select jsonb_agg(jsonb_build_object('sbcId', o.sbc_id, 'name', o.rule_name, 'tag', o.rule_tag)
          order by o.sbc_id) as rules
        from number_on_sbc o where o.provider_id = n.provider_id and o.number = n.number
      ) r on true
      where ${within} and n.ms_tenant_id = $4 and n.number = any($5)`,
    values: [msTenantId, numbers]
  })
  return new Map(rows.map(({ rules, ...seen }) => [seen.number, { seen: present(seen), rules }]))
}

function present (row: SeenNumber): SeenNumber {
  return {
    number: row.number, callingProfileId: row.callingProfileId ?? undefined,
    acquiredCapabilities: row.acquiredCapabilities ?? [], availableCapabilities: row.availableCapabilities ?? [],
    acquiredOn: undefined, country: row.country ?? undefined, jobId: undefined,
    civicAddressId: row.civicAddressId ?? undefined, locationId: row.locationId ?? undefined,
    assignmentStatus: row.assignmentStatus ?? undefined
  }
}
