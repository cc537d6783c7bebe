import { refuseToRelease } from '../../customers/api/customer-removal.ts'
import { numbersOfTenant } from '../../customers/records/customer-removal.ts'
import type { Caller } from '../../http/caller.ts'
import { asE164 } from '../../schemas/phone-number.ts'
import { compressToRanges } from '../../schemas/number-range.ts'
import { customerOf } from '../../tenancy/records/customers.ts'
import { customerOfTenant } from '../../tenancy/records/tenants.ts'
import type { Faults } from './faults.ts'
import type { BuildMeans } from './means.ts'
import type { Difference } from './plan-modify.ts'
import { numbersText } from './judge-upload.ts'

/** The end of a customer with all its numbers and sites. One that is not there is gone already. */
export async function planDelete (
  { records: open }: BuildMeans, caller: Caller, msTenantId: string, removeFromOperatorConnect: boolean, faults: Faults
): Promise<Difference & { shortName: string | undefined }> {
  const records = open(caller)
  const found = await customerOfTenant(records, msTenantId)
  const customer = found && await customerOf(records, found.id)
  if (customer === undefined) {
    return { stages: [], notes: ['The tenant is not licensed: there is no customer.'], shortName: undefined }
  }
  const numbers = await numbersOfTenant(records, msTenantId)
  if (numbers.length > 0) await faults.catch(() => refuseToRelease(records, customer, numbers, true))
  return {
    stages: [[{
      key: 'customer', kind: 'delete-customer',
      about: `Customer ${customer.shortName} with ${numbersText(numbers)}, and its sites`,
      input: { customerId: customer.id, msTenantId, removeFromOperatorConnect, duplicates: [] },
      ranges: compressToRanges(numbers.map(asE164)), customerId: customer.id,
      ...(customer.channelId !== null && { channelId: customer.channelId })
    }]],
    notes: [],
    shortName: customer.shortName
  }
}
