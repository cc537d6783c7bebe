import { holds, median, type Line } from './figure.ts'

export interface Measured { readonly line: Line, readonly values: readonly number[] }

/** A Markdown table, which reads as well in a terminal. */
export function table (measured: readonly Measured[]): string {
  const head = ['figure', 'measured', 'at least', 'aim', 'holds']
  const rows = measured.map(({ line, values }) => {
    const middle = median(values)
    const spread = `[${show(Math.min(...values))}..${show(Math.max(...values))}]`
    const sign = line.better === 'more' ? '≥' : '≤'
    const unit = line.unit === '×' ? ' ×' : ` ${line.unit}`
    return [
      line.label, `${show(middle)}${unit} ${spread} n=${values.length}`, `${sign} ${show(line.atLeast)}${unit}`,
      `${sign} ${show(line.aim)}${unit}`,
      !holds(line, middle) ? 'NO' : holds({ ...line, atLeast: line.aim }, middle) ? 'yes, and the aim' : 'yes'
    ]
  })
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map(row => [...row[column] ?? ''].length)))
  const write = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - [...cell].length)).join(' | ')} |`
  return [write(head), `|${widths.map(width => '-'.repeat(width + 2)).join('|')}|`, ...rows.map(write)].join('\n')
}

/** Three figures that mean something. */
export function show (value: number): string {
  if (!Number.isFinite(value)) return String(value)
  if (Math.abs(value) >= 1000) return Math.round(value).toLocaleString('en')
  return value === 0 ? '0' : String(Number(value.toPrecision(3)))
}
