import type { Domain } from '../http/domain.ts'
import { bulk } from './api/bulk.ts'
import { catalogue } from './api/catalogue.ts'
import { consents } from './api/consents.ts'
import { dataSyncChanges } from './api/data-sync-changes.ts'
import { dataSyncs } from './api/data-syncs.ts'
import { numberOrders, numberReleases } from './api/number-orders.ts'
import { operatorCredentials } from './api/operator-credentials.ts'
import { operatorTenantChanges } from './api/operator-tenant-changes.ts'
import { operatorTenants } from './api/operator-tenants.ts'
import { relationships } from './api/relationships.ts'
import { upstreams } from './api/upstreams.ts'
import {
  NumberUsageCapability, NumberUsageCapabilityPage, OperatorCallingProfile, OperatorCallingProfilePage,
  PartnerCivicAddress, PartnerCivicAddressPage
} from './schemas/catalogue.ts'
import {
  CatalogueChange, CatalogueChangePage, OrphanNumber, OrphanNumberPage, PartnerConsent, PartnerConsentDetails,
  PartnerConsentPage
} from './schemas/consent.ts'
import {
  DataSync, DataSyncAnswer, DataSyncChange, DataSyncDetails, DataSyncPage, DataSyncRun, NewDataSync
} from './schemas/data-sync.ts'
import { BulkLoad } from './schemas/bulk-load.ts'
import { NumberOrder, NumberOrderPage } from './schemas/number-order.ts'
import {
  NewOperatorTenant, OperatorCredential, OperatorGate, OperatorTenant, OperatorTenantAnswer, OperatorTenantChange,
  OperatorTenantPage
} from './schemas/operator-tenant.ts'
import { ConsentRelationship, RelationshipChange } from './schemas/relationship.ts'
import { UpstreamState } from './schemas/upstream-state.ts'
import { addOperatorTenant } from './tasks/add-operator-tenant.ts'
import { changeOperatorCredential, promoteOperatorCredential } from './tasks/change-operator-credential.ts'
import { changeOperatorTenant } from './tasks/change-operator-tenant.ts'
import { changeRelationship } from './tasks/change-relationship.ts'
import { dataSyncSchedule } from './tasks/data-sync-schedule.ts'
import { loadSheets } from './tasks/load-sheets.ts'
import { keepDataSync } from './tasks/keep-data-sync.ts'
import { removeDataSync } from './tasks/remove-data-sync.ts'
import { removeOperatorTenant } from './tasks/remove-operator-tenant.ts'
import { synchronizeOperatorTenant } from './tasks/synchronize-operator-tenant.ts'
import { testOperatorTenant } from './tasks/test-operator-tenant.ts'

/** What the provider's own staff does before and beside the work for customers. */
export const providerDomain: Domain = {
  resources: () => [
    operatorTenants, operatorTenantChanges, operatorCredentials, relationships, consents, dataSyncs,
    bulk, dataSyncChanges, numberOrders, numberReleases, catalogue, upstreams
  ],
  kinds: [
    addOperatorTenant, changeOperatorCredential, changeOperatorTenant, changeRelationship, keepDataSync, loadSheets,
    promoteOperatorCredential, removeDataSync, removeOperatorTenant, synchronizeOperatorTenant, testOperatorTenant
  ],
  components: [
    BulkLoad, CatalogueChange, CatalogueChangePage, ConsentRelationship, DataSync, DataSyncAnswer, DataSyncChange,
    DataSyncDetails, DataSyncPage, DataSyncRun, NewDataSync, NewOperatorTenant, NumberOrder, NumberOrderPage,
    NumberUsageCapability, NumberUsageCapabilityPage, OperatorCallingProfile, OperatorCallingProfilePage,
    OperatorCredential, OperatorGate, OperatorTenant, OperatorTenantAnswer, OperatorTenantChange, OperatorTenantPage,
    OrphanNumber, OrphanNumberPage, PartnerCivicAddress, PartnerCivicAddressPage, PartnerConsent,
    PartnerConsentDetails, PartnerConsentPage, RelationshipChange, UpstreamState
  ],
  backgroundJobs: () => [dataSyncSchedule()]
}
