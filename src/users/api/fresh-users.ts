import type { FastifyReply, FastifyRequest } from 'fastify'
import { userCopyOf } from '../records/tenant-users.ts'
import { Problem } from '../../problems.ts'
import { synchronizeUsers } from '../tasks/synchronize-users.ts'
import type { ConnectedCustomer } from '../../tenancy/api/connected-customer.ts'
import { ended, finishTask, untilEnd } from '../../http/finish-task.ts'
import { askingRate, limit } from '../../http/limit.ts'
import type { ApiDependencies } from '../../http/resource.ts'

/** Starts a reading when the copy has aged, and waits for it only when there is nothing to answer from yet. */
export async function keepUsersFresh (
  means: ApiDependencies, request: FastifyRequest, reply: FastifyReply, customer: ConnectedCustomer
): Promise<void> {
  const { records, queue, config } = means
  const { providerId, id: caller } = request.caller
  const { id, msTenantId, channelId } = customer
  const { age, taskId } = await userCopyOf(records(request.caller), msTenantId)
  const isWorking = customer.connection === 'Connected'
  if (isWorking && age !== null && (age < config.USERS_FRESH_SECONDS || taskId !== null)) return
  const order = {
    kind: synchronizeUsers, input: { msTenantId }, msTenantId,
    customerId: id, channelId: channelId ?? undefined
  }
  if (isWorking && age !== null) {
    await queue.enqueue({ ...order, providerId, caller, traceId: request.id })
    return
  }
  if (taskId === null) await limit(means, request, reply, askingRate)
  const finished = taskId === null
    ? await finishTask(means, request, reply, order)
    : await untilEnd(means, request, taskId)
  const broken = (reason: string): Problem => new Problem('connection_broken', reason)
  ended(finished, { connection_broken: broken, connection_required: broken })
  reply.removeHeader('location').removeHeader('retry-after') // the answer is the page, not the task
}
