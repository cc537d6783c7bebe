import { Type } from '@sinclair/typebox'
import { next, reject } from '../../engine/define.ts'
import { ofProvider } from '../../schemas/partitions.ts'
import { defineTaskKind } from '../../upstreams/guarded/tools.ts'
import {
  deleteAllocation, insertAllocation, refusedBecauseAllocated, refusedBecauseElsewhere
} from '../records/allocations.ts'
import { allocationKinds } from '../schemas/allocation.ts'
import { grantUse } from '../schemas/grant-use.ts'
import { checkUses } from './check-uses.ts'

/** Goal: the node may use it. */
export const addAllocation = defineTaskKind({
  name: 'add-allocation',
  idPrefix: 'wal',
  requiredScope: 'channel',
  partitionKey: ofProvider('allocations'),
  title: 'Allocate something to a node',
  input: Type.Object({
    allocationId: Type.String(),
    kind: Type.Union(allocationKinds.map(kind => Type.Literal(kind))),
    value: Type.String(),
    digits: Type.Optional(Type.String()),
    channelId: Type.Optional(Type.Integer()),
    customerId: Type.Optional(Type.String()),
    siteId: Type.Optional(Type.String()),
    reason: Type.Optional(Type.String())
  }),
  progress: Type.Object({}),
  steps: [{
    name: 'allocate',
    message: 'Allocating it',
    async run (context) {
      const { db, task, input } = context
      const { allocationId: id, ...row } = input
      const refused = await checkUses(context, row, [grantUse(row)], row.reason)
      if (refused !== undefined) return refused
      context.assertLease()
      try {
        await insertAllocation(db, task.providerId, task.id, {
          ...row, id, ...(row.kind === 'sbc' && { sbcId: Number(row.value) })
        })
      } catch (error) {
        if (refusedBecauseAllocated(error)) {
          return reject('allocated_already', `The node has ${row.kind} ${row.value} already.`)
        }
        if (!refusedBecauseElsewhere(error)) throw error
        return reject(
          'allocated_elsewhere',
          `Others have ${row.kind} ${row.value} or a part of it, or the node has a part of it already.`
        )
      }
      return next()
    },
    undo: async ({ task, input }) => next({}, trx => deleteAllocation(trx, task.providerId, input.allocationId))
  }],
  conclude: ({ input, failure }) => ({
    status: failure?.status ?? 'CompletedSuccess',
    details: [failure === undefined ? 'Allocated' : 'NotAllocated'],
    output: failure === undefined ? { AllocationId: input.allocationId } : {}
  })
})
