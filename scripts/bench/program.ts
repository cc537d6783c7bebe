import { fork, type ChildProcess } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { join } from 'node:path'
import { projectRoot } from '../../src/database/project-root.ts'
import { compiled } from '../compiled.ts'
import { nursery } from '../nursery.ts'
import { profileArguments } from './profiles.ts'

/** A process that a figure measures or is measured with. */
export interface Program {
  readonly child: ChildProcess
  readonly pid: number
  /** The first group of the first line of its output that matches. */
  line (pattern: RegExp): Promise<string>
  /** Calls a function that the process offers with `offer`. */
  call<Result> (name: string, argument?: unknown): Promise<Result>
  stop (signal?: NodeJS.Signals): Promise<void>
}

/** Starts a compiled program of ours as `npm start` does, optionally with a preload of the bench's own. */
export function startProgram (path: string, env: Record<string, string>, preloads: readonly string[] = []): Program {
  const module = (file: string): string => join(projectRoot(), 'dist', file)
  const errors = openSync(process.env['BENCH_LOG'] ?? '/dev/null', 'a')
  // A preload changes modules by their files, so that the program must be made of those.
  const child = fork(preloads.length > 0 ? module(path) : compiled(path), {
    execArgv: [
      '--enable-source-maps', ...path.startsWith('src/') ? nursery(env['ROLE']) : [],
      ...preloads.map(file => `--import=${module(file)}`), ...(env['BENCH_NODE'] ?? '').split(' ').filter(Boolean),
      ...profileArguments(path, env['CONTESTANT'] ?? env['ROLE'])
    ],
    env: { PATH: process.env['PATH'] ?? '', ...env },
    stdio: ['ignore', 'pipe', errors, 'ipc']
  })
  closeSync(errors)
  const lines: string[] = []
  const watchers = new Set<(line: string) => void>()
  if (child.stdout !== null) {
    createInterface({ input: child.stdout }).on('line', line => {
      if (lines.push(line) > 200) lines.shift()
      for (const watch of watchers) watch(line)
    })
  }
  const gone = new Promise<void>(resolve => child.once('exit', () => resolve()))
  const failed = (doing: string): Promise<never> =>
    gone.then(() => Promise.reject(new Error(`${path} ended while ${doing}: ${lines.slice(-5).join('\n')}`)))
  let calls = 0
  return {
    child,
    pid: child.pid ?? 0,
    line: pattern => Promise.race([failed('starting'), new Promise<string>(resolve => {
      const watch = (line: string): void => {
        const match = pattern.exec(line)
        if (match === null) return
        watchers.delete(watch)
        resolve(match[1] ?? line)
      }
      watchers.add(watch)
      for (const line of lines) watch(line)
    })]),
    call: <Result>(name: string, argument?: unknown) => {
      const id = ++calls
      return Promise.race([failed(name), new Promise<Result>((resolve, reject) => {
        const hear = (answer: { id: number, result?: unknown, error?: string }): void => {
          if (answer.id !== id) return
          child.off('message', hear)
          if (answer.error === undefined) resolve(answer.result as Result)
          else reject(new Error(`${path} ${name}: ${answer.error}`))
        }
        child.on('message', hear)
        child.send({ id, name, argument })
      })])
    },
    async stop (signal = 'SIGTERM') {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill(signal)
      const timer = setTimeout(() => child.kill('SIGKILL'), 8000)
      await gone
      clearTimeout(timer)
    }
  }
}
