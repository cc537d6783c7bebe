import { recordsOfProvider } from '../../database/reach.ts'
import { reject } from '../../engine/define.ts'
import { some } from '../../engine/wording.ts'
import type { StepContext } from '../../upstreams/guarded/tools.ts'
import { refusedUses, type User } from '../records/uses.ts'
import type { Use } from '../schemas/use.ts'

/**
 * Asks again, before a device is written, whether the caller of the task may use all of it for a customer: allocations
 * and the node of the caller may have changed. A rejection when it may not. What the provider overrides is said, with
 * the reason.
 */
export async function checkUses (
  { db, task, say }: Pick<StepContext<unknown, never>, 'db' | 'task' | 'say'>, user: Omit<User, 'caller'>,
  uses: readonly Use[], reason: string | undefined
): Promise<ReturnType<typeof reject> | undefined> {
  const refused = await refusedUses(recordsOfProvider(db, task.providerId), { ...user, caller: task.caller }, uses)
  if (refused.length === 0) return undefined
  const names = some([...new Set(refused.map(({ what }) => what))])
  if (refused.every(({ mayOverride }) => mayOverride)) {
    if (reason === undefined) return reject('allocated_elsewhere', `Others have it, or the provider itself: ${names}.`)
    say('Warning', `Used although it is allocated to others: ${names}. Reason: ${reason}`)
    return undefined
  }
  return reject('not_allocated', `Not allocated: ${names}. Ask your provider.`)
}
