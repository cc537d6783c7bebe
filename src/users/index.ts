import type { Domain } from '../http/domain.ts'
import { licenceChanges } from './api/licence-changes.ts'
import { licenceReads } from './api/licence-reads.ts'
import { unassignments } from './api/unassignments.ts'
import { userProvisioning } from './api/user-provisioning.ts'
import { users } from './api/users.ts'
import { ProvisionUserBody } from './schemas/provision-user.ts'
import { TenantUser, TenantUserPage } from './schemas/tenant-user.ts'
import { UnassignBody } from './schemas/unassign.ts'
import { changeLicence } from './tasks/change-licence.ts'
import { licenceDays } from './tasks/licence-days.ts'
import { provisionUser } from './tasks/provision-user/index.ts'
import { synchronizeUsers } from './tasks/synchronize-users.ts'
import { unassignNumbers } from './tasks/unassign-numbers/index.ts'

/** Users of customers: their numbers and licences. */
export const usersDomain: Domain = {
  resources: () => [licenceChanges, licenceReads, unassignments, userProvisioning, users],
  kinds: [changeLicence, provisionUser, synchronizeUsers, unassignNumbers],
  components: [ProvisionUserBody, TenantUser, TenantUserPage, UnassignBody],
  backgroundJobs: () => [licenceDays]
}
