import { Type } from '@sinclair/typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { StoredTask } from '../../engine/records/task-reads.ts'
import { Problem } from '../../problems.ts'
import { ref } from '../../schemas/ref.ts'
import { Task } from '../../schemas/task.ts'
import { reading } from '../../http/caller.ts'
import { wantedWait, wantsStream } from '../../http/long-requests.ts'
import type { ApiDependencies, Resource } from '../../http/resource.ts'
import { uuid } from '../../tenancy/api/tenant-query.ts'
import { awaited, isKnown, longestWait, streamTask, tagOf } from './task-waiting.ts'

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
  totalNumbersCount: 0, step: null, parked: false, awaitsApproval: null, ticketId: null,
  traceId: null, retryOf: null, parentId: null,
  msTenantId: null, customerId: null, channelId: null
}

const params = Type.Object({
  taskid: Type.String({ description: 'Id of the task.', examples: ['wup_d4b23bb0-3b8a-4966-a368-fef9667d019f'] })
})

/** The task of an id; of a GUID alone that one which has it. */
async function askedTask (
  { readTask }: Pick<ApiDependencies, 'readTask'>, { caller }: FastifyRequest, id: string
): Promise<StoredTask> {
  if (id.toLowerCase() === nothingToDo.id) return nothingToDo
  const ids = uuid.test(id)
    ? prefixes.map(prefix => `${prefix}_${id.toLowerCase()}`)
    : /^[\w-]+$/.test(id)
      ? [id]
      : []
  const found = await Promise.all(ids.map(id => readTask({ reach: caller.reach, id })))
  const task = found.find(task => task !== undefined)
  if (task === undefined) {
    throw new Problem('task_not_found', `Task ${id} does not exist, or its time of keeping is over.`)
  }
  return task
}

/** The task when it is over or the client waits no longer; 304 when the client knows it as it is. */
async function answered (
  means: ApiDependencies, request: FastifyRequest, reply: FastifyReply, task: StoredTask, wait: number | undefined
): Promise<StoredTask> {
  const last = await awaited(means, request, reply, task, wantedWait(request, wait, longestWait))
  reply.header('etag', `W/"${tagOf(last)}"`)
  if (last.status === 'InProgress') reply.header('retry-after', nextLook)
  if (isKnown(request, last)) reply.code(304) // the body is left out
  return last
}

const plain: Resource = (scope, means) => {
  scope.get('/task/:taskid', {
    config: { roles: reading, versions: ['v2'], problems: ['task_not_found'] },
    schema: {
      operationId: 'getTask',
      summary: 'Get a task',
      description:
        'The state, the messages and the results of a task. While it runs, Retry-After says when to look again.',
      tags: ['Tasks'],
      params,
      response: { 200: ref(Task) }
    }
  }, async (request, reply) =>
    answered(means, request, reply, await askedTask(means, request, request.params.taskid), undefined))
}

const waiting: Resource = (scope, means) => {
  scope.get('/task/:taskid', {
    config: { roles: reading, versions: ['v3'], problems: ['task_not_found'] },
    schema: {
      operationId: 'getTask',
      summary: 'Get a task',
      description:
        'The state, the messages and the results of a task. While it runs, Retry-After says when to look again; ' +
        '`wait`, or `Prefer: wait=20`, has the answer wait until the task is over. With the ETag of the last answer ' +
        'in If-None-Match the answer is 304 as long as nothing has changed; together with `wait` it comes with the ' +
        'next change. With `Accept: text/event-stream` each state is sent as it comes, as an event `task`, until the ' +
        'task is over.',
      tags: ['Tasks'],
      params,
      querystring: Type.Object({
        wait: Type.Optional(Type.Integer({
          minimum: 0, maximum: longestWait, description: 'Seconds for which the answer may wait.'
        }))
      }),
      response: { 200: ref(Task), 304: Type.Null({ description: 'The client knows the task as it is.' }) }
    }
  }, async (request, reply) => {
    const task = await askedTask(means, request, request.params.taskid)
    if (wantsStream(request)) return streamTask(means, request, reply, task)
    return answered(means, request, reply, task, request.query.wait)
  })
}

/** Reading one task; version 3 can wait for it. */
export const tasks: Resource = (scope, means) => {
  for (const routes of [plain, waiting]) routes(scope, means)
}
