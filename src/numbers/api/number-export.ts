import { Type } from '@sinclair/typebox'
import { exportedAfter, type ExportedNumber } from '../records/number-export.ts'
import { invalid } from '../../problems.ts'
import { numberStatuses } from '../../schemas/vocabulary/number-status.ts'
import { normalizePhoneNumber, toE164 } from '../../schemas/phone-number.ts'
import { usageOf } from '../../schemas/vocabulary/usage.ts'
import { reading } from '../../http/caller.ts'
import { listCell, readListCell, type Cell } from '../../http/csv-cells.ts'
import { sendRows, type ExportedRows } from '../../http/exported-rows.ts'
import { facts, settings } from './number-columns.ts'
import { filterOf, numberFilterQuery } from './number-filter.ts'
import type { Resource } from '../../http/resource.ts'
import { channelAsked, channelHeader } from '../../tenancy/api/tenant-query.ts'
import type { AskNumbering } from '../../schemas/numbering.ts'
import { numberingFor } from '../../tenancy/records/numbering-overrides.ts'

const rowsPerChunk = 200
const columns = [...settings, ...facts]

type Columns = Record<typeof settings[number] | typeof facts[number], Cell>

const example =
  `${columns.join(',')}\r\n'+61395556880,c1a7e2d0-1111-4a61-9b01-0000000000a1,` +
  '5f3fbb3b-df9b-483d-b294-c7eb01e22aac,CallingUserAssignment,none,InboundCalling OutboundCalling,AU,,,,,webapi,' +
  'Unassigned,Active,2026-02-16T16:15:02.4471180+00:00,Southern Cross Logistics,8 11,' +
  '899c58a5-92df-4e93-a142-a35e72b7b743,,,Available,,none,\r\n'

export const numberExport: Resource = (scope, { records }) => {
  scope.get('/oc/numbers/export', {
    config: { roles: reading, versions: ['v3'], problems: ['out_of_scope'] },
    schema: {
      operationId: 'exportNumbers',
      summary: 'Export numbers as CSV',
      description:
        'One number, or all that the filters let through, streamed, with the columns that an import takes. A cell ' +
        'that a spreadsheet would run as a formula begins with an apostrophe; imports and uploads forgive it. With ' +
        '`Accept: application/x-ndjson` each number is a line of JSON.',
      tags: ['Numbers'],
      produces: ['text/csv'],
      headers: channelHeader,
      querystring: Type.Object({
        ...numberFilterQuery,
        telephoneNumber: Type.Optional(Type.String({ maxLength: 40, description: 'This number alone.' }))
      }),
      response: { 200: { content: { 'text/csv': { schema: Type.String({ examples: [example] }) } } } }
    }
  }, async (request, reply) => {
    const filter = {
      ...filterOf(request.caller, request.query, channelAsked(request.caller, request.headers)),
      number: await readNumber(numberingFor(records(request.caller)), request.query.telephoneNumber)
    }
    const chunks = async function * (): AsyncGenerator<ExportedRows> {
      for (let last = 0; ;) {
        const found = await exportedAfter(records(request.caller), filter, last, rowsPerChunk)
        const rows = found.map(toColumns)
        yield { cells: rows.map(toCells), objects: rows.map(toObject) }
        if (found.length < rowsPerChunk) return
        last = found.at(-1)?.id ?? last
      }
    }
    return sendRows(request, reply, 'numbers', columns, chunks())
  })
}

/** A + that was not encoded arrives as a blank. */
async function readNumber (ask: AskNumbering, text: string | undefined): Promise<string | undefined> {
  if (text === undefined || text.trim() === '') return undefined
  const digits = normalizePhoneNumber(text)?.replace(/^\+/, '')
  const number = digits === undefined ? undefined : toE164(`+${digits}`) ?? (await ask()).toE164(`+${digits}`)
  if (number === undefined) throw invalid({ TelephoneNumber: [`${text} is not a number.`] })
  return number
}

function toColumns (record: ExportedNumber): Columns {
  return {
    telephoneNumber: record.telephoneNumber,
    msTenantId: record.tenantId,
    callingProfileId: record.callingProfileId,
    usage: record.usage ?? usageOf(record.acquiredCapabilities) ?? null,
    additionalUsages: listCell(record.usage === null ? null : record.additionalUsages),
    capabilities: listCell(record.usage === null ? null : record.capabilities),
    country: record.isoCountryCode,
    typeOfService: null,
    civicAddressId: record.civicAddressId,
    locationId: record.locationId,
    allowTenantAddressUpdate: null,
    source: record.source,
    assignmentStatus: record.assignmentStatus,
    status: numberStatuses[record.removalStatus] ?? null,
    acquiredOn: record.acquiredOn,
    customer: record.customer,
    sbcs: record.sbcIds.join(' '),
    microsoftJobId: record.microsoftJobId,
    addressInWords: record.addressInWords,
    locationInWords: record.locationInWords,
    inventoryStatus: record.inventoryStatus,
    site: record.site,
    labels: listCell(record.labels),
    notes: record.notes
  }
}

const toCells = (row: Columns): Cell[] => columns.map(column => row[column])

/** Lists as lists, and what is nothing as null. */
function toObject (row: Columns): object {
  const list = (cell: Cell): string[] | null => typeof cell === 'string' ? readListCell(cell) ?? null : null
  return {
    ...row, additionalUsages: list(row.additionalUsages), capabilities: list(row.capabilities),
    sbcs: list(row.sbcs)?.map(Number) ?? [], labels: list(row.labels)
  }
}
