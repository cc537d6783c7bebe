import { badFile } from '../../http/bad-file.ts'
import { nearestName } from '../../schemas/nearest-name.ts'
import { resultColumns, type SheetRow } from '../schemas/bulk-load.ts'
import { sheets } from './sheets/all.ts'
import { actionColumn, type SheetKind } from './sheets/sheet.ts'
import { isWorkbook, readLines, readWorkbook, type Line } from './workbook.ts'

export const rowsAtMost = 5000

const plain = (name: string): string => name.toLowerCase().replaceAll(/[\s_-]/g, '')

export function sheetCalled (name: string): SheetKind {
  const found = sheets.find(sheet => plain(sheet.name) === plain(name))
  if (found !== undefined) return found
  throw badFile(`There is no sheet ${JSON.stringify(name.slice(0, 40))}. There are ${
    sheets.map(sheet => sheet.name).join(', ')}.`)
}

/** The rows of a file by sheet. Throws when the file, a sheet or a column is not known. */
export async function readSheets (bytes: Buffer, sheet: string | undefined): Promise<Map<string, SheetRow[]>> {
  if (bytes.length === 0) throw badFile('The file is empty.')
  const tables = isWorkbook(bytes)
    ? (await readWorkbook(bytes)).map(({ name, lines }) => ({ kind: sheetCalled(name), lines }))
    : [{ kind: sheetCalled(sheet ?? missingSheet()), lines: await readLines(bytes) }]
  const all = new Map<string, SheetRow[]>()
  for (const { kind, lines } of tables) all.set(kind.name, [...all.get(kind.name) ?? [], ...rowsOf(kind, lines)])
  const count = [...all.values()].reduce((sum, rows) => sum + rows.length, 0)
  if (count > rowsAtMost) throw badFile(`A file may have ${rowsAtMost} rows; it has ${count}. Split it.`)
  return all
}

function missingSheet (): never {
  throw badFile('Say in the query which sheet the CSV file is, such as sheet=Inventory.')
}

function rowsOf ({ name, columns }: SheetKind, [header, ...lines]: readonly Line[]): SheetRow[] {
  if (header === undefined) return []
  const known = [...columns.map(column => column.name), actionColumn]
  const places = header.cells.map(text => {
    if (text === '' || resultColumns.some(column => plain(column) === plain(text))) return undefined
    const column = known.find(one => plain(one) === plain(text))
    if (column !== undefined) return column
    const nearest = nearestName(plain(text), new Map(known.map(one => [plain(one), one])))
    throw badFile(`${name}: there is no column ${JSON.stringify(text.slice(0, 40))}.${
      nearest === undefined ? '' : ` Did you mean ${nearest}?`}`)
  })
  return lines.map(({ line, cells }) => ({
    sheet: name, line,
    cells: Object.fromEntries(places.flatMap((column, place) =>
      column === undefined ? [] : [[column, (cells[place] ?? '').replaceAll('\0', '')]]))
  }))
}
