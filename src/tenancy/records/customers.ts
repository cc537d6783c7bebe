import type { Customer, CustomerDetails } from '../schemas/customer.ts'
import type { ReachedRecords } from '../../database/reach.ts'
import { customersWithin } from './reach.ts'
import { shownSecret } from '../../schemas/shown-secret.ts'

/** `$4`: with the sites. Users of an Essentials licence are the customer's own affair, so that nobody counts them. */
const brief = `c.id as "UmpCustomerGuid", c.short_name as "CustomerShortName", c.full_name as "CustomerFullName",
  c.license_type as "LicenseType",
  c.licensed_users_count as "LicensedUsersCount", c.ms_tenant_id as "MsTenantId",
  (select count(*)::int from tenant_user u where u.provider_id = c.provider_id and u.ms_tenant_id = c.ms_tenant_id
    and u.number is not null) as "ActiveUserCount",
  case when c.license_type <> 0 then 0 end as "LiveHubActiveUsersCount", case
    when c.license_type <> 0 then 0 end as "LiveHubSimpleUsersCount",
  case when $4 then coalesce((select jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name, 'sbcId', s.sbc_id,
    'sbcDeploymentState', s.deployment_state, 'sbcConfigurationType', s.configuration_type)
      order by s.created_at, s.name)
    from site s where s.provider_id = c.provider_id and s.customer_id = c.id), '[]') end as "SiteLocation"`

export async function listCustomers (
  records: ReachedRecords, allDetails: boolean, channelId?: number
): Promise<Customer[]> {
  const { rows } = await records.query<Customer>({
    within: customersWithin('c'),
    text: within => `select ${brief} from customer c where ${within} and ($5::int is null or c.channel_id = $5)
      order by lower(c.short_name) collate "C", c.id`,
    values: [allDetails, channelId ?? null]
  })
  return allDetails ? rows : rows.map(({ SiteLocation, ...customer }) => customer)
}

/** The stored secret stays where it is: that there is one is all that is told. */
export async function customerDetails (
  records: ReachedRecords, id: string, allDetails: boolean
): Promise<CustomerDetails | undefined> {
  const { rows: [row] } = await records.query<CustomerDetails>({
    within: customersWithin('c'),
    text: within => `select ${brief}, k.default_domain as "MsDefaultDomain", k.client_id as "ApplicationClientId", case
      when k.client_id is not null then '${shownSecret}' end as "ApplicationClientSecret",
        to_char(k.expires_at at time zone 'UTC', 'FMMM/FMDD/YYYY FMHH12:MI:SS AM') as "ClientSecretExpirationDate"
      from customer c left join tenant_connection k on k.provider_id = c.provider_id and k.customer_id = c.id
        where ${within} and c.id = $5`,
    values: [allDetails, id]
  })
  if (row === undefined || allDetails) return row
  const { SiteLocation, ...details } = row
  return details
}

/** A customer as operations on it need to know it. */
export interface StoredCustomer {
  id: string
  msTenantId: string
  leadId: string
  shortName: string
  fullName: string
  licenseType: number
  licensedUsersCount: number | null
  channelId: number | null
}

export async function customerOf (records: ReachedRecords, id: string): Promise<StoredCustomer | undefined> {
  const { rows } = await records.query<StoredCustomer>({
    name: 'customer-of',
    within: customersWithin('c'),
    text: within => `select c.id, c.ms_tenant_id as "msTenantId", c.lead_id as "leadId", c.short_name as "shortName",
      c.full_name as "fullName", c.license_type as "licenseType", c.licensed_users_count as "licensedUsersCount",
      c.channel_id as "channelId" from customer c where ${within} and c.id = $4`,
    values: [id]
  })
  return rows[0]
}
