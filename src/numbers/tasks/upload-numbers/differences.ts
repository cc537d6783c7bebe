import type { ChangeFact } from '../../records/number-changes.ts'
import { choosableCapabilities, usageOf } from '../../../schemas/vocabulary/usage.ts'
import { notedItem, type ItemResult } from '../../../engine/records/task-items.ts'
import type { AcquiredNumber } from '../../../upstreams/microsoft/microsoft.ts'
import { addressOf, notAdopted, type UploadContext } from './progress.ts'

type Asked = Pick<UploadContext, 'input' | 'progress'>

/**
 * The result of a number that Microsoft held for the tenant before: an upload brings it on the SBCs, and changes
 * nothing else of it. What was asked for and is not so is said.
 */
export function resultOfHeld (
  asked: Asked, found: AcquiredNumber, fact: ChangeFact | undefined, step: string
): ItemResult {
  const { code, words } = originOf(asked, fact)
  const differing = differencesOf(asked, found, fact)
  if (code === undefined && differing.length === 0) return { key: found.number, outcome: 'unchanged', step }
  const reason = [
    ...words,
    ...differing.length === 0
      ? []
      : [
          `It has ${differing.join(', ')}; an upload does not change that. Change its capabilities or its ` +
          'emergency location instead.'
        ]
  ]
  return notedItem(found.number, 'unchanged', step, code ?? 'held_differently', reason.join(' '))
}

function originOf (
  { input }: Asked, fact: ChangeFact | undefined
): { code: string | undefined, words: readonly string[] } {
  if (fact === undefined) {
    return {
      code: 'found_at_microsoft',
      words: ['Microsoft held the number for the tenant, unknown to our records; it is ours from now on.']
    }
  }
  if (fact.source !== 'ocsync') return { code: undefined, words: [] }
  return input.adopt === true
    ? { code: 'adopted', words: ['The number came from elsewhere (source ocsync); it is ours from now on.'] }
    : {
        code: notAdopted,
        words: [
          'The number came from elsewhere (source ocsync), so that no SBC is touched for it. Send adopt=true to make ' +
          'it ours.'
        ]
      }
}

/** What the number has instead of what is asked for; only what Microsoft or our records show. */
function differencesOf (
  { input, progress }: Asked, found: AcquiredNumber, fact: ChangeFact | undefined
): string[] {
  const differing: string[] = []
  const compare = (what: string, has: string | undefined, wanted: string | undefined): void => {
    if (has === undefined || wanted === undefined || has === wanted) return
    differing.push(`${what} ${has} instead of ${wanted}`)
  }
  const { civicAddressId, locationId } = addressOf({ input, progress })
  compare('usage', usageOf(found.acquiredCapabilities), input.usage)
  compare('capabilities', chosen(found.acquiredCapabilities), chosen(input.capabilities))
  compare('calling profile', found.callingProfileId, input.callingProfileId)
  compare('civic address', found.civicAddressId ?? 'none', civicAddressId)
  compare('location', found.locationId ?? 'none', locationId)
  compare('country', found.country, input.country)
  const missing = input.additionalUsages.filter(usage => fact?.additionalUsages.includes(usage) === false)
  return [...differing, ...missing.map(usage => `no additional usage ${usage}`)]
}

/** The capabilities that can be chosen; nothing when Microsoft shows none at all. */
function chosen (capabilities: readonly string[]): string | undefined {
  if (capabilities.length === 0) return undefined
  return choosableCapabilities.filter(capability => capabilities.includes(capability)).join(' ') || 'none'
}
