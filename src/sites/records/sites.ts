import type { Claim, ConfigurationType, CustomerType, DeploymentState, ScriptParameters } from '../schemas/site.ts'
import { violates, type Queryable, type Timestamp } from '../../database/connect.ts'

/** What a request decides about a site. */
export interface SiteSettings {
  name: string
  sbcId: number
  configurationType: ConfigurationType
  customerType: CustomerType
  onboardingScript: number | null
  cleanupScript: number | null
  uploadScript: number | null
  releaseScript: number | null
  parameters: ScriptParameters
  /** Sealed; null when the carrier asks for none. */
  carrierPasswordSealed: Buffer | null
  enableCac: boolean
  configureSbc: boolean
  carrierRegistration: boolean
}

export interface Site extends SiteSettings {
  id: string
  customerId: string
  deploymentState: DeploymentState
  claims: Claim[]
  createdAt: Timestamp
  /** Of the customer. */
  msTenantId: string
  channelId: number | null
}

/**
 * A site by its documented values (docs/wire/live-cloud.md#sip-connections); what is left out is as for a tenant-id
 * customer: nothing of its own on the SBC.
 */
export type NewSite = Pick<SiteSettings, 'name' | 'sbcId'> & Partial<SiteSettings> & {
  id: string
  customerId: string
  deploymentState?: DeploymentState /** The running task that adds it; nothing is inserted when that is over. */
  heldBy?: string
}

const columns = `s.id, s.customer_id as "customerId", s.sbc_id as "sbcId", s.name,
  s.deployment_state as "deploymentState",
  s.configuration_type as "configurationType", s.customer_type as "customerType",
  s.onboarding_script as "onboardingScript",
  s.cleanup_script as "cleanupScript", s.upload_script as "uploadScript", s.release_script as "releaseScript",
  s.script_parameters as parameters, s.carrier_password_encrypted as "carrierPasswordSealed",
  s.enable_cac as "enableCac",
  s.configure_sbc as "configureSbc", s.carrier_registration as "carrierRegistration", s.claims,
  s.created_at as "createdAt",
  c.ms_tenant_id as "msTenantId", c.channel_id as "channelId"`

const ofCustomer = 'from site s join customer c on c.provider_id = s.provider_id and c.id = s.customer_id'

export async function siteOf (db: Queryable, providerId: number, id: string): Promise<Site | undefined> {
  const { rows } = await db.query<Site>({
    name: 'site-of', text: `select ${columns} ${ofCustomer} where s.provider_id = $1 and s.id = $2`,
    values: [providerId, id]
  })
  return rows[0]
}

