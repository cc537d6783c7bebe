import { Type } from '@sinclair/typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { releaseTask, requestCancellation } from '../../engine/records/task-control.ts'
import { retryMaterial } from '../records/retry-material.ts'
import { itemsPage } from '../records/task-items.ts'
import { tasksPage } from '../records/task-list.ts'
import { customerOfTenant } from '../../tenancy/records/tenants.ts'
import type { StoredTask } from '../../engine/records/task-reads.ts'
import { Problem } from '../../problems.ts'
import { pageQuery } from '../../schemas/page.ts'
import { ref } from '../../schemas/ref.ts'
import { Task, TaskItem, TaskItemPage, TaskPage, TaskReference } from '../../schemas/task.ts'
import type { AnyTaskKind } from '../../engine/define.ts'
import { acceptTask, ticketOf } from '../../http/accept-task.ts'
import { changing, forProvider, isProvider, reading, type Caller } from '../../http/caller.ts'
import { changedBefore, changeTask, noteOf } from '../../http/change-task.ts'
import { noSuchCustomer, ownCustomer } from '../../tenancy/api/customers.ts'
import type { Resource } from '../../http/resource.ts'
import { msTenantIdQuery, readTenantId } from '../../tenancy/api/tenant-query.ts'

const params = Type.Object({ taskid: Type.String({ examples: ['wup_d4b23bb0-3b8a-4966-a368-fef9667d019f'] }) })
const tags = ['Tasks']

