import { recordsOfProvider } from '../../../database/reach.ts'
import { statusOf } from '../../../engine/children.ts'
import { hours, minutes, next } from '../../../engine/define.ts'
import { ofTenant } from '../../../schemas/partitions.ts'
import { defineTaskKind } from '../../../upstreams/guarded/tools.ts'
import { documentOf, forgetDocument, storeDocument } from '../../records/documents.ts'
import { buildInput, buildProgress, buildStages, partEnds } from './stages.ts'
import { takeBack } from './take-back.ts'

/** Goal: one customer is as its document says, by the tasks of its plan, and the document is stored. */
export const buildCustomer = defineTaskKind({
  name: 'build-customer',
  idPrefix: 'cbc',
  requiredScope: 'channel',
  partitionKey: ofTenant('build'),
  title: 'Build one customer of a document',
  input: buildInput,
  progress: buildProgress,
  steps: [
    {
      name: 'store',
      message: 'Storing the document',
      async run ({ db, task: { providerId, id }, input: { msTenantId, document } }) {
        if (document === undefined) return next()
        const known = await documentOf(recordsOfProvider(db, providerId), msTenantId)
        const before = known?.document ?? null
        return next({ before }, trx => storeDocument(trx, { providerId, msTenantId }, id, document))
      },
      async undo ({ task: { providerId, id }, input: { msTenantId }, progress: { before } }) {
        return next({}, before === undefined
          ? undefined
          : trx => storeDocument(trx, { providerId, msTenantId }, id, before))
      }
    },
    {
      name: 'build',
      message: 'Doing what the document asks for',
      giveUpAfter: hours(96),
      timeLimit: minutes(5),
      run: buildStages,
      undo: takeBack
    },
    {
      name: 'complete',
      message: 'Completing the build',
      async run (context) {
        const { task: { providerId }, input: { msTenantId, forgets, notes }, say } = context
        for (const note of notes) say('Information', note)
        const parts = await partEnds(context)
        return next({ parts }, forgets ? trx => forgetDocument(trx, { providerId, msTenantId }) : undefined)
      }
    }
  ],
  conclude ({ input, progress: { parts = [] }, failure }) {
    const status = failure?.status ?? statusOf(parts)
    return {
      status,
      details: [status === 'CompletedSuccess'
        ? parts.length === 0 ? 'CustomerUnchanged' : 'CustomerBuilt'
        : status === 'CompletedWithErrors' ? 'CustomerPartlyBuilt' : 'CustomerNotBuilt'],
      output: { MsTenantId: input.msTenantId, Parts: parts }
    }
  }
})
