import { leadToLicense } from '../../customers/records/customer-creation.ts'
import type { Database } from '../../database/connect.ts'
import { ReachedRecords } from '../../database/reach.ts'
import {
  contextWithin, readUploadContexts, type UploadContextReader
} from '../../numbers/records/upload-context.ts'

/**
 * The upload contexts of tenants that are no customers yet: who reaches the lead of one is told what its customer will
 * be told.
 */
export function leadContextReader (db: Database): UploadContextReader {
  return async ({ reach, msTenantId, callingProfile }) => {
    const lead = await leadToLicense(new ReachedRecords(db, reach), msTenantId)
    const [context] = await readUploadContexts(db, [{ providerId: reach.providerId, msTenantId, callingProfile }])
    if (context === undefined) throw new Error('A context was asked for and not answered')
    return lead === undefined ? contextWithin(reach, context) : context
  }
}
