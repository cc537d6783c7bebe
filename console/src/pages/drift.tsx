import type { Shapes } from '@dialplane/client'
import { useCall } from '../api.ts'
import { Filters, useFilters, type Filter } from '../parts/filters.tsx'
import { StartButton } from '../parts/start-button.tsx'
import { counted, Told, When } from '../parts/told.tsx'
import { usePages } from '../parts/use-pages.ts'
import { VirtualTable, type Column } from '../parts/virtual-table.tsx'
import { Link } from '../router.tsx'
import { PlanButton } from './repair-dialog.tsx'

type Drift = Shapes['Drift']

const columns: ReadonlyArray<Column<Drift>> = [
  {
    title: 'Number',
    cell: ({ telephoneNumber }) => <Link to={['numbers', telephoneNumber]}>{telephoneNumber}</Link>
  },
  { title: 'Class', cell: drift => <span class='badge warn'>{drift.class}</span> },
  { title: 'SBC', cell: ({ sbcId }) => sbcId === null ? '–' : <Link to={['sbcs', String(sbcId)]}>SBC {sbcId}</Link> },
  { title: 'Since', cell: ({ since }) => <When at={since} /> },
  { title: 'What it means', cell: ({ means, attributes }) => [means, ...attributes].join(' ') },
  { title: 'Who lifts it', cell: ({ liftedBy }) => liftedBy },
  { title: 'How', cell: ({ how }) => how },
  { title: 'Tenant ID', cell: ({ msTenantId }) => msTenantId ?? '–' }
]

/** Where records, Microsoft and SBCs differ. */
export function DriftPage () {
  const counts = useCall('countDrift', {})
  const filters: readonly Filter[] = [
    {
      name: 'class', label: 'Class',
      choices: (counts.data?.classes ?? []).map(({ class: name, count }) => [name, `${name} (${count})`] as const)
    },
    { name: 'numberPrefix', label: 'Number begins with' },
    { name: 'msTenantId', label: 'Microsoft tenant id' }
  ]
  const query = useFilters(filters)
  const pages = usePages('listDrift', { query })
  const reload = (): void => {
    pages.reload()
    counts.reload()
  }
  return (
    <>
      <div class='row'>
        <h1>Drift</h1>
        <span class='row'>
          <StartButton name='Read all sides now' start={client => client.call('detectDrift')} onEnd={reload} />
          <PlanButton query={query} onEnd={reload} />
        </span>
      </div>
      <Filters filters={filters} />
      <Told problem={pages.problem ?? counts.problem} />
      <p role='status'>{pages.isLoading ? 'Reading …' : counted(pages.total, 'difference')}</p>
      <VirtualTable
        label='Differences' columns={columns} total={pages.total} rowAt={pages.rowAt} onSight={pages.onSight}
        keyOf={drift => `${drift.telephoneNumber} ${drift.class} ${drift.sbcId}`}
      />
    </>
  )
}
