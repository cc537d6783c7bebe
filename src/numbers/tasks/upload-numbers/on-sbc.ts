import { Type, type Static } from '@sinclair/typebox'
import { isAmong, Ordinals } from '../../../engine/ordinals.ts'
import type { TaskItem } from '../../../engine/records/task-items.ts'
import type { StepContext } from '../../../upstreams/guarded/tools.ts'
import type { Rule } from '../../../upstreams/sbc/sbc.ts'

// What an upload remembers of its work on an SBC. It is stored before anything is written there, so that undoing takes
// back what the upload added, and nothing else.

/** What an upload did to one SBC. Without an entry it has written nothing there. */
export const OnSbc = Type.Object({
  sbcId: Type.Integer(),
  /** Items whose rules the SBC did not have before this upload wrote, so that undoing removes them. */
  added: Ordinals,
  /** Items whose rules the SBC had already, unknown to our records. */
  noted: Ordinals,
  /** Whether everything was taken back. */
  cleaned: Type.Optional(Type.Boolean())
})
export type OnSbc = Static<typeof OnSbc>

export type SbcContext = Pick<
  StepContext<unknown, { onSbcs: OnSbc[] }>,
  'task' | 'sbcs' | 'db' | 'log' | 'progress' | 'record' | 'say'
>
export type ToRule = (item: TaskItem) => Rule

/** Which rules one SBC holds now, and which it refused. */
export interface Programmed {
  sbcId: number
  /** Rules that our records do not list for this SBC yet. */
  held: Array<{ number: string, name: string, tag: string }>
  count: number
  refused: Array<{ number: string, reason: string }>
}

/** Whether an item became known to be on the SBC by this upload. */
export function isOf ({ added, noted }: OnSbc, item: TaskItem): boolean {
  return isAmong(added, item) || isAmong(noted, item)
}
