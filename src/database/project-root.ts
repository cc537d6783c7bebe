import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The folder that holds package.json and migrations/: two levels further up from dist/ than from the sources. */
export function projectRoot (from: string = import.meta.dirname): string {
  if (existsSync(join(from, 'migrations')) && existsSync(join(from, 'package.json'))) return from
  const parent = dirname(from)
  if (parent === from) throw new Error('The folder that holds package.json and migrations/ was not found.')
  return projectRoot(parent)
}
