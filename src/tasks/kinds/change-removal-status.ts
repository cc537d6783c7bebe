import { Type, type Static } from '@sinclair/typebox'
import { moveMarked, removalStatuses } from '../../database/removal.ts'
import { failedItem, itemsOf, writeItems } from '../../database/task-items.ts'
import { numberStatuses } from '../../schemas/number-record.ts'
import { defineTaskKind, next } from '../define.ts'

/** The only status that is left on request: a synchronization missed the number at Microsoft. */
export const marked = 2

/** A number that is left as it is, with the status it has; null: not a number of the caller's. */
const Left = Type.Object({ number: Type.String(), status: Type.Union([Type.Integer(), Type.Null()]) })

/** Confirms that numbers may be removed, or makes them active again. */
export const changeRemovalStatus = defineTaskKind({
  name: 'change-removal-status',
  idPrefix: 'wrs',
  title: 'Change the removal status of numbers',
  input: Type.Object({
    to: Type.Union([Type.Literal(0), Type.Literal(3)]),
    /** Numbers of the request that could not be changed then. They are not held: they may be in another task, or another's. */
    left: Type.Array(Left),
    /** Whose numbers may be changed, for callers that act for a part of the tree. */
    channelId: Type.Optional(Type.Integer()),
    customerId: Type.Optional(Type.String())
  }),
  progress: Type.Object({ moved: Type.Integer(), left: Type.Array(Left) }),
  steps: [{
    name: 'change-status',
    message: 'Changing the status of the numbers',
    async run ({ db, task, say, input: { to, channelId, customerId } }) {
      const scope = { providerId: task.providerId, channelId, customerId }
      const numbers = (await itemsOf(db, task)).map(item => item.number)
      const statuses = await removalStatuses(db, scope, numbers)
      const movable = numbers.filter(number => statuses.get(number) === marked)
      const left = numbers.filter(number => statuses.get(number) !== marked).map(number => ({ number, status: statuses.get(number) ?? null }))
      say('Information', `${movable.length} numbers are ${numberStatuses[to]} now.`)
      return next({ moved: movable.length, left }, async trx => {
        await moveMarked(trx, scope, movable, to, { caller: task.caller, taskId: task.id })
        await writeItems(trx, task, left.map(({ number, status }) => failedItem(number, 'change-status', status === null ? 'number_not_found' : 'status_differs', whyLeft(status))))
      })
    }
  }],
  conclude ({ input, progress, verdict }) {
    const { moved = 0 } = progress
    const left: Array<Static<typeof Left>> = [...input.left, ...progress.left ?? []]
    const status = verdict?.status ?? (left.length === 0 ? 'CompletedSuccess' : moved > 0 ? 'CompletedWithErrors' : 'Failed')
    return { status, details: [status === 'CompletedSuccess' ? 'StatusChanged' : moved > 0 ? 'StatusPartiallyChanged' : 'StatusNotChanged'], output: { Moved: moved, Left: left } }
  }
})

export function whyLeft (status: number | null): string {
  if (status === null) return 'The number is not among your numbers.'
  return `The number is ${numberStatuses[status] ?? status}, not MarkedForRemoval.`
}
