import type { Dialplane, Shapes } from '@dialplane/client'
import { useEffect, useState } from 'preact/hooks'
import { useApi } from '../api.ts'
import type { Mode } from './action.ts'
import { Told } from './told.tsx'

type RequestPlan = Shapes['RequestPlan']

/** Milliseconds without a key being pressed, after which the API is asked. */
const pause = 300

interface Props {
  ask: (client: Dialplane, mode: Mode) => Promise<Response>
  /** Asked anew when it is another one. */
  state: string
}

/** What the API says that a request would do. */
export function Plan ({ ask, state }: Props) {
  const { client } = useApi()
  const [{ plan, problem }, setState] = useState<{ plan?: RequestPlan, problem?: Error }>({})
  useEffect(() => {
    let isCurrent = true
    const timer = setTimeout(() => {
      void ask(client, { validateOnly: true })
        .then(async (response): Promise<RequestPlan> => response.json())
        .then(plan => ({ plan }), (problem: Error) => ({ problem }))
        .then(state => { if (isCurrent) setState(state) })
    }, pause)
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [state])
  if (problem !== undefined) return <Told problem={problem} />
  if (plan === undefined) return <p role='status'>Asking what it would do …</p>
  const refused = plan.items?.filter(({ outcome }) => outcome === 'failed') ?? []
  const hasTotals = Object.keys(plan.totals).length > 0
  return (
    <ul aria-label='What it will do'>
      {Object.entries(plan.totals).map(([what, count]) => <li key={what}>{inWords(what)}: {count}</li>)}
      {!hasTotals && plan.itemCount > 0 && <li>{plan.itemCount} to be looked at; the task tells what it does.</li>}
      {!hasTotals && plan.itemCount === 0 && <li>It would be accepted, as a task of the kind {plan.kind}.</li>}
      {plan.approval && <li class='bad'>{plan.approval.what} Somebody else has to approve it first.</li>}
      {plan.notes.map(note => <li key={note} class='faint'>{note}</li>)}
      {refused.map(({ key, reason }) => <li key={key} class='bad'>{key}: {reason}</li>)}
    </ul>
  )
}

/** `sbc 8 remove_rule` as `SBC 8: remove rule`. */
function inWords (what: string): string {
  const [side = '', ...rest] = what.split(' ')
  const [first = ''] = rest
  const place = side === 'sbc' ? `SBC ${first}` : `${side.charAt(0).toUpperCase()}${side.slice(1)}`
  return `${place}: ${rest.slice(side === 'sbc' ? 1 : 0).join(' ').replaceAll('_', ' ')}`
}