export async function sitesOfCustomer (db: Queryable, providerId: number, customerId: string): Promise<Site[]> {
  const { rows } = await db.query<Site>({
    name: 'sites-of-customer',
    text:
      `select ${columns} ${ofCustomer} where s.provider_id = $1 and s.customer_id = $2 order by s.created_at, s.name`,
    values: [providerId, customerId]
  })
  return rows
}

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
          configure_sbc, carrier_registration, held_by)
      select $1::int, $2::uuid, $3::uuid, $4::int, $5::text, $6::text, $7::text, $8::text, $9::int, $10::int, $11::int,
        $12::int, $13::jsonb, $14::bytea,
        $15::boolean, $16::boolean, $17::boolean, $18::text
      where $18::text is null or exists (select from task where provider_id = $1 and id = $18 and state <> 'finished')
      on conflict do nothing`,
    values: [
      providerId, site.id, site.customerId, site.sbcId, site.name, site.deploymentState ?? 'NotDeployed',
      site.configurationType ?? 'SipTrunk', site.customerType ?? 'TENANT_TYPE', site.onboardingScript ?? null,
      site.cleanupScript ?? null, site.uploadScript ?? null, site.releaseScript ?? null, site.parameters ?? {},
      site.carrierPasswordSealed ?? null, site.enableCac ?? true, site.configureSbc ?? true,
      site.carrierRegistration ?? true, site.heldBy ?? null
    ]
  })
  if (rowCount === 1) return
  const named = await sitesNamed(db, providerId, site)
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
  db: Queryable, providerId: number, { exceptId, ...site }: Named & { exceptId?: string | undefined }
): Promise<boolean> {
  return (await sitesNamed(db, providerId, site)).some(({ id }) => id !== exceptId)
}

type Named = Pick<NewSite, 'name' | 'sbcId' | 'customerId'>

/** The sites that leave no place for another one of this name. */
async function sitesNamed (
  db: Queryable, providerId: number, { name, sbcId, customerId }: Named
): Promise<Array<{ id: string }>> {
  const { rows } = await db.query<{ id: string }>({
    text:
      `select id from site where provider_id = $1 and lower(name) = lower($2) and (customer_id = $3 or (sbc_id = $4
        and customer_type = 'IPGROUP_TYPE'))`,
    values: [providerId, name, customerId, sbcId]
  })
  return rows
}

/** Throws when its name is taken: see `refusedBecauseSiteNameTaken`. */
export async function updateSite (db: Queryable, providerId: number, id: string, site: SiteSettings): Promise<void> {
  await db.query({
    text: `update site set sbc_id = $3, name = $4, configuration_type = $5, customer_type = $6, onboarding_script = $7,
      cleanup_script = $8,
        upload_script = $9, release_script = $10, script_parameters = $11, carrier_password_encrypted = $12,
          enable_cac = $13, configure_sbc = $14,
        carrier_registration = $15 where provider_id = $1 and id = $2`,
    values: [
      providerId, id, site.sbcId, site.name, site.configurationType, site.customerType, site.onboardingScript,
      site.cleanupScript, site.uploadScript, site.releaseScript, site.parameters, site.carrierPasswordSealed,
      site.enableCac, site.configureSbc, site.carrierRegistration
    ]
  })
}

export async function markDeployment (
  db: Queryable, providerId: number, id: string, state: DeploymentState
): Promise<void> {
  await db.query({
    text: 'update site set deployment_state = $3 where provider_id = $1 and id = $2', values: [providerId, id, state]
  })
}

/**
 * What a task that did not end well leaves of a site that it had in its hands: nobody is about to deploy or to remove
 * it any more. `also`: a state that is not true any more either.
 */
export async function abandonSite (
  trx: Queryable, providerId: number, id: string, taskId: string, also?: DeploymentState
): Promise<void> {
  await trx.query({
    text: `update site set deployment_state = 'Failed', held_by = null where provider_id = $1 and id = $2
      and (held_by is null or held_by = $3)
      and (deployment_state in ('Deploying', 'Removing') or deployment_state = $4)`,
    values: [providerId, id, taskId, also ?? null]
  })
}

export async function deleteSite (db: Queryable, providerId: number, id: string): Promise<void> {
  await db.query({ text: 'delete from site where provider_id = $1 and id = $2', values: [providerId, id] })
}

/** The name a device has at Microsoft; undefined when there is no such SBC. */
export async function sbcFqdn (db: Queryable, providerId: number, sbcId: number): Promise<string | undefined> {
  const { rows } = await db.query<{ fqdn: string }>({
    text: 'select fqdn from sbc where provider_id = $1 and id = $2', values: [providerId, sbcId]
  })
  return rows[0]?.fqdn
}

/** Tasks that change the site and are not over. */
export async function pendingTasksOf (db: Queryable, providerId: number, id: string): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>({
    text: `select t.id from task t where t.provider_id = $1 and t.input ->> 'siteId' = $2::text
      and t.state <> 'finished'
        and t.kind in ('add-site', 'modify-site', 'delete-site', 'edit-dial-plan', 'read-dial-plans')
          and t.kind <> 'read-dial-plans'
      union select t.id from site s join task t on t.provider_id = s.provider_id and t.id = s.held_by
        and t.state <> 'finished'
        where s.provider_id = $1 and s.id = $2::uuid order by 1`,
    values: [providerId, id]
  })
  return rows.map(row => row.id)
}

/** The site that a task was to modify, also when it is over or the site is gone. */
export async function siteOfTask (db: Queryable, providerId: number, taskId: string): Promise<string | undefined> {
  const { rows } = await db.query<{ site: string | null }>({
    text: `select input ->> 'siteId' as site from task where provider_id = $1 and id = $2`, values: [providerId, taskId]
  })
  return rows[0]?.site ?? undefined
}

/** Whether the customer would be left with numbers and no site that leads to them. */
export async function isLastSiteWithNumbers (db: Queryable, providerId: number, id: string): Promise<boolean> {
  const { rows } = await db.query({
    text: `select from site s join customer c on c.provider_id = s.provider_id and c.id = s.customer_id
      where s.provider_id = $1 and s.id = $2 and not exists (
        select from site o where o.provider_id = $1 and o.customer_id = s.customer_id and o.id <> s.id
          and o.deployment_state <> 'Removing')
        and exists (select from number n where n.provider_id = $1 and n.ms_tenant_id = c.ms_tenant_id)`,
    values: [providerId, id]
  })
  return rows.length > 0
}

/** Marks a site as being removed, unless it is the last of a customer with numbers; of two at once only one is not. */
export async function takeOutOfUse (trx: Queryable, providerId: number, id: string): Promise<boolean> {
  await trx.query({
    text:
      'select from customer c join site s on s.provider_id = c.provider_id and s.customer_id = c.id where ' +
      's.provider_id = $1 and s.id = $2 for update of c',
    values: [providerId, id]
  })
  if (await isLastSiteWithNumbers(trx, providerId, id)) return false
  await markDeployment(trx, providerId, id, 'Removing')
  return true
}

/** Takes the site for a task that changes it. False while another running task has it; gone sites are nobody's. */
export async function holdSite (db: Queryable, providerId: number, id: string, taskId: string): Promise<boolean> {
  const { rows } = await db.query({
    text: `update site set held_by = $3 where provider_id = $1 and id = $2 and (held_by is null or held_by = $3
      or not exists (
        select from task t where t.provider_id = $1 and t.id = held_by and t.state <> 'finished')) returning id`,
    values: [providerId, id, taskId]
  })
  if (rows.length > 0) return true
  return (await siteOf(db, providerId, id)) === undefined
}

export async function releaseSite (db: Queryable, providerId: number, id: string, taskId: string): Promise<void> {
  await db.query({
    text: 'update site set held_by = null where provider_id = $1 and id = $2 and held_by = $3',
    values: [providerId, id, taskId]
  })
}
