import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { projectRoot } from '../../src/database/project-root.ts'
import type { Anything } from './anything.ts'
import type { Stack } from './stack.ts'

const run = promisify(execFile)

interface Command { readonly command: string, readonly answer: Anything }

/** The commands of the guide, each with what it is said to answer. */
export async function commandsOf (guide: string): Promise<Command[]> {
  const text = await readFile(join(projectRoot(), guide), 'utf8')
  return [...text.matchAll(/```sh\n([\s\S]*?)```(?:(?!```)[\s\S])*(?:```json\n([\s\S]*?)```)?/g)].map(
    ([, command = '', answer]) => ({ command, answer: answer === undefined ? undefined : JSON.parse(answer) })
  )
}

/** Runs the commands of a guide one after another, in one shell, and answers what each wrote. */
export async function runCommands (stack: Stack, commands: readonly Command[]): Promise<string[]> {
  const border = '=== the next command ==='
  const script = commands.map(({ command }) => command.replaceAll(/^(BASE|TOKEN)=.*$/gm, '')).join(`\necho '${border}'\n`)
  const { stdout } = await run('bash', ['-ec', script], {
    env: { ...process.env, BASE: `${stack.baseUrl}/api/v3`, TOKEN: await stack.token() }
  })
  return stdout.split(border)
}
