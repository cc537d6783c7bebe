import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import t from 'tap'
import { credentialsOf, tokenUrl } from '../../scripts/stack/demo.ts'
import { projectRoot } from '../../src/database/project-root.ts'
import { runFile } from '../support/newman.ts'
import { stackOfFile } from '../support/shared-stack.ts'

const run = promisify(execFile)
const freshStack = stackOfFile(t)

t.test('every command of the page for integrators can be pasted', async t => {
  const stack = await freshStack(t)
  await stack.startApi()
  await stack.startWorker()
  await stack.microsoft.control('POST', '/_mock/behaviour', { jobMilliseconds: 20 })
  const page = await readFile(join(projectRoot(), 'docs/integrators/README.md'), 'utf8')
  const commands = [...page.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, command = '']) => command)
  t.ok(commands.length > 6, 'the page has commands')
  const { clientId, clientSecret, scope } = credentialsOf('admin')
  const env = {
    PATH: process.env['PATH'] ?? '', BASE_URL: stack.baseUrl, TOKEN_URL: tokenUrl(stack.microsoft.url),
    CLIENT_ID: clientId, CLIENT_SECRET: clientSecret, SCOPE: scope
  }
  const script = ['--norc', '-euo', 'pipefail', '-c', commands.map(told).join('\n')]
  const said = await run('bash', script, { env, cwd: t.testdir() })
    .catch((error: { stdout: string, stderr: string }) => error)
  t.equal(said.stderr, '', 'none of them complains')
  const done = [...said.stdout.matchAll(/^done (\d+)$/gm)].map(([, index]) => Number(index))
  t.same(done, commands.map((_, index) => index), `all of them succeed, one after the other: ${said.stdout}`)
})

t.test('a collection for Live Cloud runs when its hosts and credentials are changed, and nothing else', async t => {
  const stack = await freshStack(t)
  await stack.startApi()
  await stack.startWorker()
  await stack.microsoft.control('POST', '/_mock/behaviour', { jobMilliseconds: 20 })
  const theirs = await readFile(join(projectRoot(), 'test/clients/live-cloud.postman_collection.json'), 'utf8')
  const { protocol, hostname, port } = new URL(stack.microsoft.url)
  const login = { protocol: protocol.slice(0, -1), host: hostname.split('.'), port }
  const folder = t.testdir()
  const collection = join(folder, 'collection.json')
  await writeFile(collection, JSON.stringify(JSON.parse(theirs, (key, value) =>
    key === 'url' && value.raw.startsWith('https://login.microsoftonline.com/') ? { ...value, ...login } : value)))
  const { clientId, clientSecret } = credentialsOf('admin')
  const [, serviceProviderTenantId = ''] = new URL(tokenUrl(stack.microsoft.url)).pathname.split('/')
  const executions = await runFile(folder, collection, {
    baseUrl: `${stack.baseUrl}/tenantui`, serviceProviderTenantId, clientId, clientSecret
  })
  const asked = new Set(executions.map(({ item: { name } }) => name))
  t.same([...theirs.matchAll(/"name": "([^"]+)",\s+"(?:event|request)"/g)].map(([, name]) => name)
    .filter(name => !asked.has(name ?? '')), [], 'each of its requests was sent')
  for (const { item: { name }, assertions = [] } of executions) {
    for (const { assertion, error } of assertions) t.equal(error?.message, undefined, `${name}: ${assertion}`)
  }
})

function told (command: string, index: number): string {
  return `${command}\necho; echo done ${index}`
}
