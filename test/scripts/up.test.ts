import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import t, { type Test } from 'tap'
import { findServer, isAlive, stopServer } from '../../scripts/postgres/server.ts'
import { readRecord } from '../../scripts/stack/record.ts'
import { until } from '../support/until.ts'

const run = promisify(execFile)
const scripts = join(import.meta.dirname, '..', '..', 'scripts')

interface Stack { process: ChildProcess, output: () => string, ended: Promise<number | null> }

/** `up` as its shell script starts it once everything is built. */
function up (t: Test, env: NodeJS.ProcessEnv): Stack {
  const { DATABASE_URL: _, SECRETS_KEY: __, ...inherited } = process.env
  const child = spawn(process.execPath, [join(scripts, 'up.js')], {
    env: { ...inherited, ...env }, stdio: ['ignore', 'pipe', 'pipe']
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  }
  const ended = new Promise<number | null>(resolve => child.on('close', resolve))
  t.teardown(() => { child.kill('SIGTERM'); return ended })
  return { process: child, output: () => output, ended }
}

async function ready (stack: Stack): Promise<string> {
  return until('the stack has started', () => {
    // In one line, or the summary of a run does not show it.
    if (stack.process.exitCode !== null) throw new Error(`up ended: ${JSON.stringify(stack.output().slice(-1500))}`)
    return stack.output().includes('Ctrl-C stops everything') && stack.output()
  })
}

/** Ports of its own and an empty data folder, so that a developer's own stack is left alone. */
async function place (t: Test): Promise<{ env: NodeJS.ProcessEnv, data: string, port: number }> {
  const data = mkdtempSync(join(realpathSync(tmpdir()), 'dialplane-up-'))
  await run('chmod', ['755', data])
  t.teardown(async () => {
    const server = await findServer(join(data, 'postgres'))
    if (server !== undefined) await stopServer(server)
    rmSync(data, { recursive: true, force: true })
  })
  const port = await freeBlock(4)
  return {
    data,
    port,
    env: {
      DATA_DIR: data, HOST: '127.0.0.1', PORT: `${port}`, MICROSOFT_MOCK_PORT: `${port + 1}`,
      SBC_MOCK_PORT: `${port + 2}`
    }
  }
}

async function freeBlock (size: number): Promise<number> {
  for (;;) {
    const first = 10_000 + Math.floor(Math.random() * 20_000)
    const free = await Promise.all(Array.from({ length: size }, (_, index) => isFree(first + index)))
    if (free.every(Boolean)) return first
  }
}

function isFree (port: number): Promise<boolean> {
  return new Promise(resolve => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
  })
}

t.test('one command starts everything, and what it prints can be pasted', async t => {
  const { env, data, port } = await place(t)
  const first = up(t, env)
  const lines = (await ready(first)).split('\n')

  const uploads = lines.filter(line => line.startsWith('curl '))
  const [follow = ''] = lines.filter(line => line.startsWith('while '))
  t.equal(uploads.length, 2, 'both documented examples are printed')
  for (const upload of uploads) {
    const uploaded = await run('bash', ['-c', upload], { cwd: '/' })
    t.match(JSON.parse(uploaded.stdout), { taskId: /^wup_[0-9a-f-]{36}$/ }, 'the upload is accepted')
    const followed = await run('bash', ['-c', follow], { cwd: '/' })
    t.match(
      JSON.parse(followed.stdout.trim().split('\n').at(-1) ?? ''), { status: 'CompletedSuccess' }, 'the task succeeds'
    )
  }
  t.equal((await fetch(`http://127.0.0.1:${port}/docs/`)).status, 200, 'the reference is served')

  const token = await run(process.execPath, [join(scripts, 'token.js'), 'monitor'], { env: { ...process.env, ...env } })
  t.match(token.stdout, /^[\w-]+\.[\w-]+\.[\w-]+\n$/, 'the token is a JWT')

  const second = up(t, env)
  t.equal(await second.ended, 1, 'a second start on the same folder ends')
  t.match(second.output(), /^Dialplane runs already on .*DATA_DIR.*\n$/, 'and says what runs there already')

  // Killed without a chance to clean up: the next one takes its place, with its data.
  const before = readRecord(data)
  first.process.kill('SIGKILL')
  await first.ended
  const third = up(t, env)
  t.match(await ready(third), /which was running/, 'the next start takes the PostgreSQL that runs')
  t.notOk(before?.children.some(({ pid }) => isAlive(pid)), 'no process of the killed start is left')

  const after = readRecord(data)
  third.process.kill('SIGINT')
  t.equal(await third.ended, 0, 'the third start ends well')
  t.notOk(after?.children.some(({ pid }) => isAlive(pid)), 'none of its processes is left')
  t.notOk(existsSync(join(data, 'postgres', 'cluster', 'postmaster.pid')), 'no PostgreSQL is left')
  t.notOk(existsSync(join(data, 'stack.json')), 'no record of the stack is left')
})

t.test('an obstacle is explained in one line', async t => {
  const { env, data, port } = await place(t)
  const occupant = createServer().listen(port + 3, '127.0.0.1')
  t.teardown(() => occupant.close())
  const expectations: Array<[NodeJS.ProcessEnv, RegExp]> = [
    [{}, new RegExp(`^Port ${port + 3} is in use .*SBC_MOCK_PORT=\\d+ ./scripts/up\n$`)],
    [{ PORT: 'http' }, /^PORT must be a port number from 1 to 65534, not "http"\.\n$/],
    [{ PORT: String(port + 1) }, /^MICROSOFT_MOCK_PORT names port \d+, which another part of the stack uses too\.\n$/],
    [{ DATA_DIR: '/dev/null/data' }, /^The data folder .* cannot be used .*DATA_DIR\.\n$/]
  ]
  for (const [wrong, line] of expectations) {
    const stack = up(t, { ...env, ...wrong })
    t.equal(await stack.ended, 1, `it does not start: ${line.source}`)
    t.match(stack.output(), line, `the explanation is one line: ${line.source}`)
  }
  t.notOk(existsSync(join(data, 'postgres')), 'and nothing was started')

  const token = await run(process.execPath, [join(scripts, 'token.js')], { env: { ...process.env, ...env } }).catch((
    error: unknown
  ) => error)
  t.match(token, { code: 1, stderr: /^No stack runs on .*\n$/ })
})
