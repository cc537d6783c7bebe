import { existsSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import { projectRoot } from '../src/database/project-root.ts'

/** Programs that are bundled (scripts/bundle.ts). */
export const bundled = [
  'src/start',
  'scripts/migrate',
  'scripts/check-config',
  'microsoft-mock/server',
  'sbc-mock/server'
]

/**
 * The file to run for a program such as `src/start.js`: its bundle, or what was compiled where there is none. A whole
 * path is taken as it is.
 */
export function compiled (program: string, root = projectRoot()): string {
  if (isAbsolute(program)) return program
  const bundle = join(root, 'dist', 'bundle', program)
  return existsSync(bundle) ? bundle : join(root, 'dist', program)
}
