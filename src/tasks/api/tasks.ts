import { Type } from '@sinclair/typebox'
import type { StoredTask } from '../../engine/records/task-reads.ts'
import { Problem } from '../../problems.ts'
import { ref } from '../../schemas/ref.ts'
import { Task } from '../../schemas/task.ts'
import { reading } from '../../http/caller.ts'
import type { Resource } from '../../http/resource.ts'
import { uuid } from '../../tenancy/api/tenant-query.ts'

/** Seconds between two looks at a running task; most finish within a few. */
const nextLook = 2

/**
 * A sample has an id without its prefix (docs/wire/live-cloud.md#tasks): what follows it is enough to find a task that
 * has a GUID.
 */
const prefixes = ['tsk_msjob', 'wup', 'wst']

/**
 * The task that answers name where nothing was to be done (docs/wire/live-cloud.md#tasks): it is there for everybody,
 * has
 * done nothing, and was always over.
 */
const nothingToDo: StoredTask = {
  id: 'tsk_0', kind: 'nothing', status: 'CompletedSuccess', details: [], executionMessages: [], outputData: {},
  createTime: '1970-01-01T00:00:00.000Z', completeTime: '1970-01-01T00:00:00.000Z', cancellationRequested: false,
  totalNumbersCount: 0, step: null, parked: false, ticketId: null, traceId: null, retryOf: null, parentId: null,
  msTenantId: null, customerId: null, channelId: null
}

export const tasks: Resource = (scope, { readTask }) => {
  scope.get('/task/:taskid', {
    config: { roles: reading, problems: ['task_not_found'] },
    schema: {
      operationId: 'getTask',
      summary: 'Get a task',
      description:
        'The state, the messages and the results of a task. While it runs, Retry-After says when to look again.',
      tags: ['Tasks'],
      params: Type.Object({ taskid: Type.String({ examples: ['wup_d4b23bb0-3b8a-4966-a368-fef9667d019f'] }) }),
      response: { 200: ref(Task) }
    }
  }, async (request, reply) => {
    const id = request.params.taskid
    if (id.toLowerCase() === nothingToDo.id) return nothingToDo
    const ids = uuid.test(id)
      ? prefixes.map(prefix => `${prefix}_${id.toLowerCase()}`)
      : /^[\w-]+$/.test(id)
        ? [id]
        : []
    const found = await Promise.all(ids.map(id => readTask({ reach: request.caller.reach, id })))
    const task = found.find(task => task !== undefined)
    if (task === undefined) {
      throw new Problem('task_not_found', `Task ${id} does not exist, or its time of keeping is over.`)
    }
    if (task.status === 'InProgress') reply.header('retry-after', nextLook)
    return task
  })
}
