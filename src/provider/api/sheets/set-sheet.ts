import {
  actionColumn, BadCell, bodyOf, cellsOf, eachRow, type Ask, type Cells, type Column, type Demand, type SheetKind,
  type Verdict
} from './sheet.ts'

interface WholeSet {
  readonly name: string
  readonly about: string
  readonly columns: readonly Column[]
  /** The columns that name an entry. */
  readonly keys: readonly string[]
  readonly path: string
  /** What the answer calls its entries; without it, they are the answer. */
  readonly entries?: string
  /** Reads a row into the words that the API itself prints, as far as they differ. */
  readonly normal?: (cells: Cells) => Cells
  readonly demand: (entries: readonly object[]) => Demand
}

type Entries = readonly object[] | Readonly<Record<string, readonly object[]>>

function entriesIn (body: Entries, named = ''): readonly object[] {
  const entries: readonly object[] | undefined = named === '' ? Object(body) : Reflect.get(body, named)
  return entries ?? []
}

/**
 * A sheet for what the API sets as a whole: rows are added to the entries that there are, or take the place of those
 * with the same keys; `delete` takes one out. All rows that change something are one request.
 */
export function setSheet (set: WholeSet): SheetKind {
  const { name, about, columns, keys, path, entries: named, normal = cells => cells, demand } = set
  const keyOf = (cells: Cells): string => JSON.stringify(keys.map(key => (cells[key] ?? '').toLowerCase()))
  const current = async (ask: Ask): Promise<Cells[]> =>
    entriesIn((await ask<Entries>(path)).body, named).map(entry => cellsOf(columns, entry))
  return {
    name, about, columns, current,
    async read (rows, ask) {
      const entries = new Map((await current(ask)).map(cells => [keyOf(cells), cells]))
      const verdicts = eachRow(rows, row => {
        const cells = normal(row.cells)
        const key = keyOf(cells)
        const known = entries.get(key)
        const action = (cells[actionColumn] ?? '').toLowerCase()
        if (action !== '' && action !== 'delete') throw new BadCell(`action: ${action} is not known; write delete.`)
        if (action === 'delete') return known === undefined ? unchanged(row) : changed(() => entries.delete(key))
        bodyOf(columns, cells)
        const isSame = known !== undefined && columns.every(({ name, mode }) =>
          mode === 'shown' || (cells[name] ?? known[name] ?? '') === (known[name] ?? ''))
        return isSame ? unchanged(row) : changed(() => entries.set(key, { ...known, ...cells }))

        function changed (change: () => unknown): Verdict {
          change()
          return { rows: [row], demand: { method: 'PUT', path } }
        }
      })
      const asking = verdicts.filter(verdict => 'demand' in verdict).flatMap(verdict => verdict.rows)
      const others = verdicts.filter(verdict => !('demand' in verdict))
      if (asking.length === 0) return others
      return [...others, { rows: asking, demand: demand([...entries.values()].map(cells => bodyOf(columns, cells))) }]
    }
  }
}

const unchanged = (row: Verdict['rows'][number]): Verdict => ({ rows: [row], unchanged: true })
