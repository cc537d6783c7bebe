import { addGateway, confirmGateway } from './gateways.ts'
import { addSite } from './add-site.ts'
import { changeRemovalStatus } from './change-removal-status.ts'
import { addChannel, assignChannel, changeChannel, deleteChannel } from './channels.ts'
import { changeLicence } from './change-licence.ts'
import { createCustomer } from './create-customer.ts'
import { changeNumbers } from './change-numbers.ts'
import { createLead } from './create-lead.ts'
import { deleteCustomer } from './delete-customer.ts'
import { deleteLead } from './delete-lead.ts'
import { deleteSite } from './delete-site.ts'
import { editDialPlan } from './edit-dial-plan.ts'
import type { Example } from './example.ts'
import { fillCivicAddresses } from './fill-civic-addresses.ts'
import { importNumbers } from './import-numbers.ts'
import { modifySite } from './modify-site.ts'
import { provisionUser } from './provision-user.ts'
import { pullCivicAddresses } from './pull-civic-addresses.ts'
import { readDialPlans } from './read-dial-plans.ts'
import { releaseNumbers } from './release-numbers.ts'
import { changeSbc, examineSbc, registerSbc, removeSbc, restoreSbc, rotateSbcCredentials } from './sbc-devices.ts'
import { createScriptTemplate, deleteScriptTemplate, editScriptTemplate } from './script-templates.ts'
import { synchronizeLeads } from './synchronize-leads.ts'
import { synchronizeNumbers } from './synchronize-numbers.ts'
import { synchronizeUsers } from './synchronize-users.ts'
import { unassignNumbers } from './unassign-numbers.ts'
import { uploadNumbers } from './upload-numbers.ts'
import { validateTenant } from './validate-tenant.ts'

/** One for each kind, by its name. */
export const examples: Readonly<Record<string, Example>> = {
  'add-channel': addChannel,
  'add-gateway': addGateway,
  'add-site': addSite,
  'assign-channel': assignChannel,
  'change-channel': changeChannel,
  'change-licence': changeLicence,
  'change-removal-status': changeRemovalStatus,
  'change-numbers': changeNumbers,
  'change-sbc': changeSbc,
  'confirm-gateway': confirmGateway,
  'create-customer': createCustomer,
  'create-lead': createLead,
  'create-script-template': createScriptTemplate,
  'delete-channel': deleteChannel,
  'delete-customer': deleteCustomer,
  'delete-lead': deleteLead,
  'delete-script-template': deleteScriptTemplate,
  'delete-site': deleteSite,
  'edit-dial-plan': editDialPlan,
  'edit-script-template': editScriptTemplate,
  'examine-sbc': examineSbc,
  'fill-civic-addresses': fillCivicAddresses,
  'import-numbers': importNumbers,
  'modify-site': modifySite,
  'provision-user': provisionUser,
  'pull-civic-addresses': pullCivicAddresses,
  'read-dial-plans': readDialPlans,
  'register-sbc': registerSbc,
  'release-numbers': releaseNumbers,
  'remove-sbc': removeSbc,
  'restore-sbc': restoreSbc,
  'rotate-sbc-credentials': rotateSbcCredentials,
  'synchronize-leads': synchronizeLeads,
  'synchronize-numbers': synchronizeNumbers,
  'synchronize-users': synchronizeUsers,
  'unassign-numbers': unassignNumbers,
  'upload-numbers': uploadNumbers,
  'validate-tenant': validateTenant
}
