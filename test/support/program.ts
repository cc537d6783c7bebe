import { spawn, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compiled } from '../../scripts/compiled.ts'
import { projectRoot } from '../../src/database/project-root.ts'

/** A real process of ours, started from its compiled form. */
export interface Program {
  readonly child: ChildProcess
  /** Everything it has written so far, for the report of a failed test. */
  readonly output: () => string
  /** Resolves with the exit code or signal when it is gone. */
  readonly gone: Promise<number | NodeJS.Signals | null>
  /** The first line for which `find` answers something. Rejects when the process ends before. */
  waitFor<Found> (find: (line: string) => Found | undefined): Promise<Found>
  signal (signal: NodeJS.Signals): void
  stop (): Promise<void>
}

/**
 * Starts a compiled program, which does not outlive this process, even when that is killed. The title names the folder
 * of the test file, so that the suite finds also a program that was paused.
 */
export function startProgram (path: string, env: Record<string, string>, args: readonly string[] = []): Program {
  const child = spawn(process.execPath, [
    `--title=${path} ${tmpdir()}/`, '--import', join(projectRoot(), 'dist/scripts/suite/end-with-parent.js'),
    compiled(path), ...args
  ], {
    env: { PATH: process.env['PATH'] ?? '', ...env }, stdio: 'pipe'
  })
  const lines: string[] = []
  const watchers = new Set<(line: string) => void>()
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', line => {
      lines.push(line)
      if (lines.length > 5000) lines.splice(0, 1000)
      for (const watch of watchers) watch(line)
    })
  }
  const gone = new Promise<number | NodeJS.Signals | null>(resolve =>
    child.once('exit', (code, signal) => resolve(code ?? signal))
  )
  return {
    child,
    gone,
    output: () => lines.join('\n'),
    waitFor: find => new Promise((resolve, reject) => {
      const watch = (line: string): void => {
        const found = find(line)
        if (found === undefined) return
        watchers.delete(watch)
        resolve(found)
      }
      watchers.add(watch)
      for (const line of lines) watch(line)
      void gone.then(how => reject(new Error(`${path} ended (${how}) before it was ready:\n${lines.join('\n')}`)))
    }),
    signal: signal => { child.kill(signal) },
    async stop () {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGCONT') // a paused process does not notice a request to end
        child.kill('SIGTERM')
        const timer = setTimeout(() => child.kill('SIGKILL'), 8000)
        await gone
        clearTimeout(timer)
      }
    }
  }
}

/** The address in the line `{"listening":"http://…"}` that the mocks print. */
export function listeningAt (line: string): string | undefined {
  return /"listening":"([^"]+)"/.exec(line)?.[1]
}
