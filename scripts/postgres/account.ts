import { readFileSync, statSync } from 'node:fs'
import { userInfo } from 'node:os'
import { dirname } from 'node:path'
import { CannotStart } from '../cannot-start.ts'

/** The user the server runs as, when that is not the user who starts it. */
export interface Account { uid: number, gid: number }

/** PostgreSQL refuses to run as root, so root lends it an account that every system has. */
export function serverAccount (): Account | undefined {
  if (process.geteuid?.() !== 0) return undefined
  const [, uid, gid] = /^nobody:[^:]*:(-?\d+):(-?\d+):/m.exec(readFileSync('/etc/passwd', 'utf8')) ?? []
  if (uid === undefined || gid === undefined) {
    throw new CannotStart(
      'PostgreSQL does not run as root and /etc/passwd has no user "nobody" to run it as. Start as an ordinary ' +
      'user, or set DATABASE_URL.'
    )
  }
  return { uid: Number(uid) >>> 0, gid: Number(gid) >>> 0 }
}

/** initdb looks its own user up by number; the server itself does not. */
export function requireNamedUser (account: Account | undefined): void {
  if (account !== undefined) return
  try {
    userInfo()
  } catch {
    throw new CannotStart(
      `User id ${process.geteuid?.() ?? '?'} has no entry in /etc/passwd, which PostgreSQL needs to create a ` +
      'database. Add one, bring a data folder that exists already, or set DATABASE_URL.'
    )
  }
}

/** Whether the account can walk to this folder; the nearest folder that exists decides for one that does not. */
export function canEnter (folder: string, account: Account | undefined): boolean {
  if (account === undefined) return true
  const status = statSync(folder, { throwIfNoEntry: false })
  if (status !== undefined && !(status.isDirectory() && allows(status, account, 0o1))) return false
  return dirname(folder) === folder || canEnter(dirname(folder), account)
}

/** Whether the account has all of these permissions (read 4, write 2, enter or execute 1) on one file or folder. */
export function allows (status: { mode: number, uid: number, gid: number }, account: Account, wanted: number): boolean {
  const shift = status.uid === account.uid ? 6 : status.gid === account.gid ? 3 : 0
  return ((status.mode >> shift) & wanted) === wanted
}
