/** One row of the contract: a request, and what it must be answered. Texts hold variables as `{{name}}`. */
export interface Row {
  readonly name: string
  /** Method and path, with its query. */
  readonly asks: string
  /** `none`: without a token; `bad`: with one that nobody issued. */
  readonly token?: 'none' | 'bad'
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
  readonly status: number
  /** What is among the headers of the answer. */
  readonly answers?: Readonly<Record<string, string>>
  /** What the answer holds at least; a text that begins with `~` is a regular expression. */
  readonly holds?: unknown
  /** What the task that it makes holds at its end. */
  readonly task?: unknown
  /** It changes something, so that it is left out unless it is asked for. */
  readonly changes?: boolean
  /** It needs the world of the demo. */
  readonly demo?: boolean
}

export type Variables = Readonly<Record<string, string>>

/** The row with its variables filled in. Throws when one is not known. */
export function filled (row: Row, variables: Variables): Row {
  const text = JSON.stringify(row).replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = variables[name]
    if (value === undefined) throw new Error(`${row.name}: the variable ${name} is not known`)
    return JSON.stringify(value).slice(1, -1)
  })
  return JSON.parse(text) as Row
}

/** Where an answer differs from what it must hold; none when it does not. */
export function differences (wanted: unknown, found: unknown, path = 'body'): string[] {
  if (typeof wanted === 'string' && wanted.startsWith('~')) {
    return typeof found !== 'object' && new RegExp(wanted.slice(1)).test(String(found))
      ? []
      : [`${path}: ${shown(found)} does not match ${wanted.slice(1)}`]
  }
  if (typeof wanted !== 'object' || wanted === null) {
    return wanted === found ? [] : [`${path}: ${shown(found)} instead of ${shown(wanted)}`]
  }
  if (typeof found !== 'object' || found === null) return [`${path}: ${shown(found)} instead of ${shown(wanted)}`]
  if (Array.isArray(wanted) && (!Array.isArray(found) || found.length < wanted.length)) {
    return [`${path}: ${shown(found)} instead of ${shown(wanted)}`]
  }
  return Object.entries(wanted).flatMap(([name, value]) =>
    differences(value, Object.entries(found).find(([other]) => other === name)?.[1], `${path}.${name}`)
  )
}

const shown = (value: unknown): string => (JSON.stringify(value) ?? 'nothing').slice(0, 160)
