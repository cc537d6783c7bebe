import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import t from 'tap'
import { credentialsOf, tokenUrl } from '../../scripts/stack/demo.ts'
import { projectRoot } from '../../src/database/project-root.ts'
import { startStack } from '../support/stack.ts'

const run = promisify(execFile)

t.test('every command of the page for integrators can be pasted', async t => {
  const stack = await startStack(t)
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

function told (command: string, index: number): string {
  return `${command}\necho; echo done ${index}`
}
