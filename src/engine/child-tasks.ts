import { LeaseLost } from './run-step.ts'
import type { AssertLease } from './define.ts'
import type { ChildOrder, Children } from './children.ts'
import type { ExecutionHost } from './execution-host.ts'
import { ItemsHeld, newId, newTask, PreconditionFailed } from './enqueue.ts'
import { cancelChildren, childId, lockClaim, readChildren } from './records/children.ts'
import type { ClaimedTask } from './records/claims.ts'
import { holdersOf, insertTasks, refusedBecauseHeld } from './records/enqueue.ts'
import { preconditionFailed } from './records/preconditions.ts'
import { scopeOf } from '../schemas/task-scope.ts'

/** The children of a task that a worker holds. */
export function childTasks (host: ExecutionHost, row: ClaimedTask, assertLease: AssertLease): Children {
  const { db } = host.dependencies
  return {
    list: () => readChildren(db, row),
    async cancel (ids) {
      assertLease()
      await cancelChildren(db, row, ids)
      host.wake()
    },
    async begin (order) {
      assertLease()
      try {
        const id = await accept(host, row, order)
        host.wake()
        return id
      } catch (error) {
        if (refusedBecauseHeld(error)) {
          throw new ItemsHeld(await holdersOf(db, row.providerId, order.items ?? []), error)
        }
        if (preconditionFailed(error)) {
          throw new PreconditionFailed('The records have changed since the child was judged.', { cause: error })
        }
        throw host.dependencies.guard?.refusal(error) ?? error
      }
    }
  }
}

/**
 * One transaction, in which the parent's row is held: the child is there once, and none is made for a parent that
 * another worker has taken over, and perhaps turned back.
 */
async function accept<Input extends object> (
  { workerId, dependencies: { db, guard } }: ExecutionHost, row: ClaimedTask, order: ChildOrder<Input>
): Promise<string> {
  return db.transaction(async trx => {
    if (!await lockClaim(trx, workerId, row)) throw new LeaseLost()
    const known = await childId(trx, row, order.key)
    if (known !== undefined) return known
    const id = await newId(trx, order.kind.idPrefix)
    const { providerId, caller, traceId } = row
    const task = newTask({
      kind: order.kind, input: order.input, items: order.items, ticketId: order.ticketId ?? row.ticketId ?? undefined,
      precondition: order.precondition, ownPrecondition: order.ownPrecondition,
      providerId, caller, traceId: traceId ?? undefined, ...scopeOf(order)
    }, id)
    await insertTasks(trx, [{ ...task, parentId: row.id, childKey: order.key }], { guard })
    return id
  })
}
