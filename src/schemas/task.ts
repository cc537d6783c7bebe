import { Type, type Static } from '@sinclair/typebox'
import { listPage } from './page.ts'
import { ref } from './ref.ts'
import { Named, OneOf, OrNull } from './value.ts'

export const taskStatuses = ['InProgress', 'CompletedSuccess', 'CompletedWithErrors', 'Failed', 'Canceled'] as const
export const itemOutcomes = ['pending', 'succeeded', 'unchanged', 'failed', 'canceled', 'rolled-back'] as const

const TaskStatus = OneOf(taskStatuses, {
  description: 'InProgress until the task is over.'
})

const level = OneOf(['Information', 'Warning', 'Error'])

const ExecutionMessage = Type.Object({
  level,
  message: Type.String(),
  step: Type.Optional(Type.String({ description: 'The step that said it.' })),
  at: Type.Optional(Type.String({ format: 'date-time' }))
})

const documentedInV2 = {
  id: Type.String({ examples: ['wup_d4b23bb0-3b8a-4966-a368-fef9667d019f'] }),
  status: TaskStatus,
  details: Type.Array(OrNull(Type.String()), { description: 'The result in one word, when the task is over.' }),
  executionMessages: Type.Array(Type.Object({ level, message: Type.String() }), {
    description: 'What happened, in order.'
  }),
  outputData: Type.Record(Type.String(), Type.Unknown(), {
    description: 'Results; the keys depend on the kind of the task.'
  }),
  createTime: Type.String({ format: 'date-time' }),
  completeTime: OrNull(Type.String({ format: 'date-time' })),
  cancellationRequested: OrNull(Type.Boolean()),
  totalNumbersCount: Type.Integer({ description: 'Numbers the task is about.' })
}

const said = [
  ['validate', 'Input is valid.'],
  ['look-at-microsoft', 'All uploaded numbers are not present in Microsoft context.'],
  ['find-site', 'Site GRXRATNEUZMNZ found.'],
  ['send-to-microsoft', 'Number(s) accepted by Microsoft.'],
  ['await-microsoft', 'UploadToAccount job status: Success.'],
  ['confirm', 'Moving on'],
  ['program-sbcs', 'Telephone numbers programmed in SBC. 8'],
  ['complete', 'Workflow completed.']
] as const

const example = {
  id: 'wup_d4b23bb0-3b8a-4966-a368-fef9667d019f',
  status: 'CompletedSuccess',
  details: ['NumbersUploaded'],
  executionMessages: said.map(([, message]) => ({ level: 'Information', message })),
  outputData: {
    CreateTime: '2023-09-28T12:14:21.511115Z',
    CompleteTime: '2023-09-28T12:14:47.263514Z',
    OcUploadNumberResult: 'NumbersUploaded',
    WorkflowVersion: 3,
    SbcIdList: [8],
    MsJobWhenUpdated: '2023-09-28T12:14:46.0908199+00:00',
    MsJobId: '899c58a5-92df-4e93-a142-a35e72b7b743',
    MsJobStatus: 'Success'
  },
  createTime: '2023-09-28T12:14:21.511115Z',
  completeTime: '2023-09-28T12:14:47.263514Z',
  cancellationRequested: false,
  totalNumbersCount: 1
}

/** A task as clients of version 2 know it (docs/wire/live-cloud.md#tasks). */
export const TaskV2 = Type.Object(documentedInV2, {
  $id: 'Task', description: 'A durable unit of work.', examples: [example]
})

const AwaitedApproval = Type.Object({
  what: Type.String({ description: 'What the task would do.' }),
  count: Type.Integer({ description: 'How many things that is about.' }),
  since: Type.String({ format: 'date-time' })
})
type AwaitedApproval = Static<typeof AwaitedApproval>

