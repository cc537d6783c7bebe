import type { UploadContext } from '../records/upload-context.ts'
import { BadFields } from '../../http/bad-fields.ts'
import { invalid, type FieldErrors } from '../../problems.ts'
import { readCountry as countryOf } from '../../schemas/vocabulary/country.ts'
import { uuid } from '../../schemas/uuid.ts'
import type { UploadBody } from '../schemas/upload.ts'
import {
  chosenCapabilities, findTypeOfService, parseUsage, readCapability, typesOfService, usages, type TypeOfService,
  type Usage
} from '../../schemas/vocabulary/usage.ts'
import { countryMeant } from '../tasks/upload-country.ts'
import { planFor, refusals, type UploadRequest } from '../tasks/upload-rules.ts'
import type { uploadNumbers } from '../tasks/upload-numbers/index.ts'
import type { InputOf } from '../../engine/enqueue.ts'
import { namedAtMost, readNumbers } from './number-list.ts'
import type { AskNumbering } from '../../schemas/numbering.ts'

export interface ParsedUpload extends UploadRequest {
  readonly duplicates: readonly string[]
  readonly address: Address
}

/** The emergency address: by ids, or as a person writes it, to be found among those of the tenant. */
interface Address {
  readonly civicAddressId?: string
  readonly locationId?: string
  readonly addressText?: string
  readonly locationText?: string
}

/** Reads the body. Throws one Problem that names every wrong field. */
export async function parseUpload (ask: AskNumbering, body: UploadBody): Promise<ParsedUpload> {
  const bad = new BadFields()
  const { errors } = bad
  const usage = bad.read(() => readUsage(body.usage, 'Usage', errors))
  const additionalUsages = bad.read(() => (body.additionalUsages ?? []).flatMap(text =>
    readUsage(text, 'AdditionalUsages', errors) ?? []
  ))
  const list = await bad.await(readNumbers(ask, body, errors))
  const country = bad.read(() => readCountry(body.country, errors))
  const typeOfService = bad.read(() => readTypeOfService(body.typeOfService, errors))
  const address = bad.read(() => readAddress(body, errors))
  if (usage === undefined || additionalUsages === undefined || list === undefined || address === undefined) {
    throw bad.refusal()
  }
  bad.refuse()
  return {
    usage, country, typeOfService, address,
    additionalUsages: [...new Set(additionalUsages)],
    capabilities: [...new Set((body.capabilities ?? ['InboundCalling', 'OutboundCalling']).map(readCapability))],
    workflowVersion: body.workflowVersion ?? 3,
    hasAddress: Object.keys(address).length > 0,
    allowTenantAddressUpdate: body.allowTenantAddressUpdate,
    ...list // last: a spread that comes first costs a hidden class for each request (src/http/accept-task.ts)
  }
}

/** The input of the task. Throws when the upload context speaks against the upload. */
export function toUploadInput (
  msTenantId: string, body: UploadBody, upload: ParsedUpload, facts: UploadContext
): InputOf<typeof uploadNumbers> {
  const errors = refusals(upload, facts)
  if (Object.keys(errors).length > 0 || facts.callingProfile === null) throw invalid(errors)
  const country = countryMeant(upload.country, upload.numbers, facts)
  return {
    msTenantId,
    callingProfileId: facts.callingProfile.id,
    usage: upload.usage,
    additionalUsages: [...upload.additionalUsages],
    capabilities: chosenCapabilities(
      upload.capabilities, [upload.usage, ...upload.additionalUsages], planFor(facts, upload.usage)
    ),
    workflowVersion: upload.workflowVersion,
    source: 'webapi',
    duplicates: upload.duplicates.slice(0, namedAtMost),
    ...(country !== undefined && { country }),
    ...(upload.typeOfService !== undefined && { typeOfService: upload.typeOfService }),
    ...upload.address,
    ...(upload.allowTenantAddressUpdate !== undefined && { allowTenantAddressUpdate: upload.allowTenantAddressUpdate }),
    ...(body.adopt === true && { adopt: true }),
    ...(body.ticketId !== undefined && { ticketId: body.ticketId }),
    ...(body.reason !== undefined && { reason: body.reason })
  }
}

export function readUsage (text: string, field: string, errors: FieldErrors): Usage | undefined {
  const usage = parseUsage(text)
  if (usage === undefined) (errors[field] ??= []).push(`${text} is not a usage. Use one of ${usages.join(', ')}.`)
  return usage
}

/** The ISO code of a country, or `+1` and the like where several share it: the consent tells which one is meant. */
export function readCountry (text: string | undefined, errors: FieldErrors): string | undefined {
  if (text === undefined || text.trim() === '') return undefined
  const country = countryOf(text)
  if (country === undefined) {
    errors['Country'] = [`${text} is neither an ISO country code nor the dialling code of a country.`]
  }
  return typeof country === 'object' ? country.diallingCode : country
}

export function readTypeOfService (
  text: string | undefined, errors: FieldErrors
): TypeOfService | undefined {
  const word = text?.replace(/\s+/g, '').toLowerCase() ?? ''
  if (word === '' || word === 'none' || word === 'noselection') return undefined
  const type = findTypeOfService(word)
  if (type === undefined) {
    errors['TypeOfService'] = [`${text} is not a type of service. Use one of ${typesOfService.join(', ')}, or none.`]
  }
  return type
}

export function readAddress (
  body: Pick<UploadBody, 'address' | 'location' | 'civicAddressId' | 'locationId'>, errors: FieldErrors
): Address {
  for (const field of ['civicAddressId', 'locationId'] as const) {
    const text = body[field]?.trim() ?? ''
    if (text !== '' && !uuid.test(text)) {
      errors[field === 'locationId' ? 'LocationId' : 'CivicAddressId'] = [`${text} is not a GUID.`]
    }
  }
  const civicAddressId = body.civicAddressId?.trim() || body.address?.trim() || undefined
  const locationId = body.locationId?.trim() || body.location?.trim() || undefined
  return {
    ...(civicAddressId !== undefined &&
      (uuid.test(civicAddressId) ? { civicAddressId: civicAddressId.toLowerCase() } : { addressText: civicAddressId })),
    ...(locationId !== undefined &&
      (uuid.test(locationId) ? { locationId: locationId.toLowerCase() } : { locationText: locationId }))
  }
}
