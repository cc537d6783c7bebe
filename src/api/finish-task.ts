import type { FastifyReply, FastifyRequest } from 'fastify'
import { taskEnd, type TaskEnd } from '../database/task-reads.ts'
import type { Order } from '../tasks/enqueue.ts'
import { acceptTask } from './accept-task.ts'
import type { ApiMeans } from './resource.ts'

/** Seconds a request waits for its task before it answers without the result; the task goes on. */
const patience = 20

type Asked<Input> = Omit<Order<Input>, 'caller' | 'providerId' | 'traceId' | 'idempotency'>

/**
 * For operations that are documented to answer with the result: makes the task durable as every mutation does, then waits
 * for it to end. `end` is undefined when that takes too long; the task's Location is on the reply in any case.
 */
export async function finishTask<Input extends object> (
  { db, queue }: Pick<ApiMeans, 'db' | 'queue'>, request: FastifyRequest, reply: FastifyReply, order: Asked<Input>, seconds = preferredWait(request)
): Promise<{ taskId: string, end: TaskEnd | undefined }> {
  const { taskId } = await acceptTask(queue, request, reply, order)
  const until = performance.now() + seconds * 1000
  for (let pause = 15; performance.now() < until; pause = Math.min(pause * 1.3, 250)) {
    await new Promise(resolve => setTimeout(resolve, pause))
    const end = await taskEnd(db, request.caller.providerId, taskId)
    if (end !== undefined) return { taskId, end }
  }
  return { taskId, end: undefined }
}

/** `Prefer: wait=5` (RFC 7240) makes a request less patient. */
function preferredWait (request: FastifyRequest): number {
  const [, wait] = /(?:^|[,;\s])wait=(\d{1,2})\b/i.exec(String(request.headers['prefer'] ?? '')) ?? []
  return wait === undefined ? patience : Math.min(patience, Number(wait))
}
