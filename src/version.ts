import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from './database/project-root.ts'

/** The version of Dialplane that runs, as package.json has it. */
export function version (): string {
  const { version }: { version: string } = JSON.parse(readFileSync(join(projectRoot(), 'package.json'), 'utf8'))
  return version
}
