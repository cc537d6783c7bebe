import { spawn } from 'node:child_process'
import { renameSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { listeningAt, startProgram } from '../support/program.ts'

// A test file that never ends and ends nothing, with every sort of process that tests start; the tests run it.
t.test('this test hangs', async () => {
  const mock = startProgram('sbc-mock/server.js', { SBC_MOCK_PORT: '0' })
  const paused = startProgram('sbc-mock/server.js', { SBC_MOCK_PORT: '0' })
  await Promise.all([mock, paused].map(program => program.waitFor(listeningAt)))
  paused.signal('SIGSTOP')
  // As PostgreSQL: in a session of its own, and known by its data folder.
  const server = spawn('tail', ['-f', '/dev/null', join(tmpdir(), 'data')], { detached: true, stdio: 'ignore' })
  const pids = { file: process.pid, mock: mock.child.pid, paused: paused.child.pid, server: server.pid }
  // Whoever waits for the file must find it whole.
  const path = process.env['HANGING_PIDS'] ?? ''
  writeFileSync(`${path}.new`, JSON.stringify(pids))
  renameSync(`${path}.new`, path)
  if (process.env['HANGING_ENDS'] !== undefined) process.kill(process.pid, 'SIGALRM') // as tap does after a timeout
  await new Promise(() => {})
})
