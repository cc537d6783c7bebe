import type { Column } from './virtual-table.tsx'

/** A table of few rows. */
export function Table<Row> ({ label, columns, rows, keyOf }: {
  label: string, columns: ReadonlyArray<Column<Row>>, rows: readonly Row[], keyOf: (row: Row) => string
}) {
  return (
    <div class='table short' tabIndex={0} role='region' aria-label={label}>
      <table>
        <thead><tr>{columns.map(({ title }) => <th key={title} scope='col'>{title}</th>)}</tr></thead>
        <tbody>
          {rows.map(row => (
            <tr key={keyOf(row)}>{columns.map(({ title, cell }) => <td key={title}>{cell(row)}</td>)}</tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
