import { next, type Outcome } from '../../../engine/define.ts'
import { itemsOf, writeItems, type ItemResult } from '../../../engine/records/task-items.ts'
import { count } from '../../../engine/wording.ts'
import { asE164 } from '../../../schemas/phone-number.ts'
import type { NumberSettings } from '../../../upstreams/microsoft/microsoft.ts'
import { sendInChunks } from '../send-in-chunks.ts'
import { withdrawFromMicrosoft } from '../withdrawal.ts'
import { addressOf, leftAtMicrosoft, numbersOf, oursOf, type UploadContext, type UploadProgress } from './progress.ts'

const step = 'send-to-microsoft'

/** Sends the numbers chunk after chunk; a chunk that got no answer is asked for before it is sent again. */
export async function sendToMicrosoft (context: UploadContext): Promise<Outcome<UploadProgress>> {
  const { task, input, progress, say, microsoft } = context
  const settings = settingsOf(context)
  const sending = await sendInChunks(context, progress.chunks ?? [], {
    what: 'the upload',
    find: operationId => microsoft.findUpload(task.providerId, input.msTenantId, operationId),
    start: async chunk =>
      microsoft.startUpload(
        task.providerId, input.msTenantId, chunk.operationId, await numbersOf(context, chunk), settings
      ),
    stamp: (at, again) => again ? { resentAt: at } : {}
  })
  if (sending.type === 'reject') return sending
  const { chunks } = sending
  if (chunks.length > 0) say('Information', 'Number(s) accepted by Microsoft.')
  return next({ chunks })
}

function settingsOf (context: UploadContext): NumberSettings {
  const { callingProfileId, usage, additionalUsages, capabilities, allowTenantAddressUpdate, country, ticketId } =
    context.input
  return {
    callingProfileId, usage, additionalUsages, capabilities, ...addressOf(context),
    allowTenantAddressUpdate: allowTenantAddressUpdate ?? true, displayedCountryCode: country, ticketId
  }
}

/** Undo: releases what this task brought to Microsoft. Numbers that failed before keep their reason. */
export async function takeBackFromMicrosoft (context: UploadContext): Promise<Outcome<UploadProgress>> {
  const { db, task, input, progress, say } = context
  const items = oursOf(await itemsOf(db, task), progress)
  const sent = (progress.chunks ?? []).filter(chunk => chunk.sent)
  if (sent.length === 0 || items.length === 0) return next()
  const numbers = items.map(item => asE164(item.key))
  const withdrawn = await withdrawFromMicrosoft(context, input.msTenantId, numbers, sent)
  if (withdrawn.type !== 'next') return withdrawn
  const stays = new Set<string>(withdrawn.left)
  const open = items.filter(item => item.outcome !== 'failed').map(item => item.key)
  const results = open.map((number): ItemResult =>
    ({ key: number, outcome: stays.has(number) ? 'unchanged' : 'rolled-back', step })
  )
  say('Information', `${count(open.filter(number => !stays.has(number)), 'number')} taken back from Microsoft.`)
  if (stays.size > 0) say('Warning', leftAtMicrosoft(withdrawn.left))
  return next({}, trx => writeItems(trx, task, results))
}
