import { useMemo, useState } from 'preact/hooks'

/** Rows that are selected, whichever page or filter they came from. */
export interface Selection<Row> {
  readonly rows: ReadonlyMap<string, Row>
  has (key: string): boolean
  toggle (key: string, row: Row): void
  add (rows: ReadonlyArray<readonly [key: string, row: Row]>): void
  clear (): void
}

export function useSelection<Row> (): Selection<Row> {
  const [rows, setRows] = useState<ReadonlyMap<string, Row>>(new Map())
  return useMemo(() => ({
    rows,
    has: key => rows.has(key),
    toggle: (key, row) => setRows(before => {
      const after = new Map(before)
      if (!after.delete(key)) after.set(key, row)
      return after
    }),
    add: more => setRows(before => new Map([...before, ...more])),
    clear: () => setRows(new Map())
  }), [rows])
}
