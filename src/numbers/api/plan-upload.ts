import type { ReachedRecords } from '../../database/reach.ts'
import type { InputOf } from '../../engine/enqueue.ts'
import type { ItemResult } from '../../engine/records/task-items.ts'
import type { E164 } from '../../schemas/phone-number.ts'
import type { PlannedItem } from '../../schemas/request-plan.ts'
import { knownNumbers, type KnownNumber } from '../records/known-numbers.ts'
import { changeFacts } from '../records/number-changes.ts'
import { heldByOthers } from '../records/numbers.ts'
import type { UploadContext } from '../records/upload-context.ts'
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
      ...input.addressText !== undefined || input.locationText !== undefined
        ? ['Whether Microsoft knows the emergency address by these words is seen by the task.']
        : []
    ]
  }
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
