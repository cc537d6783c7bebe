import { changeRefusals } from '../../numbers/api/number-changes.ts'
import { changeFacts } from '../../numbers/records/number-changes.ts'
import type { UploadContext } from '../../numbers/records/upload-context.ts'
import type { ParsedUpload } from '../../numbers/api/upload-request.ts'
import type { UploadBody } from '../../numbers/schemas/upload.ts'
import type { ChangeInput } from '../../numbers/tasks/change-numbers/progress.ts'
import { planFor } from '../../numbers/tasks/upload-rules.ts'
import type { Caller } from '../../http/caller.ts'
import { asE164 } from '../../schemas/phone-number.ts'
import { compressToRanges } from '../../schemas/number-range.ts'
import { chosenCapabilities } from '../../schemas/vocabulary/usage.ts'
import type { HeldNumber } from '../records/documents.ts'
import type { Part } from '../tasks/plan.ts'
import type { Faults } from './faults.ts'
import { numbersText } from './judge-upload.ts'
import type { BuildMeans } from './means.ts'
import type { Wanted } from './read-document.ts'

type Change = Omit<ChangeInput, 'msTenantId' | 'duplicates'>

/** A range of a document, and the numbers of it that the customer has already. */
interface HeldRange {
  readonly index: number
  readonly body: UploadBody
  readonly upload: ParsedUpload
  readonly held: readonly HeldNumber[]
}

/** Changes of numbers that the customer has, but not as the document says; what cannot be changed is noted. */
export async function planChanges (
  means: BuildMeans, caller: Caller, { msTenantId }: Wanted, { index, body, upload, held }: HeldRange, faults: Faults
): Promise<{ changes: Part[], notes: string[] }> {
  const ours = held.filter(({ isOurs }) => isOurs)
  if (ours.length === 0) return { changes: [], notes: [] }
  const facts = await means.readContext({ reach: caller.reach, msTenantId, callingProfile: body.callingProfile })
  const groups = new Map<string, { change: Change, numbers: string[] }>()
  for (const number of ours) {
    const change = changeOf(number, upload, facts)
    const key = JSON.stringify(change)
    if (key === '{}') continue
    const group = groups.get(key) ?? { change, numbers: [] }
    groups.set(key, { change, numbers: [...group.numbers, number.number] })
  }
  const at = faults.at(`NumberRanges[${index}]`)
  const known = groups.size === 0 ? new Map() : await changeFacts(means.records(caller), ours.map(one => one.number))
  const changes = [...groups.values()].map(({ change, numbers }, place): Part => {
    for (const [field, messages] of Object.entries(changeRefusals(change, numbers.map(asE164), known, facts))) {
      for (const message of messages) at.add(field, message)
    }
    return {
      key: `change ${index + 1}.${place + 1}`, kind: 'change-numbers',
      about: `${numbersText(numbers)} changed: ${Object.keys(change).join(', ')}`,
      input: { msTenantId, ...change, duplicates: [] }, ranges: compressToRanges(numbers.map(asE164))
    }
  })
  return { changes, notes: profileNotes(ours, facts) }
}

/** What is asked for and is not so. What the document does not say stays. */
function changeOf (held: HeldNumber, upload: ParsedUpload, facts: UploadContext): Change {
  const { usage, additionalUsages, address: { civicAddressId, locationId } } = upload
  const wanted = chosenCapabilities(upload.capabilities, [usage, ...additionalUsages], planFor(facts, usage))
  const isMoved = civicAddressId !== undefined &&
    (civicAddressId !== held.civicAddressId || (locationId !== undefined && locationId !== held.locationId))
  return {
    ...(usage !== held.usage && { usage }),
    ...(!sameWords(additionalUsages, held.additionalUsages) && { additionalUsages: [...additionalUsages] }),
    ...(held.capabilities !== null && !sameWords(wanted, held.capabilities) && { capabilities: wanted }),
    ...(isMoved && { civicAddressId, ...(locationId !== undefined && { locationId }) })
  }
}

function sameWords (one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every(word => other.includes(word))
}

/** Microsoft changes the calling profile of no number; to release it and upload it again is more than is asked. */
function profileNotes (held: readonly HeldNumber[], { callingProfile }: UploadContext): string[] {
  const others = held.filter(({ callingProfileId }) =>
    callingProfileId !== null && callingProfile !== null && callingProfileId !== callingProfile.id)
  return others.length === 0
    ? []
    : [`${numbersText(others.map(({ number }) => number))} keep another calling profile. Release and upload them to ` +
      'change it.']
}
