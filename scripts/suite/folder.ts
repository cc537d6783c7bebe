import { mkdirSync, readdirSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isAlive } from '../postgres/server.ts'
import { endProcessesOf } from './processes.ts'

const prefix = `dialplane-test-${process.geteuid?.() ?? 0}-`

/** A new folder for all that one run of the suite writes. Ends and removes first what runs that were killed left. */
export async function openFolder (parent = realpathSync(tmpdir())): Promise<string> {
  for (const name of readdirSync(parent).filter(name => name.startsWith(prefix))) {
    if (!isAlive(Number.parseInt(name.slice(prefix.length), 10))) await removeFolder(join(parent, name))
  }
  const folder = join(parent, `${prefix}${process.pid}`)
  mkdirSync(folder, { mode: 0o755 })
  return folder
}

/** Ends what still runs in a folder, and removes it. */
export async function removeFolder (folder: string): Promise<void> {
  await endProcessesOf(`${folder}/`)
  rmSync(folder, { recursive: true, force: true })
}
