import type { Plan } from '../state/schema.ts'

// What a usage turns into; only the calling-user usage changes its name on the way.
const granted = new Map([['CallingUserAssignment', 'UserAssignment']])
const capabilityOf = (usage: string) => granted.get(usage) ?? usage

const distinct = (values: string[]) => [...new Set(values)]

export interface Wanted {
  usage: string
  additionalUsages: string[]
  choosableCapabilities: string[]
}

export function capabilitiesOf (isTollFree: boolean, wanted: Wanted, plans: Plan[]) {
  const plan = plans.find((candidate) => candidate.usage === wanted.usage)
  const acquired = distinct([
    ...(isTollFree ? ['TollFree'] : []),
    'Office365',
    ...wanted.choosableCapabilities,
    capabilityOf(wanted.usage),
    ...(plan?.mandatoryCapabilities ?? [])
  ])
  return {
    acquiredCapabilities: acquired,
    availableCapabilities: distinct([
      ...acquired,
      ...(plan?.choosableCapabilities ?? []),
      ...wanted.additionalUsages.map(capabilityOf)
    ])
  }
}
