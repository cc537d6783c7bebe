import { Type, type Static } from '@sinclair/typebox'
import type { AssignmentSeen } from '../records/number-assignments.ts'
import { failedItem as failed, type ItemResult } from '../../engine/records/task-items.ts'
import type { NumberAssignment, TenantGraph } from '../../upstreams/microsoft/graph.ts'
import type { E164 } from '../../schemas/phone-number.ts'
import type { TaskIdentity } from '../../engine/define.ts'

/** Numbers that are taken away at the same time: Graph takes one a call, and bears only a few calls a second. */
export const waveSize = 20

/**
 * Polls after which an operation that Microsoft neither finishes nor fails is no longer waited for: about half an hour.
 */
const patience = 70
const mostTries = 3
/** Polls in which a request whose answer was lost may still show its effect, before it is made again. */
const doubtfulPolls = 2
const step = 'unassign'

/** The numbers under way. `targetId` is who had the number when we looked: nobody else is to lose it. */
export const Wave = Type.Array(Type.Object({
  number: Type.String(), targetId: Type.String(), sent: Type.Boolean(), tries: Type.Integer(),
  operationId: Type.Optional(Type.String())
}))
export type Wave = Static<typeof Wave>

/** What is still under way, and what came of the rest. */
export interface WaveTurn { readonly wave: Wave, readonly results: ItemResult[], readonly seen: AssignmentSeen[] }

interface Place { readonly graph: TenantGraph, readonly task: TaskIdentity, readonly msTenantId: string }

/**
 * States out of which Graph can take a number; a conference bridge or another company's application has its own owner.
 */
const takeable = ['userAssigned', 'voiceApplicationAssigned']

const unchanged = (number: string): ItemResult => ({ number, outcome: 'unchanged', step })
const freed = (number: string, acted: boolean): AssignmentSeen => ({ number, status: 'Unassigned', acted })
const isFree = (assignment: NumberAssignment | undefined): boolean =>
  assignment === undefined || assignment.status === 'unassigned'

async function look (
  { graph, task, msTenantId }: Place, numbers: readonly string[]
): Promise<ReadonlyMap<string, NumberAssignment>> {
  return numbers.length === 0 ? new Map() : await graph.findAssignments(task.providerId, msTenantId, numbers as E164[])
}

/** Which of the numbers somebody has, and what becomes of the others at once. */
export async function planWave (place: Place, numbers: readonly string[]): Promise<WaveTurn> {
  const found = await look(place, numbers)
  const turn: WaveTurn = { wave: [], results: [], seen: [] }
  for (const number of numbers) {
    const assignment = found.get(number)
    if (assignment === undefined || isFree(assignment)) {
      turn.results.push(unchanged(number))
      turn.seen.push(freed(number, false))
    } else if (assignment.type !== 'operatorConnect') {
      turn.results.push(
        failed(
          number, step, 'not_operator_connect',
          `The number is of type ${assignment.type}, which is not ours to change.`
        )
      )
    } else if (!takeable.includes(assignment.status) || assignment.targetId === undefined) {
      turn.results.push(
        failed(
          number, step, 'not_assigned_to_user',
          `No user has the number: it is ${assignment.status}. The customer must free it.`
        )
      )
    } else {
      turn.wave.push({ number, targetId: assignment.targetId, sent: false, tries: 0 })
    }
  }
  return turn
}

/** Asks Microsoft for every number that was not asked for yet; `record` makes the intention durable before. */
export async function sendWave (
  { graph, task, msTenantId }: Place, wave: Wave, record: (wave: Wave) => Promise<void>
): Promise<WaveTurn> {
  const fresh = wave.filter(entry => !entry.sent)
  if (fresh.length === 0) return { wave, results: [], seen: [] }
  const intended = wave.map(entry => ({ ...entry, sent: true }))
  await record(intended)
  const answers = await Promise.allSettled(
    fresh.map(({ number }) => graph.startUnassign(task.providerId, msTenantId, number as E164))
  )
  const going = new Map<string, Wave[number]>(intended.map(entry => [entry.number, entry]))
  const results: ItemResult[] = []
  for (const [index, { number, ...entry }] of fresh.entries()) {
    const answer = answers[index]
    if (answer?.status !== 'fulfilled') continue
    if (answer.value.status === 'started') {
      going.set(number, { ...entry, number, sent: true, operationId: answer.value.operationId })
    } else {
      going.delete(number)
      results.push(failed(number, step, answer.value.code, `Microsoft refused it: ${answer.value.reason}`))
    }
  }
  const lost = answers.find(answer => answer.status === 'rejected')
  if (lost !== undefined) {
    await record([...intended.map(entry => going.get(entry.number) ?? entry)])
    throw lost.reason
  }
  return { wave: [...going.values()], results, seen: [] }
}

/** Asks what came of the operations. What Microsoft shows of a number counts more than what it says of an operation. */
export async function settleWave (place: Place, wave: Wave, polls: number): Promise<WaveTurn> {
  const { graph, task, msTenantId } = place
  const operations = await Promise.all(
    wave.map(({ operationId }) =>
      operationId === undefined
        ? { status: 'vanished' as const }
        : graph.operation(task.providerId, msTenantId, operationId)
    )
  )
  const doubtful = wave.filter((_, index) =>
    operations[index]?.status === 'failed' || operations[index]?.status === 'vanished'
  ).map(({ number }) => number)
  const found = await look(place, doubtful)
  const turn: WaveTurn = { wave: [], results: [], seen: [] }
  for (const [index, entry] of wave.entries()) {
    const { number, targetId, tries } = entry
    const operation = operations[index] ?? { status: 'running' }
    const assignment = found.get(number)
    if (operation.status === 'succeeded' || (operation.status !== 'running' && isFree(assignment))) {
      turn.results.push({ number, outcome: 'succeeded', step })
      turn.seen.push(freed(number, true))
    } else if (operation.status === 'running') {
      if (polls < patience) turn.wave.push(entry)
      else {
        turn.results.push(
          failed(number, step, 'not_finished', 'Microsoft has not finished in half an hour; ask again later.')
        )
      }
    } else if (assignment?.targetId !== targetId) {
      turn.results.push(
        failed(
          number, step, 'assigned_again',
          'Somebody else was given the number in the meantime; ask again if that one is to lose it.'
        )
      )
    } else if (operation.status === 'failed') {
      turn.results.push(
        failed(number, step, 'refused_by_microsoft', `Microsoft could not unassign it: ${operation.reason}`)
      )
    } else if (entry.operationId === undefined && polls < doubtfulPolls) {
      turn.wave.push(entry)
    } else if (tries < mostTries) {
      turn.wave.push({ number, targetId, sent: false, tries: tries + 1 })
    } else {
      turn.results.push(
        failed(number, step, 'operation_vanished', 'Microsoft forgot the request several times; ask again later.')
      )
    }
  }
  return turn
}
