import type { Caller } from '../../http/caller.ts'
import { numberFacts } from '../../numbers/api/strange-numbers.ts'
import { refuseWhatCannotGo } from '../../numbers/api/releases.ts'
import { asE164 } from '../../schemas/phone-number.ts'
import { compressToRanges } from '../../schemas/number-range.ts'
import { customerOf } from '../../tenancy/records/customers.ts'
import { customerOfTenant } from '../../tenancy/records/tenants.ts'
import { heldNumbers } from '../records/documents.ts'
import type { Part } from '../tasks/plan.ts'
import type { Faults } from './faults.ts'
import { numbersText, parseRanges, uploadPart, type Holder } from './judge-upload.ts'
import type { BuildMeans } from './means.ts'
import { planChanges } from './plan-changes.ts'
import { planLicence } from './plan-licence.ts'
import { planSites } from './plan-sites.ts'
import type { Wanted } from './read-document.ts'
import { numberingFor } from '../../tenancy/records/numbering-overrides.ts'

export interface Difference { readonly stages: Part[][], readonly notes: string[] }

/** What brings a customer from what the records say to what its document says, and nothing else. */
export async function planModify (
  means: BuildMeans, caller: Caller, wanted: Wanted, reason: string | undefined, faults: Faults
): Promise<Difference> {
  const records = means.records(caller)
  const found = await customerOfTenant(records, wanted.msTenantId)
  const customer = found && await customerOf(records, found.id)
  if (customer === undefined) {
    faults.add('MsTenantId', 'The tenant is not one of your licensed customers.')
    return { stages: [], notes: [] }
  }
  if (wanted.shortName !== undefined && wanted.shortName !== customer.shortName) {
    faults.add('CustomerShortName', `The customer is called ${customer.shortName}, and keeps that name.`)
  }
  const holder: Holder = { id: customer.id, channelId: customer.channelId ?? undefined }
  const scope = scopeOf(holder)
  const licence = planLicence(customer, wanted, faults).map(part => ({ ...part, ...scope }))
  const sites = await planSites(means, caller, holder, wanted, reason, faults)
  const numbers = await planNumbers(means, caller, wanted, holder, reason, faults)
  return {
    stages: [
      [...licence, ...sites.kept], numbers.uploads, numbers.releases.map(part => ({ ...part, ...scope })), sites.gone
    ].filter(stage => stage.length > 0),
    notes: numbers.notes
  }
}

const scopeOf = ({ id, channelId }: Holder): Pick<Part, 'customerId' | 'channelId'> =>
  ({ customerId: id, ...(channelId !== undefined && { channelId }) })

/** Numbers that the document has and the customer has not, or has otherwise, and the other way round. */
async function planNumbers (
  means: BuildMeans, caller: Caller, wanted: Wanted, holder: Holder, reason: string | undefined, faults: Faults
): Promise<{ uploads: Part[], releases: Part[], notes: string[] }> {
  if (wanted.ranges === undefined) return { uploads: [], releases: [], notes: [] }
  const held = await heldNumbers(means.records(caller), holder.id)
  const has = new Map(held.map(one => [one.number, one]))
  const asked = new Set<string>()
  const uploads: Part[] = []
  const notes: string[] = []
  const ranges = await parseRanges(numberingFor(means.records(caller)), wanted, reason, faults)
  for (const [index, { body, upload }] of ranges.entries()) {
    for (const number of upload?.numbers ?? []) asked.add(number)
    const missing = upload && { ...upload, numbers: upload.numbers.filter(number => !has.has(number)) }
    const part = missing && await uploadPart(means, caller, wanted, holder, index, { body, upload: missing }, faults)
    if (part !== undefined) uploads.push(part)
    const kept = upload?.numbers.flatMap(number => has.get(number) ?? []) ?? []
    if (upload === undefined || kept.length === 0) continue
    const found = await planChanges(means, caller, wanted, { index, body, upload, held: kept }, faults)
    uploads.push(...found.changes.map(change => ({ ...change, ...scopeOf(holder) })))
    notes.push(...found.notes)
  }
  const beyond = held.filter(({ number }) => !asked.has(number))
  const left = beyond.filter(({ isOurs }) => !isOurs)
  return {
    uploads,
    releases: await planRelease(means, caller, wanted, holder, beyond.filter(({ isOurs }) => isOurs), faults),
    notes: left.length === 0
      ? notes
      : [
          ...notes,
          `${numbersText(left.map(({ number }) => number))} that came from elsewhere stay, though no range has them.`
        ]
  }
}

async function planRelease (
  { records }: BuildMeans, caller: Caller, { msTenantId }: Wanted, { id }: Holder,
  beyond: ReadonlyArray<{ number: string }>, faults: Faults
): Promise<Part[]> {
  if (beyond.length === 0) return []
  const numbers = beyond.map(({ number }) => asE164(number))
  const facts = await numberFacts(records(caller), caller, { id, msTenantId }, numbers)
  await faults.catch(async () => refuseWhatCannotGo(facts, numbers, false))
  return [{
    key: 'release', kind: 'release-numbers', about: `Release of ${numbersText(numbers)}`,
    input: { msTenantId, removeFromOperatorConnect: true, duplicates: [] }, ranges: compressToRanges(numbers)
  }]
}
