import type { ApiDependencies } from '../../http/resource.ts'
import type { UploadContextReader } from '../../numbers/records/upload-context.ts'

/** What judging a document needs. */
export interface BuildMeans extends Pick<ApiDependencies, 'records' | 'seal'>, UploadContexts {}

export interface UploadContexts {
  readonly readContext: UploadContextReader
  /** The same for a tenant that is no customer yet. */
  readonly readLeadContext: UploadContextReader
}
