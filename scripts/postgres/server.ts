import { execFileSync } from 'node:child_process'
import { readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** A server that runs on a data folder. */
export interface Server { pid: number, port: number, cluster: string }

interface PidFile { text: string, age: number, pid: number, port: number, status: string }

const tick = 10

/** The server on this data folder, once it accepts connections; undefined when there is none or it is going away. */
export async function findServer (directory: string): Promise<Server | undefined> {
  const cluster = join(directory, 'cluster')
  for (;;) {
    const file = readPidFile(cluster)
    // A server that starts this instant has made the file and not written it yet; PostgreSQL's own check settles that.
    if (file === undefined || (file.text === '' && file.age < 5000)) return undefined
    if (!isServerOf(file.pid, cluster)) {
      dropPidFile(cluster, file)
      return undefined
    }
    if (file.status === 'ready') return { pid: file.pid, port: file.port, cluster }
    await sleep(tick)
  }
}

/** Fast shutdown: sessions are rolled back, everything committed is on disk. Immediate after half a minute. */
export async function stopServer ({ pid, cluster }: Server): Promise<void> {
  for (const [signal, seconds] of [['SIGINT', 30], ['SIGQUIT', 10]] as const) {
    if (!signalled(pid, signal)) return
    const end = Date.now() + seconds * 1000
    while (Date.now() < end) {
      if (!isServerOf(pid, cluster)) return
      await sleep(tick)
    }
  }
}

export function isReady (cluster: string, pid: number): boolean {
  const file = readPidFile(cluster)
  return file?.pid === pid && file.status === 'ready'
}

export function isAlive (pid: number): boolean {
  return signalled(pid, 0)
}

/** The command line of a process; empty when it is gone, a zombie, or not ours to see. */
export function commandLine (pid: number): string {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
    return execFileSync('ps', ['-ww', '-p', String(pid), '-o', 'command='], { encoding: 'utf8', stdio: 'pipe' })
  } catch {
    return ''
  }
}

/** Its command line says so; a zombie that nobody reaps has none, though it still answers signals. */
function isServerOf (pid: number, cluster: string): boolean {
  return isAlive(pid) && commandLine(pid).includes(` -D ${cluster} `)
}

/** Eight lines: pid, data folder, start time, port, socket folder, address, shared memory key, status. */
function readPidFile (cluster: string): PidFile | undefined {
  try {
    const path = join(cluster, 'postmaster.pid')
    const age = Date.now() - statSync(path).mtimeMs
    const text = readFileSync(path, 'utf8')
    const lines = text.split('\n')
    return {
      text, age, pid: Number.parseInt(lines[0] ?? '', 10), port: Number.parseInt(lines[3] ?? '', 10),
      status: (lines[7] ?? '').trim()
    }
  } catch {
    return undefined
  }
}

/**
 * PostgreSQL believes any live process that its pid file names, and containers reuse small numbers. Moved aside first,
 * so that the file of a server that started this instant can be put back.
 */
function dropPidFile (cluster: string, stale: PidFile): void {
  const path = join(cluster, 'postmaster.pid')
  const aside = `${path}.${process.pid}`
  try {
    renameSync(path, aside)
    if (readFileSync(aside, 'utf8') === stale.text) rmSync(aside)
    else renameSync(aside, path)
  } catch {
    // Someone else was quicker.
  }
}

function signalled (pid: number, signal: NodeJS.Signals | 0): boolean {
  if (!(pid > 0)) return false
  try {
    return process.kill(pid, signal)
  } catch {
    return false
  }
}
