/** Has the browser save a text as a file. */
export function save (name: string, text: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv' }))
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}

/** Cells that a spreadsheet would take for a formula are kept from it. */
const cellOf = (text: string): string => {
  const safe = /^[=@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

export const csvOf = (titles: readonly string[], rows: ReadonlyArray<readonly string[]>): string =>
  [titles, ...rows].map(row => `${row.map(cellOf).join(',')}\r\n`).join('')
