import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import t from 'tap'
import { projectRoot } from '../../src/database/project-root.ts'
import type { Anything } from '../support/anything.ts'
import { startStack } from '../support/stack.ts'

const run = promisify(execFile)

/** The commands of the guide, each with what it is said to answer. */
async function commandsOf (guide: string): Promise<Array<{ command: string, answer: Anything }>> {
  const text = await readFile(join(projectRoot(), guide), 'utf8')
  return [...text.matchAll(/```sh\n([\s\S]*?)```(?:(?!```)[\s\S])*(?:```json\n([\s\S]*?)```)?/g)].map(
    ([, command = '', answer]) => ({ command, answer: answer === undefined ? undefined : JSON.parse(answer) })
  )
}

/** As a pattern: an ellipsis stands for any text. */
function asPattern (value: Anything): Anything {
  if (value === '…') return String
  if (Array.isArray(value)) return value.map(asPattern)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, asPattern(inner)]))
}

t.test('the day of a provider goes as the guide tells it, command by command', async t => {
  const stack = await startStack(t)
  await stack.startApi()
  await stack.startWorker()
  await stack.microsoft.control('POST', '/_mock/behaviour', { jobMilliseconds: 20 })
  const commands = await commandsOf('docs/provider-day.md')
  t.ok(commands.length > 12, 'there is a day to be told of')
  const border = '=== the next command ==='
  const script = commands.map(({ command }) => command.replaceAll(/^(BASE|TOKEN)=.*$/gm, '')).join(`\necho '${border}'\n`)
  const { stdout } = await run('bash', ['-ec', script], {
    env: { ...process.env, BASE: `${stack.baseUrl}/api/v3`, TOKEN: await stack.token() }
  })
  const answers = stdout.split(border)
  for (const [index, { command, answer }] of commands.entries()) {
    const said = answers[index]?.trim() ?? ''
    if (answer !== undefined) t.match(JSON.parse(said), asPattern(answer), `${command}\n${said}`)
  }
})
