import { mayOverride, notAllocated } from '../../allocations/api/accept-allocated.ts'
import { freeDigits, refusedUses, usesStayAllowed } from '../../allocations/records/uses.ts'
import type { Use } from '../../allocations/schemas/use.ts'
import { PreconditionFailed } from '../../engine/enqueue.ts'
import type { Precondition } from '../../engine/records/preconditions.ts'
import { forProvider, isProvider, type Caller } from '../../http/caller.ts'
import type { ApiDependencies } from '../../http/resource.ts'
import type { E164 } from '../../schemas/phone-number.ts'
import { andNotKeptBack, keptBack } from '../records/kept-back.ts'
import type { UploadContext } from '../records/upload-context.ts'
import { numbersKeptBack } from './number-kept-back.ts'

interface Wanted {
  readonly numbers: readonly E164[]
  readonly uses: readonly Use[]
  readonly customer: UploadContext['customer']
  readonly reason: string | undefined
}

/**
 * Accepts an upload when its caller may use the numbers, and none of them is kept for another customer. The provider's
 * own applications are many and hardly ever refused: theirs cost no statement, because the one that stores the task
 * asks.
 */
export async function acceptUpload<Result> (
  records: ApiDependencies['records'], caller: Caller, { numbers, uses, customer, reason }: Wanted,
  accept: (allowed: Precondition) => Promise<Result>
): Promise<Result> {
  if (reason !== undefined) forProvider(caller, mayOverride)
  const user = { caller: caller.id, customerId: customer?.id }
  const refuse = async (): Promise<void> => {
    const refused = reason === undefined ? await refusedUses(records(caller), user, uses) : []
    if (refused.length > 0) throw notAllocated(caller, refused)
    const kept = await keptBack(records(caller), customer?.id, numbers)
    if (kept.length > 0) throw numbersKeptBack(caller, kept)
  }
  const own = isProvider(caller)
  if (!own) await refuse()
  const mayUse = reason !== undefined
    ? undefined
    : own
      ? freeDigits(caller.providerId, { customerId: customer?.id, channelId: customer?.channelId }, uses)
      : usesStayAllowed(caller.providerId, user, uses)
  try {
    return await accept(andNotKeptBack(mayUse, caller.providerId, customer?.id, numbers))
  } catch (error) {
    if (error instanceof PreconditionFailed) await refuse()
    throw error
  }
}
