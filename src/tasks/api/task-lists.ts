import { Type } from '@sinclair/typebox'
import { itemListing, itemsPage } from '../records/task-items.ts'
import { taskListing, tasksPage } from '../records/task-list.ts'
import type { StoredTask } from '../../engine/records/task-reads.ts'
import { Problem } from '../../problems.ts'
import { ref } from '../../schemas/ref.ts'
import { Task, TaskItem, TaskItemPage, TaskPage } from '../../schemas/task.ts'
import { reading, type Caller } from '../../http/caller.ts'
import { answerList, listQuery } from '../../http/list.ts'
import type { ApiDependencies, Resource } from '../../http/resource.ts'
import { msTenantIdQuery, readTenantId } from '../../tenancy/api/tenant-query.ts'
import { Text } from '../../schemas/value.ts'

export const params = Type.Object({
  taskid: Type.String({ description: 'Id of the task.', examples: ['wup_d4b23bb0-3b8a-4966-a368-fef9667d019f'] })
})
const tags = ['Tasks']

const list: Resource = (scope, { records }) => {
  scope.get('/task', {
    config: { roles: reading, versions: ['v3'] },
    schema: {
      operationId: 'listTasks',
      summary: 'List tasks',
      description:
        'Newest first. `parked=true` finds those that wait for a person. Page numbers reach the first 10,000; ' +
        '`cursor` goes on behind them. So many are counted: with more, `totalRecords` is 10,000 and `isTotalExact` ' +
        'false.',
      tags,
      querystring: Type.Object({
        status: Type.Optional(Task.properties.status),
        kind: Type.Optional(Text({ description: 'Only of this kind, such as upload-numbers; `Task.kind` names all.' })),
        msTenantId: Type.Optional(msTenantIdQuery),
        ticketId: Type.Optional(
          Type.String({
            maxLength: 64, description: 'Your service request: what was made, canceled or released under it.'
          })
        ),
        parked: Type.Optional(Type.Boolean({ description: 'Whether the task waits for an operator.' })),
        parentId: Type.Optional(
          Type.String({ maxLength: 64, description: 'The task that made them as a part of its own work.' })
        ),
        ...listQuery(taskListing)
      }),
      response: { 200: ref(TaskPage) }
    }
  }, async (request, reply) => {
    const { caller, query: { msTenantId, status, kind, ticketId, parked, parentId } } = request
    const filter = {
      status, kind, ticketId, parked, parentId,
      msTenantId: msTenantId === undefined ? undefined : readTenantId(msTenantId)
    }
    return answerList(request, reply, taskListing, place => tasksPage(records(caller), filter, place))
  })
}

const items: Resource = (scope, means) => {
  const { records } = means
  scope.get('/task/:taskid/items', {
    config: { roles: reading, versions: ['v3'], problems: ['task_not_found'] },
    schema: {
      operationId: 'listTaskItems',
      summary: 'List what became of each number of a task',
      description:
        'One row per number, in the order of the request; of a task with children also those of all of them, in the ' +
        'order in which they began.',
      tags,
      params,
      querystring: Type.Object({ outcome: Type.Optional(TaskItem.properties.outcome), ...listQuery(itemListing) }),
      response: { 200: ref(TaskItemPage) }
    }
  }, async (request, reply) => {
    const { caller, params, query: { outcome } } = request
    const { id } = await ownTask(means, caller, params.taskid)
    return answerList(request, reply, itemListing, place => itemsPage(records(caller), id, { ...place, outcome }))
  })
}

/** What version 3 adds to a task: lists of them, and of its numbers. */
export const taskLists: Resource = (scope, means) => {
  for (const routes of [list, items]) routes(scope, means)
}

/** The task, when it lies within the caller's reach; another's task does not exist for it. */
export async function ownTask (
  { readTask }: Pick<ApiDependencies, 'readTask'>, caller: Caller, id: string
): Promise<StoredTask> {
  const task = /^[\w-]+$/.test(id) ? await readTask({ reach: caller.reach, id }) : undefined
  if (task === undefined) {
    throw new Problem('task_not_found', `Task ${id} does not exist, or its time of keeping is over.`)
  }
  return task
}
