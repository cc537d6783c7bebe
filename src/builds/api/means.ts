import type { Database } from '../../database/connect.ts'
import type { Caller } from '../../http/caller.ts'
import type { ApiDependencies } from '../../http/resource.ts'
import {
  readUploadContexts, uploadContextReader, type UploadContext, type UploadContextReader
} from '../../numbers/records/upload-context.ts'

/** What judging a document needs. */
export interface BuildMeans extends Pick<ApiDependencies, 'records' | 'seal'> {
  readonly readContext: UploadContextReader
  /** The same for a tenant that is no customer yet, whose lead the caller was found to reach. */
  contextBefore (caller: Caller, msTenantId: string, callingProfile: string): Promise<UploadContext>
}

export function buildMeans ({ records, seal }: ApiDependencies, db: Database): BuildMeans {
  return {
    records, seal, readContext: uploadContextReader(db),
    async contextBefore ({ providerId }, msTenantId, callingProfile) {
      const [context] = await readUploadContexts(db, [{ providerId, msTenantId, callingProfile }])
      if (context === undefined) throw new Error('A context was asked for and not answered')
      return context
    }
  }
}
