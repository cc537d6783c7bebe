import type { ReachedRecords } from '../../database/reach.ts'
import { invalid, type FieldErrors } from '../../problems.ts'
import { normalizePhoneNumber } from '../../schemas/phone-number.ts'
import { choosableCapabilities, parseUsage, readCapability, usages } from '../../schemas/vocabulary/usage.ts'
import { ownSite } from '../../sites/api/own-site.ts'
import { ownCustomer } from '../../tenancy/api/customers.ts'
import { readTenantId } from '../../tenancy/api/tenant-query.ts'
import type { UploadRangeBody } from '../schemas/number-range.ts'
import type { UploadBody } from '../schemas/upload.ts'

interface Target { msTenantId?: string, umpCustomerGuid?: string, siteGuid?: string }
interface Range { startTelephoneNumber: string, range?: number }

/** The tenant that a body means, and the site if it names one; all that it names must be of one customer. */
export async function readTarget (
  records: ReachedRecords, { msTenantId, umpCustomerGuid, siteGuid }: Target
): Promise<{ msTenantId: string, siteId: string | undefined }> {
  const named = msTenantId === undefined ? undefined : readTenantId(msTenantId)
  const customer = umpCustomerGuid === undefined ? undefined : await ownCustomer(records, umpCustomerGuid)
  const site = siteGuid === undefined ? undefined : await ownSite(records, siteGuid)
  const tenants = new Set([named, customer?.msTenantId, site?.msTenantId].filter(tenant => tenant !== undefined))
  const [tenant] = tenants
  if (tenant === undefined) {
    throw invalid({ UmpCustomerGuid: ['Name the customer: by umpCustomerGuid, siteGuid or msTenantId.'] })
  }
  if (tenants.size > 1) throw invalid({ UmpCustomerGuid: ['The tenant, customer and SIP connection are not of one.'] })
  return { msTenantId: tenant, siteId: site?.id }
}

/** The first and the last number that a start and a count mean; the plan of their country is asked of both later. */
export function readRange (
  { startTelephoneNumber: text, range }: Range, most: number
): { start: string, end: string } {
  const [, digits = '', marks = ''] = /^(.*?)(x*)$/i.exec(text.replace(/\s+/g, '')) ?? []
  const start = normalizePhoneNumber(`${digits}${'0'.repeat(marks.length)}`)
  if (start === undefined || !/^\+\d{1,15}$/.test(start)) {
    throw invalid({
      StartTelephoneNumber: [
        `${JSON.stringify(text)} is not the start of a range: write + and the digits, and Xs only at the end.`
      ]
    })
  }
  const count = range ?? (10 ** marks.length)
  if (count > most) {
    const named = range === undefined ? ` Its Xs stand for ${count}; say how many in range.` : ''
    throw invalid({ Range: [`A request may have ${most} numbers.${named}`] })
  }
  const last = String(Number(start) + count - 1)
  if (last.length !== start.length - 1) {
    throw invalid({ Range: [`${count} numbers from ${start} on would be longer than the first one.`] })
  }
  return { start, end: `+${last}` }
}

/** Microsoft's only product; what is written otherwise would be lost without a word. */
export function readProductContext (text: string | undefined): string {
  const word = text?.trim().toLowerCase() ?? ''
  if (word !== '' && word !== 'teams') {
    throw invalid({ ProductContext: [`${text?.slice(0, 50)} is not a product of Operator Connect. Use teams.`] })
  }
  return 'teams'
}

/** The form as the upload that it stands for. */
export function toUpload (body: UploadRangeBody, most: number): UploadBody {
  const { usage, additionalUsages, capabilities } = readUsages(body.usage ?? [])
  const {
    msTenantId, umpCustomerGuid, siteGuid, startTelephoneNumber, range, productContext, usage: words, ...same
  } = body
  return {
    ...same, usage, additionalUsages, ...(capabilities.length > 0 && { capabilities }),
    phoneNumberRanges: [readRange(body, most)], workflowVersion: 3
  }
}

/** People choose what a number is used for and what it can do from one list. */
function readUsages (words: readonly string[]): {
  usage: string, additionalUsages: string[], capabilities: string[]
} {
  const errors: FieldErrors = {}
  const chosen: string[] = []
  const capabilities: string[] = []
  for (const word of words) {
    const usage = parseUsage(word)
    const capability = readCapability(word)
    if (usage !== undefined) chosen.push(usage)
    else if (choosableCapabilities.includes(capability)) capabilities.push(capability)
    else {
      (errors['Usage'] ??= []).push(
        `${word} is neither a usage (${usages.join(', ')}) nor a capability (${choosableCapabilities.join(', ')}).`
      )
    }
  }
  if (Object.keys(errors).length > 0) throw invalid(errors)
  const [usage = 'CallingUserAssignment', ...additionalUsages] = new Set(chosen)
  return { usage, additionalUsages, capabilities }
}
