import type { Static } from '@sinclair/typebox'
import type { CallingProfileMapping, SbcDevice } from '../schemas/sbc-device.ts'
import type { Queryable } from './connect.ts'

export async function sbcDevices (db: Queryable, providerId: number): Promise<Array<Static<typeof SbcDevice>>> {
  const { rows } = await db.query<Static<typeof SbcDevice>>({
    text: `select b.id as "sbcId", b.name, b.fqdn, b.ip_address as "ipAddress", b.driver, u.key is null as available, u.reason as "unavailableReason"
      from sbc b left join upstream u on u.key = 'sbc:' || b.provider_id || ':' || b.id and u.failures > 0 where b.provider_id = $1 order by b.id`,
    values: [providerId]
  })
  return rows
}

/** Profiles with the SBCs whose FQDN is that of one of their trunks. */
export async function profileMappings (db: Queryable, providerId: number): Promise<Array<Static<typeof CallingProfileMapping>>> {
  const { rows } = await db.query<Static<typeof CallingProfileMapping>>({
    text: `select p.id as "callingProfileId", p.name, coalesce((
        select jsonb_agg(jsonb_build_object('sbcId', b.id, 'fqdn', b.fqdn, 'ipAddress', b.ip_address, 'name', b.name) order by b.id) from sbc b
        where b.provider_id = p.provider_id and exists (select from calling_profile_trunk t
          where t.provider_id = p.provider_id and t.calling_profile_id = p.id and t.fqdn = b.fqdn)), '[]') as "sbcList"
      from calling_profile p where p.provider_id = $1 order by p.name, p.id`,
    values: [providerId]
  })
  return rows
}
