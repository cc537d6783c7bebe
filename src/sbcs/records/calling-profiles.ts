import type { Static } from '@sinclair/typebox'
import type { CallingProfile } from '../schemas/calling-profile.ts'
import type { Queryable } from '../../database/connect.ts'

/**
 * All calling profiles of a provider with the SBCs that answer for their trunks; where those are is for the provider
 * itself.
 */
export async function callingProfiles (
  db: Queryable, providerId: number, withAddresses: boolean
): Promise<Array<Static<typeof CallingProfile>>> {
  const { rows } = await db.query<Static<typeof CallingProfile>>({
    text: `
      select '[]'::jsonb as "additionalSbcList", p.id as "callingProfileId", p.name, p.environment as enviroment,
        p.region, p.carrier,
        p.offer_types as "offerTypes", p.emergency_dial_strings as "emergencyDialStrings",
          p.is_emergency_profile as "isEmergencyProfile",
        p.emergency_profile_id as "emergencyProfileId", p.validation,
        coalesce((select jsonb_agg(jsonb_build_object('trunkFqdn', t.fqdn, 'trunkId', t.id, 'matchingSbcList',
          coalesce((
          select jsonb_agg(jsonb_build_object('sbcId', b.id, 'fqdn', b.fqdn, 'ipAddress', case
            when $2 then b.ip_address end, 'name', b.name) order by b.id)
          from sbc b where b.provider_id = t.provider_id and b.fqdn = t.fqdn), '[]')) order by t.fqdn)
          from calling_profile_trunk t where t.provider_id = p.provider_id
            and t.calling_profile_id = p.id), '[]') as "trunksEnrolled"
      from calling_profile p where p.provider_id = $1 order by p.name, p.id`,
    values: [providerId, withAddresses]
  })
  return rows
}
