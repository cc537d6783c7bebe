import type { Database } from '../../database/connect.ts'
import {
  beginImport, rowsOfDay, stageRows, type ImportKey, type StagedPart, type StagedRow
} from '../records/number-imports.ts'
import { invalid, type FieldErrors } from '../../problems.ts'
import type { ImportSettings } from '../schemas/number-import.ts'
import { numbersPerRequest } from '../schemas/upload.ts'
import { badFile } from '../../http/bad-file.ts'
import { limited } from '../../http/caller-limits.ts'
import { readCsv, type CsvRecord } from '../../http/csv-reader.ts'
import { headerOfNumbers, readHeader, type Setting } from './number-columns.ts'
import { namedAtMost } from './number-list.ts'
import { rowReader, type Cells, type NumberRow } from './number-row.ts'
import type { Numbering } from '../../schemas/numbering.ts'

export const rowsPerImport = 100_000

/** Rows per statement: few enough that the heap frees them early. The file is read on only after each statement. */
const rowsPerBatch = 200

/**
 * Stores the rows of a file, with no more than a batch of them in memory. A bad row is stored with its errors. A bad
 * file throws a Problem, and so does a bad row if `onlyIfAllValid`; the caller then drops what was stored.
 */
export async function stageFile (
  db: Database, key: ImportKey, bytes: AsyncIterable<Uint8Array>, asked: {
    defaults: Cells, onlyIfAllValid: boolean, node: string, rowsPerDay: number, numbering: Numbering
  }
): Promise<number> {
  const records = readCsv(bytes)
  const { value: first } = await records.next()
  if (first === undefined) throw badFile('The file is empty. Its first line names the columns.')
  const given = new Set(Object.keys(asked.defaults) as Setting[])
  const list = headerOfNumbers(first.cells, first.line, given)
  const header = list ?? readHeader(first.cells, first.line, given)
  const read = rowReader(header, asked.defaults, asked.numbering)
  const divide = divider()
  const faults = faultList()
  await beginImport(db, key, asked.node)
  let left = 0
  let rows = 0
  let batch: NumberRow[] = []
  for await (const record of list === undefined ? records : withFirst(first, records)) {
    rows += 1
    if (rows > rowsPerImport) {
      throw badFile(`Line ${record.line}: a file may have at most ${rowsPerImport} rows. Split it.`)
    }
    if (left === 0) left = await rowsLeft(db, key, asked, batch.length)
    left -= 1
    const row = read(record)
    faults.add(row)
    batch.push(row)
    if (batch.length < rowsPerBatch) continue
    await stageRows(db, key, ...divide(batch))
    batch = []
  }
  if (rows === 0) throw badFile('The file has no rows below its header.')
  if (asked.onlyIfAllValid && faults.count > 0) throw faults.problem()
  if (batch.length > 0) await stageRows(db, key, ...divide(batch))
  return rows
}

/**
 * How many rows more the node may send in beside those that are not stored yet, at most some batches of them: others of
 * it may send some as well.
 */
async function rowsLeft (
  db: Database, { providerId }: ImportKey, { node, rowsPerDay }: { node: string, rowsPerDay: number }, unstored: number
): Promise<number> {
  const left = rowsPerDay - await rowsOfDay(db, providerId, node) - unstored
  if (left <= 0) {
    throw limited(`All applications of a node may send in at most ${rowsPerDay} rows within a day.`, 3600)
  }
  return Math.min(left, 20 * rowsPerBatch)
}

/** In a list of numbers the first line is one of them. */
async function * withFirst (first: CsvRecord, rest: AsyncIterable<CsvRecord>): AsyncGenerator<CsvRecord> {
  yield first
  yield * rest
}

/** Half of what an upload may have: while it runs, memory holds its numbers several times. */
const rowsPerUpload = numbersPerRequest / 2

/** Settings remembered at once. Rows whose settings were forgotten begin a new part: one more upload, but no memory. */
const rememberedSettings = 2000

/** Gives each valid row its part: rows with the same settings share one, up to what an upload may have. */
function divider (): (rows: readonly NumberRow[]) => [StagedRow[], StagedPart[]] {
  const open = new Map<string, { part: number, rows: number }>()
  let parts = 0
  return rows => {
    const touched = new Map<number, { part: number, settings: ImportSettings, rows: number }>()
    const staged = rows.map(({ line, cells, number, settings, errors }): StagedRow => {
      if (number === undefined || settings === undefined) {
        return {
          line, cells, number: null, part: null, errorColumn: [...new Set(errors.map(error => error.column))].join(' '),
          error: errors.map(error => error.error).join(' ')
        }
      }
      const key = JSON.stringify(settings)
      let place = open.get(key)
      if (place === undefined || place.rows === rowsPerUpload) {
        if (open.size >= rememberedSettings) open.clear()
        place = { part: ++parts, rows: 0 }
        open.set(key, place)
      }
      place.rows += 1
      const { part } = place
      const share = touched.get(part) ?? { part, settings, rows: 0 }
      share.rows += 1
      touched.set(part, share)
      return { line, cells, number, part, errorColumn: null, error: null }
    })
    return [staged, [...touched.values()]]
  }
}

function faultList (): { readonly count: number, add (row: NumberRow): void, problem (): ReturnType<typeof invalid> } {
  const errors: FieldErrors = {}
  let count = 0
  return {
    get count () { return count },
    add ({ line, errors: found }) {
      if (found.length === 0) return
      count += 1
      if (count <= namedAtMost) {
        for (const { column, error } of found) (errors[`lines[${line}].${column}`] ??= []).push(error)
      }
    },
    problem: () =>
      invalid({ ...errors, ...count > namedAtMost && { File: [`${count - namedAtMost} more rows are not valid.`] } })
  }
}
