import type { TSchema } from '@sinclair/typebox'
import { CallingProfile } from '../schemas/calling-profile.ts'
import { NumberRecord, NumberRecordV2 } from '../schemas/number-record.ts'
import { ProblemDetails } from '../schemas/problem.ts'
import { Task, TaskItem, TaskReference } from '../schemas/task.ts'
import { UploadBody } from '../schemas/upload.ts'

/** Schemas with a name of their own in the documents. */
export const schemas: ReadonlyArray<TSchema & { $id?: string }> = [
  CallingProfile, NumberRecord, NumberRecordV2, ProblemDetails, Task, TaskItem, TaskReference, UploadBody
]
