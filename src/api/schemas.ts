import type { TSchema } from '@sinclair/typebox'
import { CallingProfile } from '../schemas/calling-profile.ts'
import { NumberPage, NumberRecord } from '../schemas/number-record.ts'
import { ProblemDetails } from '../schemas/problem.ts'
import { ReleaseBody } from '../schemas/release.ts'
import { Task, TaskItem, TaskReference } from '../schemas/task.ts'
import { UploadBody } from '../schemas/upload.ts'
import type { Version } from './resource.ts'
import { v2 } from './v2.ts'

export type Noun = TSchema & { $id?: string }

const newest: readonly Noun[] = [CallingProfile, NumberPage, NumberRecord, ProblemDetails, ReleaseBody, Task, TaskItem, TaskReference, UploadBody]

/** Schemas with a name of their own in the documents of a version. */
export function nounsOf (version: Version): readonly Noun[] {
  if (version === 'v3') return newest
  const older = new Map(v2.flatMap(change => change.nouns ?? []).map(noun => [noun.$id, noun]))
  return newest.map(noun => older.get(noun.$id) ?? noun)
}
