import { Type } from '@sinclair/typebox'
import { next } from '../../engine/define.ts'
import { ofProvider } from '../../schemas/partitions.ts'
import { defineTaskKind } from '../../upstreams/guarded/tools.ts'
import { deleteCaller } from '../records/callers.ts'

/** Goal: nobody calls by this application any more. What it asked for before goes on. */
export const removeCaller = defineTaskKind({
  name: 'remove-caller',
  idPrefix: 'wlr',
  requiredScope: 'customer',
  partitionKey: ofProvider('callers'),
  title: 'Remove an application',
  input: Type.Object({ callerId: Type.String() }),
  progress: Type.Object({}),
  steps: [{
    name: 'remove',
    message: 'Removing it',
    run: async ({ task, input }) => next({}, trx => deleteCaller(trx, task.providerId, input.callerId))
  }],
  conclude: ({ input, failure }) => ({
    status: failure?.status ?? 'CompletedSuccess',
    details: [failure === undefined ? 'CallerRemoved' : 'CallerNotRemoved'],
    output: { CallerId: input.callerId }
  })
})
