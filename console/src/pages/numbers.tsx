import { useState } from 'preact/hooks'
import { useApi, useCall } from '../api.ts'
import { Filters, useFilters, type Filter } from '../parts/filters.tsx'
import { save } from '../parts/save.ts'
import { useSelection, type Selection } from '../parts/selection.ts'
import { TaskProgress } from '../parts/task-progress.tsx'
import { Badge, counted, Told, When } from '../parts/told.tsx'
import { usePages } from '../parts/use-pages.ts'
import { VirtualTable, type Column } from '../parts/virtual-table.tsx'
import { Link } from '../router.tsx'
import { NumberActionDialog } from './number-action-dialog.tsx'
import { numberActions, type NumberAction, type NumberRecord } from './number-actions.ts'
import { NumberImport } from './number-import.tsx'

const columns: ReadonlyArray<Column<NumberRecord>> = [
  {
    title: 'Phone number', width: '10rem',
    cell: ({ telephoneNumber }) => <Link to={['numbers', telephoneNumber]}>{telephoneNumber}</Link>
  },
  {
    title: 'Customer name',
    cell: ({ umpCustomerFullName, msCompanyName }) => umpCustomerFullName ?? msCompanyName ?? '–'
  },
  { title: 'Country', cell: ({ isoCountryCode }) => isoCountryCode ?? '–' },
  { title: 'Assignment', cell: ({ assignmentStatus }) => <Badge>{assignmentStatus ?? 'Unknown'}</Badge> },
  { title: 'SBCs', cell: ({ sbcList }) => sbcList.map(({ sbcName }) => sbcName).join(', ') || '–' },
  { title: 'Emergency address', cell: ({ emergencyAddress }) => emergencyAddress ?? '–' },
  { title: 'Tenant ID', cell: ({ tenantId }) => tenantId },
  { title: 'Calling profile ID', cell: ({ callingProfileId }) => callingProfileId ?? '–' },
  { title: 'Source', cell: ({ source }) => source },
  { title: 'Job ID', cell: ({ tnUploadJobId }) => tnUploadJobId ?? '–' },
  { title: 'Acquired', cell: ({ acquiredOn }) => <When at={acquiredOn} /> }
]

const statuses = ['Active', 'ReleaseRequested', 'MarkedForRemoval', 'ReadyForRemoval']
const assignments = ['Unassigned', 'UserAssigned', 'ConferenceAssigned', 'VoiceApp', 'ThirdPartyAppAssigned']
const mostAtOnce = 10_000

type Open = NumberAction | 'import' | undefined

export function Numbers () {
  const filters = useNumberFilters()
  const given = useFilters(filters)
  const pages = usePages('listNumbers', { query: given })
  const selection = useSelection<NumberRecord>()
  const [open, setOpen] = useState<Open>()
  const close = (): void => setOpen(undefined)
  const ended = (): void => {
    selection.clear()
    pages.reload()
  }
  return (
    <>
      <div class='row'>
        <h1>Numbers</h1>
        <Commands given={given} onImport={() => setOpen('import')} onEnd={pages.reload} />
      </div>
      <Filters filters={filters} />
      <Told problem={pages.problem} />
      <Chosen selection={selection} given={given} total={pages.total} isLoading={pages.isLoading} onAct={setOpen} />
      <VirtualTable
        label='Numbers' columns={columns} total={pages.total} rowAt={pages.rowAt} onSight={pages.onSight}
        keyOf={({ telephoneNumber }) => telephoneNumber}
        lead={{
          title: <span class='unseen'>Selected</span>,
          cell: row => (
            <input
              type='checkbox' aria-label={`Select ${row.telephoneNumber}`} checked={selection.has(row.telephoneNumber)}
              onChange={() => selection.toggle(row.telephoneNumber, row)}
            />
          )
        }}
      />
      {open === 'import' && <NumberImport onClose={close} onEnd={pages.reload} />}
      {open !== undefined && open !== 'import' && (
        <NumberActionDialog action={open} numbers={[...selection.rows.values()]} onClose={close} onEnd={ended} />
      )}
    </>
  )
}

function useNumberFilters (): readonly Filter[] {
  const leads = useCall('listLeads', { query: { isLicensed: true, PageSize: 1000 } })
  const customers = leads.data?.data.map(({ tenantId, contactDetails }): [string, string] =>
    [tenantId, contactDetails.companyName ?? tenantId]) ?? []
  return [
    { name: 'numberPrefix', label: 'Number begins with' },
    { name: 'msTenantId', label: 'Customer', choices: customers },
    { name: 'country', label: 'Country' },
    { name: 'assignmentStatus', label: 'Assignment', choices: assignments },
    { name: 'acquiredNumberStatus', label: 'Status', choices: statuses },
    { name: 'source', label: 'Source', choices: ['webapi', 'webui', 'ocsync'] },
    { name: 'label', label: 'Label' }
  ]
}

/** What is not about the selection. */
function Commands ({ given, onImport, onEnd }: {
  given: Record<string, string>, onImport: () => void, onEnd: () => void
}) {
  const { client } = useApi()
  const [taskId, setTaskId] = useState<string>()
  const [problem, setProblem] = useState<Error>()
  const synchronize = (): void => {
    const { msTenantId } = given
    client.call('synchronizeNumbers', { query: msTenantId === undefined ? {} : { msTenantId } })
      .then(begun => setTaskId(begun.taskId), setProblem)
  }
  const exportAll = (): void => {
    client.call('exportNumbers', { query: given }).then(text => save('numbers.csv', text), setProblem)
  }
  return (
    <div class='row'>
      <Told problem={problem} />
      {taskId !== undefined && <ul class='bare'><TaskProgress id={taskId} about='Synchronization' onEnd={onEnd} /></ul>}
      <button type='button' onClick={synchronize}>Synchronize</button>
      <button type='button' onClick={exportAll}>Export to CSV</button>
      <button type='button' class='main' onClick={onImport}>Import …</button>
    </div>
  )
}

/** How many there are, how many are selected, and what can be done to those. */
function Chosen ({ selection, given, total, isLoading, onAct }: {
  selection: Selection<NumberRecord>, given: Record<string, string>, total: number, isLoading: boolean
  onAct: (action: NumberAction) => void
}) {
  const { client } = useApi()
  const [isReading, setReading] = useState(false)
  const { size } = selection.rows
  const selectAll = async (): Promise<void> => {
    setReading(true)
    const found: Array<readonly [string, NumberRecord]> = []
    for await (const row of client.each('listNumbers', { query: { ...given, PageSize: 1000 } })) {
      found.push([row.telephoneNumber, row])
      if (found.length >= mostAtOnce) break
    }
    selection.add(found)
    setReading(false)
  }
  return (
    <div class='row' role='toolbar' aria-label='Selected numbers'>
      <span role='status'>
        {isLoading || isReading ? 'Reading …' : `${counted(total, 'number')}, ${size} selected`}
      </span>
      <span class='row'>
        {numberActions.map(action => (
          <button key={action.name} type='button' disabled={size === 0} onClick={() => onAct(action)}>
            {action.name} …
          </button>
        ))}
        <button type='button' disabled={total === 0} onClick={() => { void selectAll() }}>
          Select all {Math.min(total, mostAtOnce)}
        </button>
        <button type='button' disabled={size === 0} onClick={selection.clear}>Select none</button>
      </span>
    </div>
  )
}
