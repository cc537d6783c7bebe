import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { verdictOf, type Verdict } from './verdict.ts'

/** Tests of one file: the names of its tests that are meant, those of their subtests, and so on. */
export interface Tests {
  readonly file: string
  readonly names: ReadonlyArray<readonly string[]>
  readonly settings: Readonly<Record<string, string>>
}

/** Runs tests and nothing else of their file. They and all that they started are gone when this resolves. */
export function runTests (
  root: string, { file, names, settings }: Tests, seconds: number, stopped: AbortSignal
): Promise<Verdict> {
  const exactly = (name: string): string => name.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&')
  const grep = names.map(level => `/^(?:${level.map(exactly).join('|')})$/`).join('\n')
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, 'dist', file.replace(/\.ts$/, '.js'))], {
      cwd: root,
      // The first failure is enough to know, and what comes after it only takes time.
      env: { ...process.env, ...settings, TAP_GREP: grep, TAP_BAIL: '1', TAP_TIMEOUT: String(seconds) },
      stdio: ['ignore', 'pipe', 'ignore'],
      detached: true // a group of its own, which ends as one
    })
    let timedOut = false
    const end = (): void => {
      if (child.pid === undefined) return
      try {
        process.kill(-child.pid, 'SIGKILL')
      } catch { /* all of it is gone */ }
    }
    const timer = setTimeout(() => { timedOut = true; end() }, (seconds + 5) * 1000)
    stopped.addEventListener('abort', end)
    let output = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => { output += text })
    child.on('error', reject)
    child.on('exit', end) // what it has left running
    child.on('close', () => {
      clearTimeout(timer)
      stopped.removeEventListener('abort', end)
      resolve(verdictOf(output, timedOut))
    })
  })
}
