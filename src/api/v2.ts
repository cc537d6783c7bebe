import { Type } from '@sinclair/typebox'
import { NumberRecordV2 } from '../schemas/number-record.ts'
import { ref } from '../schemas/ref.ts'
import { ExecutionMessage, Task } from '../schemas/task.ts'
import type { VersionChange } from './version-change.ts'

/** The whole of version 2, newest change first. Deleted the day version 2 retires. */
export const v2: readonly VersionChange[] = [
  {
    name: 'task-without-engine-room',
    summary: 'Version 2 shows what is documented for a task; kind, step and times of messages came with version 3.',
    operation: 'getTask',
    schema: {
      response: {
        200: Type.Object({
          ...Type.Omit(Task, ['kind', 'step', 'setAside', 'ticketId', 'traceId', 'retryOf', 'executionMessages']).properties,
          executionMessages: Type.Array(Type.Omit(ExecutionMessage, ['step', 'at']))
        }, { title: 'TaskV2' })
      }
    }
  },
  {
    name: 'number-without-customer',
    summary: 'Version 2 shows a number without its customer, and its status as null.',
    operation: 'getNumber',
    schema: { response: { 200: ref(NumberRecordV2) } },
    downgrade: record => ({ ...record as object, acquiredNumberStatus: null })
  }
]
