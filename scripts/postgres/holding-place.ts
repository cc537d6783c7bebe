import { lstatSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CannotStart } from '../cannot-start.ts'
import { canEnter, type Account } from './account.ts'

/**
 * A folder outside the project that the server's account can enter and only we can write, for the programs and for the
 * data of a project it cannot enter. /var/lib first: systems clean their temporary folders file by file.
 */
export function holdingPlace (account: Account | undefined): string {
  const candidates = ['/var/lib/dialplane', join(tmpdir(), `dialplane-${process.geteuid?.() ?? 0}`)]
  const place = candidates.find(candidate => isOurs(candidate) && canEnter(candidate, account))
  if (place !== undefined) return place
  throw new CannotStart(
    `None of ${candidates.join(', ')} can be used for PostgreSQL: each must be a folder that only this user can ` +
    'write. Remove or mend one of them, or set DATABASE_URL.'
  )
}

/** Nobody else may be able to plant a program in it. */
function isOurs (folder: string): boolean {
  try {
    mkdirSync(folder, { mode: 0o755, recursive: true })
  } catch {
    return false
  }
  const status = lstatSync(folder)
  return status.isDirectory() && status.uid === process.geteuid?.() && (status.mode & 0o022) === 0
}
