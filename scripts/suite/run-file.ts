import { spawn } from 'node:child_process'
import { chmodSync, mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { removeFolder } from './folder.ts'
import { killGroup } from './processes.ts'
import { failingPart, readTap, type FileResult } from './tap-output.ts'

/**
 * When tap says which test of a file hangs. A safety net and no assertion: a busy machine takes many times as long, and
 * so does a file that is told to be large; TAP_TIMEOUT gives it more.
 */
const hangsAfterSeconds = Number(process.env['TAP_TIMEOUT'] ?? 900)

/** Later than that, for a file that hangs so that it cannot even say so. */
const limitSeconds = hangsAfterSeconds + 60

const endWithParent = join(import.meta.dirname, 'end-with-parent.js')

export interface Run {
  /** Files get their temporary folders below it. */
  folder: string
  /** Ends the files that are running, and starts no other. */
  stopping?: AbortSignal
  /** A file that takes longer than this hangs, and is killed. */
  limitSeconds?: number
}

/**
 * Runs compiled test files, `jobs` at a time, and tells about each as it ends.
 * Each is a plain process: tap's own runner adds 1.2 s of loaders to every file, for TypeScript that we compile anyway.
 */
export async function runFiles (
  files: readonly string[], jobs: number, run: Run,
  told: (file: string, result: FileResult, seconds: number) => void
): Promise<void> {
  const waiting = [...files]
  await Promise.all(Array.from({ length: jobs }, async () => {
    for (let file = waiting.shift(); file !== undefined && run.stopping?.aborted !== true; file = waiting.shift()) {
      const begun = performance.now()
      told(file, await runFile(file, run), (performance.now() - begun) / 1000)
    }
  }))
}

/** Runs one file, and ends whatever it started and did not end itself. */
export async function runFile (
  file: string, { folder, stopping, limitSeconds: limit = limitSeconds }: Run, env: Record<string, string> = {}
): Promise<FileResult> {
  const temporary = mkdtempSync(join(folder, 'file-'))
  chmodSync(temporary, 0o755) // PostgreSQL may run as somebody else
  const child = spawn(process.execPath, ['--import', endWithParent, '--enable-source-maps', file], {
    env: {
      TEST_RUN_FOLDER: folder, ...process.env, TAP_TIMEOUT: String(hangsAfterSeconds), ...env, TMPDIR: temporary
    },
    stdio: 'pipe',
    detached: true, // leads a group, which all programs that it starts belong to
    timeout: limit * 1000,
    killSignal: 'SIGKILL'
  })
  let output = ''
  let errors = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => { output += text })
  child.stderr.setEncoding('utf8').on('data', (text: string) => { errors += text })
  const end = (): void => { if (child.pid !== undefined) killGroup(child.pid) }
  stopping?.addEventListener('abort', end)
  child.on('exit', end) // its programs would hold its output open
  const [code, signal] = await new Promise<[number | null, NodeJS.Signals | null]>(resolve =>
    child.on('close', (...how) => resolve(how))
  )
  stopping?.removeEventListener('abort', end)
  await removeFolder(temporary)
  const ended = code === 0
    ? undefined
    : signal === null ? `ended with exit code ${code}` : `was stopped by ${signal}; a file may take ${limit} s`
  const result = readTap(output, ended)
  if (result.failed > 0) result.complaints.push(failingPart(output).trim(), errors.trim())
  return result
}
