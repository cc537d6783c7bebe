import type { ApiDependencies } from '../../http/resource.ts'
import type { UploadContexts } from '../records/upload-contexts.ts'

/** What judging a document needs. */
export interface BuildMeans extends Pick<ApiDependencies, 'records' | 'seal'>, UploadContexts {}
