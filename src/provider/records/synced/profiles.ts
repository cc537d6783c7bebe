import { contentsOf, removedAmong, type SyncedModel } from './model.ts'

const names = [
  'name', 'environment', 'region', 'carrier', 'offerTypes', 'emergencyDialStrings', 'isEmergencyProfile',
  'emergencyProfileId', 'validation'
]

// A profile of no known origin becomes one of the tenant that shows it.
const held = `select p.id::text as key, null::uuid as tenant, jsonb_build_object('name', p.name,
    'operatorTenantId', p.operator_tenant_id,
    'environment', p.environment, 'region', p.region, 'carrier', p.carrier, 'offerTypes', p.offer_types,
    'emergencyDialStrings', p.emergency_dial_strings, 'isEmergencyProfile', p.is_emergency_profile,
    'emergencyProfileId', p.emergency_profile_id, 'validation', p.validation,
    'trunks', (select coalesce(jsonb_agg(jsonb_build_object('id', k.id, 'fqdn', k.fqdn) order by k.id), '[]')
      from calling_profile_trunk k where k.provider_id = p.provider_id and k.calling_profile_id = p.id)) as facts,
    p.operator_tenant_id = $3 or p.operator_tenant_id is null as removable,
    p.operator_tenant_id = $3
      and not exists (select from number n where n.provider_id = $1 and n.calling_profile_id = p.id)
      and not exists (select from task t where t.provider_id = $1 and t.state in ('ready', 'waiting', 'parked')
        and strpos(t.input::text, p.id::text) > 0) as purgeable,
    false as leaving
  from calling_profile p where p.provider_id = $1
    and ($4::uuid[] is null or true) and ($5::text[] is null or true) and ($6::timestamptz is null or true)`

const seen = `jsonb_build_object('operatorTenantId', $3::uuid,
  ${names.map(name => `'${name}', s.content -> '${name}'`).join(', ')},
  'trunks', (select coalesce(jsonb_agg(jsonb_build_object('id', trunk -> 'id', 'fqdn', trunk -> 'fqdn')
    order by trunk ->> 'id'), '[]') from jsonb_array_elements(s.content -> 'trunks') as trunk))`

/** Calling profiles, which stay with the provider. */
export const profiles: SyncedModel = {
  type: 'TenantCallingProfiles',
  held,
  seen,
  isBusy: 'false',
  async apply (trx, { providerId, operatorTenantId }, due) {
    const values = [providerId, operatorTenantId, JSON.stringify(contentsOf(due))]
    await trx.query({
      text: `insert into calling_profile (provider_id, operator_tenant_id, id, name, environment, region, carrier,
          offer_types, emergency_dial_strings, is_emergency_profile, emergency_profile_id, validation, seen_at)
        select $1, $2, p.id, p.name, p.environment, p.region, p.carrier, p."offerTypes",
          array(select jsonb_array_elements_text(p."emergencyDialStrings")), p."isEmergencyProfile",
          p."emergencyProfileId", p.validation, now()
        from jsonb_to_recordset($3::jsonb) as p (id uuid, name text, environment text, region text, carrier text,
          "offerTypes" jsonb, "emergencyDialStrings" jsonb, "isEmergencyProfile" boolean, "emergencyProfileId" uuid,
          validation jsonb)
        on conflict (provider_id, id) do update set operator_tenant_id = excluded.operator_tenant_id,
          name = excluded.name, environment = excluded.environment, region = excluded.region,
          carrier = excluded.carrier, offer_types = excluded.offer_types,
          emergency_dial_strings = excluded.emergency_dial_strings,
          is_emergency_profile = excluded.is_emergency_profile, emergency_profile_id = excluded.emergency_profile_id,
          validation = excluded.validation, seen_at = excluded.seen_at`,
      values
    })
    await trx.query({
      text: `with given as (
          select p.id as profile, t.id, t.fqdn from jsonb_to_recordset($2::jsonb) as p (id uuid, trunks jsonb)
          left join lateral jsonb_to_recordset(p.trunks) as t (id uuid, fqdn text) on true
        ), gone_trunks as (
          delete from calling_profile_trunk t where t.provider_id = $1
            and t.calling_profile_id in (select profile from given)
            and not exists (select from given g where g.profile = t.calling_profile_id and g.id = t.id)
        ), gone as (
          delete from calling_profile p where p.provider_id = $1 and p.id = any($3::uuid[])
        )
        insert into calling_profile_trunk (provider_id, calling_profile_id, id, fqdn)
        select distinct on (profile, id) $1::int, profile, id, fqdn from given where id is not null
        on conflict (provider_id, calling_profile_id, id) do update set fqdn = excluded.fqdn`,
      values: [providerId, values[2], removedAmong(due)]
    })
  }
}
