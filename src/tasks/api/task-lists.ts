import { Type } from '@sinclair/typebox'
import { itemsPage } from '../records/task-items.ts'
import { countedAtMost, tasksPage } from '../records/task-list.ts'
import type { StoredTask } from '../../engine/records/task-reads.ts'
import { invalid, Problem } from '../../problems.ts'
import { pageQuery } from '../../schemas/page.ts'
import { ref } from '../../schemas/ref.ts'
import { Task, TaskItem, TaskItemPage, TaskPage } from '../../schemas/task.ts'
import { reading, type Caller } from '../../http/caller.ts'
import { timeIn } from '../../http/query-time.ts'
import type { ApiDependencies, Resource } from '../../http/resource.ts'
import { msTenantIdQuery, readTenantId } from '../../tenancy/api/tenant-query.ts'
import { OneOf, Text } from '../../schemas/value.ts'

export const params = Type.Object({
  taskid: Type.String({ examples: ['wup_d4b23bb0-3b8a-4966-a368-fef9667d019f'] })
})
const tags = ['Tasks']
const time = (what: string) => Type.Optional(Text({ description: `${what}, as in 2026-08-12T07:00:00Z.` }))

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
        kind: Type.Optional(Text({ description: 'Such as upload-numbers.' })),
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
        createdSince: time('Made then or later'),
        createdUntil: time('Made before'),
        finishedSince: time('Ended then or later'),
        finishedUntil: time('Ended before'),
        updatedSince: time('Ended, or came to another step, then or later'),
        sort: Type.Optional(OneOf(['createTime', '-createTime'], { description: 'The newest first, or the oldest.' })),
        cursor: Type.Optional(Text({
          description: '`next` of the last answer, in place of a page number: nothing moves to another page meanwhile.'
        })),
        ...pageQuery
      }),
      response: { 200: ref(TaskPage) }
    }
  }, async ({ caller, query }) => {
    const { PageNumber = 1, PageSize = 200, sort, cursor, msTenantId, status, kind, ticketId, parked, parentId } = query
    if (cursor !== undefined && !/^\d{1,15}$/.test(cursor)) {
      throw invalid({ Cursor: ['The value must be `next` of an answer.'] })
    }
    const offset = cursor === undefined ? (PageNumber - 1) * PageSize : 0
    if (offset >= countedAtMost) {
      throw invalid({ PageNumber: [`Page numbers reach the first ${countedAtMost} tasks; go on with cursor.`] })
    }
    const { total, data, next } = await tasksPage(records(caller), {
      status, kind, ticketId, parked, parentId,
      msTenantId: msTenantId === undefined ? undefined : readTenantId(msTenantId),
      createdSince: timeIn('CreatedSince', query.createdSince),
      createdUntil: timeIn('CreatedUntil', query.createdUntil),
      finishedSince: timeIn('FinishedSince', query.finishedSince),
      finishedUntil: timeIn('FinishedUntil', query.finishedUntil),
      updatedSince: timeIn('UpdatedSince', query.updatedSince)
    }, {
      offset, limit: PageSize,
      behind: cursor === undefined ? undefined : Number(cursor), isOldestFirst: sort === 'createTime'
    })
    const totalRecords = Math.min(total, countedAtMost)
    return {
      currentPage: PageNumber, pageSize: PageSize, totalPages: Math.ceil(totalRecords / PageSize), totalRecords, data,
      isTotalExact: total === totalRecords,
      ...(next !== undefined && { next })
    }
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
      querystring: Type.Object({ outcome: Type.Optional(TaskItem.properties.outcome), ...pageQuery }),
      response: { 200: ref(TaskItemPage) }
    }
  }, async ({ caller, params, query }) => {
    const { PageNumber = 1, PageSize = 200, outcome } = query
    const { id } = await ownTask(means, caller, params.taskid)
    const { total, data } = await itemsPage(records(caller), id, {
      offset: (PageNumber - 1) * PageSize, limit: PageSize, outcome
    })
    return {
      currentPage: PageNumber, pageSize: PageSize, totalPages: Math.ceil(total / PageSize), totalRecords: total, data
    }
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
