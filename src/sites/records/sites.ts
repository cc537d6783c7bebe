import type {
  Claim, ConfigurationType, CustomerType, DeploymentState, ScriptParameters, SealedVariables
} from '../schemas/site.ts'
import type { Timestamp } from '../../database/connect.ts'
import type { ReachedRecords } from '../../database/reach.ts'
import { customersWithin, ofWholeProvider, ownedWithin } from '../../tenancy/records/reach.ts'

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
  variablesSealed: SealedVariables
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
  /** Why the provider lets it use what is allocated to others. */
  overrideReason?: string | undefined
}

const columns = `s.id, s.customer_id as "customerId", s.sbc_id as "sbcId", s.name,
  s.deployment_state as "deploymentState",
  s.configuration_type as "configurationType", s.customer_type as "customerType",
  s.onboarding_script as "onboardingScript",
  s.cleanup_script as "cleanupScript", s.upload_script as "uploadScript", s.release_script as "releaseScript",
  s.script_parameters as parameters, s.sealed_variables as "variablesSealed",
  s.carrier_password_encrypted as "carrierPasswordSealed",
  s.enable_cac as "enableCac",
  s.configure_sbc as "configureSbc", s.carrier_registration as "carrierRegistration", s.claims,
  s.created_at as "createdAt",
  c.ms_tenant_id as "msTenantId", c.channel_id as "channelId"`

const ofCustomer = 'from site s join customer c on c.provider_id = s.provider_id and c.id = s.customer_id'

export async function siteOf (records: ReachedRecords, id: string): Promise<Site | undefined> {
  const { rows } = await records.query<Site>({
    name: 'site-of',
    within: customersWithin('c'),
    text: within => `select ${columns} ${ofCustomer} where ${within} and s.id = $4`,
    values: [id]
  })
  return rows[0]
}

export async function sitesOfCustomer (records: ReachedRecords, customerId: string): Promise<Site[]> {
  const { rows } = await records.query<Site>({
    name: 'sites-of-customer',
    within: customersWithin('c'),
    text: within => `select ${columns} ${ofCustomer} where ${within} and c.id = $4 order by s.created_at, s.name`,
    values: [customerId]
  })
  return rows
}

/** The name a device has at Microsoft; undefined when there is no such SBC. */
export async function sbcFqdn (records: ReachedRecords, sbcId: number): Promise<string | undefined> {
  const { rows } = await records.query<{ fqdn: string }>({
    within: ofWholeProvider('b'),
    text: within => `select b.fqdn from sbc b where ${within} and b.id = $4`,
    values: [sbcId]
  })
  return rows[0]?.fqdn
}

/** Tasks that change the site and are not over. */
export async function pendingTasksOf (records: ReachedRecords, id: string): Promise<string[]> {
  const { rows } = await records.query<{ id: string }>({
    within: customersWithin('c'),
    text: within => `with own as (select s.provider_id, s.held_by, s.edited_by ${ofCustomer}
        where ${within} and s.id = $4::uuid)
      select t.id from own join task t on t.provider_id = $1 and t.input ->> 'siteId' = $4::text
        and t.state <> 'finished'
        and t.kind in ('add-site', 'modify-site', 'delete-site', 'edit-dial-plan', 'read-dial-plans')
          and t.kind <> 'read-dial-plans'
      union select t.id from own join task t on t.provider_id = own.provider_id and (t.id = own.held_by
        or t.id = any(own.edited_by))
        and t.state <> 'finished' order by 1`,
    values: [id]
  })
  return rows.map(row => row.id)
}

/** The site that a task was to modify, also when it is over or the site is gone. */
export async function siteOfTask (records: ReachedRecords, taskId: string): Promise<string | undefined> {
  const { rows } = await records.query<{ site: string | null }>({
    within: ownedWithin('t'),
    text: within => `select t.input ->> 'siteId' as site from task t where ${within} and t.id = $4`,
    values: [taskId]
  })
  return rows[0]?.site ?? undefined
}

/** Whether the customer would be left with numbers and no site that leads to them. */
export async function isLastSiteWithNumbers (records: ReachedRecords, id: string): Promise<boolean> {
  const { rows } = await records.query({
    within: customersWithin('c'),
    text: within => `select ${ofCustomer} where ${within} and s.id = $4 and not exists (
        select from site o where o.provider_id = $1 and o.customer_id = s.customer_id and o.id <> s.id
          and o.deployment_state <> 'Removing')
        and exists (select from number n where n.provider_id = $1 and n.ms_tenant_id = c.ms_tenant_id)`,
    values: [id]
  })
  return rows.length > 0
}
