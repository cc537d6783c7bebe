// Approval: a step says what it would do, and the task is parked until somebody else than who asked for it approves or
// refuses. Closing is the same for a parked undo that nobody can finish: a person ends it as it is.

/** What a step would do, and how many things that is about. */
export interface Asked { readonly what: string, readonly count: number }

const verdicts = ['approved', 'refused', 'closed'] as const
export type Verdict = typeof verdicts[number]

/** What a person decided about a parked task, as its row keeps it. */
export interface Decision {
  readonly verdict: Verdict
  readonly by: string
  readonly reason: string | null
  /** The step at which it was decided. It says nothing about any other one. */
  readonly step: string
  /** What was asked; absent when a task was closed. */
  readonly what?: string
  readonly count?: number
}

/**
 * The step asks for an approval, and runs again when somebody has approved: `context.approved` then is what was asked.
 * A step that looks again by then and finds more to do asks again. A refusal undoes the task.
 */
export function approval<Progress extends object = Record<never, never>, Effect = undefined> (
  asked: Asked, progress: Progress = {} as Progress, effect?: Effect
): { type: 'approval', asked: Asked, progress: Progress, effect: Effect | undefined } {
  return { type: 'approval', asked, progress, effect }
}

/** The decision about the step in this direction, if it is one that the step is run with. */
export function approvedAt (decision: Decision | undefined, step: string): Asked | undefined {
  if (decision?.verdict !== 'approved' || decision.step !== step) return undefined
  return { what: decision.what ?? '', count: decision.count ?? 0 }
}

/** Whether two callers are one and the same person, whatever applications they use. */
export function isSamePerson (one: string, other: string): boolean {
  const [personOfOne, personOfOther] = [personOf(one), personOf(other)]
  return one === other || (personOfOne !== undefined && personOfOne === personOfOther)
}

/** Behind the application and its directory stands who signed in; a person who is registered stands in its place. */
function personOf (caller: string): string | undefined {
  const [application = '', person] = caller.split('/')
  return person ?? (application === '' ? undefined : application.split('@')[0])
}
