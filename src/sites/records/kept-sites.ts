import { violates, type Queryable } from '../../database/connect.ts'
import { recordsOfProvider, type ReachedRecords } from '../../database/reach.ts'
import { ofAnybody } from '../../tenancy/records/reach.ts'
import type { NewSite, SiteSettings } from './sites.ts'

/** Another site has the name that one should get. */
class SiteNameTaken extends Error {}

/**
 * Does nothing when the site is there already. Throws when its name is taken: see `refusedBecauseSiteNameTaken`. Two
 * that store one site in the same instant meet in any of its unique indexes, so every conflict is passed over and then
 * looked at.
 */
export async function insertSite (db: Queryable, providerId: number, site: NewSite): Promise<void> {
  const { rowCount } = await db.query({
    text: `insert into site (provider_id, id, customer_id, sbc_id, name, deployment_state, configuration_type,
      customer_type, onboarding_script,
        cleanup_script, upload_script, release_script, script_parameters, carrier_password_encrypted, enable_cac,
          configure_sbc, carrier_registration, held_by, override_reason, sealed_variables)
      select $1::int, $2::uuid, $3::uuid, $4::int, $5::text, $6::text, $7::text, $8::text, $9::int, $10::int, $11::int,
        $12::int, $13::jsonb, $14::bytea,
        $15::boolean, $16::boolean, $17::boolean, $18::text, $19::text, $20::jsonb
      where $18::text is null or exists (select from task where provider_id = $1 and id = $18 and state <> 'finished')
      on conflict do nothing`,
    values: [
      providerId, site.id, site.customerId, site.sbcId, site.name, site.deploymentState ?? 'NotDeployed',
      site.configurationType ?? 'SipTrunk', site.customerType ?? 'TENANT_TYPE', site.onboardingScript ?? null,
      site.cleanupScript ?? null, site.uploadScript ?? null, site.releaseScript ?? null, site.parameters ?? {},
      site.carrierPasswordSealed ?? null, site.enableCac ?? true, site.configureSbc ?? true,
      site.carrierRegistration ?? true, site.heldBy ?? null, site.overrideReason ?? null,
      site.variablesSealed ?? {}
    ]
  })
  if (rowCount === 1) return
  const named = await sitesNamed(recordsOfProvider(db, providerId), site)
  if (named.length > 0 && !named.some(({ id }) => id === site.id)) {
    throw new SiteNameTaken(`Another site is called ${site.name}`)
  }
}

/** Another site of the customer has this name, or another one on that SBC whose IP groups would have it. */
export function refusedBecauseSiteNameTaken (error: unknown): boolean {
  return error instanceof SiteNameTaken || violates(error, 'site_provider_id_customer_id_name_key') ||
    violates(error, 'site_name_of_customer') || violates(error, 'site_name_on_sbc')
}

/** Whether a site of this name could not be added, as far as the records tell now. */
export async function isSiteNameTaken (
  records: ReachedRecords, { exceptId, ...site }: Named & { exceptId?: string | undefined }
): Promise<boolean> {
  return (await sitesNamed(records, site)).some(({ id }) => id !== exceptId)
}

type Named = Pick<NewSite, 'name' | 'sbcId' | 'customerId'>

/** The sites that leave no place for another one of this name. */
async function sitesNamed (
  records: ReachedRecords, { name, sbcId, customerId }: Named
): Promise<Array<{ id: string }>> {
  const { rows } = await records.query<{ id: string }>({
    within: ofAnybody('s'),
    text: within => `select s.id from site s where ${within} and lower(s.name) = lower($4)
      and (s.customer_id = $5 or (s.sbc_id = $6 and s.customer_type = 'IPGROUP_TYPE'))`,
    values: [name, customerId, sbcId]
  })
  return rows
}

/** Throws when its name is taken: see `refusedBecauseSiteNameTaken`. A reason to override stays. */
export async function updateSite (
  db: Queryable, providerId: number, id: string, site: SiteSettings, overrideReason?: string
): Promise<void> {
  await db.query({
    text: `update site set sbc_id = $3, name = $4, configuration_type = $5, customer_type = $6, onboarding_script = $7,
      cleanup_script = $8,
        upload_script = $9, release_script = $10, script_parameters = $11, carrier_password_encrypted = $12,
          enable_cac = $13, configure_sbc = $14,
        carrier_registration = $15, override_reason = coalesce($16, override_reason), sealed_variables = $17
      where provider_id = $1 and id = $2`,
    values: [
      providerId, id, site.sbcId, site.name, site.configurationType, site.customerType, site.onboardingScript,
      site.cleanupScript, site.uploadScript, site.releaseScript, site.parameters, site.carrierPasswordSealed,
      site.enableCac, site.configureSbc, site.carrierRegistration, overrideReason ?? null,
      site.variablesSealed
    ]
  })
}

export async function deleteSite (db: Queryable, providerId: number, id: string): Promise<void> {
  await db.query({ text: 'delete from site where provider_id = $1 and id = $2', values: [providerId, id] })
}
