import t from 'tap'
import type { Anything } from '../support/anything.ts'
import { commandsOf, runCommands } from '../support/guide.ts'
import { startStack } from '../support/stack.ts'

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
  t.ok(commands.length > 24, 'there is a day to be told of')
  const answers = await runCommands(stack, commands)
  for (const [index, { command, answer }] of commands.entries()) {
    const said = answers[index]?.trim() ?? ''
    if (answer !== undefined) t.match(JSON.parse(said), asPattern(answer), `${command}\n${said}`)
  }
})
