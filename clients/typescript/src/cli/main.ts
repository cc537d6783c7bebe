#!/usr/bin/env node
import { parseArgs } from 'node:util'
import { Dialplane } from '../client.ts'
import { DialplaneProblem } from '../problem.ts'
import { clientCredentials } from '../token.ts'
import { commands } from './commands.ts'
import { clientOf, completeLogin, forgetLogin, keepLogin, loginFile, Mistake } from './session.ts'

const usages = [
  'login --base-url url --token-url url --client-id id --scope scope   (the secret: CLIENT_SECRET, or --client-secret)',
  'logout', ...Object.values(commands).map(({ usage }) => usage)
]
const help = `Usage:\n${usages.map(usage => `  dialplane ${usage}`).join('\n')}

Settings of login may come from BASE_URL, TOKEN_URL, CLIENT_ID, CLIENT_SECRET and SCOPE instead. Answers are JSON, one a
line. Ends with 0 when all is done, 2 when a task did not do all of it or there is drift,
1 when the request was refused.`

const string = { type: 'string' } as const

/** Keeps credentials once they gave a token that the API takes. */
async function login (args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      'base-url': string, 'token-url': string, 'client-id': string, 'client-secret': string, scope: string
    }
  })
  const given = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase()), value])
  )
  const complete = completeLogin(given, process.env)
  await new Dialplane({ baseUrl: complete.baseUrl, token: clientCredentials(complete) }).call('listCallingProfiles')
  const file = loginFile(process.env)
  keepLogin(complete, file)
  console.error(`The credentials work, and are kept in ${file}.`)
  return 0
}

async function run ([name, ...args]: readonly string[]): Promise<number> {
  if (name === 'login') return await login(args)
  if (name === 'logout') {
    forgetLogin(loginFile(process.env))
    return 0
  }
  const command = name === undefined ? undefined : commands[name]
  if (command === undefined) {
    const isAsked = name === undefined || name === 'help' || name === '--help'
    console[isAsked ? 'log' : 'error'](help)
    return isAsked ? 0 : 1
  }
  const { values, positionals } = parseArgs({ args, options: command.options, allowPositionals: true })
  return await command.run(clientOf(process.env), values, positionals)
}

/** What the user can mend is a line; everything else is a defect, and shows where. */
function explain (error: unknown): string {
  if (error instanceof DialplaneProblem) return `${error.message} (${error.traceId ?? `HTTP ${error.status}`})`
  if (error instanceof Mistake) return error.message
  if (!(error instanceof Error)) return String(error)
  const isUsage = 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
  if (isUsage || ('code' in error && error.code === 'ENOENT')) return error.message
  return error.message === 'fetch failed' ? `Nobody answers: ${String(error.cause)}` : error.stack ?? error.message
}

try {
  process.exitCode = await run(process.argv.slice(2))
} catch (error) {
  console.error(`dialplane: ${explain(error)}`)
  process.exitCode = 1
}
