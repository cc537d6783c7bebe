import type { Domain } from '../http/domain.ts'
import { auditLog } from './api/audit-log.ts'
import { forgetEntries, takePending } from './records/audit-entries.ts'
import { AuditEntry, AuditPage } from './schemas/audit-entry.ts'

/** Who asked for what, and what was said. */
export const auditDomain: Domain = {
  resources: () => [auditLog],
  kinds: [],
  components: [AuditEntry, AuditPage],
  backgroundJobs: ({ AUDIT_RETENTION_DAYS: days }) => [{
    name: 'audit-log', everySeconds: 2, atStart: true, run: (db, _log, stopping) => takePending(db, stopping)
  }, {
    name: 'audit-retention', everySeconds: 3600, atStart: true,
    async run (db, _log, _stopping, removed) { removed('audit', await forgetEntries(db, days)) }
  }]
}
