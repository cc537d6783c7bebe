import type { AnyTaskKind } from '../define.ts'
import { addChannel } from './add-channel.ts'
import { addGateway } from './add-gateway.ts'
import { addSite } from './add-site.ts'
import { assignChannel } from './assign-channel.ts'
import { changeChannel } from './change-channel.ts'
import { changeLicence } from './change-licence.ts'
import { changeRemovalStatus } from './change-removal-status.ts'
import { changeNumbers } from './change-numbers.ts'
import { changeSbc } from './change-sbc.ts'
import { confirmGateway } from './confirm-gateway.ts'
import { createCustomer } from './create-customer.ts'
import { createLead } from './create-lead.ts'
import { createScriptTemplate } from './create-script-template.ts'
import { deleteChannel } from './delete-channel.ts'
import { deleteCustomer } from './delete-customer.ts'
import { deleteLead } from './delete-lead.ts'
import { deleteScriptTemplate } from './delete-script-template.ts'
import { deleteSite } from './delete-site.ts'
import { editDialPlan } from './edit-dial-plan.ts'
import { editScriptTemplate } from './edit-script-template.ts'
import { examineSbc } from './examine-sbc.ts'
import { fillCivicAddresses } from './fill-civic-addresses.ts'
import { importNumbers } from './import-numbers.ts'
import { modifySite } from './modify-site.ts'
import { provisionUser } from './provision-user.ts'
import { pullCivicAddresses } from './pull-civic-addresses.ts'
import { readDialPlans } from './read-dial-plans.ts'
import { registerSbc } from './register-sbc.ts'
import { releaseNumbers } from './release-numbers.ts'
import { removeSbc } from './remove-sbc.ts'
import { restoreSbc } from './restore-sbc.ts'
import { rotateSbcCredentials } from './rotate-sbc-credentials.ts'
import { synchronizeLeads } from './synchronize-leads.ts'
import { synchronizeNumbers } from './synchronize-numbers.ts'
import { synchronizeUsers } from './synchronize-users.ts'
import { unassignNumbers } from './unassign-numbers.ts'
import { uploadNumbers } from './upload-numbers.ts'
import { validateTenant } from './validate-tenant.ts'

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
