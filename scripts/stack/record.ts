import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { CannotStart, systemCode } from '../cannot-start.ts'
import { commandLine, isAlive } from '../postgres/server.ts'

/** <data>/stack.json: what runs, for ./scripts/token and for the next `up` if this one is killed. */
export interface StackRecord {
  pid: number
  baseUrl: string
  microsoftMockUrl: string
  sbcMockUrls: [string, string]
  children: Array<{ name: string, pid: number }>
}

export function readRecord (dataFolder: string): StackRecord | undefined {
  const path = join(dataFolder, 'stack.json')
  try {
    const record: StackRecord = JSON.parse(readFileSync(path, 'utf8'))
    return record
  } catch {
    return undefined
  }
}

/** By a rename, so that nobody reads half of it. */
export function writeRecord (dataFolder: string, record: StackRecord): void {
  const path = join(dataFolder, 'stack.json')
  writeFileSync(`${path}.${record.pid}`, `${JSON.stringify(record, null, 2)}\n`)
  renameSync(`${path}.${record.pid}`, path)
}

/** Makes this process the only `up` of the data folder; call what it returns at the end. */
export function claimDataFolder (dataFolder: string): () => void {
  const lock = join(dataFolder, 'up.pid')
  try {
    mkdirSync(join(dataFolder, 'logs'), { recursive: true })
    for (;;) {
      if (tryLock(lock)) break
      const holder = existsSync(lock) ? Number.parseInt(readFileSync(lock, 'utf8'), 10) : Number.NaN
      if (holder !== process.pid && commandLine(holder).includes('scripts/up.js')) {
        const where = readRecord(dataFolder)?.baseUrl
        throw new CannotStart(
          `Dialplane runs already on ${dataFolder} (process ${holder}${where === undefined ? '' : `, ${where}`}): ` +
          'stop it with Ctrl-C, or start a second one with another DATA_DIR, PORT, MICROSOFT_MOCK_PORT and ' +
          'SBC_MOCK_PORT.'
        )
      }
      rmSync(lock, { force: true })
    }
  } catch (error) {
    if (systemCode(error) === undefined) throw error
    throw new CannotStart(
      `The data folder ${dataFolder} cannot be used (${systemCode(error) ?? ''}): mend its permissions, free space, ` +
      'or name another one with DATA_DIR.'
    )
  }
  return () => {
    for (const name of ['stack.json', 'up.pid']) rmSync(join(dataFolder, name), { force: true })
  }
}

/** Ends what an `up` that was killed left running. Its number may be another program's by now, its title is not. */
export async function endOrphans (dataFolder: string): Promise<void> {
  const orphans = (readRecord(dataFolder)?.children ?? []).filter(({ name, pid }) =>
    commandLine(pid).startsWith(processTitle(name, dataFolder))
  )
  for (const { pid } of orphans) signal(pid, 'SIGTERM')
  for (const end = Date.now() + 3000; Date.now() < end && orphans.some(({ pid }) => isAlive(pid));) await sleep(20)
  for (const { pid } of orphans) signal(pid, 'SIGKILL')
}

export function processTitle (name: string, dataFolder: string): string {
  return `dialplane-${name} ${dataFolder}`
}

function signal (pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // Already gone.
  }
}

function tryLock (lock: string): boolean {
  try {
    writeFileSync(lock, `${process.pid}\n`, { flag: 'wx' })
    return true
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false
    throw error
  }
}
