import { Type } from '@sinclair/typebox'
import { next } from '../../engine/define.ts'
import { ofProvider } from '../../schemas/partitions.ts'
import { defineTaskKind } from '../../upstreams/guarded/tools.ts'
import { deleteAllocation } from '../records/allocations.ts'

/** Goal: the node may use it no more for anything new. What it has already stays. */
export const removeAllocation = defineTaskKind({
  name: 'remove-allocation',
  idPrefix: 'war',
  requiredScope: 'channel',
  partitionKey: ofProvider('allocations'),
  title: 'Take an allocation away',
  input: Type.Object({ allocationId: Type.String() }),
  progress: Type.Object({}),
  steps: [{
    name: 'remove',
    message: 'Taking it away',
    run: async ({ task, input }) => next({}, trx => deleteAllocation(trx, task.providerId, input.allocationId))
  }],
  conclude: ({ input, failure }) => ({
    status: failure?.status ?? 'CompletedSuccess',
    details: [failure === undefined ? 'AllocationRemoved' : 'AllocationNotRemoved'],
    output: { AllocationId: input.allocationId }
  })
})
