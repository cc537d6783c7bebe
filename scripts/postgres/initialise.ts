import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync, writeFileSync
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { CannotStart, systemCode } from '../cannot-start.ts'
import { requireNamedUser, type Account } from './account.ts'
import { isAlive } from './server.ts'

/**
 * Makes `directory` with a new cluster and its password in it, all at once by a rename; whoever comes second uses the
 * first one's.
 */
export async function initialise (directory: string, programs: string, account: Account | undefined): Promise<void> {
  requireNamedUser(account)
  if (existsSync(directory) && readdirSync(directory).length > 0) {
    throw new CannotStart(
      `${directory} holds something else than the data of PostgreSQL: move it away, or name another folder with ` +
      'DATA_DIR.'
    )
  }
  removeUnfinished(directory)
  const fresh = mkdtempSync(`${directory}.new-${process.pid}-`)
  try {
    chmodSync(fresh, account === undefined ? 0o700 : 0o711)
    const cluster = join(fresh, 'cluster')
    const password = join(fresh, 'password')
    mkdirSync(cluster, { mode: 0o700 })
    writeFileSync(password, randomBytes(24).toString('base64url'), { mode: 0o600 })
    if (account !== undefined) for (const path of [cluster, password]) chownSync(path, account.uid, account.gid)
    await runInitdb(programs, cluster, password, account)
    if (account !== undefined) chownSync(password, 0, 0)
    renameSync(fresh, directory)
  } catch (error) {
    rmSync(fresh, { recursive: true, force: true })
    if (existsSync(join(directory, 'cluster', 'PG_VERSION'))) return
    if (systemCode(error) === undefined) throw error
    throw new CannotStart(
      `The data folder ${directory} could not be made: ${outOfSpace(String(error), directory) ?? String(error)}`
    )
  }
}

async function runInitdb (
  programs: string, cluster: string, password: string, account: Account | undefined
): Promise<void> {
  const args = [
    '-D', cluster, '-U', 'postgres', '--pwfile', password, '-A', 'scram-sha-256', '-E', 'UTF8', '--locale=C',
    '--no-instructions'
  ]
  // A time zone in the environment spares initdb the search through all of them.
  const env = { LC_ALL: 'C', TZ: 'UTC', PATH: process.env['PATH'] ?? '' }
  const child = spawn(join(programs, 'bin', 'initdb'), args, {
    ...account, cwd: '/', env, stdio: ['ignore', 'pipe', 'pipe']
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  }
  const code = await new Promise<number | string | null>(resolve => {
    child.on('error', error => resolve(systemCode(error) ?? error.message))
    child.on('close', (code, signal) => resolve(code ?? signal))
  })
  if (code === 0) return
  if (code === 'ENOENT') {
    throw new CannotStart(
      'The PostgreSQL programs do not run here; they need glibc, so not Alpine Linux. Set DATABASE_URL.'
    )
  }
  const reason = output.split('\n').find(line => /error|fatal|cannot|could not/i.test(line)) ??
    output.trim().split('\n').at(-1) ?? ''
  throw new CannotStart(
    outOfSpace(output, cluster) ??
      `PostgreSQL could not create a database in ${dirname(cluster)} (initdb: ${code}): ${reason}`
  )
}

function outOfSpace (text: string, where: string): string | undefined {
  return /No space left|ENOSPC|Disk quota|Check free disk space|wrote only/.test(text)
    ? `There is no space left on the disk of ${where}: free about 100 MB, or name another folder with DATA_DIR.`
    : undefined
}

/** What a start that was killed left behind: the name carries its process id. */
function removeUnfinished (directory: string): void {
  const prefix = `${basename(directory)}.new-`
  for (const name of readdirSync(dirname(directory)).filter(name => name.startsWith(prefix))) {
    const pid = Number.parseInt(name.slice(prefix.length), 10)
    const path = join(dirname(directory), name)
    const made = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0
    const reused = pid === process.pid && made < performance.timeOrigin
    // The initdb of a killed starter goes on for a moment, and makes files while we remove them.
    if (reused || !isAlive(pid)) rmSync(path, { recursive: true, force: true, maxRetries: 8, retryDelay: 50 })
  }
}
