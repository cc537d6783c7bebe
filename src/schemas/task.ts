import { Type, type Static } from '@sinclair/typebox'

export const TaskStatus = Type.Union(
  (['InProgress', 'CompletedSuccess', 'CompletedWithErrors', 'Failed', 'Canceled'] as const).map(status => Type.Literal(status)),
  { description: 'InProgress until the task is over.' }
)

export const ExecutionMessage = Type.Object({
  level: Type.Union((['Information', 'Warning', 'Error'] as const).map(level => Type.Literal(level))),
  message: Type.String(),
  step: Type.Optional(Type.String({ description: 'The step that said it.' })),
  at: Type.Optional(Type.String({ format: 'date-time' }))
})

/** A durable unit of work, as a client sees it. */
export const Task = Type.Object({
  id: Type.String({ examples: ['wup_d4b23bb0-3b8a-4966-a368-fef9667d019f'] }),
  status: TaskStatus,
  details: Type.Array(Type.Union([Type.String(), Type.Null()]), { description: 'The result in one word, when the task is over.' }),
  executionMessages: Type.Array(ExecutionMessage, { description: 'What happened, in order.' }),
  outputData: Type.Record(Type.String(), Type.Unknown(), { description: 'Results; the keys depend on the kind of the task.' }),
  createTime: Type.String({ format: 'date-time' }),
  completeTime: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
  cancellationRequested: Type.Union([Type.Boolean(), Type.Null()]),
  totalNumbersCount: Type.Integer({ description: 'Numbers the task is about.' }),
  kind: Type.String({ examples: ['upload-numbers'] }),
  step: Type.Union([Type.String(), Type.Null()], { description: 'The step that is being worked on; null when the task is over.' }),
  setAside: Type.Boolean({ description: 'The task is not run any more until an operator releases it, because it crashed its workers.' }),
  ticketId: Type.Union([Type.String(), Type.Null()]),
  traceId: Type.Union([Type.String(), Type.Null()]),
  retryOf: Type.Union([Type.String(), Type.Null()], { description: 'The task whose failed numbers this one tries again.' })
}, { $id: 'Task' })
export type Task = Static<typeof Task>

/** What every accepted mutation answers. */
export const TaskReference = Type.Object({
  taskId: Type.String({ description: 'Read it at `task/{taskId}`.', examples: ['wup_c14a0a55-fcc5-4598-b405-c978e7da1af4'] })
}, { $id: 'TaskReference' })

export const TaskItem = Type.Object({
  number: Type.String({ examples: ['+61395556880'] }),
  outcome: Type.Union((['pending', 'succeeded', 'unchanged', 'failed', 'canceled', 'rolled-back'] as const).map(outcome => Type.Literal(outcome))),
  step: Type.Union([Type.String(), Type.Null()], { description: 'The step that decided the outcome.' }),
  errorCode: Type.Union([Type.String(), Type.Null()]),
  error: Type.Union([Type.String(), Type.Null()])
}, { $id: 'TaskItem' })
