import { Type, type Static } from '@sinclair/typebox'
import type { NumberAssignment, TenantGraph } from '../../../upstreams/microsoft/graph.ts'
import type { E164 } from '../../../schemas/phone-number.ts'
import { isAssigned } from '../../../schemas/vocabulary/assignment.ts'
import { next, reject, wait, type TaskIdentity } from '../../../engine/define.ts'
import type { StepContext } from '../../../upstreams/guarded/tools.ts'
import { lateArrival, pollSeconds } from '../../../numbers/tasks/polling.ts'

/** A request to Microsoft to give or take a number; stored before it goes out. */
export const AssignmentRequest = Type.Object({
  sentAt: Type.String(), tries: Type.Integer(), polls: Type.Integer(), operationId: Type.Optional(Type.String())
})
type AssignmentRequest = Static<typeof AssignmentRequest>

const mostTries = 3

interface Place {
  readonly graph: TenantGraph
  readonly task: TaskIdentity
  readonly now: () => Date
  readonly record: StepContext<unknown, { giving: AssignmentRequest, taking: AssignmentRequest }>['record']
}
interface Wish {
  readonly msTenantId: string
  readonly number: E164
  readonly userId: string
}

async function look ({ graph, task }: Place, { msTenantId, number }: Wish): Promise<NumberAssignment | undefined> {
  return (await graph.findAssignments(task.providerId, msTenantId, [number])).get(number)
}

type Given =
  | ReturnType<typeof next>
  | ReturnType<typeof reject>
  | ReturnType<typeof wait<{ giving: AssignmentRequest }>>

/**
 * Gives the number to the user: done when Microsoft shows it, which may be later than it says so. A number that
 * somebody else has is left there.
 */
export async function giveNumber (place: Place, wish: Wish, giving: AssignmentRequest | undefined): Promise<Given> {
  const { graph, task, now, record } = place
  const { msTenantId, number, userId } = wish
  const operation = giving?.operationId === undefined
    ? { status: 'vanished' as const }
    : await graph.operation(task.providerId, msTenantId, giving.operationId)
  const isDone = operation.status === 'succeeded' && (await look(place, wish))?.targetId === userId
  if (isDone) return next()
  if ((operation.status === 'running' || operation.status === 'succeeded') && giving !== undefined) {
    return wait(pollSeconds(giving.polls), { giving: { ...giving, polls: giving.polls + 1 } })
  }
  const shown = await look(place, wish)
  if (shown === undefined) return reject('number_not_found', `Microsoft does not show ${number} in the tenant.`)
  if (shown.targetId === userId) return next()
  if (operation.status === 'failed') {
    return reject('refused_by_microsoft', `Microsoft could not assign ${number}: ${operation.reason}`)
  }
  if (isAssigned(shown.status)) return reject('number_assigned', `${number} is assigned to somebody else.`)
  if (giving !== undefined && giving.tries >= mostTries) {
    return reject('operation_vanished', `Microsoft forgot the request for ${number} several times.`)
  }
  const request = { sentAt: now().toISOString(), tries: (giving?.tries ?? 0) + 1, polls: 0 }
  await record({ giving: request })
  const started = await graph.startAssign(task.providerId, msTenantId, number, userId)
  if (started.status === 'refused') {
    return reject('refused_by_microsoft', `Microsoft refused to assign ${number}: ${started.reason}`)
  }
  return wait(pollSeconds(0), { giving: { ...request, operationId: started.operationId } })
}

type Taken =
  | ReturnType<typeof next>
  | ReturnType<typeof reject>
  | ReturnType<typeof wait<{ taking?: AssignmentRequest }>>

/** Takes back what `giveNumber` gave, or may still give; whoever else has the number keeps it. */
export async function takeNumberBack (
  place: Place, wish: Wish, giving: AssignmentRequest, taking: AssignmentRequest | undefined
): Promise<Taken> {
  const { graph, task, now, record } = place
  const { msTenantId, number, userId } = wish
  const under = taking ?? giving
  const status = under.operationId === undefined
    ? undefined
    : (await graph.operation(task.providerId, msTenantId, under.operationId)).status
  if (status === 'running') return wait(pollSeconds(2))
  // Lists lag behind what operations have done (docs/wire/microsoft.md#eventual-consistency): an operation that
  // succeeded counts more than what is shown.
  if (taking !== undefined && status === 'succeeded') return next()
  const shown = await look(place, wish)
  const isWithUser = shown?.targetId === userId
  if (!isWithUser && (taking !== undefined || status !== 'succeeded' || shown?.targetId !== undefined)) {
    const mayArrive = taking === undefined && giving.operationId === undefined &&
      (now().getTime() - Date.parse(giving.sentAt)) / 1000 < lateArrival
    return mayArrive ? wait(1) : next()
  }
  if (taking !== undefined && taking.tries >= mostTries) {
    // It was never shown with the user, and Microsoft refuses to take it.
    if (!isWithUser) return next()
    return reject('not_taken_back', `${number} stays with the user: Microsoft does not unassign it.`)
  }
  const request = { sentAt: now().toISOString(), tries: (taking?.tries ?? 0) + 1, polls: 0 }
  await record({ taking: request })
  const started = await graph.startUnassign(task.providerId, msTenantId, number)
  // as it was shown, perhaps
  if (started.status === 'refused' && !isWithUser) return wait(pollSeconds(0), { taking: request })
  if (started.status === 'refused') return reject('not_taken_back', `${number} stays with the user: ${started.reason}`)
  return wait(pollSeconds(0), { taking: { ...request, operationId: started.operationId } })
}
