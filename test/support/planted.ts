import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Program } from './program.ts'
import type { Records } from './records.ts'

/** A secret that nobody else has, so that it is found wherever it gets to. */
export const plantedSecret = (name: string): string => `Pl4nted-${name}-${randomBytes(6).toString('hex')}`

/** Everything that a program writes from its beginning to its end, also when that is much. */
export function everyLine (program: Program): () => string {
  const lines: string[] = []
  program.waitFor(line => { lines.push(line) }).catch(() => {}) // it never finds anything
  return () => lines.join('\n')
}

/** All rows of all tables, as text. */
export async function allRows ({ query }: Records): Promise<string> {
  const tables = await query("select tablename as name from pg_tables where schemaname = 'public'")
  const rows = await Promise.all(
    tables.map(({ name }) => query(`select coalesce(string_agg(t::text, ' '), '') as all from "${name}" t`))
  )
  return JSON.stringify(rows)
}

/** What everybody on the machine can see of a program. */
export const argumentsOf = ({ child: { pid } }: Program): string => readFileSync(`/proc/${pid}/cmdline`, 'utf8')

const base64 = (text: string): string => Buffer.from(text).toString('base64')

/** As it is, and as programs write it: in a URL, in JSON, in base64, in hexadecimal, and as a password of Basic. */
function formsOf (word: string): string[] {
  return [
    word, encodeURIComponent(word), JSON.stringify(word).slice(1, -1), base64(word).slice(0, 20),
    base64(`dialplane:${word}`).slice(16), Buffer.from(word).toString('hex')
  ]
}

/** Which secrets stand where, in whatever form: `<secret> in <place>: <what surrounds it>`. */
export function found (places: Readonly<Record<string, string>>, secrets: Readonly<Record<string, string>>): string[] {
  return Object.entries(places).flatMap(([place, text]) => Object.entries(secrets).flatMap(([what, word]) => {
    const at = formsOf(word).map(form => text.indexOf(form)).find(at => at >= 0)
    return at === undefined ? [] : [`${what} in ${place}: ${text.slice(Math.max(0, at - 200), at + 100)}`]
  }))
}
