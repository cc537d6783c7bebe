import type { UploadFacts } from '../database/upload-facts.ts'
import { invalid, type FieldErrors } from '../problems.ts'
import { parseCountry } from '../schemas/country.ts'
import { expandRange, type RangeFault } from '../schemas/number-range.ts'
import { checkPhoneNumber, normalizePhoneNumber, toE164, type E164 } from '../schemas/phone-number.ts'
import { numbersPerRequest, type UploadBody } from '../schemas/upload.ts'
import { parseUsage, typesOfService, usages, type Usage } from '../schemas/usage.ts'
import { refusals, type UploadRequest } from '../tasks/upload-rules.ts'
import type { uploadNumbers } from '../tasks/kinds/upload-numbers.ts'
import type { InputOf } from '../tasks/enqueue.ts'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** Numbers looked at between two turns of the event loop, about a millisecond's worth. */
const numbersPerTurn = 1000

/** Bad entries named one by one; beyond, they are counted. */
const namedAtMost = 100

export interface ParsedUpload extends UploadRequest { readonly duplicates: readonly string[], readonly civicAddressId: string | undefined, readonly locationId: string | undefined }

/** What the body says, in our words. Throws one Problem that names every field that says something wrong. */
export async function parseUpload (body: UploadBody): Promise<ParsedUpload> {
  const errors: FieldErrors = {}
  const usage = readUsage(body.usage, 'Usage', errors)
  const additionalUsages = (body.additionalUsages ?? []).flatMap(text => readUsage(text, 'AdditionalUsages', errors) ?? [])
  const { numbers, duplicates } = await readNumbers(body, errors)
  const country = readCountry(body.country, errors)
  const typeOfService = readTypeOfService(body.typeOfService, errors)
  const civicAddressId = readId(body.civicAddressId ?? body.address, 'Address', errors)
  const locationId = readId(body.locationId ?? body.location, 'Location', errors)
  if (Object.keys(errors).length > 0 || usage === undefined) throw invalid(errors)
  return {
    numbers, duplicates, usage, country, typeOfService, civicAddressId, locationId,
    additionalUsages: [...new Set(additionalUsages)],
    capabilities: [...new Set(body.capabilities ?? ['InboundCalling', 'OutboundCalling'])],
    workflowVersion: body.workflowVersion ?? 3,
    hasAddress: civicAddressId !== undefined || locationId !== undefined,
    allowTenantAddressUpdate: body.allowTenantAddressUpdate
  }
}

/** Refuses what our records speak against; else the input of the task. */
export function toUploadInput (msTenantId: string, body: UploadBody, upload: ParsedUpload, facts: UploadFacts): InputOf<typeof uploadNumbers> {
  const errors = refusals(upload, facts)
  if (Object.keys(errors).length > 0 || facts.callingProfile === null) throw invalid(errors)
  return {
    msTenantId,
    callingProfileId: facts.callingProfile.id,
    usage: upload.usage,
    additionalUsages: [...upload.additionalUsages],
    capabilities: [...upload.capabilities],
    workflowVersion: upload.workflowVersion,
    source: 'webapi',
    duplicates: upload.duplicates.slice(0, namedAtMost),
    ...(upload.country !== undefined && { country: upload.country }),
    ...(upload.typeOfService !== undefined && { typeOfService: upload.typeOfService }),
    ...(upload.civicAddressId !== undefined && { civicAddressId: upload.civicAddressId }),
    ...(upload.locationId !== undefined && { locationId: upload.locationId }),
    ...(upload.allowTenantAddressUpdate !== undefined && { allowTenantAddressUpdate: upload.allowTenantAddressUpdate }),
    ...(body.ticketId !== undefined && { ticketId: body.ticketId })
  }
}

function readUsage (text: string, field: string, errors: FieldErrors): Usage | undefined {
  const usage = parseUsage(text)
  if (usage === undefined) (errors[field] ??= []).push(`${text} is not a usage. Use one of ${usages.join(', ')}.`)
  return usage
}

