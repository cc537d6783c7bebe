import { ReachedRecords, reachOf } from '../../database/reach.ts'
import { Type } from '@sinclair/typebox'
import { moveMarked, removalStatuses } from '../records/removal.ts'
import {
  addResults, failedItem as failed, itemsOf, writeItems, type ItemResult
} from '../../engine/records/task-items.ts'
import { numberStatuses } from '../../schemas/vocabulary/number-status.ts'
import { approval } from '../../engine/approval.ts'
import { next } from '../../engine/define.ts'
import { braked } from '../../tenancy/tasks/braked.ts'
import { countOfTenant } from '../records/numbers.ts'
import { defineTaskKind } from '../../upstreams/guarded/tools.ts'
import { ofProvider } from '../../schemas/partitions.ts'

/**
 * Marked for removal, because a synchronization did not find the number at Microsoft. Only this status can be changed.
 */
export const marked = 2

/** Somebody has said that it may be removed. */
const confirmed = 3

const step = 'change-status'

/** Confirms that numbers may be removed, or makes them active again. */
export const changeRemovalStatus = defineTaskKind({
  name: 'change-removal-status',
  idPrefix: 'wrs',
  requiredScope: 'customer',
  partitionKey: ofProvider('removal'),
  title: 'Change the removal status of numbers',
  input: Type.Object({
    /**
     * Numbers that the request named and the caller does not have. The task must not hold them, for that would block
     * tasks of those who have them.
     */
    strange: Type.Array(Type.String()),
    to: Type.Union([Type.Literal(0), Type.Literal(3)]),
    /** Whose numbers may be changed, for callers that act for a part of the tree. */
    channelId: Type.Optional(Type.Integer()),
    customerId: Type.Optional(Type.String())
  }),
  progress: Type.Object({
    moved: Type.Integer(),
    /** Numbers left as they are, with the status they have; null: not a number of the caller's. */
    left: Type.Array(Type.Object({ number: Type.String(), status: Type.Union([Type.Integer(), Type.Null()]) }))
  }),
  steps: [{
    name: step,
    message: 'Changing the status of the numbers',
    async run (context) {
      const { db, task, input: { strange, to, channelId, customerId } } = context
      const reach = reachOf({ providerId: task.providerId, channelId, customerId })
      const held = (await itemsOf(db, task)).map(item => item.key)
      const statuses = await removalStatuses(new ReachedRecords(db, reach), held)
      const moved = held.filter(number => statuses.get(number) === marked)
      const asked = to !== confirmed
        ? undefined
        : await braked(context, {
          action: 'confirm-removal', count: moved.length, things: 'numbers',
          held: () => countOfTenant(db, task.providerId, undefined)
        })
      if (asked !== undefined) return approval(asked)
      const left = [
        ...held.filter(number => statuses.get(number) !== marked), ...strange.filter(number => !held.includes(number))
      ]
        .map(number => ({ number, status: statuses.get(number) ?? null }))
      const leftResults = left.map(({ number, status }) =>
        failed(number, step, status === null ? 'number_not_found' : 'number_not_marked', whyLeft(status))
      )
      return next({ moved: moved.length, left }, async trx => {
        await moveMarked(new ReachedRecords(trx, reach), moved, to, { caller: task.caller, taskId: task.id })
        await writeItems(trx, task, [
          ...moved.map((number): ItemResult => ({ key: number, outcome: 'succeeded', step })), ...leftResults
        ])
        await addResults(trx, task, leftResults)
      })
    }
  }],
  conclude ({ progress: { moved = 0, left = [] }, failure }) {
    const status = failure?.status ??
      (left.length === 0 ? 'CompletedSuccess' : moved > 0 ? 'CompletedWithErrors' : 'Failed')
    return {
      status,
      details: [
        status === 'CompletedSuccess' ? 'StatusChanged' : moved > 0 ? 'StatusPartiallyChanged' : 'StatusNotChanged'
      ],
      output: { Moved: moved, Left: left }
    }
  }
})

/** Why a number stays as it is; its status is null when it is not the caller's. */
export function whyLeft (status: number | null): string {
  return status === null
    ? 'The number is not among your numbers.'
    : `The number is ${numberStatuses[status] ?? status}, not MarkedForRemoval.`
}
