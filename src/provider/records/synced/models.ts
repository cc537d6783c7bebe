import type { ModelType } from '../../schemas/sync-models.ts'
import { civicAddresses } from './civic-addresses.ts'
import { consents } from './consents.ts'
import type { SyncedModel } from './model.ts'
import { numbers } from './numbers.ts'
import { plans } from './plans.ts'
import { profiles } from './profiles.ts'

export const syncedModels: Readonly<Record<ModelType, SyncedModel>> = {
  PartnerOperatorConsents: consents, TenantCallingProfiles: profiles, NumberUsageCapabilities: plans,
  PartnerCivicAddress: civicAddresses, Numbers: numbers
}
