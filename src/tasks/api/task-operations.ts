import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ReachedRecords } from '../../database/reach.ts'
import { releaseTask, requestCancellation } from '../../engine/records/task-control.ts'
import { retryMaterial } from '../records/retry-material.ts'
import { customerOfTenant } from '../../tenancy/records/tenants.ts'
import type { StoredTask } from '../../engine/records/task-reads.ts'
import { Problem } from '../../problems.ts'
import { ref } from '../../schemas/ref.ts'
import { Task, TaskReference } from '../../schemas/task.ts'
import type { AnyTaskKind } from '../../engine/define.ts'
import { newTaskId } from '../../engine/enqueue.ts'
import { acceptTask, ticketOf } from '../../http/accept-task.ts'
import { changing, forProvider, isProvider, type Caller } from '../../http/caller.ts'
import { changedBefore, changeTask, noteOf } from '../../http/change-task.ts'
import { noSuchCustomer, ownCustomer } from '../../tenancy/api/customers.ts'
import type { ApiDependencies, Resource } from '../../http/resource.ts'
import { ownTask, params } from './task-lists.ts'

const tags = ['Tasks']

type TaskRoutes = (taskKinds: readonly AnyTaskKind[]) => Resource

const cancel: TaskRoutes = taskKinds => (scope, dependencies) => {
  scope.post('/task/:taskid/cancel', {
    config: {
      roles: changing, versions: ['v3'],
      problems: ['task_not_found', 'task_finished', 'customer_not_found', 'out_of_scope'],
      again: againOf(dependencies)
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
    const { id } = await governedTask(dependencies, taskKinds, caller, params.taskid)
    const key = { providerId: caller.providerId, id }
    return changeTask(dependencies, request, reply, key, async trx => {
      const outcome = await requestCancellation(trx, key, noteOf(request, 'Cancellation requested'))
      if (outcome === 'finished') {
        throw new Problem('task_finished', `Task ${id} has finished; there is nothing left to cancel.`)
      }
    })
  })
}

const retry: TaskRoutes = taskKinds => (scope, dependencies) => {
  const { records, queue } = dependencies
  scope.post('/task/:taskid/retry', {
    config: {
      roles: changing,
      versions: ['v3'],
      problems: [
        'task_not_found', 'task_not_finished', 'nothing_to_retry', 'secrets_not_kept', 'number_busy',
        'customer_not_found', 'out_of_scope'
      ]
    },
    schema: {
      operationId: 'retryTask',
      summary: 'Try again what failed',
      description:
        'Makes a new task of the same kind with the numbers that failed, were canceled or were taken back, or with ' +
        'all that was asked when it was not about numbers; `retryOf` leads back. It keeps the service request of the ' +
        'first one, unless `ticketId` names another.',
      tags,
      params,
      response: { 200: ref(TaskReference) }
    }
  }, async (request, reply) => {
    const { caller } = request
    const task = await governedTask(dependencies, taskKinds, caller, request.params.taskid)
    const material = await retryMaterial(records(caller), task.id)
    if (material === undefined) {
      throw new Problem('task_not_finished', `Task ${task.id} is still running; wait for it, or cancel it.`)
    }
    const kind = taskKinds.find(known => known.name === material.kind)
    if (kind === undefined || (material.hasItems ? material.items.length === 0 : !material.isUndone)) {
      throw new Problem('nothing_to_retry', `Nothing of task ${task.id} failed.`)
    }
    if (material.lacksSecrets) {
      throw new Problem('secrets_not_kept', `The request of task ${task.id} held a password or a key. Send it again.`)
    }
    const copied = await copyRows(dependencies, caller, kind, task.id)
    return acceptTask(queue, request, reply, {
      kind, input: material.input, ...copied ?? { items: material.items },
      msTenantId: task.msTenantId ?? undefined, ...await ownerNow(records(caller), task),
      ticketId: ticketOf(request) ?? task.ticketId ?? undefined, retryOf: task.id
    })
  })
}

/**
 * Rows that the old task kept are given to the new one, under whose id they stand before it is stored. Undefined when
 * the kind keeps none beside its items.
 */
async function copyRows (
  { records }: ApiDependencies, caller: Caller, kind: AnyTaskKind, from: string
): Promise<{ id: string, itemCount: number } | undefined> {
  if (kind.copyForRetry === undefined) return undefined
  const id = newTaskId(kind.idPrefix)
  const db = records(caller).beyondReach('the task was found within reach, and its rows are copied to its retry')
  const itemCount = await kind.copyForRetry(db, { providerId: caller.providerId, from, to: id })
  if (itemCount === 0) throw new Problem('nothing_to_retry', `Nothing of task ${from} failed.`)
  return { id, itemCount }
}

const release: TaskRoutes = taskKinds => (scope, dependencies) => {
  scope.post('/task/:taskid/release', {
    config: {
      roles: ['Admin'], versions: ['v3'],
      problems: ['task_not_found', 'task_not_parked', 'approval_needed', 'customer_not_found', 'out_of_scope'],
      again: againOf(dependencies)
    },
    schema: {
      operationId: 'releaseTask',
      summary: 'Let a parked task run again',
      description: 'For operators: after the cause was mended. `listTasks` with `parked=true` finds such tasks.',
      tags,
      params,
      response: { 200: ref(Task) }
    }
  }, async (request, reply) => {
    const { caller, params } = request
    const { id, awaitsApproval } = await governedTask(dependencies, taskKinds, caller, params.taskid)
    const key = { providerId: caller.providerId, id }
    return changeTask(dependencies, request, reply, key, async trx => {
      if (awaitsApproval !== null) {
        throw new Problem('approval_needed', `Task ${id} waits for an approval: ${awaitsApproval.what}`)
      }
      if (!await releaseTask(trx, key, noteOf(request, 'Released'))) {
        throw new Problem('task_not_parked', `Task ${id} is not parked.`)
      }
    })
  })
}

/** What version 3 adds to a task: cancel, retry, release. */
export const taskOperations = (taskKinds: readonly AnyTaskKind[]): Resource => (scope, dependencies) => {
  for (const routes of [cancel, retry, release]) routes(taskKinds)(scope, dependencies)
}

/** What a request that changes a task was answered before. */
export const againOf = (dependencies: ApiDependencies) =>
  (_taskId: string, request: FastifyRequest, reply: FastifyReply): Promise<StoredTask | undefined> =>
    changedBefore(dependencies, request, reply)

/**
 * A task that the caller could have asked for itself: of such a kind, and for a customer that still is below its
 * node.
 */
async function governedTask (
  dependencies: ApiDependencies, taskKinds: readonly AnyTaskKind[], caller: Caller, id: string
): Promise<StoredTask> {
  const task = await ownTask(dependencies, caller, id)
  if (isProvider(caller)) return task
  const requiredScope = taskKinds.find(kind => kind.name === task.kind)?.requiredScope ?? 'provider'
  if (requiredScope === 'provider') forProvider(caller)
  if (requiredScope === 'channel' && caller.customerId !== undefined) {
    throw new Problem('out_of_scope', 'A customer may not ask for tasks of this kind, and so not change them.')
  }
  if (task.customerId !== null) await ownCustomer(dependencies.records(caller), task.customerId)
  return task
}

/**
 * Whose a new task is: that of the customer as it is now, for it may have gone to another channel, or be another one
 * of the tenant.
 */
async function ownerNow (
  records: ReachedRecords, task: StoredTask
): Promise<{ customerId?: string, channelId?: number }> {
  if (task.customerId === null || task.msTenantId === null) {
    return task.channelId === null
      ? {}
      : { channelId: task.channelId }
  }
  const customer = await customerOfTenant(records, task.msTenantId)
  if (customer === undefined) throw noSuchCustomer(task.customerId)
  return { customerId: customer.id, ...(customer.channelId !== null && { channelId: customer.channelId }) }
}
