import type { Domain } from '../http/domain.ts'
import { operatorCredentials } from './api/operator-credentials.ts'
import { operatorTenantChanges } from './api/operator-tenant-changes.ts'
import { operatorTenants } from './api/operator-tenants.ts'
import { relationships } from './api/relationships.ts'
import {
  NewOperatorTenant, OperatorCredential, OperatorGate, OperatorTenant, OperatorTenantAnswer, OperatorTenantChange,
  OperatorTenantPage
} from './schemas/operator-tenant.ts'
import { ConsentRelationship, RelationshipChange } from './schemas/relationship.ts'
import { addOperatorTenant } from './tasks/add-operator-tenant.ts'
import { changeOperatorCredential, promoteOperatorCredential } from './tasks/change-operator-credential.ts'
import { changeOperatorTenant } from './tasks/change-operator-tenant.ts'
import { changeRelationship } from './tasks/change-relationship.ts'
import { removeOperatorTenant } from './tasks/remove-operator-tenant.ts'
import { synchronizeOperatorTenant } from './tasks/synchronize-operator-tenant.ts'
import { testOperatorTenant } from './tasks/test-operator-tenant.ts'

/** What the provider's own staff does before and beside the work for customers. */
export const providerDomain: Domain = {
  resources: () => [operatorTenants, operatorTenantChanges, operatorCredentials, relationships],
  kinds: [
    addOperatorTenant, changeOperatorCredential, changeOperatorTenant, changeRelationship, promoteOperatorCredential,
    removeOperatorTenant, synchronizeOperatorTenant, testOperatorTenant
  ],
  components: [
    ConsentRelationship, NewOperatorTenant, OperatorCredential, OperatorGate, OperatorTenant, OperatorTenantAnswer,
    OperatorTenantChange, OperatorTenantPage, RelationshipChange
  ],
  backgroundJobs: () => []
}
