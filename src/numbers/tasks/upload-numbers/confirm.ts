import { recordUploaded, takeBackUploaded } from '../../records/uploaded-numbers.ts'
import { next, wait, type Outcome } from '../../../engine/define.ts'
import { failedItem, itemsOf, writeItems, type TaskItem } from '../../../engine/records/task-items.ts'
import type { Queryable } from '../../../database/connect.ts'
import { count } from '../../../engine/wording.ts'
import { asE164 } from '../../../schemas/phone-number.ts'
import { numberingOfProvider } from '../../../tenancy/records/numbering-overrides.ts'
import type { AcquiredNumber } from '../../../upstreams/microsoft/microsoft.ts'
import { authorOf } from '../item-results.ts'
import { pollSeconds } from '../polling.ts'
import { toUploadedNumber } from '../uploaded-number.ts'
import { addressOf, notAdopted, presentOf, type UploadContext, type UploadProgress } from './progress.ts'

/** Polls after which numbers of a job that Microsoft forgot count as not uploaded. */
const pollsAfterVanished = 12

/** Waits until Microsoft shows the numbers, and records them as it shows them. */
export async function confirm (context: UploadContext): Promise<Outcome<UploadProgress>> {
  const { task, input, say, microsoft, db, progress } = context
  const living = (await itemsOf(db, task)).filter(item => item.outcome !== 'failed')
  const found = await microsoft.findNumbers(
    task.providerId, input.msTenantId, living.map(item => asE164(item.key))
  )
  const missing = living.filter(item => !found.has(item.key))
  const polls = progress.confirmPolls ?? 0
  const vanished = progress.chunks?.some(chunk => chunk.status === 'Vanished') ?? false
  const word = progress.chunks?.find(({ unknownWord }) => unknownWord !== undefined)?.unknownWord
  if (missing.length > 0 && ((!vanished && word === undefined) || polls < pollsAfterVanished)) {
    return wait(pollSeconds(polls), { confirmPolls: polls + 1 })
  }
  // Only a job that Microsoft forgot, or whose end we do not understand, can leave numbers that never show.
  const lost = missing.map(({ key: number }) =>
    vanished
      ? failedItem(number, 'confirm', 'job_vanished', 'Microsoft forgot the upload job and does not hold the number.')
      : failedItem(
        number, 'confirm', 'unknown_outcome',
        `Microsoft says "${word}" of the upload, which we do not know, and does not hold the number. Synchronize later.`
      )
  )
  if (lost.length > 0) {
    const when = vanished ? 'vanished' : `ended with the unknown word "${word}"`
    say('Error', `${count(lost, 'number')} not held by Microsoft after its job ${when}.`)
  }
  if (lost.length < living.length) say('Information', 'Moving on')
  return next({}, async trx => {
    await writeItems(trx, task, lost)
    await recordFound(trx, context, living, found)
  })
}

/** Records numbers as Microsoft shows them, separately those that it held before. Those that are not ours stay. */
async function recordFound (
  trx: Queryable, context: UploadContext, items: readonly TaskItem[], found: ReadonlyMap<string, AcquiredNumber>
): Promise<void> {
  const { civicAddressId = null, locationId = null } = addressOf(context)
  const record = { ...context.input, ...authorOf(context), civicAddressId, locationId }
  const present = new Set(context.progress.present)
  const show = toUploadedNumber(await numberingOfProvider(trx, context.task.providerId))
  for (const held of [false, true]) {
    const numbers = items.filter(item => present.has(item.ordinal) === held && item.errorCode !== notAdopted)
      .flatMap(item => found.get(item.key) ?? [])
    const how = !held ? 'uploaded' : context.input.adopt === true ? 'adopted' : 'held'
    await recordUploaded(trx, record, numbers.map(show), how)
  }
}

/** Undo: the records do not list the numbers as the tenant's any more, except those it had before. */
export async function forgetConfirmed (context: UploadContext): Promise<Outcome<UploadProgress>> {
  const items = await itemsOf(context.db, context.task)
  return next({}, trx => forgetUploaded(trx, context, items))
}

export async function forgetUploaded (
  trx: Queryable, context: UploadContext, items: readonly TaskItem[]
): Promise<void> {
  const present = presentOf(items, context.progress).map(item => item.key)
  await takeBackUploaded(trx, authorOf(context), context.input.msTenantId, items.map(item => item.key), present)
}
