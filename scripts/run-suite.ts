import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { explain } from './cannot-start.ts'
import type { Postgres } from './postgres/start-postgres.ts'
import { openFolder, removeFolder } from './suite/folder.ts'
import { runFiles } from './suite/run-file.ts'
import type { FileResult } from './suite/tap-output.ts'
import { compiled, testFiles } from './suite/test-files.ts'
import { throwawayPostgres } from './suite/throwaway-postgres.ts'

const root = join(import.meta.dirname, '..', '..')
const asked = process.argv.slice(2)
const total = { passed: 0, failed: 0, skipped: 0 }

function tell (
  name: string, { passed, failed, skipped, complaints, settings = [] }: FileResult, seconds: number
): void {
  total.passed += passed
  total.failed += failed
  total.skipped += skipped
  const counts = [`${passed} passed`, failed > 0 ? `${failed} failed` : '', skipped > 0 ? `${skipped} skipped` : '']
    .filter(Boolean).join(', ')
  console.log(`${failed > 0 ? 'FAIL' : ' ok '} ${name}  ${counts}  ${seconds.toFixed(1)} s`)
  for (const setting of settings) console.log(`     ${setting}`)
  for (const complaint of complaints.filter(Boolean)) console.log(complaint.replaceAll(/^/gm, '     '))
}

/** One command that must succeed, counted like a test. */
async function check (name: string, args: string[]): Promise<void> {
  const begun = performance.now()
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  }
  const ok = await new Promise<boolean>(resolve => child.on('close', code => resolve(code === 0)))
  tell(
    name, { passed: Number(ok), failed: Number(!ok), skipped: 0, complaints: ok ? [] : [output.trim()] },
    (performance.now() - begun) / 1000
  )
}

async function checks (): Promise<void> {
  const errors = join(root, 'dist', '.type-errors')
  const complaints = existsSync(errors) ? [readFileSync(errors, 'utf8').trim()] : []
  tell('type check', { passed: 1 - complaints.length, failed: complaints.length, skipped: 0, complaints }, 0)
  await check('lint', [
    'node_modules/eslint/bin/eslint.js', '--config', 'scripts/eslint.config.js', '--cache', '--cache-location',
    'dist/.eslintcache', '--max-warnings', '0', '.'
  ])
  await check('types of the console', ['node_modules/typescript/bin/tsc', '-p', 'console'])
  await check('unused code', [
    'node_modules/knip/bin/knip.js', '--config', 'scripts/knip.json', '--cache', '--cache-location',
    'dist/.knipcache', '--no-progress', '--treat-config-hints-as-errors'
  ])
  if (existsSync(join(root, 'dist/scripts/openapi.js'))) {
    await check('OpenAPI drift', ['--enable-source-maps', 'dist/scripts/openapi.js', '--check'])
  }
}

async function main (): Promise<void> {
  const files = testFiles(root, asked, process.env['CALLED_FROM'] ?? process.cwd())
  const folder = await openFolder()
  const stopping = new AbortController()
  let postgres: Postgres | undefined
  const stop = async (): Promise<void> => {
    stopping.abort()
    await postgres?.stop()
    await removeFolder(folder)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      stop().finally(() => process.exit(130)).catch(explain)
    })
  }
  try {
    if (process.env['TEST_DATABASE_URL'] === undefined) {
      postgres = await throwawayPostgres(folder)
      Object.assign(process.env, { TEST_DATABASE_URL: postgres.url, TEST_DATABASE_IS_THROWN_AWAY: 'yes' })
    }
    process.chdir(root)
    // Files wait for what they started, and for pauses that mocks ask for, for half of their time.
    const jobs = availableParallelism() + 2
    await Promise.all([
      asked.length === 0 ? checks() : undefined,
      runFiles(
        files.map(file => compiled(root, file)), jobs, { folder, stopping: stopping.signal },
        (file, result, seconds) => tell(file.slice(join(root, 'dist/').length).replace(/\.js$/, '.ts'), result, seconds)
      )
    ])
  } finally {
    await stop()
  }
}

try {
  await main()
} catch (error) {
  total.failed++
  explain(error)
}
if (total.skipped > 0) console.log(`${total.skipped} skipped`)
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed === 0 ? 0 : 1
