import { Readable } from 'node:stream'
import { Type } from '@sinclair/typebox'
import { stringify } from 'csv-stringify/sync'
import { numbersAfter } from '../database/number-reads.ts'
import type { NumberRecord } from '../schemas/number-record.ts'
import { reading } from './caller.ts'
import { filterOf, numberFilterQuery } from './number-filter.ts'
import type { Resource } from './resource.ts'
import { channelHeader, channelOf } from './tenant-query.ts'

const rowsPerChunk = 500

/** The columns of the file, in order; a list stands in one cell, its entries parted by blanks. */
const columns: ReadonlyArray<[header: string, cell: (record: NumberRecord) => string | number | null]> = [
  ['telephoneNumber', record => record.telephoneNumber],
  ['msTenantId', record => record.tenantId],
  ['callingProfileId', record => record.callingProfileId],
  ['capabilities', record => record.acquiredCapabilities.join(' ')],
  ['country', record => record.isoCountryCode],
  ['civicAddressId', record => record.civicAddressId],
  ['locationId', record => record.locationId],
  ['source', record => record.source],
  ['assignmentStatus', record => record.assignmentStatus],
  ['status', record => record.acquiredNumberStatus],
  ['acquiredOn', record => record.acquiredOn],
  ['customer', record => record.umpCustomerFullName],
  ['sbcs', record => record.sbcList.map(sbc => sbc.sbcId).join(' ')],
  ['microsoftJobId', record => record.tnUploadJobId]
]

export const numberExport: Resource = (scope, { db }) => {
  scope.get('/oc/numbers/export', {
    config: { roles: reading, versions: ['v3'], problems: ['out_of_scope'] },
    schema: {
      operationId: 'exportNumbers',
      summary: 'Export numbers as CSV',
      description: 'All numbers that the filters let through, streamed. A cell that a spreadsheet would run as a formula begins with an apostrophe; imports and uploads forgive it.',
      tags: ['Numbers'],
      produces: ['text/csv'],
      headers: channelHeader,
      querystring: Type.Object(numberFilterQuery),
      response: { 200: { content: { 'text/csv': { schema: Type.String({ examples: [`${columns.map(([header]) => header).join(',')}\r\n`] }) } } } }
    }
  }, async (request, reply) => {
    const filter = filterOf(request.caller, request.query, channelOf(request.headers))
    const rows = async function * (): AsyncGenerator<string> {
      yield toCsv([columns.map(([header]) => header)])
      for (let last = 0; ;) {
        const records = await numbersAfter(db, filter, last, rowsPerChunk)
        if (records.length === 0) return
        yield toCsv(records.map(record => columns.map(([, cell]) => cell(record))))
        last = records.at(-1)?.id ?? last
      }
    }
    reply.type('text/csv; charset=utf-8').header('content-disposition', 'attachment; filename="numbers.csv"')
    return reply.send(Readable.from(rows()) as never)
  })
}

function toCsv (rows: ReadonlyArray<ReadonlyArray<string | number | null>>): string {
  return stringify(rows.map(row => [...row]), { record_delimiter: 'windows', escape_formulas: true })
}
