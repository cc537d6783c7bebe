import { mayOverride, notAllocated } from '../../allocations/api/accept-allocated.ts'
import { freeDigits, refusedUses, usesStayAllowed } from '../../allocations/records/uses.ts'
import type { Use } from '../../allocations/schemas/use.ts'
import { PreconditionFailed } from '../../engine/enqueue.ts'
import type { Precondition } from '../../engine/records/preconditions.ts'
import { forProvider, isProvider, type Caller } from '../../http/caller.ts'
import type { ApiDependencies } from '../../http/resource.ts'
import type { UploadContext } from '../records/upload-context.ts'

interface Wanted {
  readonly uses: readonly Use[]
  readonly customer: UploadContext['customer']
  readonly reason: string | undefined
}

/**
 * Accepts an upload when its caller may use the numbers. The provider's own applications are many and hardly ever
 * refused: theirs cost no statement, because the one that stores the task asks.
 */
export async function acceptUpload<Result> (
  records: ApiDependencies['records'], caller: Caller, { uses, customer, reason }: Wanted,
  accept: (allowed: Precondition | undefined) => Promise<Result>
): Promise<Result> {
  if (reason !== undefined) {
    forProvider(caller, mayOverride)
    return accept(undefined)
  }
  const user = { caller: caller.id, customerId: customer?.id }
  const refuse = async (): Promise<void> => {
    const refused = await refusedUses(records(caller), user, uses)
    if (refused.length > 0) throw notAllocated(caller, refused)
  }
  const own = isProvider(caller)
  if (!own) await refuse()
  try {
    return await accept(own
      ? freeDigits(caller.providerId, { customerId: customer?.id, channelId: customer?.channelId }, uses)
      : usesStayAllowed(caller.providerId, user, uses))
  } catch (error) {
    if (error instanceof PreconditionFailed) await refuse()
    throw error
  }
}
