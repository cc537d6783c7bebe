import type { Dialplane, Shapes } from '@dialplane/client'
import { useState } from 'preact/hooks'
import { useApi } from '../api.ts'
import { Filters, useFilters, type Filter } from '../parts/filters.tsx'
import { csvOf, save } from '../parts/save.ts'
import { Badge, counted, Told, When } from '../parts/told.tsx'
import { usePages } from '../parts/use-pages.ts'
import { VirtualTable, type Column } from '../parts/virtual-table.tsx'
import { hrefOf, Link } from '../router.tsx'

type NumberOrder = Shapes['NumberOrder']
type ListOfOrders = 'listNumberOrders' | 'listNumberReleases'

const filters: readonly Filter[] = [
  { name: 'number', label: 'Number' },
  { name: 'tenantId', label: 'Microsoft tenant id' },
  {
    name: 'status', label: 'Status', choices: ['CompletedSuccess', 'CompletedWithErrors', 'Failed', 'Canceled']
  },
  { name: 'source', label: 'From', choices: [['task', 'asked of us'], ['sync', 'found at Microsoft']] },
  { name: 'since', label: 'Since (as in 2026-11-01)' },
  { name: 'sort', label: 'Order', choices: [['-orderedAt', 'newest first'], ['orderedAt', 'oldest first']] }
]

const rangesOf = ({ ranges, rangeCount }: NumberOrder): string =>
  ranges.map(({ start, end }) => start === end ? start : `${start} – ${end}`).join(', ') +
  (rangeCount > ranges.length ? ` and ${rangeCount - ranges.length} more` : '')

const columns: ReadonlyArray<Column<NumberOrder>> = [
  { title: 'Ordered', cell: ({ orderedAt }) => <When at={orderedAt} /> },
  { title: 'Numbers', cell: order => <>{order.totalNumbersCount}: {rangesOf(order)}</> },
  { title: 'Customer', cell: ({ customerName, tenantId }) => customerName ?? tenantId },
  { title: 'Status', cell: ({ status }) => <Badge>{status}</Badge> },
  {
    title: 'Outcome',
    cell: ({ succeededCount, unchangedCount, failedCount }) =>
      `${succeededCount} done, ${unchangedCount} unchanged, ${failedCount} failed`
  },
  { title: 'Product', cell: ({ productContext }) => productContext },
  { title: 'From', cell: ({ source }) => source },
  { title: 'Task', cell: ({ taskId }) => taskId === null ? '–' : <Link to={['tasks', taskId]}>{taskId}</Link> },
  { title: 'Who', cell: ({ caller, ticketId }) => [caller, ticketId].filter(Boolean).join(', ') || '–' },
  { title: 'Job', cell: ({ jobIds }) => jobIds.join(', ') || '–' },
  { title: 'Ended', cell: ({ finishedAt }) => <When at={finishedAt} /> }
]

const titles = [
  'orderId', 'orderedAt', 'finishedAt', 'tenantId', 'customerName', 'status', 'totalNumbersCount', 'succeededCount',
  'unchangedCount', 'failedCount', 'productContext', 'source', 'taskId', 'caller', 'ticketId'
] as const

/** All that the filters let through, not only what is in sight. */
async function fileOf (client: Dialplane, id: ListOfOrders, query: Readonly<Record<string, string>>): Promise<string> {
  const rows: string[][] = []
  for await (const order of client.each(id, { query: { ...query, PageSize: 1000 } })) {
    rows.push([...titles.map(title => String(order[title] ?? '')), rangesOf(order), order.jobIds.join(' ')])
  }
  return csvOf([...titles, 'ranges', 'jobIds'], rows)
}

/** What was ordered and released: of us, and found at Microsoft. */
export function Orders ({ of }: { of: string | undefined }) {
  const isReleases = of === 'releases'
  return <History key={of} id={isReleases ? 'listNumberReleases' : 'listNumberOrders'} isReleases={isReleases} />
}

function History ({ id, isReleases }: { id: ListOfOrders, isReleases: boolean }) {
  const { client } = useApi()
  const query = useFilters(filters)
  const pages = usePages(id, { query })
  const [problem, setProblem] = useState<Error>()
  const name = isReleases ? 'Release history' : 'Order history'
  const exportAll = (): void => {
    fileOf(client, id, query)
      .then(text => save(isReleases ? 'number-releases.csv' : 'number-orders.csv', text), setProblem)
  }
  return (
    <>
      <div class='row'>
        <h1>{name}</h1>
        <span class='row'>
          <a href={isReleases ? hrefOf('orders') : hrefOf('orders', 'releases')}>
            {isReleases ? 'Order history' : 'Release history'}
          </a>
          <button type='button' disabled={pages.total === 0} onClick={exportAll}>Export to CSV</button>
        </span>
      </div>
      <Filters filters={filters} />
      <Told problem={pages.problem ?? problem} />
      <p role='status'>{pages.isLoading ? 'Reading …' : counted(pages.total, 'order')}</p>
      <VirtualTable
        label={name} columns={columns} total={pages.total} rowAt={pages.rowAt} onSight={pages.onSight}
        keyOf={({ orderId }) => orderId}
      />
    </>
  )
}
