import type { Shapes } from '@dialplane/client'
import { useCall } from '../api.ts'
import { StartButton } from '../parts/start-button.tsx'
import { Table } from '../parts/table.tsx'
import { Badge, counted, Told, When } from '../parts/told.tsx'
import { usePages } from '../parts/use-pages.ts'
import { VirtualTable, type Column } from '../parts/virtual-table.tsx'
import { Link } from '../router.tsx'

type Consent = Shapes['PartnerConsent']
type DataSync = Shapes['DataSync']
type NumberOrder = Shapes['NumberOrder']

const consentColumns: ReadonlyArray<Column<Consent>> = [
  { title: 'Company', cell: ({ companyName, tenantId }) => companyName ?? tenantId },
  { title: 'Consent', cell: ({ latestConsentStatus }) => <Badge>{latestConsentStatus ?? '–'}</Badge> },
  { title: 'Relationship', cell: ({ relationshipStatus }) => relationshipStatus ?? '–' },
  { title: 'Countries', cell: ({ consentedCountries }) => consentedCountries.join(', ') || '–' },
  { title: 'Consented', cell: ({ consentedOn }) => <When at={consentedOn} /> },
  { title: 'Changed', cell: ({ lastModifiedOn }) => <When at={lastModifiedOn} /> },
  {
    title: 'Located at',
    cell: ({ locatedAt, customerId, customerName }) => customerId === null
      ? locatedAt
      : <Link to={['customers', customerId]}>{customerName ?? locatedAt}</Link>
  },
  { title: 'Comment', cell: ({ comment }) => comment ?? '–' },
  { title: 'Device', cell: ({ device }) => device ?? '–' }
]

const syncColumns = (onEnd: () => void): ReadonlyArray<Column<DataSync>> => [
  { title: 'Sync', cell: ({ name }) => name },
  { title: 'Device', cell: ({ deviceName }) => deviceName },
  { title: 'Reads', cell: ({ modelTypes }) => modelTypes.join(', ') },
  { title: 'Next run', cell: ({ nextRunAt }) => <When at={nextRunAt} /> },
  {
    title: 'Run',
    cell: ({ syncId, name }) => (
      <StartButton
        name={`Try ${name}`} onEnd={onEnd}
        start={client => client.call('runDataSync', { path: { syncId }, body: { dryRun: true } })}
      />
    )
  }
]

const orderColumns: ReadonlyArray<Column<NumberOrder>> = [
  { title: 'Ordered', cell: ({ orderedAt }) => <When at={orderedAt} /> },
  { title: 'Customer', cell: ({ customerName, tenantId }) => customerName ?? tenantId },
  { title: 'Status', cell: ({ status }) => <Badge>{status ?? '–'}</Badge> },
  {
    title: 'Numbers',
    cell: ({ totalNumbersCount, succeededCount, failedCount }) =>
      `${totalNumbersCount}: ${succeededCount} done, ${failedCount} failed`
  },
  { title: 'From', cell: ({ source }) => source },
  { title: 'Task', cell: ({ taskId }) => taskId === null ? '–' : <Link to={['tasks', taskId]}>{taskId}</Link> },
  { title: 'Job', cell: ({ jobIds }) => jobIds.join(', ') || '–' }
]

function Orders ({ id, title }: { id: 'listNumberOrders' | 'listNumberReleases', title: string }) {
  const pages = usePages(id, {})
  return (
    <section class='items'>
      <h2>{title} ({counted(pages.total, 'order')})</h2>
      <Told problem={pages.problem} />
      <VirtualTable
        label={title} columns={orderColumns} total={pages.total} rowAt={pages.rowAt} onSight={pages.onSight}
        keyOf={({ orderId }) => orderId}
      />
    </section>
  )
}

/** What a provider's own staff looks at: consents, what is read from Microsoft and when, orders and releases. */
export function ProviderPage () {
  const consents = usePages('listConsents', {})
  const syncs = useCall('listDataSyncs', {})
  return (
    <>
      <h1>Provider</h1>
      <Told problem={consents.problem ?? syncs.problem} />
      <h2>Consents ({consents.total})</h2>
      <VirtualTable
        label='Consents' columns={consentColumns} total={consents.total} rowAt={consents.rowAt}
        onSight={consents.onSight} keyOf={({ tenantId }) => tenantId}
      />
      <h2>Data syncs</h2>
      <Table
        label='Data syncs' columns={syncColumns(syncs.reload)} rows={syncs.data?.data ?? []}
        keyOf={({ syncId }) => syncId}
      />
      <Orders id='listNumberOrders' title='Order history' />
      <Orders id='listNumberReleases' title='Release history' />
    </>
  )
}
