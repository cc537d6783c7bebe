import { Type, type Static } from '@sinclair/typebox'
import { inventoryStatuses } from '../schemas/inventory-status.ts'
import type { NumberFilter } from '../records/number-filter.ts'
import { invalid, Problem } from '../../problems.ts'
import { assignmentStateOf, assignmentStates } from '../../schemas/vocabulary/assignment.ts'
import { countriesMeant } from '../../schemas/vocabulary/country.ts'
import {
  numberSources, numberStatuses, parseNumberStatus, parseSource
} from '../../schemas/vocabulary/number-status.ts'
import { normalizePhoneNumber, toE164 } from '../../schemas/phone-number.ts'
import { BadFields } from '../../http/bad-fields.ts'
import type { Caller } from '../../http/caller.ts'
import { msTenantIdQuery, readTenantId, uuid } from '../../tenancy/api/tenant-query.ts'
import { Text } from '../../schemas/value.ts'

/** What a list of numbers can be narrowed by; filters add up. */
export const numberFilterQuery = {
  msTenantId: Type.Optional(msTenantIdQuery),
  acquiredNumberStatus: Type.Optional(
    Text({
      'x-values': numberStatuses,
      description:
        `${numberStatuses.join(', ')}; blanks between the words are fine, and so is the integer that records have.`
    })
  ),
  numberPrefix: Type.Optional(Type.String({ maxLength: 20, description: 'Numbers that begin so, as in `+613`.' })),
  country: Type.Optional(Text({ description: 'ISO country code of the numbers, or a dialling code.' })),
  source: Type.Optional(Text({ 'x-values': numberSources, description: `${numberSources.join(', ')}.` })),
  assignmentStatus: Type.Optional(
    Type.String({ maxLength: 64, description: `${assignmentStates.join(', ')}; Microsoft's words for them as well.` })
  ),
  callingProfileId: Type.Optional(Text({ description: 'Id of a calling profile.' })),
  umpCustomerGuid: Type.Optional(Text({ description: 'Id of a customer.' })),
  inventoryStatus: Type.Optional(
    Text({ 'x-values': inventoryStatuses, description: 'State in the number inventory.' })
  ),
  siteGuid: Type.Optional(Text({ description: 'Id of the SIP connection where the inventory locates them.' })),
  label: Type.Optional(Type.String({ maxLength: 50, description: 'Label in the number inventory.' }))
}

const filterSchema = Type.Object(numberFilterQuery)
type FilterQuery = Static<typeof filterSchema>

/** The filter of a query. A part of the tree beyond the caller's reach has no numbers for it. */
export function filterOf (caller: Caller, query: FilterQuery, channelId: number | undefined): NumberFilter {
  if (
    caller.customerId !== undefined && query.umpCustomerGuid !== undefined &&
    query.umpCustomerGuid.toLowerCase() !== caller.customerId
  ) {
    throw new Problem(
      'out_of_scope', `Customer ${query.umpCustomerGuid} is not the customer the application acts for.`
    )
  }
  const bad = new BadFields()
  const filter = {
    channelId,
    customerId: bad.read(() => given(query.umpCustomerGuid, text => readId(text, 'UmpCustomerGuid'))),
    msTenantId: bad.read(() => given(query.msTenantId, readTenantId)),
    removalStatus: bad.read(() => given(query.acquiredNumberStatus, readStatus)),
    prefix: bad.read(() => given(query.numberPrefix, readPrefix)),
    countries: bad.read(() => given(query.country, readCountries)),
    source: bad.read(() => given(query.source, readSource)),
    assignmentStatus: bad.read(() => given(query.assignmentStatus, assignmentStateOf)),
    callingProfileId: bad.read(() => given(query.callingProfileId, text => readId(text, 'CallingProfileId'))),
    inventoryStatus: bad.read(() => given(query.inventoryStatus, readInventoryStatus)),
    siteId: bad.read(() => given(query.siteGuid, text => readId(text, 'SiteGuid'))),
    label: bad.read(() => given(query.label, text => text))
  }
  bad.refuse()
  return filter
}

/** An empty filter is no filter: Postman sends fields that are left empty. */
export function given<Value> (text: string | undefined, read: (text: string) => Value): Value | undefined {
  return text === undefined || text.trim() === '' ? undefined : read(text.trim())
}

/** A number of a path as people paste it: with blanks, hyphens and a trunk prefix, with its + or without. */
export function numberOfPath (text: string): string {
  const number = `+${(normalizePhoneNumber(text) ?? text.trim()).replace(/^\+/, '')}`
  return toE164(number) ?? number
}

/** By its name, or by the integer that records have. */
function readStatus (text: string): number {
  const status = parseNumberStatus(text)
  if (status === undefined) {
    throw invalid({ AcquiredNumberStatus: [`${text} is not a status. Use one of ${numberStatuses.join(', ')}.`] })
  }
  return status
}

/** A + that was not encoded arrives as a blank. */
export function readPrefix (text: string): string {
  const digits = normalizePhoneNumber(text)?.replace(/^\+/, '')
  if (digits === undefined) throw invalid({ NumberPrefix: [`${text} is not the beginning of a number, such as +613.`] })
  return `+${digits}`
}

export function readCountries (text: string): readonly string[] {
  const countries = countriesMeant(text)
  if (countries.length === 0) throw invalid({ Country: [`${text} is not a country code.`] })
  return countries
}

function readSource (text: string): string {
  const source = parseSource(text)
  if (source === undefined) {
    throw invalid({ Source: [`${text} is not a source. Use one of ${numberSources.join(', ')}.`] })
  }
  return source
}

function readInventoryStatus (text: string): string {
  const status = inventoryStatuses.find(known => known.toLowerCase() === text.toLowerCase())
  if (status === undefined) {
    throw invalid({ InventoryStatus: [`${text} is not a state. Use one of ${inventoryStatuses.join(', ')}.`] })
  }
  return status
}

export function readId (text: string, field: string): string {
  if (!uuid.test(text)) throw invalid({ [field]: [`${text} is not a GUID.`] })
  return text.toLowerCase()
}