function readCountry (text: string | undefined, errors: FieldErrors): string | undefined {
  if (text === undefined || text.trim() === '') return undefined
  const country = parseCountry(text)
  if (country === undefined) errors['Country'] = [`${text} is neither an ISO country code nor the dialling code of one country.`]
  return country
}

function readTypeOfService (text: string | undefined, errors: FieldErrors): typeof typesOfService[number] | undefined {
  const word = text?.replace(/\s+/g, '').toLowerCase() ?? ''
  if (word === '' || word === 'none' || word === 'noselection') return undefined
  const type = typesOfService.find(type => type.toLowerCase() === word)
  if (type === undefined) errors['TypeOfService'] = [`${text} is not a type of service. Use one of ${typesOfService.join(', ')}, or none.`]
  return type
}

function readId (text: string | undefined, field: string, errors: FieldErrors): string | undefined {
  if (text === undefined || text.trim() === '') return undefined
  if (!uuid.test(text)) errors[field] = [`${text} is not the id of an address. Give the id (a GUID) of a civic address or location of the tenant.`]
  return text.toLowerCase()
}

async function readNumbers (body: UploadBody, errors: FieldErrors): Promise<{ numbers: E164[], duplicates: string[] }> {
  const numbers = new Set<E164>()
  const duplicates: string[] = []
  let bad = 0
  const refuse = (field: string, message: string): void => {
    bad += 1
    if (bad <= namedAtMost) (errors[field] ??= []).push(message)
  }
  const take = (number: E164): void => {
    if (numbers.has(number)) duplicates.push(number)
    else numbers.add(number)
  }

  for (const [index, text] of (body.phoneNumbers ?? []).entries()) {
    if (index % numbersPerTurn === numbersPerTurn - 1) await new Promise(resolve => setImmediate(resolve))
    const number = toE164(text) ?? toE164(normalizePhoneNumber(text) ?? text)
    if (number !== undefined) take(number)
    else refuse(`phoneNumbers[${index}]`, `${JSON.stringify(text)} is not a valid number. ${whyNot(text)}`)
  }
  for (const [index, range] of (body.phoneNumberRanges ?? []).entries()) {
    const start = normalizePhoneNumber(range.start) ?? range.start
    const end = normalizePhoneNumber(range.end) ?? range.end
    const expanded = expandRange({ start, end }, numbersPerRequest - numbers.size)
    if (expanded.fault !== undefined) refuse(`phoneNumberRanges[${index}]`, rangeFault(expanded.fault, start, end, expanded.count))
    else {
      let turn = 0
      for (const candidate of expanded.numbers) {
        if (++turn % numbersPerTurn === 0) await new Promise(resolve => setImmediate(resolve))
        const number = toE164(candidate)
        if (number !== undefined) take(number)
        else refuse(`phoneNumberRanges[${index}]`, `${candidate} is not a valid number. ${whyNot(candidate)}`)
      }
    }
  }
  if (bad > namedAtMost) (errors['PhoneNumbers'] ??= []).push(`${bad - namedAtMost} more entries are not valid.`)
  if (bad === 0 && numbers.size === 0) errors['PhoneNumbers'] = ['At least one number or range of numbers is required.']
  if (numbers.size > numbersPerRequest) errors['PhoneNumbers'] = [`At most ${numbersPerRequest} numbers can be uploaded at once; there are ${numbers.size}.`]
  return { numbers: [...numbers], duplicates }
}

function whyNot (text: string): string {
  const verdict = checkPhoneNumber(normalizePhoneNumber(text) ?? text.trim())
  return verdict.valid ? '' : verdict.reason
}

function rangeFault (fault: RangeFault, start: string, end: string, count: number | undefined): string {
  switch (fault) {
    case 'invalid-start': return `The start ${JSON.stringify(start)} is not a valid number. ${whyNot(start)}`
    case 'invalid-end': return `The end ${JSON.stringify(end)} is not a valid number. ${whyNot(end)}`
    case 'different-length': return `The start ${start} and the end ${end} have different lengths.`
    case 'start-after-end': return `The start ${start} comes after the end ${end}.`
    case 'too-many': return `The range ${start} to ${end} holds ${count ?? 'too many'} numbers; a request may have ${numbersPerRequest}, all ranges included.`
  }
}
