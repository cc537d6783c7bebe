import { createHash } from 'node:crypto'
import { existsSync, lstatSync, mkdirSync, readlinkSync, realpathSync, rmSync, symlinkSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { CannotStart, systemCode } from '../cannot-start.ts'
import { canEnter, type Account } from './account.ts'
import { holdingPlace } from './holding-place.ts'
import { findServer, stopServer } from './server.ts'

/**
 * Where the data really lies. A root-owned clone in a private folder cannot be entered by the server's account: then
 * the data moves to the holding place, named after the path it belongs to, and a symbolic link stays behind.
 */
export async function dataPlace (wanted: string, account: Account | undefined): Promise<string> {
  try {
    mkdirSync(dirname(wanted), { recursive: true })
    const nominal = join(realpathSync(dirname(wanted)), basename(wanted))
    return canEnter(dirname(nominal), account) ? nominal : await relocated(nominal, account)
  } catch (error) {
    if (systemCode(error) === undefined) throw error
    throw new CannotStart(
      `The data folder ${wanted} cannot be used: ${systemCode(error) ?? ''}. Mend its permissions or name another ` +
      'one with DATA_DIR.'
    )
  }
}

async function relocated (nominal: string, account: Account | undefined): Promise<string> {
  const key = createHash('sha256').update(nominal).digest('hex').slice(0, 12)
  const real = join(holdingPlace(account), `data-${key}`)
  const link = lstatSync(nominal, { throwIfNoEntry: false })
  if (link?.isSymbolicLink() === true && readlinkSync(nominal) === real) return real
  // Without our link this is a clone whose data folder was deleted, or a copy of another clone: both begin afresh.
  if (existsSync(real)) {
    const abandoned = await findServer(real)
    if (abandoned !== undefined) await stopServer(abandoned)
    rmSync(real, { recursive: true, force: true })
  }
  if (link?.isSymbolicLink() === true) rmSync(nominal)
  if (link?.isDirectory() === true) {
    throw new CannotStart(
      `${nominal} became unreachable for the user that PostgreSQL runs as. Run chmod o+x on the folders above it, ` +
      'or remove it to begin afresh.'
    )
  }
  try {
    symlinkSync(real, nominal)
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw error
  }
  return real
}
