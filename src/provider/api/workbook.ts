import { unzipSync, zipSync } from 'fflate'
import readXlsx, { type CellValue } from 'read-excel-file/node'
import writeXlsx, { type SheetData } from 'write-excel-file/node'
import { badFile } from '../../http/bad-file.ts'
import { plainCell, toCsv } from '../../http/csv-cells.ts'
import { readCsv } from '../../http/csv-reader.ts'
import type { SheetRow } from '../schemas/bulk-load.ts'

// Workbooks and CSV files, as tables of texts.

export interface Table {
  readonly name: string
  readonly columns: readonly string[]
  readonly rows: ReadonlyArray<ReadonlyArray<string | null>>
}

const largestWorkbook = 4 * 1024 * 1024
const largestUnpacked = 64 * 1024 * 1024

export const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** All of a file, up to the size of the largest workbook. */
export async function bytesOf (stream: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of stream) {
    size += chunk.length
    if (size > largestWorkbook) throw badFile(`A workbook may have ${largestWorkbook} bytes. Split it.`)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

export const isWorkbook = (bytes: Buffer): boolean => bytes.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004'))

/** The sheets of a workbook, each as lines of texts; every line has the number that a spreadsheet shows. */
export async function readWorkbook (
  bytes: Buffer
): Promise<Array<{ name: string, lines: Array<{ line: number, cells: string[] }> }>> {
  const book = unpackedSafely(bytes)
  try {
    const sheets = await readXlsx<string>(book, { parseNumber: text => text })
    return sheets.map(({ sheet, data }) => ({
      name: sheet,
      lines: data.map((cells, index) => ({ line: index + 1, cells: cells.map(textOf) }))
        .filter(({ cells }) => cells.some(cell => cell !== ''))
    }))
  } catch (error) {
    throw badFile(`The workbook cannot be read: ${error instanceof Error ? error.message : String(error)}`)
  }
}

/** The same file with no more in it than it says: an archive of a few kilobytes could else unfold to gigabytes. */
function unpackedSafely (bytes: Buffer): Buffer {
  let size = 0
  try {
    const files = unzipSync(bytes, {
      filter ({ originalSize }) {
        size += originalSize
        return size <= largestUnpacked
      }
    })
    if (size <= largestUnpacked) return Buffer.from(zipSync(files, { level: 0 }))
  } catch (error) {
    throw badFile(`The file is no workbook: ${error instanceof Error ? error.message : String(error)}`)
  }
  throw badFile(`The workbook unfolds to more than ${largestUnpacked} bytes. Split it.`)
}

function textOf (value: CellValue<string> | null): string {
  if (value === null || value === undefined) return ''
  if (value instanceof Date) return value.toISOString()
  return plainCell(String(value)).trim()
}

/** A CSV file, which is one sheet. */
export async function readLines (bytes: Buffer): Promise<Array<{ line: number, cells: string[] }>> {
  const lines: Array<{ line: number, cells: string[] }> = []
  const once = async function * (): AsyncGenerator<Uint8Array> { yield bytes }
  for await (const { line, cells } of readCsv(once())) lines.push({ line, cells: cells.map(cell => cell.trim()) })
  return lines
}

/** Every cell is a text, so that no spreadsheet rounds or runs it. */
export async function writeWorkbook (tables: readonly Table[]): Promise<Buffer> {
  const sheets = tables.map(({ name, columns, rows }) => {
    const data: SheetData = [
      columns.map(column => ({ value: column, type: String, fontWeight: 'bold' as const })),
      ...rows.map(row => row.map(cell => cell === null || cell === '' ? null : { value: cell, type: String }))
    ]
    return { sheet: name, data, columns: columns.map(column => ({ width: Math.max(12, column.length + 2) })) }
  })
  return await writeXlsx(sheets).toBuffer()
}

export const writeCsv = ({ columns, rows }: Table): string => toCsv([[...columns], ...rows])

export type Line = Pick<SheetRow, 'line'> & { readonly cells: readonly string[] }
