import { Type, type Static } from '@sinclair/typebox'
import { approval, type Asked as Approval } from '../../engine/approval.ts'
import { minutes, next, type TaskKind } from '../../engine/define.ts'
import { countItems } from '../../engine/records/task-items.ts'
import { ItemCounts } from '../../numbers/tasks/item-results.ts'
import { ofTenant } from '../../schemas/partitions.ts'
import type { Step, StepContext } from '../../upstreams/guarded/tools.ts'
import { changeInventory, type Change } from '../records/inventory-change.ts'

// What all kinds share that change what the inventory says of their numbers: one statement, however many there are.

/** The node of whoever asks, and why; what is asked stands beside it. */
export const asker = {
  channelId: Type.Optional(Type.Integer()),
  customerId: Type.Optional(Type.String()),
  reason: Type.Optional(Type.String())
}

export const inventoryProgress = Type.Object({ counts: ItemCounts })
type Progress = Static<typeof inventoryProgress>

export interface InventoryInput<Asked> { channelId?: number, customerId?: string, reason?: string, asked: Asked }

export const byInventory = ofTenant('inventory')

type MakeChange<Asked> = (
  asked: Asked, context: Pick<StepContext<unknown, unknown>, 'db' | 'task'>
) => Change | Promise<Change>

/** What has to be approved before anything is changed, if anything. */
type Weigh = (context: Pick<StepContext<unknown, unknown>, 'db' | 'task' | 'approved'>) => Promise<Approval | undefined>

/** Changes the numbers, then counts what became of them. */
export function inventorySteps<Asked> (
  message: string, makeChange: MakeChange<Asked>, weigh: Weigh = async () => undefined
): Array<Step<InventoryInput<Asked>, Progress>> {
  return [
    {
      name: 'change',
      message,
      timeLimit: minutes(10),
      async run ({ db, task, approved, input: { asked, ...by } }) {
        const beyond = await weigh({ db, task, approved })
        if (beyond !== undefined) return approval(beyond)
        const change = await makeChange(asked, { db, task })
        return next({}, trx => changeInventory(trx, { ...by, task }, change))
      }
    },
    {
      name: 'complete',
      message: 'Completing the task',
      async run ({ db, task, say }) {
        const { succeeded, unchanged, failed } = await countItems(db, task)
        say(failed > 0 ? 'Warning' : 'Information', `${succeeded} changed, ${unchanged} unchanged, ${failed} not.`)
        return next({ counts: { succeeded, unchanged, failed } })
      }
    }
  ]
}

type Conclude = TaskKind<unknown, Progress>['conclude']

/** `done`: what `details` says when a number was changed. */
export const concludeInventory = (done: string): Conclude => ({ progress: { counts }, failure }) => {
  const { succeeded = 0, unchanged = 0, failed = 0 } = counts ?? {}
  const nothing = failed > 0 || failure !== undefined ? 'InventoryNotChanged' : 'InventoryUnchanged'
  return {
    status: failure?.status ??
      (failed === 0 ? 'CompletedSuccess' : succeeded + unchanged === 0 ? 'Failed' : 'CompletedWithErrors'),
    details: [succeeded > 0 ? done : nothing],
    output: { Succeeded: succeeded, Unchanged: unchanged, Failed: failed }
  }
}
