import type { AnyTaskKind } from '../engine/define.ts'
import { addChannel } from '../tenancy/tasks/add-channel.ts'
import { addGateway } from '../gateways/tasks/add-gateway/index.ts'
import { addSite } from '../sites/tasks/add-site.ts'
import { assignChannel } from '../tenancy/tasks/assign-channel.ts'
import { changeChannel } from '../tenancy/tasks/change-channel.ts'
import { changeLicence } from '../users/tasks/change-licence.ts'
import { changeRemovalStatus } from '../numbers/tasks/change-removal-status.ts'
import { changeNumbers } from '../numbers/tasks/change-numbers/index.ts'
import { changeSbc } from '../sbcs/tasks/change-sbc.ts'
import { confirmGateway } from '../gateways/tasks/confirm-gateway.ts'
import { createCustomer } from '../customers/tasks/create-customer.ts'
import { createLead } from '../customers/tasks/create-lead.ts'
import { createScriptTemplate } from '../sites/tasks/create-script-template.ts'
import { deleteChannel } from '../tenancy/tasks/delete-channel.ts'
import { deleteCustomer } from '../customers/tasks/delete-customer.ts'
import { deleteLead } from '../customers/tasks/delete-lead.ts'
import { deleteScriptTemplate } from '../sites/tasks/delete-script-template.ts'
import { deleteSite } from '../sites/tasks/delete-site.ts'
import { editDialPlan } from '../sites/tasks/edit-dial-plan/index.ts'
import { editScriptTemplate } from '../sites/tasks/edit-script-template.ts'
import { examineSbc } from '../sbcs/tasks/examine-sbc.ts'
import { fillCivicAddresses } from '../customers/tasks/fill-civic-addresses.ts'
import { importNumbers } from '../numbers/tasks/import-numbers/index.ts'
import { modifySite } from '../sites/tasks/modify-site/index.ts'
import { provisionUser } from '../users/tasks/provision-user/index.ts'
import { pullCivicAddresses } from '../numbers/tasks/pull-civic-addresses.ts'
import { readDialPlans } from '../sites/tasks/read-dial-plans.ts'
import { registerSbc } from '../sbcs/tasks/register-sbc.ts'
import { releaseNumbers } from '../numbers/tasks/release-numbers/index.ts'
import { removeSbc } from '../sbcs/tasks/remove-sbc.ts'
import { restoreSbc } from '../sbcs/tasks/restore-sbc.ts'
import { rotateSbcCredentials } from '../sbcs/tasks/rotate-sbc-credentials.ts'
import { synchronizeLeads } from '../customers/tasks/synchronize-leads.ts'
import { synchronizeNumbers } from '../numbers/tasks/synchronize-numbers.ts'
import { synchronizeUsers } from '../users/tasks/synchronize-users.ts'
import { unassignNumbers } from '../users/tasks/unassign-numbers/index.ts'
import { uploadNumbers } from '../numbers/tasks/upload-numbers/index.ts'
import { validateTenant } from '../customers/tasks/validate-tenant.ts'

/** The only list of kinds: the engine runs what stands here, and the walking tests test it. */
export const taskKinds: readonly AnyTaskKind[] = [
  addChannel,
  addGateway,
  addSite,
  assignChannel,
  changeChannel,
  changeLicence,
  changeRemovalStatus,
  changeNumbers,
  changeSbc,
  confirmGateway,
  createCustomer,
  createLead,
  createScriptTemplate,
  deleteChannel,
  deleteCustomer,
  deleteLead,
  deleteScriptTemplate,
  deleteSite,
  editDialPlan,
  editScriptTemplate,
  examineSbc,
  fillCivicAddresses,
  importNumbers,
  modifySite,
  provisionUser,
  pullCivicAddresses,
  readDialPlans,
  registerSbc,
  releaseNumbers,
  removeSbc,
  restoreSbc,
  rotateSbcCredentials,
  synchronizeLeads,
  synchronizeNumbers,
  synchronizeUsers,
  unassignNumbers,
  uploadNumbers,
  validateTenant
]
