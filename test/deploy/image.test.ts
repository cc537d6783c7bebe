import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { request } from 'undici'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { projectRoot } from '../../src/database/project-root.ts'
import { bundled } from '../../scripts/compiled.ts'
import { reachedFiles } from '../support/bundle-files.ts'
import { startStack } from '../support/stack.ts'
import { startProgram } from '../support/program.ts'

// There is no engine for images here: the tree of files that the Dockerfile puts together is made and run as it is.

const folder = mkdtempSync(join(tmpdir(), 'image-'))

/** What the COPY lines of the Dockerfile take from the build, in the order of the file. */
const copied = [...readFileSync(join(projectRoot(), 'Dockerfile'), 'utf8')
  .matchAll(/^COPY --from=build \/app\/(\S+) \S+$/gm)].map(([, path = '']) => path)

function npm (cwd: string, ...args: string[]): string {
  const { status, stdout, stderr } = spawnSync('npm', args, { cwd, encoding: 'utf8', maxBuffer: 64e6 })
  if (status !== 0) throw new Error(`npm ${args.join(' ')}: ${stderr}`)
  return stdout
}

function sizeOf (path: string): number {
  const entry = statSync(path)
  return entry.isDirectory() ? readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), 0) : entry.size
}

t.test('a list of its packages goes with the image, as CycloneDX', async t => {
  const text = npm(projectRoot(), 'run', '--silent', 'sbom')
  const bill: { bomFormat: string, components: Array<{ name: string }> } = JSON.parse(text)
  const names = bill.components.map(({ name }) => name)
  t.equal(bill.bomFormat, 'CycloneDX')
  for (const name of ['fastify', 'pg', 'undici']) t.ok(names.includes(name), `it names ${name}`)
  for (const name of ['tap', 'esbuild', 'linux-x64']) t.notOk(names.includes(name), `not ${name}, which is not in it`)
})

t.test('the tree of the image is complete, small, and runs where it can write nowhere', async t => {
  const workspaces = ['clients/typescript/package.json', 'console/package.json']
  for (const path of ['package.json', 'package-lock.json', '.npmrc', ...workspaces]) {
    mkdirSync(join(folder, path, '..'), { recursive: true })
    cpSync(join(projectRoot(), path), join(folder, path))
  }
  npm(folder, 'ci', '--ignore-scripts', '--omit=dev', '--omit=optional', '--prefer-offline', '--loglevel=error')
  for (const path of copied.filter(path => !['node_modules', 'package.json', 'sbom.cdx.json'].includes(path))) {
    mkdirSync(join(folder, path, '..'), { recursive: true })
    cpSync(join(projectRoot(), path), join(folder, path), { recursive: true })
  }

  await t.test('it is below 90 MB beside Node itself', async t => {
    // A tree that was built often has chunks of earlier builds, which the image, built once, has not.
    const bundle = join(folder, 'dist/bundle')
    const used = new Set(reachedFiles(bundled.map(name => join(bundle, `${name}.js`)), { dynamic: true }))
    const chunks = readdirSync(join(bundle, 'chunks')).map(name => join(bundle, 'chunks', name))
    const left = chunks.filter(path => !used.has(path.replace(/\.map$/, '')))
    const parts = copied.filter(path => path !== 'sbom.cdx.json')
    const sum = (paths: readonly string[]): number => paths.reduce((sum, path) => sum + sizeOf(path), 0)
    const bytes = sum(parts.map(path => join(folder, path))) - sum(left)
    t.ok(chunks.length > left.length && bytes < 90e6, `${Math.round(bytes / 1e6)} MB`)
  })

  await t.test('each role starts from it and answers its health check', async t => {
    spawnSync('chmod', ['-R', 'a-w', folder])
    t.teardown(() => { spawnSync('chmod', ['-R', 'u+w', folder]) })
    chmodSync(folder, 0o555)
    const stack = await startStack(t)
    for (const role of ['api', 'worker', 'all']) {
      const program = startProgram(join(folder, 'dist/bundle/src/start.js'), { ...stack.env, ROLE: role, PORT: '0' })
      t.teardown(() => program.stop())
      const url = await program.waitFor(line => /Server listening at (http:\/\/[^"]+)/.exec(line)?.[1] ??
        portOf(/"port":(\d+),"msg":"Probes/.exec(line)?.[1]))
      t.equal((await request(`${url}/healthz`)).statusCode, 200, role)
    }
  })
})

const portOf = (port: string | undefined): string | undefined =>
  port === undefined ? undefined : `http://127.0.0.1:${port}`
