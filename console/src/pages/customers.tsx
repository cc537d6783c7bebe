import type { Shapes } from '@dialplane/client'
import { useCall } from '../api.ts'
import { Facts } from '../parts/facts.tsx'
import { StartButton } from '../parts/start-button.tsx'
import { Table } from '../parts/table.tsx'
import { Badge, counted, Told, When } from '../parts/told.tsx'
import { usePages } from '../parts/use-pages.ts'
import { VirtualTable, type Column } from '../parts/virtual-table.tsx'
import { hrefOf, Link } from '../router.tsx'

type Customer = Shapes['Customer']
type Lead = Shapes['Lead']
type Site = Shapes['SiteLocation']

const licences = [
  'Hosted Essentials', 'Hosted Essentials Plus', 'Hosted Pro', 'OC Essentials', 'OC Essentials Plus', 'OC Pro'
]

const customerColumns: ReadonlyArray<Column<Customer>> = [
  {
    title: 'Customer',
    cell: ({ UmpCustomerGuid, CustomerFullName }) => <Link to={['customers', UmpCustomerGuid]}>{CustomerFullName}</Link>
  },
  { title: 'Short name', cell: ({ CustomerShortName }) => CustomerShortName },
  { title: 'Licence', cell: ({ LicenseType }) => licences[LicenseType] ?? LicenseType },
  { title: 'Licensed users', cell: ({ LicensedUsersCount }) => LicensedUsersCount ?? '–' },
  { title: 'Users with a number', cell: ({ ActiveUserCount }) => ActiveUserCount },
  { title: 'Tenant ID', cell: ({ MsTenantId }) => MsTenantId ?? '–' }
]

const leadColumns: ReadonlyArray<Column<Lead>> = [
  { title: 'Company', cell: ({ contactDetails, tenantId }) => contactDetails.companyName ?? tenantId },
  { title: 'Consent', cell: ({ status }) => <Badge>{status}</Badge> },
  { title: 'Countries', cell: ({ consentedCountries }) => consentedCountries.join(', ') || '–' },
  { title: 'Consented', cell: ({ consentedOn }) => <When at={consentedOn} /> },
  { title: 'Direct', cell: ({ isDirectLead }) => isDirectLead ? 'without consent' : '–' },
  {
    title: 'Customer',
    cell: ({ umpCustomerGuid: id }) => id === null ? '–' : <Link to={['customers', id]}>open</Link>
  },
  { title: 'Tenant ID', cell: ({ tenantId }) => tenantId }
]

/** Customers, and the tenants that consented or were added by hand. */
export function Customers () {
  const customers = useCall('listCustomers', {})
  const leads = usePages('listLeads', {})
  return (
    <>
      <div class='row'>
        <h1>Customers</h1>
        <StartButton
          name='Synchronize consents' start={client => client.call('synchronizeLeads')} onEnd={leads.reload}
        />
      </div>
      <Told problem={customers.problem ?? leads.problem} />
      <p role='status'>{counted(customers.data?.length ?? 0, 'customer')}, {counted(leads.total, 'lead')}</p>
      <Table
        label='Customers' columns={customerColumns} rows={customers.data ?? []}
        keyOf={({ UmpCustomerGuid }) => UmpCustomerGuid}
      />
      <h2>Leads and consents</h2>
      <VirtualTable
        label='Leads' columns={leadColumns} total={leads.total} rowAt={leads.rowAt} onSight={leads.onSight}
        keyOf={({ id }) => id}
      />
    </>
  )
}

const siteColumns: ReadonlyArray<Column<Site>> = [
  { title: 'Site', cell: ({ siteName }) => siteName },
  { title: 'On the SBC', cell: ({ sbcDeploymentState }) => <Badge>{sbcDeploymentState}</Badge> },
  {
    title: 'SBC', cell: ({ sbcInfo: { sbcId } }) => <Link to={['sbcs', String(sbcId)]}>SBC {sbcId}</Link>
  },
  { title: 'Gateway', cell: ({ onlinePstnGateway }) => onlinePstnGateway ?? '–' },
  {
    title: 'Under way',
    cell: ({ pendingTasks }) => pendingTasks.length === 0
      ? '–'
      : pendingTasks.map(id => <Link key={id} to={['tasks', id]}>{id}</Link>)
  }
]

/** One customer with its sites. */
export function OneCustomer ({ id }: { id: string }) {
  const { data, problem } = useCall('getCustomer', { path: { customerGuid: id } })
  const sites = useCall('listSiteLocations', { path: { customerGuid: id } })
  const tenant = data?.MsTenantId ?? ''
  return (
    <>
      <p><Link to={['customers']}>Customers</Link></p>
      <h1>{data?.CustomerFullName ?? 'Customer'}</h1>
      <Told problem={problem} />
      {data !== undefined && (
        <div class='cards'>
          <section class='card' aria-labelledby='licence'>
            <h2 id='licence'>Customer</h2>
            <Facts facts={{
              'Short name': data.CustomerShortName, Licence: licences[data.LicenseType],
              'Licensed users': data.LicensedUsersCount, 'Users with a number': data.ActiveUserCount,
              Tenant: tenant, 'Default domain': data.MsDefaultDomain,
              Application: data.ApplicationClientId, 'Secret ends': data.ClientSecretExpirationDate
            }}
            />
            <a href={`${hrefOf('numbers')}?msTenantId=${tenant}`}>Its numbers</a>
            <a href={`${hrefOf('tasks')}?msTenantId=${tenant}`}>Its tasks</a>
          </section>
        </div>
      )}
      <h2>Sites</h2>
      <Told problem={sites.problem} />
      <Table label='Sites' columns={siteColumns} rows={sites.data ?? []} keyOf={site => site.id} />
    </>
  )
}
