import { failedItem, type ItemResult } from '../../../engine/records/task-items.ts'
import { leadingAnswers } from '../../../engine/leading-answers.ts'
import type { NumberAssignment, NumberOperation } from '../../../upstreams/microsoft/graph.ts'
import { freed, isFree, look, step, type Place, type Wave, type WaveTurn } from './wave.ts'

/** Polls after which an operation that Microsoft neither finishes nor fails is given up: about half an hour. */
const mostPolls = 70
const mostTries = 3
/** Polls in which a request whose answer was lost may still show its effect, before it is made again. */
const doubtfulPolls = 2

type Entry = Wave[number]

/**
 * Asks what became of the operations. What Microsoft shows of a number counts more than what it says of its operation.
 */
export async function settleWave (place: Place, wave: Wave, polls: number): Promise<WaveTurn> {
  // Those behind a question that failed count as running, and are asked about in the next turn.
  const operations = await leadingAnswers(wave, entry => operationOf(place, entry))
  const doubtful = wave.filter((_, index) =>
    operations[index]?.status === 'failed' || operations[index]?.status === 'vanished'
  )
  const found = await look(place, doubtful.map(({ number }) => number))
  const turn: WaveTurn = { wave: [], results: [], seen: [] }
  for (const [index, entry] of wave.entries()) {
    const { number } = entry
    const operation = operations[index] ?? { status: 'running' }
    const assignment = found.get(number)
    if (operation.status === 'succeeded' || (operation.status !== 'running' && isFree(assignment))) {
      turn.results.push({ key: number, outcome: 'succeeded', step })
      turn.seen.push(freed(number, true))
      continue
    }
    const failure = failureOf(entry, operation, assignment, polls)
    if (failure !== undefined) turn.results.push(failure)
    else turn.wave.push(operation.status === 'running' ? entry : againOrLater(entry, polls))
  }
  return turn
}

async function operationOf ({ graph, task, msTenantId }: Place, { operationId }: Entry): Promise<NumberOperation> {
  return operationId === undefined
    ? { status: 'vanished' }
    : await graph.operation(task.providerId, msTenantId, operationId)
}

/** Why a number that is not free yet is given up; undefined when it stays under way. */
function failureOf (
  entry: Entry, operation: NumberOperation, assignment: NumberAssignment | undefined, polls: number
): ItemResult | undefined {
  const failed = (code: string, reason: string): ItemResult => failedItem(entry.number, step, code, reason)
  if (operation.status === 'running') {
    return polls < mostPolls
      ? undefined
      : failed('not_finished', 'Microsoft has not finished in half an hour; ask again later.')
  }
  if (assignment?.targetId !== entry.targetId) {
    return failed(
      'assigned_again',
      'Somebody else was given the number in the meantime; ask again if that one is to lose it.'
    )
  }
  if (operation.status === 'failed') {
    return failed('refused_by_microsoft', `Microsoft could not unassign it: ${operation.reason}`)
  }
  if (mayStillArrive(entry, polls) || entry.tries < mostTries) return undefined
  return failed('operation_vanished', 'Microsoft forgot the request several times; ask again later.')
}

/** A request that left no operation: looked for again, or made again. */
function againOrLater (entry: Entry, polls: number): Entry {
  return mayStillArrive(entry, polls)
    ? entry
    : { number: entry.number, targetId: entry.targetId, sent: false, tries: entry.tries + 1 }
}

function mayStillArrive ({ operationId }: Entry, polls: number): boolean {
  return operationId === undefined && polls < doubtfulPolls
}
