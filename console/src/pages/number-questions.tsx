import { useState } from 'preact/hooks'
import { useCall } from '../api.ts'
import { Facts } from '../parts/facts.tsx'
import { Told, When } from '../parts/told.tsx'
import { Link } from '../router.tsx'

/** Everything that speaks against uploading the number, and who can lift it. */
export function Availability ({ number, holder }: { number: string, holder: string | undefined }) {
  const [chosen, setChosen] = useState<string>()
  const tenant = chosen ?? holder ?? ''
  return (
    <section class='card' aria-labelledby='availability'>
      <h2 id='availability'>Can it be used?</h2>
      <label>For the tenant{' '}
        <input value={tenant} size={38} onInput={event => setChosen(event.currentTarget.value.trim())} />
      </label>
      {tenant.length === tenantIdLength && <Reasons number={number} msTenantId={tenant} />}
    </section>
  )
}

const tenantIdLength = 36

function Reasons ({ number, msTenantId }: { number: string, msTenantId: string }) {
  const { data, problem } = useCall('getNumberAvailability', { path: { phonenumber: number }, query: { msTenantId } })
  return (
    <>
      <Told problem={problem} />
      {data !== undefined && <p>{data.available ? 'An upload would be accepted.' : 'An upload would be refused:'}</p>}
      <ul>
        {data?.reasons.map(({ code, message, liftedBy, how }) => (
          <li key={code}><strong>{code}</strong>: {message} <span class='faint'>{how} (by the {liftedBy})</span></li>
        ))}
      </ul>
      <Facts facts={{ 'Decided by': data?.decidedBy }} />
    </>
  )
}

/** The number as it was at a moment that is asked for, as the person's own clock says it. */
export function Past ({ number }: { number: string }) {
  const [moment, setMoment] = useState('')
  return (
    <section class='card' aria-labelledby='past'>
      <h2 id='past'>As it was</h2>
      <label>At{' '}
        <input type='datetime-local' value={moment} onInput={event => setMoment(event.currentTarget.value)} />
      </label>
      {moment !== '' && <At number={number} at={new Date(moment).toISOString()} />}
    </section>
  )
}

function At ({ number, at }: { number: string, at: string }) {
  const { data, problem } = useCall('getNumberPast', { path: { phonenumber: number }, query: { at } })
  if (problem !== undefined) return <Told problem={problem} />
  if (data === undefined) return <p role='status'>Reading …</p>
  const { isHeld, msTenantId, facts, rules, changedAt, change, taskId } = data
  return (
    <Facts facts={{
      Held: isHeld ? 'yes' : 'no', Tenant: msTenantId,
      ...Object.fromEntries(Object.entries(facts).map(([name, value]) => [
        name, typeof value === 'string' ? value : JSON.stringify(value)
      ])),
      'On SBCs': rules.map(({ sbcId, tag }) => `SBC ${sbcId}: ${tag}`).join(', '),
      'Changed before': <>{change} <When at={changedAt} /></>,
      By: taskId !== null && <Link to={['tasks', taskId]}>{taskId}</Link>
    }}
    />
  )
}
