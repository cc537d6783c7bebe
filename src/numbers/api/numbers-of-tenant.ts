import type { ReachedRecords } from '../../database/reach.ts'
import { BadFields } from '../../http/bad-fields.ts'
import type { E164 } from '../../schemas/phone-number.ts'
import { licensedCustomer, readTenantId } from '../../tenancy/api/tenant-query.ts'
import { numberingFor } from '../../tenancy/records/numbering-overrides.ts'
import { readNumbers, type NumberList } from './number-list.ts'

export interface NumbersOfTenant {
  readonly msTenantId: string
  readonly customer: Awaited<ReturnType<typeof licensedCustomer>>
  readonly numbers: E164[]
  readonly duplicates: string[]
}

/**
 * The tenant that a query names, its licensed customer, and the numbers of the body. Throws one Problem that names all
 * that is wrong with them.
 */
export async function readNumbersOfTenant (
  records: ReachedRecords, query: { msTenantId: string }, body: NumberList, most?: number
): Promise<NumbersOfTenant> {
  const bad = new BadFields()
  const msTenantId = bad.read(() => readTenantId(query.msTenantId))
  const customer = msTenantId === undefined ? undefined : await bad.await(licensedCustomer(records, msTenantId))
  const list = await bad.await(readNumbers(numberingFor(records), body, bad.errors, most))
  if (msTenantId === undefined || customer === undefined || list === undefined) throw bad.refusal()
  bad.refuse()
  return { msTenantId, customer, ...list }
}
