import type { Shapes } from '@dialplane/client'
import { useEffect, useState } from 'preact/hooks'
import { useApi } from '../api.ts'
import { Told } from '../parts/told.tsx'
import type { NumberAction, Values } from './number-actions.ts'

type Plan = Shapes['RequestPlan']

/** Milliseconds without a key being pressed, after which the API is asked. */
const pause = 300

/** What the API says that an action would do to numbers of one tenant; asked anew when its fields are other ones. */
export function ActionPlan ({ action, msTenantId, numbers, values }: {
  action: NumberAction, msTenantId: string, numbers: readonly string[], values: Values
}) {
  const { client } = useApi()
  const [{ plan, problem }, setState] = useState<{ plan?: Plan, problem?: Error }>({})
  useEffect(() => {
    let isCurrent = true
    const timer = setTimeout(() => {
      void action.ask(client, msTenantId, [...numbers], values, { validateOnly: true })
        .then(async (response): Promise<Plan> => response.json())
        .then(plan => ({ plan }), (problem: Error) => ({ problem }))
        .then(state => { if (isCurrent) setState(state) })
    }, pause)
    return () => {
      isCurrent = false
      clearTimeout(timer)
    }
  }, [JSON.stringify(values)])
  if (problem !== undefined) return <Told problem={problem} />
  if (plan === undefined) return <p role='status'>Asking what it would do …</p>
  const refused = plan.items?.filter(({ outcome }) => outcome === 'failed') ?? []
  return (
    <ul>
      {Object.entries(plan.totals).map(([what, count]) => <li key={what}>{inWords(what)}: {count}</li>)}
      {Object.keys(plan.totals).length === 0 && <li>{plan.itemCount} to be looked at; the task tells what it does.</li>}
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
