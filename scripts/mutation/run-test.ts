import { spawn } from 'node:child_process'
import { join } from 'node:path'
import type { Mutant } from './mutant.ts'
import { verdictOf, type Verdict } from './verdict.ts'

/** Runs one test and nothing else of its file. It and all that it started are gone when this resolves. */
export function runTest (
  root: string, [file, ...names]: Mutant['test'], seconds: number, stopped: AbortSignal
): Promise<Verdict> {
  const grep = names.map(name => `/^${name.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&')}$/`).join('\n')
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, 'dist', file.replace(/\.ts$/, '.js'))], {
      cwd: root,
      // The first failure is enough to know, and what comes after it only takes time.
      env: { ...process.env, TAP_GREP: grep, TAP_BAIL: '1', TAP_TIMEOUT: String(seconds) },
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
