import type { Shapes } from '@dialplane/client'
import { useCall } from '../api.ts'
import { ActionButton } from '../parts/action-button.tsx'
import { Facts } from '../parts/facts.tsx'
import { Table } from '../parts/table.tsx'
import { Badge, Told } from '../parts/told.tsx'
import type { Column } from '../parts/virtual-table.tsx'
import { hrefOf, Link } from '../router.tsx'
import { customerActions, newSite, siteActions } from './customer-actions.ts'

type Site = Shapes['SiteLocation']

export const licences = [
  'Hosted Essentials', 'Hosted Essentials Plus', 'Hosted Pro', 'OC Essentials', 'OC Essentials Plus', 'OC Pro'
]

/** One customer with its sites. */
export function OneCustomer ({ id }: { id: string }) {
  const { data, problem, reload } = useCall('getCustomer', { path: { customerGuid: id } })
  const tenant = data?.MsTenantId ?? ''
  return (
    <>
      <p><Link to={['customers']}>Customers</Link></p>
      <div class='row'>
        <h1>{data?.CustomerFullName ?? 'Customer'}</h1>
        {data !== undefined && (
          <span class='row'>
            {customerActions(data).map(action => <ActionButton key={action.name} action={action} onEnd={reload} />)}
          </span>
        )}
      </div>
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
            <a href={`${hrefOf('orders')}?tenantId=${tenant}`}>Its orders</a>
            <Link to={['consents', tenant]}>Its consent</Link>
          </section>
        </div>
      )}
      {data !== undefined && <Sites customerGuid={id} />}
    </>
  )
}

const columns = (onEnd: () => void): ReadonlyArray<Column<Site>> => [
  { title: 'Site', cell: ({ siteName }) => siteName },
  {
    title: 'Do',
    cell: site => (
      <span class='row tight'>
        {siteActions(site).map(action => (
          <ActionButton key={action.name} action={action} label={`${action.name} ${site.siteName}`} onEnd={onEnd} />
        ))}
      </span>
    )
  },
  { title: 'On the SBC', cell: ({ sbcDeploymentState }) => <Badge>{sbcDeploymentState}</Badge> },
  { title: 'SBC', cell: ({ sbcInfo: { sbcId } }) => <Link to={['sbcs', String(sbcId)]}>SBC {sbcId}</Link> },
  { title: 'Gateway', cell: ({ onlinePstnGateway }) => onlinePstnGateway ?? '–' },
  {
    title: 'Under way',
    cell: ({ pendingTasks }) => pendingTasks.length === 0
      ? '–'
      : pendingTasks.map(id => <Link key={id} to={['tasks', id]}>{id}</Link>)
  }
]

function Sites ({ customerGuid }: { customerGuid: string }) {
  const { data, problem, reload } = useCall('listSiteLocations', { path: { customerGuid } })
  const sbcs = useCall('listSbcDevices', {})
  const choices = sbcs.data?.map(({ sbcId, name }) => [String(sbcId), name] as const)
  return (
    <section>
      <div class='row'>
        <h2>Sites</h2>
        {choices !== undefined && (
          <ActionButton action={newSite(customerGuid, choices)} label='Add a site' onEnd={reload} />
        )}
      </div>
      <Told problem={problem ?? sbcs.problem} />
      <Table label='Sites' columns={columns(reload)} rows={data ?? []} keyOf={site => site.id} />
    </section>
  )
}
