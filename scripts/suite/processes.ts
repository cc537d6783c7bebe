import { execFileSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { commandLine } from '../postgres/server.ts'

/** Kills every process of a group, whatever state it is in. */
export function killGroup (leader: number): void {
  try {
    process.kill(-leader, 'SIGKILL')
  } catch {
    // Nobody is left in it.
  }
}

/**
 * Ends the processes whose command lines name this folder: a PostgreSQL and the parts of a stack leave the group of
 * their starter, but they name the folder they work in. They are asked first, since a killed PostgreSQL leaks memory.
 */
export async function endProcessesOf (folder: string): Promise<void> {
  for (const [signal, seconds] of [['SIGINT', 10], ['SIGKILL', 5]] as const) {
    for (const pid of processesOf(folder)) {
      send(pid, 'SIGCONT') // a paused process does not notice a request to end
      send(pid, signal)
    }
    for (const end = performance.now() + seconds * 1000; performance.now() < end; await sleep(20)) {
      if (processesOf(folder).length === 0) return
    }
  }
}

function processesOf (folder: string): number[] {
  return commandLines().filter(([pid, line]) => pid !== process.pid && line.includes(folder)).map(([pid]) => pid)
}

/** The command line of every process; the slim images of Linux have no `ps`. */
function commandLines (): Array<[pid: number, line: string]> {
  if (process.platform === 'linux') {
    return readdirSync('/proc').filter(name => /^\d+$/.test(name)).map(name => [Number(name), commandLine(Number(name))])
  }
  const lines = execFileSync('ps', ['-A', '-ww', '-o', 'pid=,command='], { encoding: 'utf8' }).trim().split('\n')
  return lines.map(line => [Number.parseInt(line, 10), line])
}

function send (pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // It is gone already.
  }
}
