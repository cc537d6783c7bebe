import { followEvents, type Shapes } from '@dialplane/client'
import { useEffect, useState } from 'preact/hooks'
import { useApi, useCall } from '../api.ts'
import { Filters, useFilters, type Filter } from '../parts/filters.tsx'
import { Badge, counted, Told, When } from '../parts/told.tsx'
import { Link } from '../router.tsx'

type Task = Shapes['Task']

const filters: readonly Filter[] = [
  {
    name: 'status', label: 'Status',
    choices: ['InProgress', 'CompletedSuccess', 'CompletedWithErrors', 'Failed', 'Canceled']
  },
  { name: 'kind', label: 'Kind' },
  { name: 'msTenantId', label: 'Microsoft tenant id' },
  { name: 'ticketId', label: 'Ticket' },
  { name: 'parked', label: 'Parked', choices: ['true', 'false'] }
]

const pageSize = 100

/** The newest tasks, which move while one looks. */
export function Tasks () {
  const given = useFilters(filters)
  const [cursors, setCursors] = useState<readonly string[]>([])
  const cursor = cursors.at(-1)
  const query = { ...given, PageSize: pageSize, ...cursor !== undefined && { cursor } }
  const { data, problem, isLoading, reload } = useCall('listTasks', { query })
  const isLive = useLive(reload)
  const next = data?.next
  return (
    <>
      <h1>Tasks</h1>
      <Filters filters={filters} />
      <Told problem={problem} />
      <div class='row'>
        <span role='status'>
          {isLoading && data === undefined ? 'Reading …' : counted(data?.totalRecords ?? 0, 'task')}
          {isLive ? ', live' : ''}
        </span>
        <span class='row'>
          <button type='button' disabled={cursors.length === 0} onClick={() => setCursors(cursors.slice(0, -1))}>
            Newer
          </button>
          <button
            type='button' disabled={next === undefined || next === null}
            onClick={() => { if (typeof next === 'string') setCursors([...cursors, next]) }}
          >Older
          </button>
        </span>
      </div>
      <div class='table' tabIndex={0} role='region' aria-label='Tasks'>
        <table>
          <thead><tr>{titles.map(title => <th key={title} scope='col'>{title}</th>)}</tr></thead>
          <tbody>{data?.data.map(task => <Row key={task.id} task={task} />)}</tbody>
        </table>
      </div>
    </>
  )
}

const titles = ['Task', 'Kind', 'Status', 'Step', 'Numbers', 'Ticket', 'Begun', 'Ended', 'Last message']

function Row ({ task }: { task: Task }) {
  return (
    <tr>
      <td><Link to={['tasks', task.id]}>{task.id}</Link></td>
      <td>{task.kind}</td>
      <td><Badge>{task.status}</Badge>{task.parked && <Badge>parked</Badge>}</td>
      <td>{task.step ?? '–'}</td>
      <td>{task.totalNumbersCount ?? '–'}</td>
      <td>{task.ticketId ?? '–'}</td>
      <td><When at={task.createTime} /></td>
      <td><When at={task.completeTime} /></td>
      <td>{task.executionMessages.at(-1)?.message ?? ''}</td>
    </tr>
  )
}

const pauseMilliseconds = 1000

/** Calls `onChange`, at most once a second, when a task of the caller's part of the tree moves. */
function useLive (onChange: () => void): boolean {
  const { client } = useApi()
  const [isLive, setLive] = useState(false)
  useEffect(() => {
    const stopping = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    const follow = async (): Promise<void> => {
      setLive(true)
      for await (const _ of followEvents(client, { after: 'latest', types: ['task.*'], signal: stopping.signal })) {
        timer ??= setTimeout(() => {
          timer = undefined
          onChange()
        }, pauseMilliseconds)
      }
    }
    follow().catch(() => setLive(false))
    return () => {
      stopping.abort()
      clearTimeout(timer)
    }
  }, [client, onChange])
  return isLive
}
