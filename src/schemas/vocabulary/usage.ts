import { wordFinder, wordsOf, type Words } from './spelling.ts'

// What a number may be used for, and what it can do (docs/wire/microsoft.md#usages-and-capabilities). The live
// capability plan decides what a tenant is offered.

/** Usages, and what else they are called: the capabilities they give, and words of older pages. */
const usageWords = {
  CallingUserAssignment: ['CallingUserAssigned', 'UserAssignment'],
  FirstPartyAppAssignment: [
    'FirstPartyAppAssigned', 'FirstPartyVoiceAppAssignment', 'VoiceAppAssignment', 'VoiceApplicationAssignment'
  ],
  ConferenceAssignment: ['ConferenceAssigned'],
  ThirdPartyAppAssignment: ['ThirdPartyAppAssigned']
} as const satisfies Words<string>

export type Usage = keyof typeof usageWords
export const usages = wordsOf<Usage>(usageWords)

const findUsage = wordFinder<Usage>(usageWords)

export function isUsage (text: string | null | undefined): text is Usage {
  return usages.some(usage => usage === text)
}

/** The usage that a text means; undefined for none. */
export function parseUsage (text: string): Usage | undefined {
  return findUsage(text)
}

/** The capability that a usage gives a number; only that of calling users has another name. */
export function capabilityOf (usage: Usage): string {
  return usage === 'CallingUserAssignment' ? 'UserAssignment' : usage
}

/** What a number with these capabilities is used for; undefined when they do not tell. */
export function usageOf (capabilities: readonly string[]): Usage | undefined {
  return usages.find(usage => capabilities.some(capability => findUsage(capability) === usage))
}

/** Capabilities that can be chosen, and those that follow from what a number is. Microsoft adds to both. */
const capabilityWords = {
  chosen: ['InboundCalling', 'OutboundCalling', 'Mobile'],
  following: [
    'Office365', 'Azure', 'Calling', 'Geographic', 'NonGeographic', 'TollCalling', 'TollFreeCalling', 'TollFree',
    'Premium'
  ]
} as const

/** The capabilities that can be chosen; the others follow from the number and its usage. */
export const choosableCapabilities: readonly string[] = capabilityWords.chosen

/** All that have a name here; the plan of a tenant may have others. */
export const knownCapabilities: readonly string[] = [...capabilityWords.chosen, ...capabilityWords.following]

const findCapability = wordFinder(Object.fromEntries(knownCapabilities.map(word => [word, []])))

/** A capability as people write it, in any case. What is not known here, the plan of the tenant may know. */
export function readCapability (text: string): string {
  const usage = findUsage(text)
  return findCapability(text) ?? (usage === undefined ? text.trim() : capabilityOf(usage))
}

/** What a plan says of the capabilities of a usage. */
export interface OfferedCapabilities { readonly mandatory: readonly string[], readonly choosable: readonly string[] }

/**
 * Those of the capabilities that somebody chooses. Records print all that a number has; what follows from it, from its
 * usages or from the plan needs no choice, and Microsoft refuses to be told it.
 */
export function chosenCapabilities (
  capabilities: readonly string[], given: readonly Usage[], plan: OfferedCapabilities | undefined
): string[] {
  const following = new Set<string>([
    ...capabilityWords.following, ...given.map(capabilityOf), ...plan?.mandatory ?? []
  ])
  return capabilities.filter(capability => plan?.choosable.includes(capability) === true || !following.has(capability))
}

const typeWords = { Geographic: [], TollFree: [], Mobile: [] } as const satisfies Words<string>

export type TypeOfService = keyof typeof typeWords
export const typesOfService = wordsOf<TypeOfService>(typeWords)
export const findTypeOfService = wordFinder<TypeOfService>(typeWords)
