import { mask } from '../../../sites/schemas/site-location.ts'
import type { SheetRow } from '../../schemas/bulk-load.ts'

export type Cells = Readonly<Record<string, string>>

/** What a request says in its body. */
export type Body = Readonly<Record<string, unknown>>

/** How a cell is read: as its text, as a number, as `true` or `false`, as a list parted by blanks, or as JSON. */
type CellForm = 'text' | 'number' | 'boolean' | 'list' | 'json'

export interface Column {
  readonly name: string
  readonly form?: CellForm
  /** `shown`: only to read; `new`: only said of what does not exist yet, and never exported. */
  readonly mode?: 'shown' | 'new'
  /** What of a cell is kept with the load, where it may hold secrets. */
  readonly kept?: (value: unknown) => object
}

/** The answer of the API to a request that is made for the same caller. */
interface Answer<Shown> { readonly status: number, readonly body: Shown }
export type Ask = <Shown>(path: string) => Promise<Answer<Shown>>

/** A request of the API that rows stand for. */
export interface Demand {
  readonly method: 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly path: string
  readonly body?: object
  /** Demands of a sheet that come after others of it. */
  readonly phase?: number
}

/** What rows of a sheet come to. */
export type Verdict =
  | { readonly rows: readonly SheetRow[], readonly demand: Demand }
  | { readonly rows: readonly SheetRow[], readonly error: string }
  | { readonly rows: readonly SheetRow[], readonly unchanged: true }

/** One kind of rows; the order of the kinds is that in which their requests are made. */
export interface SheetKind {
  readonly name: string
  readonly about: string
  readonly columns: readonly Column[]
  /** Rows as they are now; without it the sheet only asks for something. */
  readonly current?: (ask: Ask) => Promise<Cells[]>
  /** `all`: the rows of every sheet of the workbook, by sheet. */
  readonly read: (
    rows: readonly SheetRow[], ask: Ask, all: ReadonlyMap<string, readonly SheetRow[]>
  ) => Promise<Verdict[]>
}

/** Says `delete`, or another word that its sheet knows; empty: the thing is to be as the row says. */
export const actionColumn = 'action'

export const asList = (text: string): string[] => text.split(/[\s,;|]+/).filter(part => part !== '')

/** A value of the API as a cell. */
export function cellOf (value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map(String).join(' ')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

export function cellsOf (columns: readonly Column[], record: object): Cells {
  const values = new Map<string, unknown>(Object.entries(record))
  return Object.fromEntries(
    columns.filter(({ mode }) => mode !== 'new').map(({ name }) => [name, cellOf(values.get(name))])
  )
}

/** A cell as a value of the API; a text that says why not, in an error. */
export function valueOf ({ name, form = 'text' }: Column, text: string): unknown {
  switch (form) {
    case 'text':
      return text
    case 'list':
      return asList(text)
    case 'number':
      if (/^-?\d{1,15}$/.test(text)) return Number(text)
      throw new BadCell(`${name}: ${JSON.stringify(text)} is not a whole number.`)
    case 'boolean':
      if (/^(true|yes|1)$/i.test(text)) return true
      if (/^(false|no|0)$/i.test(text)) return false
      throw new BadCell(`${name}: ${JSON.stringify(text)} is neither true nor false.`)
    case 'json':
      try {
        return JSON.parse(text)
      } catch {
        throw new BadCell(`${name}: the cell is not JSON.`)
      }
  }
}

/** The cells of a row as they may be kept: secrets are masked, and so is a cell that cannot be read. */
export function keptCells (columns: readonly Column[], cells: Cells): Record<string, string> {
  return Object.fromEntries(Object.entries(cells).map(([name, text]) => {
    const column = columns.find(one => one.name === name)
    if (column?.kept === undefined || text === '') return [name, text]
    try {
      return [name, JSON.stringify(column.kept(valueOf(column, text)))]
    } catch {
      return [name, mask]
    }
  }))
}

export class BadCell extends Error {}

/** The cells that say something, as the fields of a body. */
export function bodyOf (columns: readonly Column[], cells: Cells, isMeant = (_name: string): boolean => true): Body {
  return Object.fromEntries(columns.flatMap(column => {
    const text = cells[column.name] ?? ''
    return column.mode === 'shown' || text === '' || !isMeant(column.name) ? [] : [[column.name, valueOf(column, text)]]
  }))
}

/** Reads rows one by one; what is wrong with a row is its verdict. */
export function eachRow (rows: readonly SheetRow[], read: (row: SheetRow) => Verdict): Verdict[] {
  return rows.map(row => {
    try {
      return read(row)
    } catch (error) {
      if (error instanceof BadCell) return { rows: [row], error: error.message }
      throw error
    }
  })
}

interface Listed<Row> { readonly data?: readonly Row[], readonly totalPages?: number }

/** All records of a list of the API, page by page. */
export async function listed<Row extends object> (ask: Ask, path: string, pageSize = 200): Promise<Row[]> {
  const records: Row[] = []
  for (let page = 1; ; page++) {
    const { status, body } = await ask<Listed<Row>>(`${path}?PageSize=${pageSize}&PageNumber=${page}`)
    if (status !== 200) throw new Error(`GET ${path} was answered with ${status}: ${JSON.stringify(body)}`)
    const { data = [], totalPages = 1 } = body
    records.push(...data)
    if (page >= totalPages) return records
  }
}
