import { useState } from 'preact/hooks'
import { useCall } from '../api.ts'
import { Facts } from '../parts/facts.tsx'
import { Badge, Told, When } from '../parts/told.tsx'
import { Link } from '../router.tsx'
import { Differences } from './differences.tsx'
import { NumberActionDialog } from './number-action-dialog.tsx'
import { Availability, Past } from './number-questions.tsx'
import { numberActions, type NumberAction, type NumberRecord } from './number-actions.ts'

const statuses = ['Active', 'ReleaseRequested', 'MarkedForRemoval', 'ReadyForRemoval']

/** One number: what it is, where it is, and what happened to it. */
export function OneNumber ({ number }: { number: string }) {
  const { data, problem, reload } = useCall('getNumber', { path: { phonenumber: number } })
  const [action, setAction] = useState<NumberAction>()
  return (
    <>
      <p><Link to={['numbers']}>Numbers</Link></p>
      <div class='row'>
        <h1>{number}</h1>
        {data !== undefined && (
          <span class='row'>
            {numberActions.map(action => (
              <button key={action.name} type='button' onClick={() => setAction(action)}>{action.name} …</button>
            ))}
          </span>
        )}
      </div>
      <Told problem={problem} />
      {data !== undefined && <Where record={data} />}
      <div class='cards'>
        <Availability number={number} holder={data?.tenantId} />
        <Past number={number} />
      </div>
      <History number={number} turn={String(data?.acquiredNumberStatus)} />
      {action !== undefined && data !== undefined && (
        <NumberActionDialog action={action} numbers={[data]} onClose={() => setAction(undefined)} onEnd={reload} />
      )}
    </>
  )
}

function Where ({ record }: { record: NumberRecord }) {
  return (
    <div class='cards'>
      <section class='card' aria-labelledby='at-microsoft'>
        <h2 id='at-microsoft'>At Microsoft</h2>
        <Facts facts={{
          Status: <Badge>{statuses[record.acquiredNumberStatus ?? 0] ?? 'Unknown'}</Badge>,
          Assignment: <Badge>{record.assignmentStatus ?? 'Unknown'}</Badge>,
          Customer: record.umpCustomerFullName ?? record.msCompanyName,
          Tenant: record.tenantId,
          'Calling profile': record.callingProfileId,
          Capabilities: record.acquiredCapabilities.join(', '),
          Job: record.tnUploadJobId,
          Acquired: <When at={record.acquiredOn} />,
          Source: record.source
        }}
        />
      </section>
      <section class='card' aria-labelledby='on-sbcs'>
        <h2 id='on-sbcs'>On SBCs</h2>
        {record.sbcList.length === 0 && <p>No SBC holds it.</p>}
        <ul>
          {record.sbcList.map(({ sbcId, sbcName }) => (
            <li key={sbcId}><Link to={['sbcs', String(sbcId)]}>{sbcName}</Link></li>
          ))}
        </ul>
        {record.ocSipConnectionName !== null && <Facts facts={{ Site: record.ocSipConnectionName }} />}
      </section>
      <section class='card' aria-labelledby='emergency'>
        <h2 id='emergency'>Emergency</h2>
        <Facts facts={{
          Address: record.emergencyAddress, Location: record.emergencyLocation,
          'Civic address': record.civicAddressId, 'Location id': record.locationId
        }}
        />
      </section>
    </div>
  )
}

function History ({ number, turn }: { number: string, turn: string }) {
  const { data, problem } = useCall('getNumberHistory', {
    path: { phonenumber: number }, query: { PageSize: 200 }
  }, turn)
  return (
    <section aria-labelledby='history'>
      <h2 id='history'>History</h2>
      <Told problem={problem} />
      {data?.data.length === 0 && <p>Nothing is known of it.</p>}
      <ol class='timeline'>
        {data?.data.map(({ at, change, taskId, before, after }) => (
          <li key={`${at}${change}`}>
            <strong>{change}</strong> <When at={at} />{' '}
            {typeof taskId === 'string' && <Link to={['tasks', taskId]}>{taskId}</Link>}
            <Differences before={before} after={after} />
          </li>
        ))}
      </ol>
    </section>
  )
}
