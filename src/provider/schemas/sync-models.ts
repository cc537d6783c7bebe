/** Sorts of records that are synchronized, in VOSS's words, in the order in which one needs another. */
export const modelTypes = [
  'PartnerOperatorConsents', 'TenantCallingProfiles', 'NumberUsageCapabilities', 'PartnerCivicAddress', 'Numbers'
] as const
export type ModelType = typeof modelTypes[number]

/** What their counts are named by. */
export const countNames = {
  PartnerOperatorConsents: 'consents', TenantCallingProfiles: 'callingProfiles',
  NumberUsageCapabilities: 'capabilityPlans', PartnerCivicAddress: 'civicAddresses', Numbers: 'numbers'
} as const satisfies Record<ModelType, string>

export const modelWords: Readonly<Record<ModelType, string>> = {
  PartnerOperatorConsents: 'consents', TenantCallingProfiles: 'calling profiles',
  NumberUsageCapabilities: 'capability plans', PartnerCivicAddress: 'civic addresses', Numbers: 'numbers'
}
