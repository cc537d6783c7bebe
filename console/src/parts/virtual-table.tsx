import type { ComponentChildren } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'

export interface Column<Row> {
  readonly title: string
  readonly cell: (row: Row) => ComponentChildren
  /** CSS width. */
  readonly width?: string
}

interface Props<Row> {
  /** What the table is of, for those who do not see it. */
  label: string
  columns: ReadonlyArray<Column<Row>>
  total: number
  /** Undefined while it is not there yet. */
  rowAt: (index: number) => Row | undefined
  keyOf: (row: Row) => string
  /** Told which rows are in sight. */
  onSight: (first: number, last: number) => void
  /** Before the columns, as for a box to select the row with. */
  lead?: { title: ComponentChildren, cell: (row: Row) => ComponentChildren }
}

const rowHeight = 37
const more = 10

/** A table of any length: only the rows in sight, and some before and behind them, are in the page. */
export function VirtualTable<Row> ({ label, columns, total, rowAt, keyOf, onSight, lead }: Props<Row>) {
  const frame = useRef<HTMLDivElement>(null)
  const [[first, last], setSight] = useState<readonly [number, number]>([0, 40])
  const look = (): void => {
    const { scrollTop = 0, clientHeight = 0 } = frame.current ?? {}
    const from = Math.max(0, Math.floor(scrollTop / rowHeight) - more)
    setSight([from, from + Math.ceil(clientHeight / rowHeight) + 2 * more])
  }
  useEffect(() => {
    const observer = new ResizeObserver(look)
    if (frame.current !== null) observer.observe(frame.current)
    return () => observer.disconnect()
  }, [])
  const end = Math.min(last, total)
  useEffect(() => { onSight(first, end) }, [first, end, onSight])
  const indices = Array.from({ length: Math.max(0, end - first) }, (_, offset) => first + offset)
  const width = columns.length + (lead === undefined ? 0 : 1)
  return (
    <div class='table' ref={frame} onScroll={look} tabIndex={0} role='region' aria-label={label}>
      <table aria-rowcount={total + 1}>
        <thead>
          <tr aria-rowindex={1}>
            {lead !== undefined && <th class='lead' scope='col'>{lead.title}</th>}
            {columns.map(({ title, width }) => (
              <th key={title} scope='col' {...width !== undefined && { style: { width } }}>{title}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Space rows={first} width={width} />
          {indices.map(index => {
            const row = rowAt(index)
            return (
              <tr key={row === undefined ? index : keyOf(row)} aria-rowindex={index + 2}>
                {row === undefined
                  ? <td colSpan={width}>…</td>
                  : <>
                    {lead !== undefined && <td class='lead'>{lead.cell(row)}</td>}
                    {columns.map(({ title, cell }) => <td key={title}>{cell(row)}</td>)}
                  </>}
              </tr>
            )
          })}
          <Space rows={total - end} width={width} />
        </tbody>
      </table>
    </div>
  )
}

function Space ({ rows, width }: { rows: number, width: number }) {
  return rows <= 0
    ? null
    : <tr aria-hidden='true' class='space'><td colSpan={width} style={{ height: `${rows * rowHeight}px` }} /></tr>
}
