import { refusedNumbers, type User } from '../../../allocations/records/uses.ts'
import type { Queryable } from '../../../database/connect.ts'
import { recordsOfProvider } from '../../../database/reach.ts'
import { asE164 } from '../../../schemas/phone-number.ts'
import { keptBack } from '../../records/kept-back.ts'
import type { PendingRow, RowRefusal } from '../../records/import-parts.ts'

/**
 * Rows of one customer whose numbers the caller of the import may not use for it; the provider may with a reason.
 * Nobody may use what is kept for another customer.
 */
export async function unallocatedRows (
  db: Queryable, providerId: number, user: User, rows: readonly PendingRow[], reason: string | undefined
): Promise<RowRefusal[]> {
  const records = recordsOfProvider(db, providerId)
  const numbers = rows.map(row => asE164(row.number))
  const refused = await refusedNumbers(records, user, numbers)
  const kept = new Map((await keptBack(records, user.customerId, numbers)).map(one => [one.number, one.why]))
  return rows.flatMap(({ line, number }) => {
    const why = kept.get(number)
    if (why !== undefined) {
      return [{ line, column: 'telephoneNumber', code: `number_${why}`, error: `${number} is ${why}.` }]
    }
    const isOverridable = refused.get(number)?.mayOverride
    if (isOverridable === undefined || (isOverridable && reason !== undefined)) return []
    return [{
      line, column: 'telephoneNumber', code: isOverridable ? 'allocated_elsewhere' : 'not_allocated',
      error: isOverridable
        ? `${number} is allocated to others; import it with a reason.`
        : `${number} is not allocated to you. Ask your provider for it.`
    }]
  })
}
