import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { Dialplane } from '../client.ts'
import { clientCredentials } from '../token.ts'

/** What `login` keeps; each part may come from the environment instead. */
export interface Login {
  readonly baseUrl: string
  readonly tokenUrl: string
  readonly clientId: string
  readonly clientSecret: string
  readonly scope: string
}

const variables = {
  baseUrl: 'BASE_URL', tokenUrl: 'TOKEN_URL', clientId: 'CLIENT_ID', clientSecret: 'CLIENT_SECRET', scope: 'SCOPE'
} as const

/** A mistake of the user: told in one line. */
export class Mistake extends Error {}

export function loginFile (env: NodeJS.ProcessEnv): string {
  return join(env['XDG_CONFIG_HOME'] ?? join(homedir(), '.config'), 'dialplane', 'login.json')
}

/** Throws a Mistake that names what is missing. */
export function completeLogin (given: Readonly<Record<string, unknown>>, env: NodeJS.ProcessEnv): Login {
  const found = Object.entries(variables).map(([name, variable]) => {
    const value = given[name] ?? env[variable]
    return [name, typeof value === 'string' ? value : ''] as const
  })
  const missing = found.filter(([, value]) => value === '').map(([name]) => optionOf(name))
  if (missing.length > 0) {
    throw new Mistake(
      `Missing: ${missing.join(', ')}. Run dialplane login, or set ${Object.values(variables).join(', ')}.`
    )
  }
  const of = Object.fromEntries(found)
  const [baseUrl = '', tokenUrl = '', clientId = '', clientSecret = '', scope = ''] =
    Object.keys(variables).map(name => of[name])
  return { baseUrl, tokenUrl, clientId, clientSecret, scope }
}

const optionOf = (name: string): string => `--${name.replaceAll(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)}`

/** Only its owner may read it: it holds a secret. */
export function keepLogin (login: Login, file: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  writeFileSync(file, `${JSON.stringify(login, null, 2)}\n`, { mode: 0o600 })
}

export function forgetLogin (file: string): void {
  rmSync(file, { force: true })
}

/** The environment goes before what was kept, so that one command can be sent elsewhere. */
export function clientOf (env: NodeJS.ProcessEnv): Dialplane {
  const kept = keptLogin(loginFile(env))
  const login = completeLogin(completeFrom(kept, env), {})
  return new Dialplane({
    baseUrl: login.baseUrl,
    token: clientCredentials(login),
    onRetry: (why, seconds) => process.stderr.write(`${why}; again in ${seconds.toFixed(1)} s\n`)
  })
}

function completeFrom (kept: Readonly<Record<string, unknown>>, env: NodeJS.ProcessEnv): Record<string, unknown> {
  return Object.fromEntries(Object.entries(variables).map(([name, variable]) => [name, env[variable] ?? kept[name]]))
}

function keptLogin (file: string): Readonly<Record<string, unknown>> {
  try {
    const kept: unknown = JSON.parse(readFileSync(file, 'utf8'))
    return typeof kept === 'object' && kept !== null ? Object.fromEntries(Object.entries(kept)) : {}
  } catch {
    return {}
  }
}
