import type { Domain } from '../http/domain.ts'
import { civicAddresses } from './api/civic-addresses.ts'
import { importResults } from './api/import-results.ts'
import { jobs } from './api/jobs.ts'
import { numberChanges } from './api/number-changes.ts'
import { numberExport } from './api/number-export.ts'
import { numberHistory } from './api/number-history.ts'
import { numberImport } from './api/number-import.ts'
import { numberPast } from './api/number-past.ts'
import { numberRanges } from './api/number-ranges.ts'
import { numberStatus } from './api/number-status.ts'
import { numberingOverrides } from './api/numbering-overrides.ts'
import { numbers } from './api/numbers.ts'
import { releases } from './api/releases.ts'
import { removal } from './api/removal.ts'
import { synchronizations } from './api/synchronizations.ts'
import { rememberUploadContexts } from './api/upload-context.ts'
import { uploads } from './api/uploads.ts'
import { uploadContextReader } from './records/upload-context.ts'
import { CapabilitiesBody, EmergencyLocationBody } from './schemas/change-numbers.ts'
import { CivicAddress, CivicAddressPage } from './schemas/civic-address.ts'
import { Job, JobPage } from './schemas/job.ts'
import { NumberChange, NumberChangePage } from './schemas/number-history.ts'
import { NumberImport } from './schemas/number-import.ts'
import { ReleaseRangeBody, UploadRangeBody } from './schemas/number-range.ts'
import { NumberPast } from './schemas/number-past.ts'
import { NumberPage, NumberRecord } from './schemas/number-record.ts'
import { NumberingOverrides, NumberingOverridesAnswer } from './schemas/numbering-override.ts'
import { NumberStatusBody, NumberVerdicts } from './schemas/number-status.ts'
import { ReleaseBody } from './schemas/release.ts'
import { RemovalAnswer, RemovalBody, RemovalSummary } from './schemas/removal.ts'
import { UploadBody } from './schemas/upload.ts'
import { changeNumbers } from './tasks/change-numbers/index.ts'
import { changeRemovalStatus } from './tasks/change-removal-status.ts'
import { importNumbers } from './tasks/import-numbers/index.ts'
import { historyRetention } from './tasks/history-retention.ts'
import { importRetention } from './tasks/import-retention.ts'
import { keepNumberingOverrides, needlessOverrides } from './tasks/keep-numbering-overrides.ts'
import { pullCivicAddresses } from './tasks/pull-civic-addresses.ts'
import { releaseNumbers } from './tasks/release-numbers/index.ts'
import { synchronizeNumbers } from './tasks/synchronize-numbers.ts'
import { uploadNumbers } from './tasks/upload-numbers/index.ts'

/** Numbers: upload, release, import, changes and synchronization. */
export const numbersDomain: Domain = {
  resources ({ db }) {
    const uploadContexts = uploadContextReader(db)
    const judgeUpload = rememberUploadContexts(uploadContexts)
    return [
      civicAddresses, importResults, jobs, numberChanges(uploadContexts), numberExport, numberHistory, numberImport,
      numberPast, numberRanges(judgeUpload), numbers, numberStatus(uploadContexts), numberingOverrides, releases,
      removal, synchronizations, uploads(judgeUpload)
    ]
  },
  kinds: [
    changeNumbers, changeRemovalStatus, importNumbers, keepNumberingOverrides, pullCivicAddresses, releaseNumbers,
    synchronizeNumbers, uploadNumbers
  ],
  components: [
    CapabilitiesBody, CivicAddress, CivicAddressPage, EmergencyLocationBody, Job, JobPage, NumberChange,
    NumberChangePage, NumberImport, NumberPage, NumberPast, NumberRecord, NumberStatusBody, NumberVerdicts,
    NumberingOverrides, NumberingOverridesAnswer, ReleaseBody, ReleaseRangeBody, RemovalAnswer, RemovalBody,
    RemovalSummary, UploadBody, UploadRangeBody
  ],
  backgroundJobs: config => [
    importRetention, needlessOverrides, historyRetention(config.HISTORY_RETENTION_DAYS)
  ]
}
