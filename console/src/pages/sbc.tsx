import type { Shapes } from '@dialplane/client'
import { useState } from 'preact/hooks'
import { useCall } from '../api.ts'
import { ActionButton } from '../parts/action-button.tsx'
import { Facts } from '../parts/facts.tsx'
import { Badge, Told, When } from '../parts/told.tsx'
import { Link } from '../router.tsx'
import { endOfFreeze, sbcActions } from './sbc-actions.ts'
import { SbcChanges } from './sbc-changes.tsx'

/** One SBC: what was last seen of it, what we changed on it, and what can be done with it. */
export function OneSbc ({ id }: { id: string }) {
  const path = { sbcId: id }
  const [turn, setTurn] = useState(0)
  const { data, problem } = useCall('getSbcDevice', { path }, String(turn))
  const again = (): void => setTurn(turn => turn + 1)
  return (
    <>
      <p><Link to={['sbcs']}>SBCs</Link></p>
      <div class='row'>
        <h1>{data?.name ?? 'SBC'}</h1>
        {data !== undefined && (
          <span class='row'>
            {sbcActions(id, data.name).map(action => <ActionButton key={action.name} action={action} onEnd={again} />)}
          </span>
        )}
      </div>
      <Told problem={problem} />
      {data !== undefined && <Frozen sbcId={data.sbcId} turn={String(turn)} onEnd={again} />}
      {data !== undefined && (
        <div class='cards'>
          <section class='card' aria-labelledby='device'>
            <h2 id='device'>Device</h2>
            <Facts facts={{
              State: <Badge>{data.available ? 'available' : 'away'}</Badge>, Why: data.unavailableReason,
              Trunk: data.fqdn, Address: data.baseUrl, Driver: data.driver, User: data.username,
              Numbers: data.numberCount, Sites: data.siteCount,
              'Credentials changed': <When at={data.credentialsChangedAt} />
            }}
            />
          </section>
          <Health id={id} turn={String(turn)} />
          <Qualification id={id} turn={String(turn)} />
        </div>
      )}
      {data !== undefined && <SbcChanges sbcId={id} turn={String(turn)} onEnd={again} />}
    </>
  )
}

function Frozen ({ sbcId, turn, onEnd }: { sbcId: number, turn: string, onEnd: () => void }) {
  const { data, problem } = useCall('listFreezes', {}, turn)
  const of = data?.filter(freeze => freeze.sbcId === sbcId || (freeze.sbcId === null && freeze.customerId === null))
  return (
    <>
      <Told problem={problem} />
      {of?.map(freeze => (
        <div key={freeze.freezeId} class='row note'>
          <span>
            Frozen from <When at={freeze.startsAt} /> to <When at={freeze.endsAt} />: {freeze.reason}
            {freeze.sbcId === null && ' (all SBCs)'}
          </span>
          <ActionButton action={endOfFreeze(freeze)} onEnd={onEnd} />
        </div>
      ))}
    </>
  )
}

function Health ({ id, turn }: { id: string, turn: string }) {
  const { data: health, problem } = useCall('getSbcHealth', { path: { sbcId: id } }, turn)
  return (
    <section class='card' aria-labelledby='health'>
      <h2 id='health'>Health</h2>
      <Told problem={problem} />
      {health !== undefined && (
        <Facts facts={{
          'Can be programmed': health.usable === null ? null : health.usable ? 'yes' : 'no',
          Read: <When at={health.readAt} />, Answered: <When at={health.answeredAt} />,
          Product: health.product, Firmware: health.firmware, Serial: health.serialNumber,
          Operation: health.operationalState, 'High availability': health.highAvailability,
          'Certificate ends': <When at={health.certificateEnds} />, Alarms: String(health.alarms.length)
        }}
        />
      )}
      <ul>{health?.alarms.map(({ id, description, severity }) => <li key={id}>{severity} {description}</li>)}</ul>
    </section>
  )
}

const tones = { fit: 'good', unfit: 'bad', pending: 'busy', unknown: '' } as const

function Qualification ({ id, turn }: { id: string, turn: string }) {
  const { data, problem } = useCall('getSbcQualification', { path: { sbcId: id } }, turn)
  return (
    <section class='card' aria-labelledby='qualification'>
      <h2 id='qualification'>Qualification</h2>
      <Told problem={problem} />
      {data !== undefined && <Qualified of={data} />}
    </section>
  )
}

function Qualified ({ of }: { of: Shapes['SbcQualification'] }) {
  const { capacity: { rules, limit, addedPerDay, fullInDays } } = of
  return (
    <>
      <Facts facts={{
        State: <span class={`badge ${tones[of.state]}`}>{of.state}</span>,
        Qualified: <When at={of.qualifiedAt} />,
        'Rules held': limit === null ? rules : `${rules ?? '–'} of ${limit}`,
        'Added per day': addedPerDay, 'Full in days': fullInDays,
        By: of.taskId !== null && <Link to={['tasks', of.taskId]}>{of.taskId}</Link>
      }}
      />
      <ul>{of.reasons.map(reason => <li key={reason} class='bad'>{reason}</li>)}</ul>
    </>
  )
}
