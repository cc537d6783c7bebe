import type { Domain } from '../http/domain.ts'
import { dialPlanChanges } from './api/dial-plan-changes.ts'
import { dialPlans } from './api/dial-plans.ts'
import { scriptTemplateChanges } from './api/script-template-changes.ts'
import { scriptTemplates } from './api/script-templates.ts'
import { siteLocations } from './api/site-locations.ts'
import { siteModifications } from './api/site-modifications.ts'
import { DialPlan, DialPlanChangeBody, DialPlanMatch } from './schemas/dial-plan.ts'
import {
  SavedScriptTemplate, ScriptPreview, ScriptPreviewBody, ScriptTemplate, ScriptTemplateBody
} from './schemas/script-template.ts'
import { SiteLocation, SiteLocationBody, SiteLocationReference, SiteLocationRemoval } from './schemas/site-location.ts'
import { addSite } from './tasks/add-site.ts'
import { createScriptTemplate } from './tasks/create-script-template.ts'
import { deleteScriptTemplate } from './tasks/delete-script-template.ts'
import { deleteSite } from './tasks/delete-site.ts'
import { editDialPlan } from './tasks/edit-dial-plan/index.ts'
import { editScriptTemplate } from './tasks/edit-script-template.ts'
import { modifySite } from './tasks/modify-site/index.ts'
import { readDialPlans } from './tasks/read-dial-plans.ts'

/** SIP connections, dial plans and script templates. */
export const sitesDomain: Domain = {
  resources: () => [
    dialPlans, dialPlanChanges, scriptTemplates, scriptTemplateChanges, siteLocations, siteModifications
  ],
  kinds: [
    addSite, createScriptTemplate, deleteScriptTemplate, deleteSite, editDialPlan, editScriptTemplate, modifySite,
    readDialPlans
  ],
  components: [
    DialPlan, DialPlanChangeBody, DialPlanMatch, SavedScriptTemplate, ScriptPreview, ScriptPreviewBody, ScriptTemplate,
    ScriptTemplateBody, SiteLocation, SiteLocationBody, SiteLocationReference, SiteLocationRemoval
  ],
  backgroundJobs: () => []
}
