import { DialplaneProblem } from '@dialplane/client'

/** What is beyond the part of the tree that somebody acts for: it is said, and nothing went wrong. */
const isOfProvider = (problem: Error | undefined): boolean =>
  problem instanceof DialplaneProblem && problem.code === 'out_of_scope'

const ofProvider = "This is the provider's: you act for a part of its tree, and it is not in that part."

/** What the API refused, with what is wrong with which field, and how to name it to those who run it. */
export function Told ({ problem }: { problem: Error | undefined }) {
  if (problem === undefined) return null
  if (!(problem instanceof DialplaneProblem)) return <p role='alert' class='alert'>{problem.message}</p>
  if (isOfProvider(problem)) return <p role='note' class='note'>{ofProvider}</p>
  return (
    <div role='alert' class='alert'>
      <strong>{problem.title}</strong>
      {problem.detail !== undefined && <p>{problem.detail}</p>}
      {Object.entries(problem.errors).map(([field, wrong]) => <p key={field}>{field}: {wrong.join(' ')}</p>)}
      {problem.traceId !== undefined && <p><small>Trace {problem.traceId}</small></p>}
    </div>
  )
}

/** `1 number`, `2 numbers`. */
export const counted = (count: number, thing: string): string => `${count} ${thing}${count === 1 ? '' : 's'}`

const tones: Readonly<Record<string, string>> = {
  CompletedSuccess: 'good', CompletedWithErrors: 'warn', Failed: 'bad', Canceled: 'warn', InProgress: 'busy',
  succeeded: 'good', unchanged: 'good', failed: 'bad', canceled: 'warn', 'rolled-back': 'warn', pending: 'busy',
  available: 'good', away: 'bad', Deployed: 'good', NotDeployed: 'warn', Deploying: 'busy',
  Active: 'good', Consented: 'good', Suspended: 'warn', Closed: 'bad'
}

export function Badge ({ children }: { children: string }) {
  return <span class={`badge ${tones[children] ?? ''}`}>{children}</span>
}

const format = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' })

/** In the time zone of who looks; the moment itself on hovering. */
export function When ({ at }: { at: string | null | undefined }) {
  if (at === null || at === undefined || at === '') return <>–</>
  const time = new Date(at)
  return <time dateTime={at} title={at}>{Number.isNaN(time.getTime()) ? at : format.format(time)}</time>
}
