import { spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { CannotStart, systemCode } from '../cannot-start.ts'
import type { Account } from './account.ts'
import { findServer, isReady, type Server } from './server.ts'

export type Settings = Readonly<Record<string, string | number>>

/** A server for one machine: measured at half the memory of the defaults and the same speed. */
const slim: Settings = {
  listen_addresses: '127.0.0.1',
  max_connections: 60,
  shared_buffers: '32MB',
  wal_level: 'minimal',
  max_wal_senders: 0,
  max_logical_replication_workers: 0,
  max_parallel_workers: 0,
  autovacuum_max_workers: 1,
  jit: 'off',
  log_checkpoints: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC'
}

interface Launch {
  directory: string
  programs: string
  account: Account | undefined
  port: number | undefined
  settings: Settings
}

/** Starts the server, or finds the one that another starter got up first. */
export async function launch (wanted: Launch): Promise<{ server: Server, adopted: boolean }> {
  const { directory } = wanted
  let port = wanted.port ?? rememberedPort(directory) ?? await freePort()
  for (let attempt = 1; ; attempt++) {
    const { server, log } = await tryPort(wanted, port)
    if (server !== undefined) {
      writeFileSync(join(directory, 'port'), `${port}\n`)
      return { server, adopted: false }
    }
    const other = await findServer(directory)
    if (other !== undefined) return { server: other, adopted: true }
    const portTaken = /could not bind|could not create any TCP\/IP sockets/.test(log)
    if (portTaken && wanted.port !== undefined) {
      throw new CannotStart(`Port ${port} for PostgreSQL is in use: stop what listens there, or choose another.`)
    }
    // The processes of a killed server take a moment to notice; another starter's pid file may be half written.
    const passing = portTaken || /still in use|postmaster\.pid|\.lock" already exists/.test(log)
    if (attempt === 40 || !passing) {
      throw new CannotStart(
        `PostgreSQL does not start: ${reason(log)} The whole log is ${join(directory, 'server.log')}.`
      )
    }
    if (portTaken) port = await freePort()
    else await sleep(100)
  }
}

async function tryPort (
  { directory, programs, account, settings }: Launch, port: number
): Promise<{ server?: Server, log: string }> {
  const cluster = join(directory, 'cluster')
  const args = ['-D', cluster, '-p', String(port)]
  for (
    const [name, value] of Object.entries({ ...slim, unix_socket_directories: socketFolder(cluster), ...settings })
  ) args.push('-c', `${name}=${value}`)
  const logFile = join(directory, 'server.log')
  const before = statSync(logFile, { throwIfNoEntry: false })?.size ?? 0
  const log = openSync(logFile, before > 5_000_000 ? 'w' : 'a')
  // A session of its own, so that Ctrl-C in the terminal does not stop the database before its clients.
  const child = spawn(join(programs, 'bin', 'postgres'), args, {
    ...account, cwd: cluster, env: { LC_ALL: 'C', TZ: 'UTC' }, detached: true, stdio: ['ignore', log, log]
  })
  closeSync(log)
  const end = new Promise<string>(resolve => {
    child.on('error', error => resolve(`FATAL: ${error.message}`))
    child.on('exit', (code, signal) => resolve(`FATAL: it ended with ${signal ?? code}.`))
  })
  child.unref()
  for (;;) {
    const ended = await Promise.race([end, sleep(10)])
    if (child.pid !== undefined && isReady(cluster, child.pid)) {
      return { server: { pid: child.pid, port, cluster }, log: '' }
    }
    if (ended === undefined) continue
    const written = readFileSync(logFile)
    return { log: `${written.subarray(before > written.length ? 0 : before).toString()}\n${ended}` }
  }
}

/** The first line that says why, without its time and process id. */
function reason (log: string): string {
  const lines = log.split('\n')
  const at = lines.findIndex(line => /FATAL|PANIC/.test(line))
  const detail = /DETAIL|HINT/.test(lines[at + 1] ?? '')
    ? ` ${lines[at + 1]?.replace(/^.*?(DETAIL|HINT):\s*/, '') ?? ''}`
    : ''
  return `${lines[at]?.replace(/^.*?(FATAL|PANIC):\s*/, '') ?? ''}${detail}`
}

/** A socket path holds about 100 bytes, so a deep folder goes without. */
function socketFolder (cluster: string): string {
  return Buffer.byteLength(cluster) + '/.s.PGSQL.65535.lock'.length <= 100 ? cluster : ''
}

function rememberedPort (directory: string): number | undefined {
  const file = join(directory, 'port')
  const port = existsSync(file) ? Number.parseInt(readFileSync(file, 'utf8'), 10) : Number.NaN
  return port > 0 && port < 65536 ? port : undefined
}

/** A port that was free a moment ago. */
export function freePort (): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.on(
      'error',
      error =>
        reject(new CannotStart(`No TCP port can be opened on 127.0.0.1 (${systemCode(error) ?? error.message}).`))
    )
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}
