import { randomUUID } from 'node:crypto'
import { heldNumbers, markReleaseRequested } from '../../records/numbers.ts'
import { isAssigned } from '../../../schemas/vocabulary/assignment.ts'
import { next, type Effect, type Outcome } from '../../../engine/define.ts'
import { failedItem, notedItem, writeItems, type ItemResult } from '../../../engine/records/task-items.ts'
import { some } from '../../../engine/wording.ts'
import type { E164 } from '../../../schemas/phone-number.ts'
import { chunkSize } from '../../../upstreams/microsoft/microsoft.ts'
import { authorOf } from '../item-results.ts'
import { livingNumbers, type Chunk, type ReleaseContext, type ReleaseProgress } from './progress.ts'
import { heldAtMicrosoft } from './without-consent.ts'

const step = 'look-at-microsoft'

interface Looked {
  readonly present: readonly E164[]
  /** Microsoft does not show them any more. */
  readonly gone: readonly E164[]
  /** Somebody has them, so that Microsoft would refuse to release them. */
  readonly assigned: readonly E164[]
  /** Neither Microsoft nor our records have them for the tenant: there is nothing to release. */
  readonly strange: readonly E164[]
}

/** Sorts the numbers into those to release, those that are gone, those that are assigned and those never held. */
export async function lookAtMicrosoft (context: ReleaseContext): Promise<Outcome<ReleaseProgress>> {
  const { db, task, input, say } = context
  const numbers = await livingNumbers(context)
  const known = new Set<string>(await heldNumbers(db, task.providerId, numbers))
  if (!input.removeFromOperatorConnect) {
    say('Warning', 'Microsoft is left out on request; only the SBCs and the records are cleaned.')
    const strange = numbers.filter(number => !known.has(number))
    if (strange.length > 0) say('Warning', `Not among the numbers of the tenant in our records: ${some(strange)}.`)
    const results = strange.map(number => notHeld(number, 'Our records do not hold'))
    return next({ chunks: [] }, trx => writeItems(trx, task, results))
  }
  const looked = sorted(numbers, await heldAtMicrosoft(context, numbers), known)
  report(context, looked)
  return next({ chunks: planChunks(looked.present) }, record(context, looked))
}

/** What a release does with each number: the plan of one asks the same. */
export function sorted (
  numbers: readonly E164[], found: ReadonlyMap<string, { readonly assignmentStatus: string | undefined }>,
  known: ReadonlySet<string>
): Looked {
  const assigned = numbers.filter(number => isAssigned(found.get(number)?.assignmentStatus))
  const absent = numbers.filter(number => !found.has(number))
  return {
    assigned, present: numbers.filter(number => found.has(number) && !assigned.includes(number)),
    gone: absent.filter(number => known.has(number)), strange: absent.filter(number => !known.has(number))
  }
}

function report ({ say }: ReleaseContext, { gone, strange, assigned }: Looked): void {
  if (gone.length > 0) say('Information', `Not present in Microsoft context any more: ${some(gone)}.`)
  if (strange.length > 0) {
    say(
      'Warning',
      `Not held by the tenant, at Microsoft or in our records, so that nothing is released: ${some(strange)}.`
    )
  }
  if (assigned.length > 0) say('Error', `Assigned and therefore not released: ${some(assigned)}. Unassign first.`)
}

function planChunks (numbers: readonly E164[]): Chunk[] {
  const chunks: Chunk[] = []
  for (let from = 0; from < numbers.length; from += chunkSize) {
    chunks.push({ operationId: randomUUID(), numbers: numbers.slice(from, from + chunkSize), sent: false })
  }
  return chunks
}

/** The results of numbers that are not released. */
export function resultsOfLeft ({ assigned, strange }: Pick<Looked, 'assigned' | 'strange'>): ItemResult[] {
  return [
    ...assigned.map(number =>
      failedItem(number, step, 'number_assigned', 'The number is assigned; unassign it first.')
    ),
    ...strange.map(number => notHeld(number, 'Neither Microsoft nor our records hold'))
  ]
}

function record (context: ReleaseContext, looked: Looked): Effect {
  const { task, input } = context
  const { present, gone } = looked
  const results = resultsOfLeft(looked)
  return async trx => {
    await writeItems(trx, task, results)
    await markReleaseRequested(trx, authorOf(context), input.msTenantId, [...present, ...gone], true)
  }
}

export function notHeld (number: E164, nobody: string): ItemResult {
  return notedItem(number, 'unchanged', step, 'not_held', `${nobody} the number for the tenant; nothing was released.`)
}
