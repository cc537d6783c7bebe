import type { Shapes } from '@dialplane/client'
import { useCall } from '../api.ts'
import { ActionButton } from '../parts/action-button.tsx'
import { StartButton } from '../parts/start-button.tsx'
import { Table } from '../parts/table.tsx'
import { Badge, counted, Told, When } from '../parts/told.tsx'
import { usePages } from '../parts/use-pages.ts'
import { VirtualTable, type Column } from '../parts/virtual-table.tsx'
import { Link } from '../router.tsx'
import { licences } from './customer.tsx'
import { leadActions, newLead } from './customer-actions.ts'

type Customer = Shapes['Customer']
type Lead = Shapes['Lead']

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

const leadColumns = (onEnd: () => void): ReadonlyArray<Column<Lead>> => [
  { title: 'Company', cell: ({ contactDetails, tenantId }) => contactDetails.companyName ?? tenantId },
  {
    title: 'Do',
    cell: lead => (
      <span class='row tight'>
        {leadActions(lead).map(action => (
          <ActionButton key={action.name} action={action} label={`${action.name} ${action.about}`} onEnd={onEnd} />
        ))}
      </span>
    )
  },
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
  const reload = (): void => {
    customers.reload()
    leads.reload()
  }
  return (
    <>
      <div class='row'>
        <h1>Customers</h1>
        <span class='row'>
          <StartButton
            name='Synchronize consents' start={client => client.call('synchronizeLeads')} onEnd={leads.reload}
          />
          <ActionButton action={newLead} onEnd={leads.reload} />
        </span>
      </div>
      <Told problem={customers.problem ?? leads.problem} />
      <p role='status'>{counted(customers.data?.length ?? 0, 'customer')}, {counted(leads.total, 'lead')}</p>
      <Table
        label='Customers' columns={customerColumns} rows={customers.data ?? []}
        keyOf={({ UmpCustomerGuid }) => UmpCustomerGuid}
      />
      <h2>Leads and consents</h2>
      <VirtualTable
        label='Leads' columns={leadColumns(reload)} total={leads.total} rowAt={leads.rowAt} onSight={leads.onSight}
        keyOf={({ id }) => id}
      />
    </>
  )
}
