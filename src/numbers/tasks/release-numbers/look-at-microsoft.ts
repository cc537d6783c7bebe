import { randomUUID } from 'node:crypto'
import { heldNumbers, markReleaseRequested } from '../../records/numbers.ts'
import { isAssigned } from '../../schemas/assignment.ts'
import { next, type Effect, type Outcome } from '../../../engine/define.ts'
import { failedItem, writeItems } from '../../../engine/records/task-items.ts'
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
}

/** Sorts the numbers into those to release, those that are gone and those that are assigned. */
export async function lookAtMicrosoft (context: ReleaseContext): Promise<Outcome<ReleaseProgress>> {
  const { input, say } = context
  if (!input.removeFromOperatorConnect) {
    say('Warning', 'Microsoft is left out on request; only the SBCs and the records are cleaned.')
    return next({ chunks: [] })
  }
  const numbers = await livingNumbers(context)
  const found = await heldAtMicrosoft(context, numbers)
  const assigned = numbers.filter(number => isAssigned(found.get(number)?.assignmentStatus))
  const gone = numbers.filter(number => !found.has(number))
  const present = numbers.filter(number => found.has(number) && !assigned.includes(number))
  if (gone.length > 0) say('Information', `Not present in Microsoft context any more: ${some(gone)}.`)
  if (assigned.length > 0) say('Error', `Assigned and therefore not released: ${some(assigned)}. Unassign first.`)
  return next({ chunks: planChunks(present) }, record(context, { present, gone, assigned }))
}

function planChunks (numbers: readonly E164[]): Chunk[] {
  const chunks: Chunk[] = []
  for (let from = 0; from < numbers.length; from += chunkSize) {
    chunks.push({ operationId: randomUUID(), numbers: numbers.slice(from, from + chunkSize), sent: false })
  }
  return chunks
}

function record (context: ReleaseContext, { present, gone, assigned }: Looked): Effect {
  const { task, input } = context
  const failures = assigned.map(number =>
    failedItem(number, step, 'number_assigned', 'The number is assigned; unassign it first.')
  )
  return async trx => {
    await writeItems(trx, task, failures)
    await markReleaseRequested(trx, authorOf(context), input.msTenantId, [...present, ...gone], true)
    const known = new Set(await heldNumbers(trx, task.providerId, gone))
    const unknown = gone.filter(number => !known.has(number))
    await writeItems(trx, task, unknown.map(number => ({ key: number, outcome: 'unchanged', step })))
  }
}
