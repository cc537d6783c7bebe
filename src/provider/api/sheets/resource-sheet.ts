import {
  actionColumn, BadCell, bodyOf, cellsOf, eachRow, listed, valueOf, type Ask, type Body, type Cells, type Column,
  type Demand, type SheetKind, type Verdict
} from './sheet.ts'
import type { SheetRow } from '../../schemas/bulk-load.ts'

interface Resource {
  readonly name: string
  readonly about: string
  readonly columns: readonly Column[]
  /** The column that names a thing. */
  readonly key: string
  /** Where all of them are listed. */
  readonly list: string
  /** Finds the things that rows name, where there are too many to list. */
  readonly find?: (ask: Ask, keys: readonly string[]) => Promise<Cells[]>
  readonly create?: (body: Body) => Demand
  readonly change: (key: string, body: object, cells: Cells) => Demand[]
  readonly remove?: (key: string) => Demand
}

/** A sheet with a row for each thing of a resource. Only cells that were changed are sent. */
export function resourceSheet (resource: Resource): SheetKind {
  const { name, about, columns, key, list, find } = resource
  const current = async (ask: Ask): Promise<Cells[]> =>
    (await listed(ask, list)).map(record => cellsOf(columns, record))
  return {
    name, about, columns, current,
    async read (rows, ask) {
      const keys = rows.flatMap(({ cells }) => cells[key] || [])
      const known = find === undefined ? await current(ask) : await find(ask, keys)
      const byKey = new Map(known.map(cells => [cells[key]?.toLowerCase(), cells]))
      return eachRow(rows, row => verdictOf(resource, row, byKey.get((row.cells[key] ?? '').toLowerCase()))).flat()
    }
  }
}

function verdictOf (resource: Resource, row: SheetRow, known: Cells | undefined): Verdict {
  const { columns, key, create, change, remove } = resource
  const { cells } = row
  const rows = [row]
  const action = (cells[actionColumn] ?? '').toLowerCase()
  if (action !== '' && action !== 'delete') throw new BadCell(`action: ${action} is not known here; write delete.`)
  if (action === 'delete') {
    if (remove === undefined) throw new BadCell('action: what this sheet shows cannot be deleted here.')
    return known === undefined ? { rows, unchanged: true } : { rows, demand: remove(known[key] ?? '') }
  }
  if (known === undefined) {
    if (create === undefined) throw new BadCell(`${key}: there is no ${cells[key] || 'such row'}.`)
    return { rows, demand: create(bodyOf(columns, cells)) }
  }
  const changed = columns.filter(({ name, mode }) =>
    mode !== 'new' && cells[name] !== undefined && cells[name] !== (known[name] ?? ''))
  const shown = changed.find(({ name, mode }) => mode === 'shown' && name !== key)
  if (shown !== undefined) throw new BadCell(`${shown.name}: the column is only shown, and cannot be changed.`)
  const changing = changed.filter(({ name }) => name !== key)
  if (changing.length === 0) return { rows, unchanged: true }
  const body = Object.fromEntries(changing.map(column => [column.name, changedTo(column, cells[column.name] ?? '')]))
  const [demand, ...others] = change(known[key] ?? '', body, cells)
  if (demand === undefined) return { rows, unchanged: true }
  if (others.length > 0) throw new BadCell('The row asks for two things at once; send them one after another.')
  return { rows, demand }
}

/** What an emptied cell means depends on what it holds. */
function changedTo (column: Column, text: string): unknown {
  if (text !== '' || column.form === undefined || column.form === 'text' || column.form === 'list') {
    return valueOf(column, text)
  }
  throw new BadCell(`${column.name}: the cell cannot be emptied.`)
}
