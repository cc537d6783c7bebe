import { Type, type Static } from '@sinclair/typebox'
import { readTime } from '../../customers/api/lead-request.ts'
import { BadFields } from '../../http/bad-fields.ts'
import { reading } from '../../http/caller.ts'
import { listCell, type Cell } from '../../http/csv-cells.ts'
import { sendRows, type ExportedRows } from '../../http/exported-rows.ts'
import { answerList, listQuery } from '../../http/list.ts'
import type { Resource } from '../../http/resource.ts'
import { given, numberOfPath, readCountries, readId, readPrefix } from '../../numbers/api/number-filter.ts'
import { inventoryStatuses } from '../../numbers/schemas/inventory-status.ts'
import { Problem } from '../../problems.ts'
import { ref } from '../../schemas/ref.ts'
import { OneOf, Text } from '../../schemas/value.ts'
import { readTenantId } from '../../tenancy/api/tenant-query.ts'
import {
  inventoryAfter, inventoryListing, inventoryNumber, inventoryPage, type InventoryFilter
} from '../records/inventory.ts'
import {
  internalNumberTypes, InventoryNumber, InventoryPage, locations
} from '../schemas/inventory-number.ts'

export const tags = ['Number inventory']
export const versions = ['v3'] as const
export const params = Type.Object({
  telephoneNumber: Type.String({ description: 'The number, with its + or without.', examples: ['+61395556880'] })
})

export const filterQuery = {
  numberPrefix: Type.Optional(Type.String({ maxLength: 20, description: 'Numbers that begin so, as in `+613`.' })),
  status: Type.Optional(OneOf(inventoryStatuses, { description: 'The state they are in.' })),
  locatedAt: Type.Optional(OneOf(locations, { description: 'The lowest node that they belong to.' })),
  umpCustomerGuid: Type.Optional(Text({ description: 'Only those of a customer, its sites included.' })),
  siteGuid: Type.Optional(Text({ description: 'Only those of a SIP connection.' })),
  msTenantId: Type.Optional(Text({ description: 'Only those that are uploaded to this Microsoft tenant.' })),
  internalNumberType: Type.Optional(
    OneOf([...internalNumberTypes, 'none'], { description: 'How they reach Teams; `none`: they do not.' })
  ),
  vendor: Type.Optional(Text({ description: 'Whose they are; case does not matter.' })),
  country: Type.Optional(Text({ description: 'ISO country code of the numbers, or a dialling code.' })),
  label: Type.Optional(Type.String({ maxLength: 50, description: 'Only those with this label.' })),
  owner: Type.Optional(Text({ description: 'Only those that are reserved for this owner.' })),
  freeBefore: Type.Optional(
    Type.String({ maxLength: 40, description: 'Only those whose reservation or cooling ends before then (ISO 8601).' })
  )
}
const filterSchema = Type.Object(filterQuery)

export function filterOf (query: Static<typeof filterSchema>): InventoryFilter {
  const { numberPrefix, umpCustomerGuid, siteGuid, msTenantId, country, freeBefore, ...plain } = query
  const bad = new BadFields()
  const filter = {
    ...plain,
    prefix: bad.read(() => given(numberPrefix, readPrefix)),
    customerId: bad.read(() => given(umpCustomerGuid, text => readId(text, 'UmpCustomerGuid'))),
    siteId: bad.read(() => given(siteGuid, text => readId(text, 'SiteGuid'))),
    tenantId: bad.read(() => given(msTenantId, readTenantId)),
    countries: bad.read(() => given(country, readCountries)),
    freeBefore: bad.read(() => given(freeBefore, text => readTime(text, 'FreeBefore')))
  }
  bad.refuse()
  return filter
}

const rowsPerChunk = 500

const columns: ReadonlyArray<readonly [name: string, cell: (number: InventoryNumber) => Cell]> = [
  ['telephoneNumber', number => number.telephoneNumber], ['status', number => number.status],
  ['usage', number => number.usage], ['internalNumberType', number => number.internalNumberType],
  ['vendor', number => number.vendor], ['country', number => number.country],
  ['locatedAt', number => number.locatedAt], ['customer', number => number.customerName],
  ['umpCustomerGuid', number => number.umpCustomerGuid], ['site', number => number.siteName],
  ['siteGuid', number => number.siteGuid], ['msTenantId', number => number.tenantId],
  ['labels', number => listCell(number.labels)], ['notes', number => number.notes],
  ['reservedUntil', number => number.reservation === null ? null : number.reservation.until ?? 'ended by hand'],
  ['reservedFor', number => number.reservation?.owner ?? null],
  ['reservationNote', number => number.reservation?.note ?? null],
  ['coolingUntil', number => number.cooling?.until ?? null]
]
const example = `${columns.map(([name]) => name).join(',')}\r\n'+61395556880,Available,,OperatorConnect,Microsoft,AU,` +
  'Customer,Southern Cross Logistics,d0000000-0000-4000-8000-0000000000a1,,,c1a7e2d0-1111-4a61-9b01-0000000000a1,' +
  'none,,,,,\r\n'

/** The number inventory of the caller's part of the tree. */
export const inventoryReads: Resource = (scope, { records }) => {
  scope.get('/inventory/numbers', {
    config: { roles: reading, versions },
    schema: {
      operationId: 'listInventory', summary: 'List the number inventory',
      description:
        'Every number of the provider, whether a tenant has it or not, with where it is and what state it is in now.',
      tags, querystring: Type.Object({ ...filterQuery, ...listQuery(inventoryListing) }),
      response: { 200: ref(InventoryPage) }
    }
  }, async (request, reply) => {
    const filter = filterOf(request.query)
    return answerList(request, reply, inventoryListing, place => inventoryPage(records(request.caller), filter, place))
  })

  scope.get('/inventory/numbers/export', {
    config: { roles: reading, versions },
    schema: {
      operationId: 'exportInventory', summary: 'Export the number inventory as CSV',
      description:
        'All that the filters let through, streamed. With `Accept: application/x-ndjson` each is a line of JSON.',
      tags, produces: ['text/csv'], querystring: Type.Object(filterQuery),
      response: { 200: { content: { 'text/csv': { schema: Type.String({ examples: [example] }) } } } }
    }
  }, async (request, reply) => {
    const filter = filterOf(request.query)
    const chunks = async function * (): AsyncGenerator<ExportedRows> {
      for (let last = ''; ;) {
        const found = await inventoryAfter(records(request.caller), filter, last, rowsPerChunk)
        yield { cells: found.map(number => columns.map(([, cell]) => cell(number))), objects: found }
        if (found.length < rowsPerChunk) return
        last = found.at(-1)?.telephoneNumber ?? last
      }
    }
    return sendRows(request, reply, 'inventory', columns.map(([name]) => name), chunks())
  })

  scope.get('/inventory/numbers/:telephoneNumber', {
    config: { roles: reading, versions, problems: ['number_not_found'] },
    schema: {
      operationId: 'getInventoryNumber', summary: 'Get one number of the inventory',
      description: 'Where it is, and what state it is in now.', tags, params, response: { 200: ref(InventoryNumber) }
    }
  }, async ({ caller, params: { telephoneNumber } }) => {
    const number = await inventoryNumber(records(caller), numberOfPath(telephoneNumber))
    if (number === undefined) throw noSuchNumber(telephoneNumber)
    return number
  })
}

export function noSuchNumber (text: string): Problem {
  return new Problem('number_not_found', `There is no number ${text.slice(0, 40)} in your inventory.`)
}
