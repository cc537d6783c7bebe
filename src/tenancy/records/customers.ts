import type { Customer, CustomerDetails } from '../schemas/customer.ts'
import type { Queryable } from '../../database/connect.ts'

export interface CustomerScope { providerId: number, channelId?: number | undefined, customerId?: string | undefined }

const inScope = 'c.provider_id = $1 and ($2::int is null or c.channel_id = $2) and ($3::uuid is null or c.id = $3)'

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

export async function customersIn (db: Queryable, scope: CustomerScope, allDetails: boolean): Promise<Customer[]> {
  const { rows } = await db.query<Customer>({
    text: `select ${brief} from customer c where ${inScope} order by lower(c.short_name) collate "C", c.id`,
    values: [scope.providerId, scope.channelId ?? null, scope.customerId ?? null, allDetails]
  })
  return allDetails ? rows : rows.map(({ SiteLocation, ...customer }) => customer)
}

/** The stored secret stays where it is: that there is one is all that is told. */
export async function customerDetails (
  db: Queryable, scope: CustomerScope, id: string, allDetails: boolean
): Promise<CustomerDetails | undefined> {
  const { rows: [row] } = await db.query<CustomerDetails>({
    text: `select ${brief}, k.default_domain as "MsDefaultDomain", k.client_id as "ApplicationClientId", case
      when k.client_id is not null then '***' end as "ApplicationClientSecret",
        to_char(k.expires_at at time zone 'UTC', 'FMMM/FMDD/YYYY FMHH12:MI:SS AM') as "ClientSecretExpirationDate"
      from customer c left join tenant_connection k on k.provider_id = c.provider_id and k.customer_id = c.id
        where ${inScope} and c.id = $5`,
    values: [scope.providerId, scope.channelId ?? null, scope.customerId ?? null, allDetails, id]
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

export async function customerOf (db: Queryable, providerId: number, id: string): Promise<StoredCustomer | undefined> {
  const { rows } = await db.query<StoredCustomer>({
    name: 'customer-of',
    text: `select id, ms_tenant_id as "msTenantId", lead_id as "leadId", short_name as "shortName",
      full_name as "fullName", license_type as "licenseType",
      licensed_users_count as "licensedUsersCount", channel_id as "channelId" from customer where provider_id = $1
        and id = $2`,
    values: [providerId, id]
  })
  return rows[0]
}
