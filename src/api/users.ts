import { Type } from '@sinclair/typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { userCopyOf, userLane, usersPage } from '../database/tenant-users.ts'
import { Problem } from '../problems.ts'
import { ref } from '../schemas/ref.ts'
import { TenantUserPage, userPageQuery, type TenantUser } from '../schemas/tenant-user.ts'
import { synchronizeUsers } from '../tasks/kinds/synchronize-users.ts'
import { reading } from './caller.ts'
import { connectedCustomer, type ConnectedCustomer } from './connected-customer.ts'
import { customerGuid } from './customers.ts'
import { ended, finishTask, untilEnd } from './finish-task.ts'
import { askingLimit, askingRate, limit } from './limit.ts'
import type { ApiMeans, Resource } from './resource.ts'

/** The users of a customer, out of our copy; the first request waits until there is one. */
export const users: Resource = (scope, means) => {
  scope.get('/customer/:customerGuid/user', {
    config: { roles: reading, problems: ['customer_not_found', 'license_insufficient', 'connection_required', 'connection_broken', 'task_unfinished', 'task_failed', 'rate_limited'] },
    schema: {
      operationId: 'listUsers',
      summary: 'List the users of a customer with their Teams Phone attributes',
      description: `For customers with Operator Connect Essentials Plus or Pro and a token connection. Answers from a copy, in the order of names; a copy that has aged is renewed in the background, and only a first reading is waited for. ${askingLimit}`,
      tags: ['Users'],
      params: Type.Object({ customerGuid }),
      querystring: Type.Object(userPageQuery),
      response: { 200: ref(TenantUserPage) }
    }
  }, async (request, reply) => {
    const { caller, params, query } = request
    const { PageNumber = 1, PageSize = 10 } = query
    const customer = await connectedCustomer(means.db, caller, params.customerGuid)
    await keepFresh(means, request, reply, customer)
    const { total, data } = await usersPage<TenantUser>(means.db, { providerId: caller.providerId, msTenantId: customer.msTenantId }, (PageNumber - 1) * PageSize, PageSize)
    return { currentPage: PageNumber, pageSize: PageSize, totalPages: Math.ceil(total / PageSize), totalRecords: total, data }
  })
}

/** Starts a reading when the copy has aged, and waits for it only when there is nothing to answer from yet. */
async function keepFresh (means: ApiMeans, request: FastifyRequest, reply: FastifyReply, customer: ConnectedCustomer): Promise<void> {
  const { db, queue, config } = means
  const { providerId, id: caller } = request.caller
  const { id, msTenantId, channelId } = customer
  const { age, taskId } = await userCopyOf(db, { providerId, msTenantId })
  const isWorking = customer.connection === 'Connected'
  if (isWorking && age !== null && (age < config.USERS_FRESH_SECONDS || taskId !== null)) return
  const order = { kind: synchronizeUsers, input: { msTenantId }, numbers: [], lane: userLane({ providerId, msTenantId }), msTenantId, customerId: id, channelId: channelId ?? undefined }
  if (isWorking && age !== null) {
    await queue.enqueue({ ...order, providerId, caller, traceId: request.id })
    return
  }
  if (taskId === null) await limit(db, request, reply, askingRate)
  const finished = taskId === null ? await finishTask(means, request, reply, order) : await untilEnd(means, request, taskId)
  const broken = (reason: string): Problem => new Problem('connection_broken', reason)
  ended(finished, { connection_broken: broken, connection_required: broken })
  reply.removeHeader('location').removeHeader('retry-after') // the answer is the page, not the task
}
