import { spawn } from 'node:child_process'
import { failingPart, readTap, type FileResult } from './tap-output.ts'

/** A file that takes longer than this hangs. */
const limitSeconds = 900

/**
 * Runs compiled test files, `jobs` at a time, and tells about each as it ends.
 * Each is a plain process: tap's own runner adds 1.2 s of loaders to every file, for TypeScript that we compile anyway.
 */
export async function runFiles (
  files: readonly string[], jobs: number, told: (file: string, result: FileResult, seconds: number) => void
): Promise<void> {
  const waiting = [...files]
  await Promise.all(Array.from({ length: jobs }, async () => {
    for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
      const begun = performance.now()
      told(file, await runFile(file), (performance.now() - begun) / 1000)
    }
  }))
}

function runFile (file: string): Promise<FileResult> {
  return new Promise(resolve => {
    const child = spawn(process.execPath, ['--enable-source-maps', file], {
      env: { TAP_TIMEOUT: '60', ...process.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: limitSeconds * 1000,
      killSignal: 'SIGKILL'
    })
    let output = ''
    let errors = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => { output += text })
    child.stderr.setEncoding('utf8').on('data', (text: string) => { errors += text })
    child.on('close', (code, signal) => {
      const ended = code === 0
        ? undefined
        : signal === null
          ? `ended with exit code ${code}`
          : `was stopped by ${signal}; a file may take ${limitSeconds} s`
      const result = readTap(output, ended)
      if (result.failed > 0) result.complaints.push(failingPart(output).trim(), errors.trim())
      resolve(result)
    })
  })
}
