import { Type, type Static } from '@sinclair/typebox'
import type { AssignmentSeen } from '../../records/number-assignments.ts'
import { failedItem as failed, notedItem, type ItemResult } from '../../../engine/records/task-items.ts'
import type { NumberAssignment, TenantGraph } from '../../../upstreams/microsoft/graph.ts'
import { isAssigned, type AssignmentState } from '../../../schemas/vocabulary/assignment.ts'
import { PhoneNumber, type E164 } from '../../../schemas/phone-number.ts'
import type { TaskIdentity } from '../../../engine/define.ts'
import { UpstreamFault } from '../../../problems.ts'

/** Numbers unassigned at the same time: Graph takes one number a call, and allows only a few calls a second. */
export const waveSize = 20

export const step = 'unassign'

/** The numbers under way. `targetId` had the number when it was looked at; a number of anybody else is left alone. */
export const Wave = Type.Array(Type.Object({
  number: PhoneNumber, targetId: Type.String(), sent: Type.Boolean(), tries: Type.Integer(),
  operationId: Type.Optional(Type.String())
}))
export type Wave = Static<typeof Wave>

/** What is still under way, and what came of the rest. */
export interface WaveTurn { readonly wave: Wave, readonly results: ItemResult[], readonly seen: AssignmentSeen[] }

export interface Place { readonly graph: TenantGraph, readonly task: TaskIdentity, readonly msTenantId: string }

/** States in which Graph can unassign a number; that of a conference bridge is assigned elsewhere. */
const takeable: readonly string[] = ['UserAssigned', 'VoiceApp'] satisfies AssignmentState[]

const unchanged = (number: string, assignment: NumberAssignment | undefined): ItemResult =>
  assignment === undefined
    ? notedItem(number, 'unchanged', step, 'not_shown', 'Microsoft Graph does not show the number in the tenant.')
    : { key: number, outcome: 'unchanged', step }
export const freed = (number: string, acted: boolean): AssignmentSeen => ({ number, status: 'Unassigned', acted })
export const isFree = (assignment: NumberAssignment | undefined): boolean =>
  assignment === undefined || !isAssigned(assignment.status)

export async function look (
  { graph, task, msTenantId }: Place, numbers: readonly E164[]
): Promise<ReadonlyMap<string, NumberAssignment>> {
  return numbers.length === 0 ? new Map() : await graph.findAssignments(task.providerId, msTenantId, numbers)
}

/** Which of the numbers somebody has, and what becomes of the others at once. */
export async function planWave (place: Place, numbers: readonly E164[]): Promise<WaveTurn> {
  const found = await look(place, numbers)
  const turn: WaveTurn = { wave: [], results: [], seen: [] }
  for (const number of numbers) {
    const assignment = found.get(number)
    if (assignment === undefined || isFree(assignment)) {
      turn.results.push(unchanged(number, assignment))
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

/** Microsoft had no time to look at the request, so that it is made again without a doubt. */
const wasNotTaken = (reason: unknown): boolean => reason instanceof UpstreamFault && reason.kind === 'throttled'

/** Asks Microsoft for every number that was not asked for yet; `record` makes the intention durable before. */
export async function sendWave (
  { graph, task, msTenantId }: Place, wave: Wave, record: (wave: Wave) => Promise<void>
): Promise<WaveTurn> {
  const fresh = wave.filter(entry => !entry.sent)
  if (fresh.length === 0) return { wave, results: [], seen: [] }
  const intended = wave.map(entry => ({ ...entry, sent: true }))
  await record(intended)
  const answers = await Promise.allSettled(
    fresh.map(({ number }) => graph.startUnassign(task.providerId, msTenantId, number))
  )
  const going = new Map<E164, Wave[number]>(intended.map(entry => [entry.number, entry]))
  const results: ItemResult[] = []
  for (const [index, { number, ...entry }] of fresh.entries()) {
    const answer = answers[index]
    if (answer?.status !== 'fulfilled') {
      if (wasNotTaken(answer?.reason)) going.set(number, { ...entry, number, sent: false })
      continue
    }
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
