import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { commandLine } from '../../scripts/postgres/server.ts'
import { openFolder } from '../../scripts/suite/folder.ts'
import { runFile } from '../../scripts/suite/run-file.ts'
import { until } from '../support/until.ts'

const hanging = join(import.meta.dirname, 'hanging.js')

function place (t: Test): { folder: string, pids: string } {
  const folder = mkdtempSync(join(tmpdir(), 'run-file-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  return { folder, pids: join(folder, 'pids.json') }
}

/** Waits until these processes of the file have ended. A zombie, which has no command line, has ended. */
async function gone (t: Test, pids: string, names: readonly string[]): Promise<void> {
  const started: Record<string, number> = JSON.parse(readFileSync(pids, 'utf8'))
  for (const name of names) {
    await until(`the ${name} has ended`, () => commandLine(started[name] ?? 0) === '')
    t.pass(`the ${name} has ended`)
  }
}

t.test('a test file that hangs is killed at the limit with every process it started', async t => {
  const { folder, pids } = place(t)
  // A busy machine may take longer than the limit only to start the processes.
  for (let limit = 4; !existsSync(pids); limit *= 2) {
    t.match(await runFile(hanging, { folder, limitSeconds: limit }, { HANGING_PIDS: pids }), {
      passed: 0, failed: 1, complaints: [`was stopped by SIGKILL; a file may take ${limit} s`]
    }, 'the file has failed, and the complaint names the limit')
  }
  await gone(t, pids, ['file', 'mock', 'paused', 'server'])
})

t.test('a test file that tap ends after a timeout leaves no process behind', async t => {
  const { folder, pids } = place(t)
  const { failed } = await runFile(hanging, { folder }, { HANGING_PIDS: pids, HANGING_ENDS: 'yes' })
  t.equal(failed, 1, 'the file has failed')
  await gone(t, pids, ['file', 'mock', 'paused', 'server'])
})

t.test('a run that is interrupted ends the test files under way and their processes', async t => {
  const { folder, pids } = place(t)
  const stopping = new AbortController()
  const hangs = runFile(hanging, { folder, stopping: stopping.signal }, { HANGING_PIDS: pids })
  await until('the file has started its processes', () => existsSync(pids))
  stopping.abort()
  t.match(await hangs, { failed: 1 }, 'the file has failed')
  await gone(t, pids, ['file', 'mock', 'paused', 'server'])
})

t.test('a suite that is killed takes its test files along, and the next one ends what is left', async t => {
  const { folder, pids } = place(t)
  const suite = spawn(process.execPath, [
    join(import.meta.dirname, '..', '..', 'scripts', 'run-suite.js'), 'test/scripts/hanging.ts'
  ], { env: { ...process.env, TMPDIR: folder, HANGING_PIDS: pids, CALLED_FROM: folder }, stdio: 'ignore' })
  t.teardown(() => suite.kill('SIGKILL'))
  await until('the file has started its processes', () => existsSync(pids))
  suite.kill('SIGKILL')
  await gone(t, pids, ['file', 'mock'])
  await openFolder(folder)
  await gone(t, pids, ['paused', 'server'])
})
