import type { ComponentChildren } from 'preact'
import { useMemo } from 'preact/hooks'
import { useCall } from '../api.ts'
import { counted, Told, When } from '../parts/told.tsx'
import { hrefOf, Link } from '../router.tsx'

/** What is wrong now, and where to look. */
export function Overview () {
  return (
    <>
      <h1>Overview</h1>
      <div class='cards'>
        <UnderWay />
        <Upstreams />
        <Sbcs />
        <Differences />
        <Credentials />
      </div>
    </>
  )
}

function Card ({ title, problem, children }: {
  title: string, problem: Error | undefined, children: ComponentChildren
}) {
  const id = title.toLowerCase().replaceAll(' ', '-')
  return (
    <section class='card' aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <Told problem={problem} />
      {children}
    </section>
  )
}

/** How many tasks are so, and since when. */
function useTasks (
  query: { status?: 'InProgress' | 'Failed' | 'CompletedWithErrors', parked?: boolean, since?: string }
) {
  const { since, ...filter } = query
  return useCall('listTasks', {
    query: { ...filter, PageSize: 1, ...since !== undefined && { finishedSince: since } }
  })
}

const dayMilliseconds = 86_400_000

function UnderWay () {
  const since = useMemo(() => new Date(Date.now() - dayMilliseconds).toISOString(), [])
  const [running, parked, failed, partly] = [
    useTasks({ status: 'InProgress' }), useTasks({ parked: true }), useTasks({ status: 'Failed', since }),
    useTasks({ status: 'CompletedWithErrors', since })
  ]
  const [oldest] = useCall('listTasks', {
    query: { status: 'InProgress', sort: 'createTime', PageSize: 1 }
  }).data?.data ?? []
  const line = (count: number | undefined, text: string, query: string) => (
    <li><a href={`${hrefOf('tasks')}?${query}`}>{counted(count ?? 0, 'task')}</a> {text}</li>
  )
  return (
    <Card title='Tasks' problem={running.problem ?? parked.problem ?? failed.problem ?? partly.problem}>
      <ul>
        {line(running.data?.totalRecords, 'under way', 'status=InProgress')}
        {line(parked.data?.totalRecords, 'parked, waiting for a person', 'parked=true')}
        {line(failed.data?.totalRecords, 'failed within a day', 'status=Failed')}
        {line(partly.data?.totalRecords, 'ended with errors within a day', 'status=CompletedWithErrors')}
      </ul>
      {oldest !== undefined && (
        <p>The oldest under way, <Link to={['tasks', oldest.id]}>{oldest.kind}</Link>, has been since{' '}
          <When at={oldest.createTime} />.
        </p>
      )}
    </Card>
  )
}

/** Microsoft, Graph, the keys of sign-in, and SBCs as workers found them when they called. */
function Upstreams () {
  const { data, problem } = useCall('listUpstreams', {})
  return (
    <Card title='Upstreams' problem={problem}>
      <ul>
        {data?.map(({ kind, id, name, state, since, reason, operations }) => (
          <li key={`${kind} ${id}`} class={state === 'ok' || state === 'unknown' ? '' : 'bad'}>
            {name}: {state}{since !== null && state !== 'ok' && <> since <When at={since} /></>}
            {reason !== null && ` – ${reason}`}{operations.length > 0 && ` (${operations.join(', ')})`}
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Sbcs () {
  const { data, problem } = useCall('listSbcDevices', {})
  const away = data?.filter(({ available }) => !available) ?? []
  return (
    <Card title='SBCs' problem={problem}>
      {data !== undefined && <p>{counted(data.length, 'SBC')}, {away.length} away.</p>}
      <ul>
        {away.map(({ sbcId, name, unavailableReason }) => (
          <li key={sbcId} class='bad'><Link to={['sbcs', String(sbcId)]}>{name}</Link>: {unavailableReason}</li>
        ))}
      </ul>
    </Card>
  )
}

function Differences () {
  const { data, problem } = useCall('countDrift', {})
  return (
    <Card title='Drift' problem={problem}>
      {data !== undefined && <p><Link to={['drift']}>{counted(data.total, 'difference')}</Link></p>}
      <ul>
        {data?.classes.filter(({ count }) => count > 0).map(({ class: name, count }) => (
          <li key={name}><a href={`${hrefOf('drift')}?class=${name}`}>{name}</a>: {count}</li>
        ))}
      </ul>
    </Card>
  )
}

function Credentials () {
  const { data, problem } = useCall('listEvents', { query: { types: 'credential.*,sbc.unusable', limit: 20 } })
  return (
    <Card title='Secrets and certificates' problem={problem}>
      {data?.data.length === 0 && <p>Nothing is about to end.</p>}
      <ul>
        {data?.data.map(({ id, type, subject, time }) => <li key={id}>{type} {subject} <When at={time} /></li>)}
      </ul>
    </Card>
  )
}
