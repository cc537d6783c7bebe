import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Queryable } from '../database/connect.ts'
import { refusedBecauseKeyUsed, rememberedTask } from '../engine/records/enqueue.ts'
import type { TaskKey, TicketNote } from '../engine/records/task-control.ts'
import { readTasks, type StoredTask } from '../engine/records/task-reads.ts'
import { answer, idempotencyOf, ticketOf } from './accept-task.ts'
import { asksForPlan, noPlan } from './plan-only.ts'
import type { ApiDependencies } from './resource.ts'

type ChangeDependencies = Pick<ApiDependencies, 'records' | 'queue' | 'tasksWithin'>

/**
 * What mutations do that change a task and make none: the change, and the answer that the same Idempotency-Key gets
 * again, in one transaction. `change` refuses by throwing a Problem.
 */
export async function changeTask (
  dependencies: ChangeDependencies, request: FastifyRequest, reply: FastifyReply, key: TaskKey,
  change: (trx: Queryable) => Promise<void>
): Promise<StoredTask> {
  if (asksForPlan(request)) throw noPlan()
  const { records, queue, tasksWithin } = dependencies
  const idempotency = idempotencyOf(request)
  try {
    const db = records(request.caller).beyondReach('the task was found within reach, and is read within it again')
    const task = await db.transaction(async trx => {
      await change(trx)
      const [changed] = await readTasks(trx, [{ reach: request.caller.reach, id: key.id }], tasksWithin)
      if (changed === undefined) throw new Error(`Task ${key.id} vanished while it was changed`)
      if (idempotency !== undefined) await queue.remember(trx, key.providerId, request.caller.id, idempotency, changed)
      return changed
    })
    answer(request, reply, { taskId: task.id, replayed: false })
    return task
  } catch (error) {
    const before = refusedBecauseKeyUsed(error) ? await changedBefore(dependencies, request, reply) : undefined
    if (before === undefined) throw error
    return before
  }
}

/** What this request was answered before. Throws Problem idempotency_key_reused when another request used its key. */
export async function changedBefore (
  { records, queue }: ChangeDependencies, request: FastifyRequest, reply: FastifyReply
): Promise<StoredTask | undefined> {
  const { providerId, id: caller } = request.caller
  const idempotency = idempotencyOf(request)
  const accepted = idempotency && await queue.remembered(providerId, caller, idempotency)
  if (idempotency === undefined || accepted === undefined) return undefined
  answer(request, reply, accepted)
  const db = records(request.caller).beyondReach('what is remembered is of the caller itself')
  return rememberedTask(db, providerId, caller, idempotency.key)
}

/** The note about the service request of a change, for the task to keep; undefined when the request names none. */
export function noteOf (request: FastifyRequest, what: string): TicketNote | undefined {
  const ticketId = ticketOf(request)
  return ticketId === undefined
    ? undefined
    : { ticketId, message: `${what} under ticket ${ticketId} by ${request.caller.id}.` }
}
