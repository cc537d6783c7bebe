import { execFile, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { accessSync, constants, existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import t, { type Test } from 'tap'
import { request } from 'undici'
import { compiled } from '../../scripts/compiled.ts'
import { createDatabase, withClient } from '../support/database.ts'
import { until } from '../support/until.ts'
import { root } from './source.ts'

const pages = [
  'README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'docs/integrators/README.md', 'clients/typescript/README.md',
  ...readdirSync(join(root, 'docs')).filter(name => name.endsWith('.md')).map(name => `docs/${name}`)
]
const textOf = (page: string): string => readFileSync(join(root, page), 'utf8')

t.test('every command that a page names is there', t => {
  const { scripts }: { scripts: Record<string, string> } = JSON.parse(textOf('package.json'))
  let named = 0
  for (const page of pages) {
    const text = textOf(page)
    for (const [, name = ''] of text.matchAll(/npm run (?:--silent )?([\w:-]+)/g)) {
      named += 1
      t.ok(name in scripts, `${page}: npm run ${name}`)
    }
    for (const [, name = ''] of text.matchAll(/(?<![\w/])(?:\.\/)?scripts\/([\w-]+)(?![\w./-])/g)) {
      named += 1
      const path = join(root, 'scripts', name)
      t.ok(existsSync(path), `${page}: scripts/${name}`)
      if (text.includes(`./scripts/${name}`)) t.doesNotThrow(() => accessSync(path, constants.X_OK), `${name} runs`)
    }
  }
  t.ok(named > 20, `${named} commands are named`)
  t.end()
})

const run = promisify(execFile)
const secretsKey = randomBytes(32).toString('base64')

interface Ground { readonly t: Test, readonly env: Record<string, string> }

/** Run below, or by something else that runs. */
type How = { here: (ground: Ground) => Promise<void> } | { by: string }

/** What tells an operator how to deploy, configure, observe, scale, upgrade and recover. */
const pagesOfOperators = ['operating', 'settings', 'metrics', 'sizing', 'upgrading'].map(name => `docs/${name}.md`)

/** Each command of these pages. */
const operating: Readonly<Record<string, How>> = {
  'openssl rand -base64 32': { here: makeKey },
  './scripts/rotate-secrets --public-key': { here: tellPublicKey },
  'npm run check-config': { here: async ground => { await npm(ground, 'run', 'check-config') } },
  'npm run migrate': { here: async ground => { await npm(ground, 'run', 'migrate') } },
  "create role dialplane login password '…' in role dialplane_app": { here: makeRole },
  'npm start': { here: startAndStop },
  'kill -USR2': { by: 'test/app/observed.test.ts' },
  'promtool test rules alerts.test.yaml': { by: 'test/house/metrics.test.ts' },
  'kubectl apply --kustomize': { by: 'test/deploy/descriptions.test.ts' },
  'POST /api/v3/drift/readings': { by: 'test/walk/restored.test.ts' },
  'GET /api/v3/drift': { by: 'test/walk/restored.test.ts' },
  'GET /api/v3/upstreams': { by: 'test/app/upstreams.test.ts' },
  pg_dump: { by: 'test/walk/dumped.test.ts' },
  pg_restore: { by: 'test/walk/dumped.test.ts' },
  './scripts/bench/run --only <figure>': { here: measureOne },
  './scripts/check-distribution': { by: 'test/deploy/distribution.test.ts' },
  './scripts/install-and-build': { by: 'scripts/test' },
  'npm run settings': { by: 'test/house/settings.test.ts' },
  'npm run metrics': { by: 'test/house/metrics.test.ts' },
  'GET /metrics': { by: 'test/app/observed.test.ts' }
}

/** Words that a command begins with; what else stands between back quotes is a name. */
const begins =
  /^(openssl|npm|\.\/scripts\/|kubectl|docker|systemctl|promtool|kill|pg_dump|pg_restore|create role|(GET|POST) \/)/

const npm = ({ env }: Ground, ...words: string[]): Promise<{ stdout: string }> =>
  run('npm', words, { cwd: root, env })

async function makeKey ({ t }: Ground): Promise<void> {
  const { error, stdout } = spawnSync('openssl', ['rand', '-base64', '32'], { encoding: 'utf8' })
  if (error !== undefined) return t.comment(`Not run: ${error.message}`)
  t.equal(Buffer.from(stdout.trim(), 'base64').length, 32)
}

/** The script installs and compiles first, which a test that is compiled has done. */
async function tellPublicKey ({ t, env }: Ground): Promise<void> {
  const { stdout } = await run(process.execPath, [compiled('scripts/rotate-secrets.js'), '--public-key'], { env })
  t.match(stdout, /[\w+/=]{40,}/)
}

async function makeRole ({ env: { DATABASE_URL = '' } }: Ground): Promise<void> {
  await withClient(DATABASE_URL, async client => {
    await client.query('begin')
    await client.query("create role dialplane_by_hand login password 'x' in role dialplane_app")
    await client.query('rollback')
  })
}

/** One figure of the benchmarks, once; what it comes to on a machine that has other work says nothing. */
async function measureOne ({ t, env: { PATH, HOME } }: Ground): Promise<void> {
  const words = ['--only', 'task-read', '--rounds', '1']
  const { stdout } = await run(process.execPath, [compiled('scripts/bench/main.js'), ...words], {
    cwd: root, env: { PATH, HOME }
  }).catch((error: { stdout: string }) => error) // it ends with 1 when a figure falls short
  t.match(stdout, /task read[^|]*\| [\d.]+ × /, 'the figure is measured')
}

async function startAndStop ({ t, env }: Ground): Promise<void> {
  const ending = pathToFileURL(join(root, 'dist/scripts/suite/end-with-parent.js')).href
  const child = spawn('npm', ['start'], {
    cwd: root, env: { ...env, ROLE: 'api', HOST: '127.0.0.1', PORT: '0', NODE_OPTIONS: `--import=${ending}` }
  })
  let said = ''
  createInterface(child.stdout).on('line', line => { said += `${line}\n` })
  const ended = new Promise(resolve => child.once('exit', resolve))
  const [, pid = '', url = ''] = await until(() => `it listens: ${said}`, () =>
    /"pid":(\d+)[^\n]*Server listening at (http:[^"]+)/.exec(said) ?? undefined)
  t.teardown(() => {
    try {
      process.kill(Number(pid), 'SIGKILL')
    } catch {
      // It has ended.
    }
  })
  for (const path of ['healthz', 'readyz', 'metrics']) t.equal((await request(`${url}/${path}`)).statusCode, 200, path)
  process.kill(Number(pid), 'SIGTERM')
  t.equal(await ended, 0, 'and it ends when it is told to')
}

t.test('each command of the pages for operators runs, here or in another test', async t => {
  const text = pagesOfOperators.map(textOf).join(' ').replaceAll(/\s+/g, ' ')
  const named = new Set([...text.matchAll(/`([^`]+)`/g)].map(([, span = '']) => span).filter(span => begins.test(span)))
  t.same([...named].sort(), Object.keys(operating).sort(), 'the table has all of them, and no others')
  const { url } = await createDatabase(t)
  const env = {
    PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '', DATABASE_URL: url, SECRETS_KEY: secretsKey,
    TOKEN_ISSUER: 'entra', TOKEN_AUDIENCE: 'api', MICROSOFT_OPERATOR_URL: 'https://operator.example',
    DRAIN_SECONDS: '0', SHUTDOWN_SECONDS: '3'
  }
  for (const [command, how] of Object.entries(operating)) {
    await t.test(command, async t => {
      if ('here' in how) await how.here({ t, env })
      else t.ok(existsSync(join(root, how.by)), `${how.by} runs it`)
    })
  }
})