/** What version 3 adds to a task: lists, its numbers, cancel, retry, release. */
export const taskOperations = (taskKinds: readonly AnyTaskKind[]): Resource => (scope, means) => {
  const { records, queue, readTask } = means
  const again = (_taskId: string, request: FastifyRequest, reply: FastifyReply): Promise<StoredTask | undefined> =>
    changedBefore(means, request, reply)

  /** The task, when it lies below the caller's node; another's task does not exist for it. */
  async function ownTask (caller: Caller, id: string): Promise<StoredTask> {
    const task = /^[\w-]+$/.test(id) ? await readTask({ reach: caller.reach, id }) : undefined
    if (task === undefined) {
      throw new Problem('task_not_found', `Task ${id} does not exist, or its time of keeping is over.`)
    }
    return task
  }

  /**
   * A task that the caller could have asked for itself: of such a kind, and for a customer that still is below its
   * node.
   */
  async function governedTask (caller: Caller, id: string): Promise<StoredTask> {
    const task = await ownTask(caller, id)
    if (isProvider(caller)) return task
    const requiredScope = taskKinds.find(kind => kind.name === task.kind)?.requiredScope ?? 'provider'
    if (requiredScope === 'provider') forProvider(caller)
    if (requiredScope === 'channel' && caller.customerId !== undefined) {
      throw new Problem('out_of_scope', 'A customer may not ask for tasks of this kind, and so not change them.')
    }
    if (task.customerId !== null) await ownCustomer(records(caller), task.customerId)
    return task
  }

  /**
   * Whose a new task is: that of the customer as it is now, for it may have gone to another channel, or be another one
   * of the tenant.
   */
  async function ownerNow (caller: Caller, task: StoredTask): Promise<{ customerId?: string, channelId?: number }> {
    if (task.customerId === null || task.msTenantId === null) {
      return task.channelId === null
        ? {}
        : { channelId: task.channelId }
    }
    const customer = await customerOfTenant(records(caller), task.msTenantId)
    if (customer === undefined) throw noSuchCustomer(task.customerId)
    return { customerId: customer.id, ...(customer.channelId !== null && { channelId: customer.channelId }) }
  }

  scope.get('/task', {
    config: { roles: reading, versions: ['v3'] },
    schema: {
      operationId: 'listTasks',
      summary: 'List tasks',
      description: 'Newest first. `parked=true` finds those that wait for an operator.',
      tags,
      querystring: Type.Object({
        status: Type.Optional(Task.properties.status),
        kind: Type.Optional(Type.String({ description: 'Such as upload-numbers.' })),
        msTenantId: Type.Optional(msTenantIdQuery),
        ticketId: Type.Optional(
          Type.String({
            maxLength: 64, description: 'Your service request: what was made, canceled or released under it.'
          })
        ),
        parked: Type.Optional(Type.Boolean({ description: 'Whether the task waits for an operator.' })),
        ...pageQuery
      }),
      response: { 200: ref(TaskPage) }
    }
  }, async ({ caller, query }) => {
    const { PageNumber = 1, PageSize = 200, msTenantId, ...filter } = query
    const tenant = msTenantId === undefined ? undefined : readTenantId(msTenantId)
    const { total, data } = await tasksPage(
      records(caller), { ...filter, msTenantId: tenant }, (PageNumber - 1) * PageSize, PageSize
    )
    return {
      currentPage: PageNumber, pageSize: PageSize, totalPages: Math.ceil(total / PageSize), totalRecords: total, data
    }
  })

  scope.get('/task/:taskid/items', {
    config: { roles: reading, versions: ['v3'], problems: ['task_not_found'] },
    schema: {
      operationId: 'listTaskItems',
      summary: 'List what became of each number of a task',
      description: 'One row per number, in the order of the request.',
      tags,
      params,
      querystring: Type.Object({ outcome: Type.Optional(TaskItem.properties.outcome), ...pageQuery }),
      response: { 200: ref(TaskItemPage) }
    }
  }, async ({ caller, params, query }) => {
    const { PageNumber = 1, PageSize = 200, outcome } = query
    const { id } = await ownTask(caller, params.taskid)
    const { total, data } = await itemsPage(records(caller), id, {
      offset: (PageNumber - 1) * PageSize, limit: PageSize, outcome
    })
    return {
      currentPage: PageNumber, pageSize: PageSize, totalPages: Math.ceil(total / PageSize), totalRecords: total, data
    }
  })

  scope.post('/task/:taskid/cancel', {
    config: {
      roles: changing, versions: ['v3'],
      problems: ['task_not_found', 'task_finished', 'customer_not_found', 'out_of_scope'], again
    },
    schema: {
      operationId: 'cancelTask',
      summary: 'Cancel a task',
      description:
        'The task stops after the step it is at, takes back what it did, and ends as Canceled. Asking twice is ' +
        'asking once. A task at its last step completes all the same.',
      tags,
      params,
      response: { 200: ref(Task) }
    }
  }, async (request, reply) => {
    const { caller, params } = request
    const { id } = await governedTask(caller, params.taskid)
    const key = { providerId: caller.providerId, id }
    return changeTask(means, request, reply, key, async trx => {
      const outcome = await requestCancellation(trx, key, noteOf(request, 'Cancellation requested'))
      if (outcome === 'finished') {
        throw new Problem('task_finished', `Task ${id} has finished; there is nothing left to cancel.`)
      }
    })
  })

  scope.post('/task/:taskid/retry', {
    config: {
      roles: changing,
      versions: ['v3'],
      problems: [
        'task_not_found', 'task_not_finished', 'nothing_to_retry', 'number_busy', 'customer_not_found', 'out_of_scope'
      ]
    },
    schema: {
      operationId: 'retryTask',
      summary: 'Try again what failed',
      description:
        'Makes a new task of the same kind with the numbers that failed, were canceled or were taken back; ' +
        '`retryOf` leads back. It keeps the service request of the first one, unless `ticketId` names another.',
      tags,
      params,
      response: { 200: ref(TaskReference) }
    }
  }, async (request, reply) => {
    const { caller } = request
    const task = await governedTask(caller, request.params.taskid)
    const material = await retryMaterial(records(caller), task.id)
    if (material === undefined) {
      throw new Problem('task_not_finished', `Task ${task.id} is still running; wait for it, or cancel it.`)
    }
    const kind = taskKinds.find(known => known.name === material.kind)
    if (kind === undefined || material.numbers.length === 0) {
      throw new Problem('nothing_to_retry', `No number of task ${task.id} failed.`)
    }
    return acceptTask(queue, request, reply, {
      kind, input: material.input, numbers: material.numbers, partitionKey: material.partitionKey,
      msTenantId: task.msTenantId ?? undefined, ...await ownerNow(caller, task),
      ticketId: ticketOf(request) ?? task.ticketId ?? undefined, retryOf: task.id
    })
  })

  scope.post('/task/:taskid/release', {
    config: {
      roles: ['Admin'], versions: ['v3'],
      problems: ['task_not_found', 'task_not_parked', 'customer_not_found', 'out_of_scope'], again
    },
    schema: {
      operationId: 'releaseTask',
      summary: 'Let a task that was set aside run again',
      description: 'For operators: after the cause was mended. `listTasks` with `parked=true` finds such tasks.',
      tags,
      params,
      response: { 200: ref(Task) }
    }
  }, async (request, reply) => {
    const { caller, params } = request
    const { id } = await governedTask(caller, params.taskid)
    const key = { providerId: caller.providerId, id }
    return changeTask(means, request, reply, key, async trx => {
      if (!await releaseTask(trx, key, noteOf(request, 'Released'))) {
        throw new Problem('task_not_parked', `Task ${id} is not parked.`)
      }
    })
  })
}
