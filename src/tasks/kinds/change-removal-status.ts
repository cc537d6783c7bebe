import { Type } from '@sinclair/typebox'
import { moveMarked, removalStatuses } from '../../database/removal.ts'
import { defineTaskKind, next } from '../define.ts'

/** The only status that is left on request: a synchronization missed the number at Microsoft. */
export const marked = 2

/** Confirms that numbers may be removed, or makes them active again. */
export const changeRemovalStatus = defineTaskKind({
  name: 'change-removal-status',
  idPrefix: 'wrs',
  title: 'Change the removal status of numbers',
  input: Type.Object({
    numbers: Type.Array(Type.String()),
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
    name: 'change-status',
    message: 'Changing the status of the numbers',
    async run ({ db, task, input: { numbers, to, channelId, customerId } }) {
      const scope = { providerId: task.providerId, channelId, customerId }
      const statuses = await removalStatuses(db, scope, numbers)
      const movable = numbers.filter(number => statuses.get(number) === marked)
      const left = numbers.filter(number => statuses.get(number) !== marked).map(number => ({ number, status: statuses.get(number) ?? null }))
      return next({ moved: movable.length, left }, trx => moveMarked(trx, scope, movable, to, { caller: task.caller, taskId: task.id }))
    }
  }],
  conclude ({ progress: { moved = 0, left = [] }, verdict }) {
    const status = verdict?.status ?? (left.length === 0 ? 'CompletedSuccess' : moved > 0 ? 'CompletedWithErrors' : 'Failed')
    return { status, details: [status === 'CompletedSuccess' ? 'StatusChanged' : moved > 0 ? 'StatusPartiallyChanged' : 'StatusNotChanged'], output: { Moved: moved, Left: left } }
  }
})
