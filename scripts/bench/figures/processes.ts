import { readdirSync, readFileSync } from 'node:fs'

/** Megabytes of a process's own memory, Linux only. */
export function residentMegabytes (pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Number(kilobytes) / 1024
}

/** Megabytes of a process and its children, what they share divided among them. */
export function proportionalMegabytes (pid: number): number {
  return familyOf(pid).reduce((sum, member) => sum + proportionalKilobytes(member) / 1024, 0)
}

/** Milliseconds of processor time that a process and its children have had. Linux counts them in ticks of 10 ms. */
export function processorMilliseconds (pid: number): number {
  return familyOf(pid).reduce((sum, member) => sum + ticksOf(member) * 10, 0)
}

function familyOf (pid: number): number[] {
  return [
    pid, ...readdirSync('/proc').filter(name => /^\d+$/.test(name)).map(Number).filter(child => parentOf(child) === pid)
  ]
}

function ticksOf (pid: number): number {
  const [user = 0, system = 0] = fieldsOf(pid).slice(11, 13).map(Number)
  return user + system
}

function proportionalKilobytes (pid: number): number {
  try {
    return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0)
  } catch {
    return 0 // it ended meanwhile
  }
}

function parentOf (pid: number): number {
  return Number(fieldsOf(pid)[1] ?? 0)
}

/** What stands behind the name in `/proc/<pid>/stat`; nothing when the process ended meanwhile. */
function fieldsOf (pid: number): string[] {
  try {
    const status = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return status.slice(status.lastIndexOf(')') + 2).split(' ')
  } catch {
    return []
  }
}
