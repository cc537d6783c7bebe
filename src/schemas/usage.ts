/** What a number may be used for (microsoft.md §5.1). The live capability plan decides what a tenant is offered. */
export const usages = ['CallingUserAssignment', 'FirstPartyAppAssignment', 'ConferenceAssignment', 'ThirdPartyAppAssignment'] as const

export type Usage = typeof usages[number]

/** Usage names as people and older documents write them: any case, and `ConferenceAssigned` for `ConferenceAssignment`. */
export function parseUsage (text: string): Usage | undefined {
  const wanted = text.trim().toLowerCase().replace(/assigned$/, 'assignment').replace(/\s+/g, '')
  return usages.find(usage => usage.toLowerCase() === wanted)
}

export const typesOfService = ['Geographic', 'TollFree', 'Mobile'] as const

export type TypeOfService = typeof typesOfService[number]
