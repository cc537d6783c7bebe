import { recordsOfProvider } from '../../../database/reach.ts'
import { heldByOthers } from '../../records/numbers.ts'
import { next, type Outcome } from '../../../engine/define.ts'
import { itemsOf, writeItems, type ItemResult, type TaskItem } from '../../../engine/records/task-items.ts'
import { count, some } from '../../../engine/wording.ts'
import { asE164 } from '../../../schemas/phone-number.ts'
import { heldElsewhere } from '../item-results.ts'
import { planChunks, type UploadContext, type UploadProgress } from './progress.ts'

/** Sorts the numbers: held by another tenant, at Microsoft for this tenant already, and those to send. */
export async function lookAtMicrosoft (context: UploadContext): Promise<Outcome<UploadProgress>> {
  const { db, task, input, microsoft } = context
  const items = await itemsOf(db, task)
  const foreign = new Set(
    await heldByOthers(recordsOfProvider(db, task.providerId), input.msTenantId, items.map(item => item.key))
  )
  const own = items.filter(item => !foreign.has(item.key))
  const found = await microsoft.findNumbers(
    task.providerId, input.msTenantId, own.map(item => asE164(item.key))
  )
  const present = own.filter(item => found.has(item.key))
  const toSend = own.filter(item => !found.has(item.key))
  report(context, present, [...foreign])
  const results: ItemResult[] = [
    ...present.map(item => ({ key: item.key, outcome: 'unchanged' as const, step: 'look-at-microsoft' })),
    ...[...foreign].map(number => heldElsewhere(number, 'look-at-microsoft'))
  ]
  return next(
    { present: present.map(item => item.ordinal), chunks: planChunks(toSend.map(item => item.ordinal)) },
    trx => writeItems(trx, task, results)
  )
}

function report ({ say }: UploadContext, present: readonly TaskItem[], foreign: readonly string[]): void {
  if (present.length === 0) say('Information', 'All uploaded numbers are not present in Microsoft context.')
  else {
    const numbers = some(present.map(item => item.key))
    say('Information', `${count(present, 'number')} already present in Microsoft context: ${numbers}.`)
  }
  if (foreign.length > 0) say('Error', `${count(foreign, 'number')} held by another tenant: ${some(foreign)}.`)
}
