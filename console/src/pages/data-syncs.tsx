import type { Shapes } from '@dialplane/client'
import { useCall } from '../api.ts'
import { ActionButton } from '../parts/action-button.tsx'
import { Table } from '../parts/table.tsx'
import { Badge, Told, When } from '../parts/told.tsx'
import type { Column } from '../parts/virtual-table.tsx'
import { Link } from '../router.tsx'
import { dataSyncActions, newDataSync } from './data-sync-actions.ts'

type DataSync = Shapes['DataSync']

const columns = (onEnd: () => void): ReadonlyArray<Column<DataSync>> => [
  { title: 'Sync', cell: ({ name }) => name },
  {
    title: 'Do',
    cell: sync => (
      <span class='row tight'>
        {dataSyncActions(sync).map(action => (
          <ActionButton key={action.name} action={action} label={`${action.name} ${sync.name}`} onEnd={onEnd} />
        ))}
      </span>
    )
  },
  { title: 'Device', cell: ({ deviceName }) => deviceName },
  { title: 'Reads', cell: ({ modelTypes }) => modelTypes.join(', ') },
  { title: 'Schedule', cell: ({ schedule, timeZone }) => schedule === null ? '–' : `${schedule} (${timeZone})` },
  { title: 'Next run', cell: ({ nextRunAt }) => <When at={nextRunAt} /> },
  {
    title: 'Last run',
    cell: ({ lastRun }) => lastRun === null
      ? '–'
      : <><Badge>{lastRun.status}</Badge> <Link to={['tasks', lastRun.taskId]}>{lastRun.taskId}</Link></>
  }
]

/** What is read from Microsoft, and when: run, tried, scheduled and added. */
export function DataSyncs ({ turn }: { turn: string }) {
  const { data, problem, reload } = useCall('listDataSyncs', {}, turn)
  const tenants = new Map(data?.data.map(({ operatorTenantId, deviceName }) => [operatorTenantId, deviceName]))
  return (
    <section>
      <div class='row'>
        <h2>Data syncs</h2>
        {data !== undefined && <ActionButton action={newDataSync([...tenants])} onEnd={reload} />}
      </div>
      <Told problem={problem} />
      {data !== undefined && (
        <Table label='Data syncs' columns={columns(reload)} rows={data.data} keyOf={({ syncId }) => syncId} />
      )}
    </section>
  )
}