/** A durable unit of work, as a client sees it. */
export const Task = Type.Object({
  ...documentedInV2,
  executionMessages: Type.Array(ExecutionMessage, { description: 'What happened, in order.' }),
  kind: Named('kinds of tasks', {
    description: 'What it does. More kinds will come: pass over what you do not know.', examples: ['upload-numbers']
  }),
  step: OrNull(Type.String({ description: 'The step that is being worked on; null when the task is over.' })),
  parked: Type.Boolean({
    description: 'The task is not run any more until a person decides: releases, cancels, approves or closes it.'
  }),
  awaitsApproval: Type.Unsafe<AwaitedApproval | null>({
    ...AwaitedApproval, type: ['object', 'null'],
    description: 'What somebody else than who asked for the task has to approve or refuse before it goes on.'
  }),
  ticketId: OrNull(Type.String()),
  traceId: OrNull(Type.String({ description: 'The W3C trace of the request that made it.' })),
  retryOf: OrNull(Type.String({ description: 'The task whose failed numbers this one tries again.' })),
  parentId: OrNull(Type.String({ description: 'The task that made this one as a part of its own work.' }))
}, {
  $id: 'Task',
  description: 'A durable unit of work.',
  examples: [{
    ...example,
    executionMessages: said.map(([step, message], index) => ({
      level: 'Information', message, step, at: `2023-09-28T12:14:${22 + index * 3}.120000Z`
    })),
    kind: 'upload-numbers',
    step: null,
    parked: false,
    awaitsApproval: null,
    ticketId: null,
    traceId: '00-b0da85edb231924dee2cf223620f3e60-e788e6802f612a84-00',
    retryOf: null,
    parentId: null
  }]
})
export type Task = Static<typeof Task>

/** What every accepted mutation answers. */
export const TaskReference = Type.Object({
  taskId: Type.String({ description: 'Read it at `task/{taskId}`.' })
}, {
  $id: 'TaskReference', description: 'The task that was made; the header Location leads to it.',
  examples: [{ taskId: 'wup_c14a0a55-fcc5-4598-b405-c978e7da1af4' }]
})

export const TaskItem = Type.Object({
  taskId: Type.String({ description: 'The task whose number it is: the one that was asked for, or a child of it.' }),
  number: Type.String(),
  outcome: OneOf(itemOutcomes, {
    description: 'What became of the number.'
  }),
  step: OrNull(Type.String({ description: 'The step that decided the outcome.' })),
  code: OrNull(
    Type.String({
      description:
        'Why the outcome is so. Of a success: what of the request was not done, such as `not_held` for a number that ' +
        'there was nothing to release of, or `held_differently` for one that was there with other settings. A word ' +
        'of ours, or the code of Microsoft\'s refusal as it came; so there is no list of them.'
    })
  ),
  reason: OrNull(Type.String({ description: 'The same as a sentence.' })),
  errorCode: OrNull(Type.String({
    description: 'The code of a failure: a word of ours, or Microsoft\'s as it came; so there is no list of them.'
  })),
  error: OrNull(Type.String({ description: 'The reason of a failure.' }))
}, {
  $id: 'TaskItem',
  description: 'What became of one number of a task.',
  examples: [{
    taskId: 'wup_d4b23bb0-3b8a-4966-a368-fef9667d019f', number: '+61395556880', outcome: 'failed',
    step: 'await-microsoft', code: 'CountryNotConsented',
    reason: 'The consent does not cover the country.', errorCode: 'CountryNotConsented',
    error: 'The consent does not cover the country.'
  }]
})

const tasksInPage = listPage(ref(Task), { $id: 'TaskPage', description: 'One page of tasks.' })
export const TaskPage = Type.Object({
  ...tasksInPage.properties,
  isTotalExact: Type.Boolean({
    examples: [true], description: 'Whether there are no more than `totalRecords` says.'
  })
}, { $id: 'TaskPage', description: 'One page of tasks.' })
export const TaskItemPage = listPage(ref(TaskItem), {
  $id: 'TaskItemPage', description: 'One page of the numbers of a task.'
})
