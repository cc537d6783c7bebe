import { leadToLicense } from '../../customers/records/customer-creation.ts'
import type { Database } from '../../database/connect.ts'
import { ReachedRecords } from '../../database/reach.ts'
import {
  contextWithin, readUploadContexts, uploadContextReader, type UploadContextReader
} from '../../numbers/records/upload-context.ts'

/** What uploads of a document are judged by. */
export interface UploadContexts {
  readonly readContext: UploadContextReader
  /** The same for a tenant that is no customer yet. */
  readonly readLeadContext: UploadContextReader
}

export function uploadContexts (db: Database): UploadContexts {
  return { readContext: uploadContextReader(db), readLeadContext: leadContextReader(db) }
}

/** Who reaches the lead of a tenant is told what its customer will be told. */
function leadContextReader (db: Database): UploadContextReader {
  return async ({ reach, msTenantId, callingProfile }) => {
    const lead = await leadToLicense(new ReachedRecords(db, reach), msTenantId)
    const [context] = await readUploadContexts(db, [{ providerId: reach.providerId, msTenantId, callingProfile }])
    if (context === undefined) throw new Error('A context was asked for and not answered')
    return lead === undefined ? contextWithin(reach, context) : context
  }
}
