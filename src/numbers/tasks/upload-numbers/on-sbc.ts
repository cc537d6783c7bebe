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
  /** Items whose rules were not there when it began to write, so that they are its own. */
  added: Ordinals,
  /** Items whose rules were there, though our records did not know. */
  noted: Ordinals,
  /** Taken back, all of it. */
  cleaned: Type.Optional(Type.Boolean())
})
export type OnSbc = Static<typeof OnSbc>

export type SbcContext = Pick<
  StepContext<unknown, { onSbcs: OnSbc[] }>,
  'task' | 'sbcs' | 'db' | 'log' | 'progress' | 'record' | 'say'
>
export type ToRule = (item: TaskItem) => Rule

/** What one SBC holds now of the rules, and what it did not take. */
export interface Programmed {
  sbcId: number
  /** Those that our records are to say it holds; of what they knew before nothing is said anew. */
  held: Array<{ number: string, name: string, tag: string }>
  count: number
  refused: Array<{ number: string, reason: string }>
}

/** Whether an item became known to be on the SBC by this upload. */
export function isOf ({ added, noted }: OnSbc, item: TaskItem): boolean {
  return isAmong(added, item) || isAmong(noted, item)
}
