import { refusedNumbers } from '../../allocations/records/uses.ts'
import type { ReachedRecords } from '../../database/reach.ts'
import { isProvider, type Caller } from '../../http/caller.ts'
import type { E164 } from '../../schemas/phone-number.ts'
import { releaseFacts, type ReleaseFact } from '../records/numbers.ts'

/** What a request about numbers of a tenant is judged by. */
export interface NumberFacts {
  readonly facts: readonly ReleaseFact[]
  /** Not the tenant's. */
  readonly strange: ReadonlySet<string>
}

/**
 * What the records say of numbers of a tenant. To a caller below the provider, numbers that others have and numbers
 * that nobody has are alike strange, unless they are allocated to it: those may have been there and be gone.
 */
export async function numberFacts (
  records: ReachedRecords, caller: Caller, customer: { readonly id: string | undefined, readonly msTenantId: string },
  numbers: readonly E164[]
): Promise<NumberFacts> {
  const facts = await releaseFacts(records, customer.msTenantId, numbers)
  const held = new Set(facts.map(fact => fact.number))
  const absent = numbers.filter(number => !held.has(number))
  const nobodys = isProvider(caller) || absent.length === 0
    ? []
    : [...(await refusedNumbers(records, { caller: caller.id, customerId: customer.id }, absent)).keys()]
  return { facts, strange: new Set([...facts.filter(fact => fact.isForeign).map(fact => fact.number), ...nobodys]) }
}
