import type { Domain } from '../http/domain.ts'
import { customerCreation } from './api/customer-creation.ts'
import { customerRemoval } from './api/customer-removal.ts'
import { leadReads } from './api/lead-reads.ts'
import { leads } from './api/leads.ts'
import { ovocServices } from './api/ovoc-services.ts'
import { tenantValidation } from './api/tenant-validation.ts'
import { Lead, LeadPage, NewLead } from './schemas/lead.ts'
import { JobReference, LeadChange, NewCustomerBody, NewHostedCustomerBody } from './schemas/new-customer.ts'
import { OvocService, OvocServices } from './schemas/ovoc-service.ts'
import { TenantValidation } from './schemas/tenant-validation.ts'
import { createCustomer } from './tasks/create-customer.ts'
import { createLead } from './tasks/create-lead.ts'
import { deleteCustomer } from './tasks/delete-customer.ts'
import { deleteLead } from './tasks/delete-lead.ts'
import { fillCivicAddresses } from './tasks/fill-civic-addresses.ts'
import { synchronizeLeads } from './tasks/synchronize-leads.ts'
import { validateTenant } from './tasks/validate-tenant.ts'

/** Leads, their consents, and how they become customers and stop being ones. */
export const customersDomain: Domain = {
  resources: () => [customerCreation, customerRemoval, leadReads, leads, ovocServices, tenantValidation],
  kinds: [createCustomer, createLead, deleteCustomer, deleteLead, fillCivicAddresses, synchronizeLeads, validateTenant],
  components: [
    JobReference, Lead, LeadChange, LeadPage, NewCustomerBody, NewHostedCustomerBody, NewLead, OvocService,
    OvocServices, TenantValidation
  ],
  backgroundJobs: () => []
}
