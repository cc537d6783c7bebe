import { notAllocated } from '../../allocations/api/accept-allocated.ts'
import { refusedUses } from '../../allocations/records/uses.ts'
import { usesOfNumbers } from '../../allocations/schemas/use.ts'
import type { Caller } from '../../http/caller.ts'
import { parseUpload, toUploadInput, type ParsedUpload } from '../../numbers/api/upload-request.ts'
import type { UploadContext } from '../../numbers/records/upload-context.ts'
import type { UploadBody } from '../../numbers/schemas/upload.ts'
import { compressToRanges } from '../../schemas/number-range.ts'
import type { Part } from '../tasks/plan.ts'
import type { BuildMeans } from './means.ts'
import type { Faults } from './faults.ts'
import type { Wanted } from './read-document.ts'
import type { AskNumbering } from '../../schemas/numbering.ts'

/** The customer for whom numbers are judged, as it is or as it is going to be. */
export interface Holder {
  readonly id: string
  readonly channelId: number | undefined
  /** What the records will say of the customer before its numbers come; undefined: what they say now counts. */
  readonly becomes?: Pick<UploadContext, 'customer' | 'sites'> | undefined
}

/** The ranges of a document, read as single uploads would be. Undefined where one cannot be read. */
export async function parseRanges (
  ask: AskNumbering, { ranges = [] }: Wanted, reason: string | undefined, faults: Faults
): Promise<Array<{ body: UploadBody, upload: ParsedUpload | undefined }>> {
  const seen = new Set<string>()
  const parsed: Array<{ body: UploadBody, upload: ParsedUpload | undefined }> = []
  for (const [index, range] of ranges.entries()) {
    const at = faults.at(`NumberRanges[${index}]`)
    const body = { ...range, ...(reason !== undefined && { reason }) }
    const upload = await at.catch(() => parseUpload(ask, body))
    const twice = upload?.numbers.filter(number => seen.has(number)) ?? []
    if (twice.length > 0) at.add('PhoneNumbers', `${twice[0]} is in another range of the customer already.`)
    for (const number of upload?.numbers ?? []) seen.add(number)
    parsed.push({ body, upload })
  }
  return parsed
}

/** The upload of a range, judged by the code of single uploads; undefined when nothing is to be uploaded. */
export async function uploadPart (
  means: BuildMeans, caller: Caller, { msTenantId }: Wanted, holder: Holder, index: number,
  { body, upload }: { body: UploadBody, upload: ParsedUpload }, faults: Faults
): Promise<Part | undefined> {
  if (upload.numbers.length === 0) return undefined
  const { callingProfile } = body
  const question = { reach: caller.reach, msTenantId, callingProfile }
  const known = holder.becomes === undefined
    ? await means.readContext(question)
    : { ...await means.readLeadContext(question), ...holder.becomes }
  const at = faults.at(`NumberRanges[${index}]`)
  const input = await at.catch(async () => toUploadInput(msTenantId, body, upload, known))
  if (body.reason === undefined) {
    const user = { caller: caller.id, customerId: holder.id, channelId: holder.channelId }
    await at.catch(async () => {
      const refused = await refusedUses(
        means.records(caller), user, usesOfNumbers([...upload.numbers], 'PhoneNumbers')
      )
      if (refused.length > 0) throw notAllocated(caller, refused)
    })
  }
  if (input === undefined) return undefined
  return {
    key: `upload ${index + 1}`, kind: 'upload-numbers', about: `${numbersText(upload.numbers)} for ${upload.usage}`,
    input, ranges: compressToRanges(upload.numbers), customerId: holder.id,
    ...(holder.channelId !== undefined && { channelId: holder.channelId })
  }
}

export const numbersText = ({ length }: readonly string[]): string => `${length} number${length === 1 ? '' : 's'}`
