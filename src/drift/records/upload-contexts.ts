import type { Database } from '../../database/connect.ts'
import { uploadContextReader, type UploadContextReader } from '../../numbers/records/upload-context.ts'

/** What uploads are judged by. */
export const uploadContexts = (db: Database): UploadContextReader => uploadContextReader(db)
