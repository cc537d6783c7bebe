import type { Queryable } from '../../../database/connect.ts'
import type { Reach } from '../../../database/reach.ts'
import type { PendingRow, RowRefusal } from '../../records/import-parts.ts'
import { contextWithin, readUploadContexts, type UploadContext } from '../../records/upload-context.ts'
import { asE164 } from '../../../schemas/phone-number.ts'
import { refusals } from '../upload-rules.ts'
import { unallocatedRows } from './unallocated-rows.ts'

/** Facts of customers that are kept; rows of one customer usually follow each other. */
const mostKnown = 500

/** Columns by the field names of uploads. */
const columns: Readonly<Record<string, string>> = {
  MsTenantId: 'msTenantId', CallingProfile: 'callingProfileId', Usage: 'usage', AdditionalUsages: 'additionalUsages',
  Capabilities: 'capabilities', Country: 'country', TypeOfService: 'typeOfService', Address: 'civicAddressId',
  PhoneNumbers: 'telephoneNumber'
}

/**
 * Checks each row on its own by the rules of an upload, so that one bad row does not reject the others. Rows may name
 * tenants within `reach`.
 */
export function rowChecker (
  db: Queryable, reach: Reach, caller: string, reason: string | undefined
): (rows: readonly PendingRow[]) => Promise<RowRefusal[]> {
  const known = new Map<string, UploadContext>()
  return async rows => {
    if (known.size > mostKnown) known.clear()
    await readFacts(db, reach, rows, known)
    const customers = new Map<string, PendingRow[]>()
    const refused = rows.flatMap(row => {
      const facts = known.get(keyOf(row))
      if (facts === undefined) return []
      const refusal = refusalOf(row, facts)
      const id = facts.customer?.id ?? ''
      if (refusal === undefined) customers.set(id, [...customers.get(id) ?? [], row])
      return refusal ?? []
    })
    const unallocated = await Promise.all(
      [...customers].map(([customerId, rows]) =>
        unallocatedRows(db, reach.providerId, { caller, customerId }, rows, reason)
      )
    )
    return [...refused, ...unallocated.flat()]
  }
}

/** Reads what `known` lacks of the customers and profiles that the rows name. */
async function readFacts (
  db: Queryable, reach: Reach, rows: readonly PendingRow[], known: Map<string, UploadContext>
): Promise<void> {
  const missing = new Map(rows.filter(row => !known.has(keyOf(row))).map(row => [keyOf(row), row.settings]))
  const answers = await readUploadContexts(
    db,
    [...missing.values()].map(({ msTenantId, callingProfile }) => ({
      providerId: reach.providerId, msTenantId, callingProfile
    }))
  )
  for (const [index, key] of [...missing.keys()].entries()) {
    const facts = answers[index]
    if (facts !== undefined) known.set(key, contextWithin(reach, facts))
  }
}

function refusalOf ({ line, number, settings }: PendingRow, facts: UploadContext): RowRefusal | undefined {
  const { civicAddressId, locationId, addressText, locationText, ...asked } = settings
  const errors = Object.entries(refusals({
    ...asked, country: asked.country, typeOfService: asked.typeOfService,
    allowTenantAddressUpdate: asked.allowTenantAddressUpdate, workflowVersion: 3,
    hasAddress: [civicAddressId, locationId, addressText, locationText].some(part => part !== undefined),
    numbers: [asE164(number)]
  }, facts))
  if (errors.length === 0) return undefined
  return {
    line, column: errors.map(([field]) => columns[field] ?? 'telephoneNumber').join(' '), code: 'row_refused',
    error: errors.flatMap(([, messages]) => messages).join(' ')
  }
}

function keyOf ({ settings: { msTenantId, callingProfile } }: PendingRow): string {
  return `${msTenantId} ${callingProfile}`
}
