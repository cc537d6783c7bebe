// Lines for the device's command line. Every value goes through `quote`, and nothing but numbers and quoted values is ever
// interpolated, so that what a caller writes cannot become a command.

const unprintable = /[^\x20-\x7e]/

/** Whether a value can be written on a line at all: printable ASCII, so no line break of any script. */
export function isWritable (value: string): boolean {
  return !unprintable.test(value)
}

export function quote (value: string): string {
  if (!isWritable(value)) throw new Error('A value with unprintable characters cannot be written to a device')
  return `"${value.replace(/[\\"]/g, match => `\\${match}`)}"`
}

/** `line\`name ${value}\``: texts are quoted, whole numbers stand as they are. */
export function line (parts: TemplateStringsArray, ...values: Array<string | number>): string {
  return parts.reduce((text, part, index) => {
    const value = values[index - 1]
    return text + (typeof value === 'number' ? integer(value) : quote(value ?? '')) + part
  })
}

function integer (value: number): string {
  if (!Number.isSafeInteger(value) || value < 0) throw new Error(`${value} is not an index`)
  return String(value)
}

/** The words of a configuration line; quoted words come without their quotes. Undefined when a quote is not closed. */
export function words (text: string): string[] | undefined {
  const found: string[] = []
  const pattern = /\s*(?:"((?:[^"\\]|\\.)*)"|([^\s"]+))/y
  const trimmed = text.trimEnd()
  while (pattern.lastIndex < trimmed.length) {
    const match = pattern.exec(trimmed)
    if (match === null) return undefined
    found.push(match[1] !== undefined ? match[1].replace(/\\(.)/g, '$1') : match[2] ?? '')
  }
  return found
}
