import { createHash } from 'node:crypto'
import { scriptTables } from '../../schemas/script-tables.ts'
import { words } from './cli-script.ts'
import { isComment } from './mediant-plans.ts'
import { beginsTail } from './mediant-reader.ts'
import { isRowHeader } from './mediant-rows.ts'

const ours = new Set(Object.values(scriptTables).flatMap(tables => Object.keys(tables)))

/**
 * What a configuration is apart from the tables that we write to, told line by line: a device counts no generations, so
 * it is told by a digest that somebody else has set it up otherwise. Values that are not shown as they were written are
 * left out.
 */
export class GenerationReader {
  readonly #hash = createHash('sha256')
  /** How far the row of a table of ours is indented, while it goes on. */
  #inside: number | undefined
  #isTail = false

  take (text: string): void {
    const bare = text.trim()
    if (this.#isTail || bare === '' || isComment(bare)) return
    this.#isTail = beginsTail(bare)
    const indent = text.search(/\S/)
    const isOfRow = this.#inside !== undefined &&
      (indent > this.#inside || (indent === this.#inside && bare === 'exit'))
    if (this.#isTail || isOfRow) return
    const line = words(text) ?? []
    this.#inside = isRowHeader(text, line) && ours.has(line.slice(0, -1).join(' ')) ? indent : undefined
    if (this.#inside === undefined && !/password|secret|key/i.test(line[0] ?? '')) this.#hash.update(`${bare}\n`)
  }

  /** After the last line; `plans` are its dial plans, whose rules are ours. */
  generation (plans: readonly string[]): string {
    return this.#hash.update(plans.join('\n')).digest('hex').slice(0, 32)
  }
}
