import type { Static } from '@sinclair/typebox'
import type { CallingProfile } from '../schemas/calling-profile.ts'
import type { CallingProfileMapping } from '../schemas/sbc-device.ts'
import type { ReachedRecords } from '../../database/reach.ts'
import { askedByProvider, ofWholeProvider } from '../../tenancy/records/reach.ts'

/**
 * All calling profiles of a provider with the SBCs that answer for their trunks; where those are is for the provider
 * itself.
 */
export async function callingProfiles (records: ReachedRecords): Promise<Array<Static<typeof CallingProfile>>> {
  const { rows } = await records.query<Static<typeof CallingProfile>>({
    within: ofWholeProvider('p'),
    text: within => `
      select '[]'::jsonb as "additionalSbcList", p.id as "callingProfileId", p.name, p.environment as enviroment,
        p.region, p.carrier,
        p.offer_types as "offerTypes", p.emergency_dial_strings as "emergencyDialStrings",
          p.is_emergency_profile as "isEmergencyProfile",
        p.emergency_profile_id as "emergencyProfileId", p.validation,
        coalesce((select jsonb_agg(jsonb_build_object('trunkFqdn', t.fqdn, 'trunkId', t.id, 'matchingSbcList',
          coalesce((
          select jsonb_agg(jsonb_build_object('sbcId', b.id, 'fqdn', b.fqdn, 'ipAddress', case
            when ${askedByProvider} then b.ip_address end, 'name', b.name) order by b.id)
          from sbc b where b.provider_id = t.provider_id and b.fqdn = t.fqdn), '[]')) order by t.fqdn)
          from calling_profile_trunk t where t.provider_id = p.provider_id
            and t.calling_profile_id = p.id), '[]') as "trunksEnrolled"
      from calling_profile p where ${within} order by p.name, p.id`
  })
  return rows
}

/** Profiles with the SBCs whose FQDN is that of one of their trunks. */
export async function profileMappings (
  records: ReachedRecords
): Promise<Array<Static<typeof CallingProfileMapping>>> {
  const { rows } = await records.query<Static<typeof CallingProfileMapping>>({
    within: ofWholeProvider('p'),
    text: within => `select p.id as "callingProfileId", p.name, coalesce((
        select jsonb_agg(jsonb_build_object('sbcId', b.id, 'fqdn', b.fqdn, 'ipAddress', case
          when ${askedByProvider} then b.ip_address end, 'name', b.name) order by b.id) from sbc b
        where b.provider_id = p.provider_id and exists (select from calling_profile_trunk t
          where t.provider_id = p.provider_id and t.calling_profile_id = p.id and t.fqdn = b.fqdn)), '[]') as "sbcList"
      from calling_profile p where ${within} order by p.name, p.id`
  })
  return rows
}
