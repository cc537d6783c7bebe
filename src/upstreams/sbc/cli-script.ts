// Lines for a device's command line. Every value goes through `quote`, and nothing but numbers and quoted values is
// ever interpolated, so that what a caller writes cannot become a command.

declare const escaped: unique symbol

/** A line that only this file can make: what came from a caller stands in it as one quoted word. */
export type ScriptLine = string & { readonly [escaped]: true }

/** A script is made of such lines alone; there is no way from a text to a script but `line` and `fill`. */
export type Script = readonly ScriptLine[]

const unprintable = /[^\x20-\x7e]/

/** Whether a value can be written on a line at all: printable ASCII, so no line break of any script. */
export function isWritable (value: string): boolean {
  return !unprintable.test(value)
}

function quote (value: string): string {
  return `"${inQuotes(value)}"`
}

function inQuotes (value: string): string {
  if (!isWritable(value)) throw new Error('A value with unprintable characters cannot be written to a device')
  return value.replace(/[\\"]/g, match => `\\${match}`)
}

/** `line\`name ${value}\``: texts are quoted, whole numbers stand as they are. */
export function line (parts: TemplateStringsArray, ...values: Array<string | number>): ScriptLine {
  return parts.reduce((text, part, index) => {
    const value = values[index - 1]
    return text + (typeof value === 'number' ? integer(value) : quote(value ?? '')) + part
  }) as ScriptLine
}

function integer (value: number): string {
  if (!Number.isSafeInteger(value) || value < 0) throw new Error(`${value} is not an index`)
  return String(value)
}

const placeholder = /\{\{([\w.-]+)\}\}/g

/** Names of the `{{placeholders}}` of a template. */
export function placeholders (template: string): string[] {
  return [...template.matchAll(placeholder)].map(match => match[1] ?? '')
}

/**
 * One line of a stored script template with its `{{placeholders}}` filled. Inside of quotes a value is escaped,
 * elsewhere its word is quoted, or a number stands as it is; it can neither leave its word nor its line. Throws when
 * the template is not one line of words, or a value is missing or cannot be written: judge values with `isWritable`
 * before.
 */
export function fill (template: string, values: Readonly<Record<string, string | number>>): ScriptLine {
  if (!isWritable(template) || words(template) === undefined) {
    throw new Error('A line of a template is printable ASCII, and its quotes are closed')
  }
  return template.trim().replace(/"((?:[^"\\]|\\.)*)"|[^\s"]+/g, (word, inside?: string) => {
    const filled = (put: (value: string | number) => string): string =>
      (inside ?? word).replace(placeholder, (_, name: string) => put(valueOf(values, name)))
    if (inside !== undefined) return `"${filled(value => inQuotes(String(value)))}"`
    const isBare = placeholders(word).every(name => typeof values[name] === 'number')
    return isBare ? filled(value => integer(Number(value))) : quote(filled(String))
  }) as ScriptLine
}

function valueOf (values: Readonly<Record<string, string | number>>, name: string): string | number {
  const value = Object.hasOwn(values, name) ? values[name] : undefined
  if (value === undefined) throw new Error(`The template's value ${name} is missing`)
  return value
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
