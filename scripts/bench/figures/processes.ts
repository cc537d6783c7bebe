import { readdirSync, readFileSync } from 'node:fs'

/** Megabytes of a process's own memory, Linux only. */
export function residentMegabytes (pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Number(kilobytes) / 1024
}

/** Megabytes of a process and its children, what they share divided among them. */
export function proportionalMegabytes (pid: number): number {
  const family = [
    pid, ...readdirSync('/proc').filter(name => /^\d+$/.test(name)).map(Number).filter(child => parentOf(child) === pid)
  ]
  return family.reduce((sum, member) => sum + proportionalKilobytes(member) / 1024, 0)
}

function proportionalKilobytes (pid: number): number {
  try {
    return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0)
  } catch {
    return 0 // it ended meanwhile
  }
}

function parentOf (pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return Number(status.slice(status.lastIndexOf(')') + 2).split(' ')[1])
  } catch {
    return 0
  }
}
