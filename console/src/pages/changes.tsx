import type { InputOf } from '@dialplane/client'
import { useCall } from '../api.ts'
import { Told, When } from '../parts/told.tsx'
import { Link } from '../router.tsx'
import { Differences } from './differences.tsx'

/** How something came to be as it is, the newest first. */
export function Changes ({ id, input, turn }: {
  id: 'listConsentHistory', input: InputOf<'listConsentHistory'>, turn: string
}) {
  const { data, problem } = useCall(id, input, turn)
  return (
    <section aria-labelledby='history'>
      <h2 id='history'>History</h2>
      <Told problem={problem} />
      {data?.data.length === 0 && <p>Nothing has changed yet.</p>}
      <ol class='timeline'>
        {data?.data.map(({ at, change, taskId, caller, before, after }) => (
          <li key={`${at}${change}`}>
            <strong>{change}</strong> <When at={at} />{' '}
            {typeof taskId === 'string' && <Link to={['tasks', taskId]}>{taskId}</Link>}{' '}
            {caller !== null && <span class='faint'>{caller}</span>}
            <Differences before={before} after={after} />
          </li>
        ))}
      </ol>
    </section>
  )
}
