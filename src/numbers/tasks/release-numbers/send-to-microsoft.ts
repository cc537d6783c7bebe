import { forgetReleased } from '../../records/released-numbers.ts'
import { markReleaseRequested, rulesBySbc } from '../../records/numbers.ts'
import { next, type Effect, type Outcome } from '../../../engine/define.ts'
import { failedItem, itemsOf, writeItems } from '../../../engine/records/task-items.ts'
import { count, some } from '../../../engine/wording.ts'
import { UpstreamFault } from '../../../problems.ts'
import { asE164 } from '../../../schemas/phone-number.ts'
import { saysConsentGone } from '../consent-gone.ts'
import { authorOf } from '../item-results.ts'
import { removeFromSbcs } from '../number-rules.ts'
import { sendInChunks } from '../send-in-chunks.ts'
import type { ReleaseContext, ReleaseProgress } from './progress.ts'
import { askedFor, refusedChunk, releasedBy } from './sent-releases.ts'
import { unlessConsentGone } from './without-consent.ts'

const step = 'send-to-microsoft'

/** Asks Microsoft to release the numbers, chunk after chunk; one refused chunk does not stop the others. */
export async function sendToMicrosoft (context: ReleaseContext): Promise<Outcome<ReleaseProgress>> {
  const { task, input, progress, microsoft, say } = context
  const sending = await sendInChunks(context, progress.chunks ?? [], {
    what: 'the release',
    find: operationId => microsoft.findRelease(task.providerId, input.msTenantId, operationId),
    async start ({ operationId, numbers }) {
      const started = await microsoft.startRelease(task.providerId, input.msTenantId, operationId, numbers)
      if (started.status === 'started' || !saysConsentGone(started.code)) return started
      throw new UpstreamFault('Microsoft', 'forbidden', `Microsoft refused the release: ${started.reason}`, started)
    },
    stamp: startedAt => ({ startedAt }),
    isOver: chunk => chunk.status === refusedChunk,
    refused (chunk, reason) {
      const refused = count(chunk.numbers, 'number')
      say('Error', `${refused} not released, because Microsoft refused the request: ${reason}.`)
      return { status: refusedChunk, refusal: reason }
    }
  })
  if (sending.type === 'reject') return sending
  const { chunks } = sending
  if (chunks.some(chunk => chunk.jobId !== undefined)) say('Information', 'Release accepted by Microsoft.')
  const failures = chunks.filter(chunk => chunk.status === refusedChunk).flatMap(({ numbers, refusal }) =>
    numbers.map(number =>
      failedItem(number, step, 'refused_by_microsoft', `Microsoft refused the request to release it: ${refusal}.`)
    )
  )
  return next({ chunks }, trx => writeItems(trx, task, failures))
}

/**
 * Undo: a release at Microsoft cannot be taken back. Numbers that Microsoft has released are removed from the SBCs and
 * from the records too; the others stay as they were.
 */
export async function finishSentReleases (context: ReleaseContext): Promise<Outcome<ReleaseProgress>> {
  const { db, task, input, microsoft, progress, now, say } = context
  const chunks = progress.chunks ?? []
  const settled = await unlessConsentGone(
    context, () => releasedBy(microsoft, task, input.msTenantId, chunks, now()), () => askedFor(chunks)
  )
  if (!Array.isArray(settled)) return settled
  const items = await itemsOf(db, task)
  // A deletion of the customer that stopped later has recorded some already.
  const recorded = new Set(items.filter(({ outcome }) => outcome === 'succeeded').map(item => item.key))
  const released = settled.filter(number => !recorded.has(number))
  for (const [sbcId, rules] of await rulesBySbc(db, task.providerId, released)) {
    const unfinished = await removeFromSbcs(context, [sbcId], rules)
    if (unfinished !== undefined) return unfinished
  }
  if (released.length > 0) {
    const them = count(released, 'number')
    say('Warning', `${them} released all the same: Microsoft had been asked before. ${some(released)}.`)
  }
  return next({}, recordReleased(context, released, items.map(item => item.key)))
}

function recordReleased (context: ReleaseContext, released: readonly string[], all: readonly string[]): Effect {
  const { task, input } = context
  return async trx => {
    await writeItems(trx, task, released.map(number => ({ key: number, outcome: 'succeeded', step })))
    await forgetReleased(trx, authorOf(context), input.msTenantId, released.map(asE164))
    await markReleaseRequested(trx, authorOf(context), input.msTenantId, all, false)
  }
}
