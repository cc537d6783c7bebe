import type { Queryable } from '../../database/connect.ts'
import type { CallingProfile, CapabilityPlan } from '../../schemas/microsoft-catalogue.ts'

// Calling profiles and capability plans as Microsoft has them. Lists are in an order, so that equal things are equal
// texts.

const profileColumns = `p.id, p.name, p.environment, p.region, p.carrier, p.offer_types as "offerTypes",
  p.emergency_dial_strings as "emergencyDialStrings", p.is_emergency_profile as "isEmergencyProfile",
  p.emergency_profile_id as "emergencyProfileId", p.validation,
  coalesce((select jsonb_agg(jsonb_build_object('id', t.id, 'fqdn', t.fqdn) order by t.id) from calling_profile_trunk t
    where t.provider_id = p.provider_id and t.calling_profile_id = p.id), '[]') as trunks`

/** The profiles that a tenant has shown, or that nobody knows the origin of, as texts by id. */
export async function knownProfiles (
  db: Queryable, providerId: number, operatorTenantId: string
): Promise<Map<string, string>> {
  const { rows } = await db.query<CallingProfile>({
    text: `select ${profileColumns} from calling_profile p
      where p.provider_id = $1 and (p.operator_tenant_id = $2 or p.operator_tenant_id is null)`,
    values: [providerId, operatorTenantId]
  })
  return new Map(rows.map(profile => [profile.id, profileText(profile)]))
}

/** The same text for the same profile. */
export function profileText ({ trunks, ...profile }: CallingProfile): string {
  const ordered = [...trunks].sort((one, other) => one.id < other.id ? -1 : 1).map(({ id, fqdn }) => [id, fqdn])
  return canonical({ ...profile, trunks: ordered })
}

/** The same text for the same plan. */
export const planText = (plan: CapabilityPlan): string => canonical({
  ...plan,
  offerTypes: [...plan.offerTypes].sort(),
  mandatoryCapabilities: [...plan.mandatoryCapabilities].sort(),
  choosableCapabilities: [...plan.choosableCapabilities].sort()
})

/** JSON with its keys in an order; null and undefined are the same. */
function canonical (value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).filter(([, held]) => held != null).sort(([one], [other]) =>
        one < other ? -1 : 1))
      : inner)
}

/** Makes the profiles of a tenant those given; ones that it does not list any more go. */
export async function keepProfiles (
  db: Queryable, providerId: number, operatorTenantId: string, profiles: readonly CallingProfile[]
): Promise<void> {
  const values = [providerId, operatorTenantId, JSON.stringify(profiles)]
  await db.query({
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
  await db.query({
    text: `with given as (
        select p.id as profile, t.id, t.fqdn from jsonb_to_recordset($3::jsonb) as p (id uuid, trunks jsonb)
        cross join lateral jsonb_to_recordset(p.trunks) as t (id uuid, fqdn text)
      ), gone_trunks as (
        delete from calling_profile_trunk t using calling_profile p
        where t.provider_id = $1 and p.provider_id = $1 and p.id = t.calling_profile_id and p.operator_tenant_id = $2
          and not exists (select from given g where g.profile = t.calling_profile_id and g.id = t.id)
      ), gone as (
        delete from calling_profile p where p.provider_id = $1
          and (p.operator_tenant_id = $2 or p.operator_tenant_id is null)
          and not exists (select from jsonb_to_recordset($3::jsonb) as g (id uuid) where g.id = p.id)
      )
      insert into calling_profile_trunk (provider_id, calling_profile_id, id, fqdn)
      select distinct on (profile, id) $1::int, profile, id, fqdn from given
      on conflict (provider_id, calling_profile_id, id) do update set fqdn = excluded.fqdn`,
    values
  })
}

/** The plans of some tenants and the general ones, as texts by `<tenant id or nothing> <usage>`. */
export async function knownPlans (
  db: Queryable, providerId: number, tenantIds: readonly string[]
): Promise<Map<string, string>> {
  const { rows } = await db.query<CapabilityPlan & { tenantId: string | null }>({
    text: `select ms_tenant_id as "tenantId", usage, name, offer_types as "offerTypes",
        mandatory_capabilities as "mandatoryCapabilities", choosable_capabilities as "choosableCapabilities",
        supports_toll_free as "supportsTollFree"
      from capability_plan where provider_id = $1 and (ms_tenant_id is null or ms_tenant_id = any ($2))`,
    values: [providerId, tenantIds]
  })
  return new Map(rows.map(({ tenantId, ...plan }) => [`${tenantId ?? ''} ${plan.usage}`, planText(plan)]))
}

/** Makes the plans of a tenant those given; null: the general ones, which hold where a tenant has none of its own. */
export async function keepPlans (
  db: Queryable, providerId: number, tenantId: string | null, plans: readonly CapabilityPlan[]
): Promise<void> {
  await db.query({
    text: `with given as (
        select * from jsonb_to_recordset($3::jsonb) as p (usage text, name text, "offerTypes" jsonb,
          "mandatoryCapabilities" jsonb, "choosableCapabilities" jsonb, "supportsTollFree" boolean)
      ), gone as (
        delete from capability_plan k where k.provider_id = $1 and k.ms_tenant_id is not distinct from $2::uuid
          and not exists (select from given g where g.usage = k.usage)
      )
      insert into capability_plan (provider_id, ms_tenant_id, usage, name, offer_types, mandatory_capabilities,
        choosable_capabilities, supports_toll_free)
      select $1, $2, usage, name, array(select jsonb_array_elements_text("offerTypes")),
        array(select jsonb_array_elements_text("mandatoryCapabilities")),
        array(select jsonb_array_elements_text("choosableCapabilities")), "supportsTollFree" from given
      on conflict (provider_id, ms_tenant_id, usage) do update set name = excluded.name,
        offer_types = excluded.offer_types, mandatory_capabilities = excluded.mandatory_capabilities,
        choosable_capabilities = excluded.choosable_capabilities, supports_toll_free = excluded.supports_toll_free`,
    values: [providerId, tenantId, JSON.stringify(plans)]
  })
}

/** Tenants whose consent an Operator Connect tenant shows and that are active, after one of them, in order. */
export async function activeTenants (
  db: Queryable, providerId: number, operatorTenantId: string, after: string, limit: number
): Promise<string[]> {
  const { rows } = await db.query<{ tenantId: string }>({
    text: `select distinct ms_tenant_id as "tenantId" from lead
      where provider_id = $1 and operator_tenant_id = $2 and status = 'Active' and not is_direct
        and ($3 = '' or ms_tenant_id > nullif($3, '')::uuid)
      order by ms_tenant_id limit $4`,
    values: [providerId, operatorTenantId, after, limit]
  })
  return rows.map(({ tenantId }) => tenantId)
}

/** Notes that everything was read. */
export async function noteSynchronized (db: Queryable, providerId: number, operatorTenantId: string): Promise<void> {
  await db.query({
    text: 'update operator_connect_tenant set synchronized_at = now() where provider_id = $1 and tenant_id = $2',
    values: [providerId, operatorTenantId]
  })
}
