import { randomUUID } from 'node:crypto'
import { Type, type Static } from '@sinclair/typebox'
import { itemsOf, type TaskItem } from '../../../engine/records/task-items.ts'
import { count, some } from '../../../engine/wording.ts'
import { chunkSize } from '../../../upstreams/microsoft/microsoft.ts'
import { asE164, type E164 } from '../../../schemas/phone-number.ts'
import { uploadSettings } from '../../schemas/upload-settings.ts'
import type { StepContext } from '../../../upstreams/guarded/tools.ts'
import { ItemCounts, ownedElsewhere } from '../item-results.ts'
import { Withdrawal } from '../withdrawal.ts'
import { OnSbc } from './on-sbc.ts'

// What an upload is asked for, what it remembers between its steps, and what follows from that.

export const uploadInput = Type.Object({
  ...uploadSettings,
  callingProfileId: Type.String(),
  /** The site that the numbers are for; without it one of the customer on an SBC of the calling profile. */
  siteId: Type.Optional(Type.String()),
  /** Microsoft's product, as the order tells it. */
  productContext: Type.Optional(Type.String()),
  ticketId: Type.Optional(Type.String()),
  reason: Type.Optional(Type.String()),
  workflowVersion: Type.Integer(),
  source: Type.Union([Type.Literal('webapi'), Type.Literal('webui')]),
  /** Numbers that the request named more than once, and ranges of such as `start to end`; taken once. */
  duplicates: Type.Array(Type.String())
})

export const uploadProgress = Type.Object({
  /** The emergency address that the request names is one of the tenant's; by its ids, where it was named in words. */
  addressFound: Type.Boolean(),
  civicAddressId: Type.String(),
  locationId: Type.String(),
  siteName: Type.String(),
  sbcIds: Type.Array(Type.Integer()),
  /** Items by ordinal that Microsoft held for the tenant before; they are neither uploaded nor ever taken back. */
  present: Type.Array(Type.Integer()),
  /** One request to Microsoft each. `sent` is stored before it goes out: from then on we ask before we send again. */
  chunks: Type.Array(Type.Object({
    operationId: Type.String(), first: Type.Integer(), last: Type.Integer(), sent: Type.Boolean(),
    resentAt: Type.Optional(Type.String()), jobId: Type.Optional(Type.String()), status: Type.Optional(Type.String()),
    updatedAt: Type.Optional(Type.String()),
    /** Seconds after which Microsoft wants to be asked for the job. */
    askAgainSeconds: Type.Optional(Type.Number()),
    /** A status that we do not know, of the job or of one of its numbers. */
    unknownWord: Type.Optional(Type.String())
  })),
  polls: Type.Integer(),
  confirmPolls: Type.Integer(),
  programmed: Type.Array(Type.Integer()),
  onSbcs: Type.Array(OnSbc),
  refusedBySbc: Type.Array(Type.String()),
  withdrawal: Withdrawal,
  counts: ItemCounts
})

export type UploadProgress = Static<typeof uploadProgress>
export type UploadContext = StepContext<Static<typeof uploadInput>, UploadProgress>
export type Chunk = UploadProgress['chunks'][number]

/** The code of a number that came from elsewhere, and that the request does not ask to make ours. */
export const notAdopted = 'not_adopted'

/** The emergency address by id: as asked for, or as found by its words. */
export function addressOf (
  { input, progress }: Pick<UploadContext, 'input' | 'progress'>
): { civicAddressId: string | undefined, locationId: string | undefined } {
  return {
    civicAddressId: input.civicAddressId ?? progress.civicAddressId, locationId: input.locationId ?? progress.locationId
  }
}

/** Items that this task brought to Microsoft, so that undoing it takes them back; what was there before stays. */
export function oursOf (items: readonly TaskItem[], progress: Partial<UploadProgress>): TaskItem[] {
  const present = new Set(progress.present)
  return items.filter(item => !present.has(item.ordinal) && item.errorCode !== ownedElsewhere)
}

/** Items that Microsoft held for the tenant before. */
export function presentOf (items: readonly TaskItem[], progress: Partial<UploadProgress>): TaskItem[] {
  const present = new Set(progress.present)
  return items.filter(item => present.has(item.ordinal))
}

/** The message about numbers that stay at Microsoft although the upload is taken back. */
export function leftAtMicrosoft (numbers: readonly string[]): string {
  return `${count(numbers, 'number')} left at Microsoft, for ${numbers.length === 1 ? 'it was' : 'they were'} there ` +
    `before or another upload brought ${numbers.length === 1 ? 'it' : 'them'}: ${some(numbers)}.`
}

/** One request to Microsoft for each thousand items. */
export function planChunks (ordinals: readonly number[]): Chunk[] {
  const chunks: Chunk[] = []
  for (let from = 0; from < ordinals.length; from += chunkSize) {
    const part = ordinals.slice(from, from + chunkSize)
    chunks.push({ operationId: randomUUID(), first: part[0] ?? 0, last: part.at(-1) ?? 0, sent: false })
  }
  return chunks
}

/** Numbers of a chunk that nothing speaks against so far. */
export async function numbersOf (context: UploadContext, chunk: Chunk): Promise<E164[]> {
  const items = await itemsOf(context.db, context.task)
  return items.filter(item => item.ordinal >= chunk.first && item.ordinal <= chunk.last && item.outcome === 'pending')
    .map(item => asE164(item.key))
}
