import type { ReachedRecords } from '../../database/reach.ts'
import type { InputOf } from '../../engine/enqueue.ts'
import type { ItemResult } from '../../engine/records/task-items.ts'
import type { E164 } from '../../schemas/phone-number.ts'
import type { PlannedItem } from '../../schemas/request-plan.ts'
import { latelySeenAddresses } from '../records/civic-addresses.ts'
import { knownNumbers, type KnownNumber } from '../records/known-numbers.ts'
import { changeFacts } from '../records/number-changes.ts'
import { heldByOthers } from '../records/numbers.ts'
import type { UploadContext } from '../records/upload-context.ts'
import { findLocation } from '../tasks/find-location.ts'
import { asksForAddress } from '../tasks/locate-address.ts'
import { ruleFor } from '../tasks/number-rules.ts'
import { siteOf } from '../tasks/upload-numbers/find-site.ts'
import type { uploadNumbers } from '../tasks/upload-numbers/index.ts'
import { resultsOfKnown } from '../tasks/upload-numbers/look-at-microsoft.ts'
import { notAdopted } from '../tasks/upload-numbers/progress.ts'

type Input = InputOf<typeof uploadNumbers>

/** What an upload would do, number by number: by the rules of its task, with the records in place of the upstreams. */
export async function planUpload (
  records: ReachedRecords, facts: UploadContext, input: Input, numbers: readonly E164[]
): Promise<{ items: PlannedItem[], notes: string[] }> {
  const { msTenantId } = input
  const [foreign, known, origins] = await Promise.all([
    heldByOthers(records, msTenantId, numbers), knownNumbers(records, msTenantId, numbers),
    changeFacts(records, numbers)
  ])
  const { held, refused } = resultsOfKnown({ input, progress: {} }, {
    foreign: new Set(foreign), facts: origins, found: new Map([...known].map(([number, { seen }]) => [number, seen]))
  })
  const results = new Map([...held, ...refused].map(result => [result.key, result]))
  const site = siteOf(facts, input.siteId, facts.sbcIds)
  const items = numbers.map(number => plannedItem(number, results.get(number), result =>
    site === undefined
      ? []
      : sbcEffects(facts.sbcIds, ruleFor(number, site.name, msTenantId), known.get(number), result)
  ))
  return {
    items,
    notes: [
      ...site === undefined ? ['The customer has no site: the task would fail for that.'] : [],
      ...asksForAddress(input) ? [await aboutAddress(records, input, numbers)] : []
    ]
  }
}

/** What our copy of the tenant's addresses says; it never speaks against one, because it may be old. */
async function aboutAddress (records: ReachedRecords, input: Input, numbers: readonly E164[]): Promise<string> {
  const { addresses, confirmedAt } = await latelySeenAddresses(records, input.msTenantId)
  if (confirmedAt === undefined) {
    return 'The addresses of the tenant were not read lately: the task asks Microsoft for them.'
  }
  const found = findLocation(addresses, input, numbers)
  const when = `as Microsoft had them at ${confirmedAt}`
  return found.status === 'found'
    ? `Emergency address ${found.civicAddressId} is among those of the tenant, ${when}.`
    : `Among the addresses of the tenant, ${when}, it is not to be found: ${found.reason} The task asks Microsoft anew.`
}

type Effects = PlannedItem['effects']

function plannedItem (
  number: E164, result: ItemResult | undefined, onSbcs: (result: ItemResult | undefined) => Effects
): PlannedItem {
  const isSent = result === undefined
  return {
    key: number, outcome: isSent ? 'succeeded' : result.outcome === 'failed' ? 'failed' : 'unchanged',
    code: result?.errorCode ?? null, reason: result?.error ?? null,
    effects: [...isSent ? [{ side: 'microsoft', sbcId: null, action: 'upload' } as const] : [], ...onSbcs(result)]
  }
}

function sbcEffects (
  sbcIds: readonly number[], rule: ReturnType<typeof ruleFor>, known: KnownNumber | undefined,
  result: ItemResult | undefined
): Effects {
  if (result?.outcome === 'failed' || result?.errorCode === notAdopted) return []
  const has = known?.rules ?? []
  return sbcIds
    .filter(id => !has.some(({ sbcId, name, tag }) => sbcId === id && name === rule.name && tag === rule.tag))
    .map(sbcId => ({ side: 'sbc', sbcId, action: 'add_rule' }))
}
