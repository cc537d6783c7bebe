import { createHash } from 'node:crypto'
import { scriptTables } from '../../schemas/script-tables.ts'
import { words } from './cli-script.ts'
import { isComment } from './mediant-plans.ts'
import { beginsTail } from './mediant-reader.ts'
import { isRowHeader } from './mediant-rows.ts'

const ours = new Set(Object.values(scriptTables).flatMap(tables => Object.keys(tables)))

/**
 * What a configuration is apart from the tables that we write to: a device counts no generations, so it is told by a
 * digest that somebody else has set it up otherwise. Values that are not shown as they were written are left out.
 */
export function generationOf (lines: readonly string[], plans: readonly string[]): string {
  const hash = createHash('sha256').update(plans.join('\n'))
  /** How far the row of a table of ours is indented, while it goes on. */
  let inside: number | undefined
  for (const text of lines) {
    const bare = text.trim()
    if (bare === '' || isComment(bare)) continue
    if (beginsTail(bare)) break
    const indent = text.search(/\S/)
    if (inside !== undefined && (indent > inside || (indent === inside && bare === 'exit'))) continue
    const line = words(text) ?? []
    inside = isRowHeader(text, line) && ours.has(line.slice(0, -1).join(' ')) ? indent : undefined
    if (inside === undefined && !/password|secret|key/i.test(line[0] ?? '')) hash.update(`\n${bare}`)
  }
  return hash.digest('hex').slice(0, 32)
}
