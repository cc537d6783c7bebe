import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import { sendAsIs } from '../../http/send-as-is.ts'
import { invalid } from '../../problems.ts'
import { actionColumn, type SheetKind } from './sheets/sheet.ts'
import { writeCsv, writeWorkbook, xlsxType, type Table } from './workbook.ts'

/** The columns of a sheet in a file. */
export const columnsOf = ({ columns }: SheetKind): string[] => [...columns.map(({ name }) => name), actionColumn]

/** Answers with tables as the sheets of a workbook, or with the only one as CSV. */
export async function sendTables (
  reply: FastifyReply, name: string, format: 'xlsx' | 'csv', tables: readonly Table[]
): Promise<never> {
  const [first] = tables
  if (format === 'csv' && (first === undefined || tables.length > 1)) {
    throw invalid({ Sheet: ['A CSV file is one sheet; say which.'] })
  }
  const content = format === 'csv' && first !== undefined ? writeCsv(first) : await writeWorkbook(tables)
  reply.type(format === 'csv' ? 'text/csv; charset=utf-8' : xlsxType)
    .header('content-disposition', `attachment; filename="${name}.${format}"`)
  return sendAsIs(reply, Readable.from([content]))
}
