/**
 * What a number may be used for (docs/wire/microsoft.md#usages-and-capabilities). The live capability plan decides what
 * a tenant is offered.
 */
export const usages = [
  'CallingUserAssignment', 'FirstPartyAppAssignment', 'ConferenceAssignment', 'ThirdPartyAppAssignment'
] as const

export type Usage = typeof usages[number]

export function isUsage (text: string | null | undefined): text is Usage {
  return usages.some(usage => usage === text)
}

/**
 * Usage names as people and older pages write them (docs/wire/live-cloud.md#upload): any case, and
 * `ConferenceAssigned` for `ConferenceAssignment`.
 */
export function parseUsage (text: string): Usage | undefined {
  const wanted = text.trim().toLowerCase().replace(/assigned$/, 'assignment').replace(/\s+/g, '')
  return usages.find(usage => usage.toLowerCase() === wanted)
}

/**
 * The capability that a usage gives a number (docs/wire/microsoft.md#usages-and-capabilities); only that of calling
 * users has another name.
 */
export function capabilityOf (usage: Usage): string {
  return usage === 'CallingUserAssignment' ? 'UserAssignment' : usage
}

/** What a number with these capabilities is used for; undefined when they do not tell. */
export function usageOf (capabilities: readonly string[]): Usage | undefined {
  return usages.find(usage => capabilities.includes(capabilityOf(usage)))
}

/** The capabilities that can be chosen; the others follow from the number and its usage. */
export const choosableCapabilities: readonly string[] = ['InboundCalling', 'OutboundCalling', 'Mobile']

/** A capability as people write it, in any case. What is not known here, the plan of the tenant may know. */
export function readCapability (text: string): string {
  const wanted = text.replace(/\s+/g, '').toLowerCase()
  return choosableCapabilities.find(capability => capability.toLowerCase() === wanted) ?? text.trim()
}

export const typesOfService = ['Geographic', 'TollFree', 'Mobile'] as const

export type TypeOfService = typeof typesOfService[number]
