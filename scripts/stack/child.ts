import { spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { CannotStart } from '../cannot-start.ts'
import { compiled } from '../compiled.ts'
import { nursery } from '../nursery.ts'
import { processTitle } from './record.ts'
import { projectFolder } from './settings.ts'

/** One process of the stack. */
export interface Child {
  name: string
  pid: number
  /** Rejects when it ends without being asked, with the last lines of its log. */
  died: Promise<never>
  stop: (seconds: number) => Promise<void>
}

/**
 * Starts a program of ours. Its output goes to a file, so that it outlives a killed `up` and can be read afterwards.
 */
export function startChild (name: string, script: string, dataFolder: string, env: NodeJS.ProcessEnv): Child {
  const logFile = join(dataFolder, 'logs', `${name}.log`)
  const before = statSync(logFile, { throwIfNoEntry: false })?.size ?? 0
  const log = openSync(logFile, before > 20_000_000 ? 'w' : 'a')
  // The title names it in ps, and tells the next `up` that the process is ours. Its own group: Ctrl-C is for `up` to
  // pass on.
  const child = spawn(process.execPath, [
    `--title=${processTitle(name, dataFolder)}`, '--enable-source-maps', ...nursery(env['ROLE']),
    compiled(script)
  ], {
    cwd: projectFolder,
    env,
    detached: true,
    stdio: ['ignore', log, log]
  })
  closeSync(log)
  let stopping = false
  const ended = new Promise<string>(resolve => {
    child.on('error', error => resolve(error.message))
    child.on('exit', (code, signal) => resolve(signal ?? `exit code ${code}`))
  })
  const died = ended.then(how =>
    stopping
      ? new Promise<never>(() => {})
      : Promise.reject(
        new CannotStart(`The ${name} stopped (${how}). The end of ${logFile}:\n${lastLines(logFile, before)}`)
      )
  )
  died.catch(() => {})
  return {
    name,
    pid: child.pid ?? 0,
    died,
    async stop (seconds) {
      stopping = true
      child.kill('SIGTERM')
      const patience = setTimeout(() => child.kill('SIGKILL'), seconds * 1000)
      await ended
      clearTimeout(patience)
    }
  }
}

function lastLines (logFile: string, since: number): string {
  const log = readFileSync(logFile)
  const lines = log.subarray(since <= log.length ? since : 0).toString().trimEnd().split('\n')
  return lines.slice(-15).map(line => `  ${line}`).join('\n')
}
