import { recordsOfProvider } from '../../../database/reach.ts'
import { changeFacts } from '../../records/number-changes.ts'
import { readUploadContexts, type CapabilityPlan } from '../../records/upload-context.ts'
import { isUsage } from '../../../schemas/vocabulary/usage.ts'
import { failedItem, type ItemResult } from '../../../engine/records/task-items.ts'
import type { E164 } from '../../../schemas/phone-number.ts'
import type { AcquiredNumber } from '../../../upstreams/microsoft/microsoft.ts'
import { planFor } from '../upload-rules.ts'
import { isAlready } from './is-already.ts'
import { desiredBy, type ChangeContext } from './progress.ts'

/** What Microsoft shows of some numbers. */
export interface Looked {
  /** Numbers that are as they should be. */
  readonly seen: AcquiredNumber[]
  /** What became of those, and of numbers that Microsoft does not hold. */
  readonly results: ItemResult[]
  /** Numbers still to be changed. */
  readonly open: E164[]
}

/**
 * Sorts numbers into those that are as they should be, those still to be changed and those that Microsoft lacks. Of
 * those that it was told, the records do not know the additional usages yet, and Microsoft does not show them.
 */
export async function lookAt (
  context: ChangeContext, numbers: readonly E164[], told: ReadonlySet<E164> = new Set()
): Promise<Looked> {
  const { db, task, input, progress, microsoft } = context
  const asked = new Set(progress.wave)
  const facts = await changeFacts(recordsOfProvider(db, task.providerId), numbers)
  const planOf = await planReader(context)
  const found = await microsoft.findNumbers(task.providerId, input.msTenantId, numbers)
  const looked: Looked = { seen: [], results: [], open: [] }
  const desired = desiredBy(context)
  const visible = { ...desired, additionalUsages: undefined }
  for (const number of numbers) {
    const known = found.get(number)
    const fact = facts.get(number)
    if (known === undefined) {
      looked.results.push(
        failedItem(number, 'change', 'number_not_found', 'Microsoft does not hold the number for the tenant.')
      )
    } else if (!isAlready(known, told.has(number) ? visible : desired, planOf(input.usage ?? fact?.usage), fact)) {
      looked.open.push(number)
    } else {
      looked.seen.push(known)
      const isOurs = asked.has(number) || told.has(number)
      looked.results.push({ key: number, outcome: isOurs ? 'succeeded' : 'unchanged', step: 'change' })
    }
  }
  return looked
}

/** Makes a function that reads which capability plan the tenant is offered for a usage. */
async function planReader (
  { db, task, input }: ChangeContext
): Promise<(usage: string | null | undefined) => CapabilityPlan | undefined> {
  const [facts] = await readUploadContexts(db, [{
    providerId: task.providerId, msTenantId: input.msTenantId, callingProfile: ''
  }])
  return usage => facts !== undefined && isUsage(usage) ? planFor(facts, usage) : undefined
}
