import { Type, type Static } from '@sinclair/typebox'
import { itemsOf } from '../../../engine/records/task-items.ts'
import { asE164, PhoneNumber, type E164 } from '../../../schemas/phone-number.ts'
import type { StepContext } from '../../../upstreams/guarded/tools.ts'
import { ItemCounts } from '../item-results.ts'

// What a release is asked for, and what it remembers between its steps.

export const releaseInput = Type.Object({
  msTenantId: Type.String(),
  /** False for a customer whose tenant is gone at Microsoft: only the SBCs and our records are cleaned. */
  removeFromOperatorConnect: Type.Boolean(),
  /** Microsoft's product, as the order tells it. */
  productContext: Type.Optional(Type.String()),
  ticketId: Type.Optional(Type.String()),
  duplicates: Type.Array(Type.String()),
  /** The task that made it has asked for an approval of the whole, where one was needed. */
  isWeighed: Type.Optional(Type.Boolean())
})

export const releaseProgress = Type.Object({
  /** One request to Microsoft each; `sent` is stored before it goes out. */
  chunks: Type.Array(Type.Object({
    operationId: Type.String(), numbers: Type.Array(PhoneNumber), sent: Type.Boolean(),
    jobId: Type.Optional(Type.String()), status: Type.Optional(Type.String()), startedAt: Type.Optional(Type.String()),
    /** Seconds after which Microsoft wants to be asked for the job. */
    askAgainSeconds: Type.Optional(Type.Number()),
    /** Why Microsoft refused the request as a whole. */
    refusal: Type.Optional(Type.String()),
    /** A status that we do not know, of the job or of one of its numbers. */
    unknownWord: Type.Optional(Type.String())
  })),
  /** The tenant has taken its consent back meanwhile. */
  consentGone: Type.Boolean(),
  polls: Type.Integer(),
  confirmPolls: Type.Integer(),
  counts: ItemCounts
})

export type ReleaseInput = Static<typeof releaseInput>
export type ReleaseProgress = Static<typeof releaseProgress>
export type ReleaseContext = StepContext<ReleaseInput, ReleaseProgress>
export type Chunk = ReleaseProgress['chunks'][number]

/** Numbers of the task that nothing speaks against so far. */
export async function livingNumbers ({ db, task }: Pick<ReleaseContext, 'db' | 'task'>): Promise<E164[]> {
  const items = await itemsOf(db, task)
  return items.filter(({ outcome }) => outcome === 'pending' || outcome === 'unchanged')
    .map(item => asE164(item.key))
}
