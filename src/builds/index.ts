import type { Domain } from '../http/domain.ts'
import { buildTemplateChanges } from './api/build-template-changes.ts'
import { buildTemplates } from './api/build-templates.ts'
import { customerBuilds } from './api/customer-builds.ts'
import { storedDocuments } from './api/stored-documents.ts'
import { uploadContexts } from './records/upload-contexts.ts'
import {
  CustomerBuildAnswer, CustomerBuildBody, CustomerBuildPlan, CustomerDocument, StoredCustomerDocument,
  StoredCustomerDocumentPage
} from './schemas/document.ts'
import {
  BuildTemplate, BuildTemplateAnswer, BuildTemplateClone, BuildTemplateComparison, BuildTemplateEdit, BuildTemplatePage
} from './schemas/template.ts'
import { buildCustomer } from './tasks/build-customer/index.ts'
import { buildCustomers, deleteCustomers } from './tasks/build-customers.ts'
import { keepBuildTemplate, removeBuildTemplate } from './tasks/keep-build-template.ts'

/** Customers as documents. */
export const buildsDomain: Domain = {
  resources: ({ db }) => [
    customerBuilds(uploadContexts(db)), storedDocuments, buildTemplates, buildTemplateChanges
  ],
  kinds: [buildCustomer, buildCustomers, deleteCustomers, keepBuildTemplate, removeBuildTemplate],
  components: [
    BuildTemplate, BuildTemplateAnswer, BuildTemplateClone, BuildTemplateComparison, BuildTemplateEdit,
    BuildTemplatePage, CustomerBuildAnswer, CustomerBuildBody, CustomerBuildPlan, CustomerDocument,
    StoredCustomerDocument, StoredCustomerDocumentPage
  ],
  backgroundJobs: () => []
}
