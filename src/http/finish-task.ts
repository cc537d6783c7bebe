import type { FastifyReply, FastifyRequest } from 'fastify'
import { taskEnd, type TaskEnd } from '../engine/records/task-reads.ts'
import { Problem } from '../problems.ts'
import { acceptTask, type Asked } from './accept-task.ts'
import type { ApiDependencies } from './resource.ts'

/** Seconds a request waits for its task before it answers without the result; the task goes on. */
const maxWaitSeconds = 20

/** A task that a request has waited for; `end` is undefined while the task still runs. */
export interface Finished { readonly taskId: string, readonly end: TaskEnd | undefined }

/**
 * For operations that are documented to answer with the result (docs/wire/live-cloud.md#answers): makes the task
 * durable as every mutation does, then waits for it to end. `end` is undefined when that takes too long; the task's
 * Location is on the reply in any case.
 */
export async function finishTask<Input extends object> (
  { records, queue }: Pick<ApiDependencies, 'records' | 'queue'>, request: FastifyRequest, reply: FastifyReply,
  order: Asked<Input>, seconds = preferredWait(request)
): Promise<Finished> {
  const { taskId } = await acceptTask(queue, request, reply, order)
  return untilEnd({ records }, request, taskId, seconds)
}

/** Waits for a task to end. */
export async function untilEnd (
  { records }: Pick<ApiDependencies, 'records'>, request: FastifyRequest, taskId: string,
  seconds = preferredWait(request)
): Promise<Finished> {
  const db = records(request.caller).beyondReach('the task is that of the request itself')
  const until = performance.now() + seconds * 1000
  for (let pause = 15; performance.now() < until; pause = Math.min(pause * 1.3, 250)) {
    await new Promise(resolve => setTimeout(resolve, pause))
    const end = await taskEnd(db, request.caller.providerId, taskId)
    if (end !== undefined) return { taskId, end }
  }
  return { taskId, end: undefined }
}

/**
 * The end of a task that succeeded. Throws the Problem that refuses the request otherwise: that of `known` for the code
 * of the failure, or a general one.
 */
export function ended ({ taskId, end }: Finished, known: Record<string, (reason: string) => Problem> = {}): TaskEnd {
  if (end === undefined) throw new Problem('task_unfinished', `Task ${taskId} goes on; read it to learn how it ends.`)
  if (end.status === 'CompletedSuccess') return end
  const reason = end.reason ?? `It ended as ${end.status}.`
  throw known[end.code ?? '']?.(reason) ?? new Problem('task_failed', `Task ${taskId}: ${reason}`)
}

/** `Prefer: wait=5` (RFC 7240) makes a request less patient. */
function preferredWait (request: FastifyRequest): number {
  const [, wait] = /(?:^|[,;\s])wait=(\d{1,2})\b/i.exec(String(request.headers['prefer'] ?? '')) ?? []
  return wait === undefined ? maxWaitSeconds : Math.min(maxWaitSeconds, Number(wait))
}
