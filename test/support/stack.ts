import { randomBytes } from 'node:crypto'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import type { Test } from 'tap'
import { request } from 'undici'
import { demo, seedDemo } from '../../scripts/demo/seed.ts'
import { consoleClientId, requestToken, type Role } from '../../scripts/stack/demo.ts'
import { projectRoot } from '../../src/database/project-root.ts'
import { publicKeyFor } from '../../src/secrets.ts'
import { createDatabase } from './database.ts'
import { listeningAt, startProgram, type Program } from './program.ts'
import type { Anything } from './anything.ts'
import { until } from './until.ts'

export { demo }

/** Tenants of the demo operator (scripts/demo/microsoft.json). */
export const tenants = {
  australian: 'c1a7e2d0-1111-4a61-9b01-0000000000a1',
  israeli: 'c1a7e2d0-2222-4a61-9b01-0000000000b2',
  unlicensed: 'c1a7e2d0-3333-4a61-9b01-0000000000c3',
  suspended: 'c1a7e2d0-4444-4a61-9b01-0000000000d4'
} as const

export const profiles = {
  withSbcs: '5f3fbb3b-df9b-483d-b294-c7eb01e22aac',
  withoutSbc: '6a2d0a52-9a45-4b39-8df5-1d2c3b4a5f60',
  emergency: '7b3e1b63-ab56-4c4a-9e06-2e3d4c5b6071'
} as const

export interface Answer {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: Anything
}

/** The signing keys of all mocks of one run: to make one takes longer than to start a mock. */
const keyFile = join(process.env['TEST_RUN_FOLDER'] ?? tmpdir(), 'microsoft-mock-keys.json')

/** A mock process and its scripting routes. */
export interface Mock {
  readonly url: string
  readonly program: Program
  control(method: string, path: string, body?: unknown): Promise<Anything>
}

export interface Stack {
  readonly databaseUrl: string
  readonly env: Record<string, string>
  readonly microsoft: Mock
  readonly sbcs: readonly [Mock, Mock]
  /** Base URL of the API, once startApi has resolved. */
  baseUrl: string
  startApi(env?: Record<string, string>): Promise<Program>
  startWorker(env?: Record<string, string>): Promise<Program>
  token(role?: Role): Promise<string>
  call(
    method: string, path: string, options?: { body?: unknown, role?: Role | null, headers?: Record<string, string> }
  ): Promise<Answer>
  /** Waits until the task is over and answers it as version 3 shows it. */
  finished(taskId: string): Promise<Anything>
}

/** Real mocks, a real database with the demo operator, and processes to be started; everything ends with the test. */
export async function startStack (t: Test): Promise<Stack> {
  const database = await createDatabase(t)
  const [microsoft, sbc1, sbc2] = await Promise.all([
    startMock(t, 'microsoft-mock/server.js', {
      MICROSOFT_MOCK_PORT: '0', MICROSOFT_MOCK_STATE: demoFile('microsoft.json'), MICROSOFT_MOCK_KEY: keyFile
    }),
    startMock(t, 'sbc-mock/server.js', { SBC_MOCK_PORT: '0', SBC_MOCK_STATE: demoFile('sbc.json') }),
    startMock(t, 'sbc-mock/server.js', { SBC_MOCK_PORT: '0', SBC_MOCK_STATE: demoFile('sbc.json') })
  ])
  const secretsKey = randomBytes(32).toString('base64')
  await seedDemo({
    databaseUrl: database.url, secretsKey, microsoftMockUrl: microsoft.url, sbcMockUrls: [sbc1.url, sbc2.url]
  })
  const env = {
    DATABASE_URL: database.processUrl,
    SECRETS_KEY: secretsKey,
    HOST: '127.0.0.1',
    LOG_LEVEL: 'info',
    TOKEN_ISSUER: `${microsoft.url}/{tenantid}/v2.0`,
    TOKEN_AUDIENCE: '9d576dc4-b85d-4571-880e-4c6ed4c08c31',
    TOKEN_JWKS_URL: `${microsoft.url}/common/discovery/v2.0/keys`,
    CONSOLE_CLIENT_ID: consoleClientId,
    MICROSOFT_LOGIN_URL: microsoft.url,
    MICROSOFT_GRAPH_URL: `${microsoft.url}/graph`,
    MICROSOFT_OPERATOR_URL: `${microsoft.url}/operator`,
    SBC_PLAIN_NETWORKS: 'mocks=127.0.0.0/8',
    SHUTDOWN_SECONDS: '3',
    DRAIN_SECONDS: '0',
    LOG_REQUESTS: '0',
    // Off when a mutant breaks the first wall.
    DATABASE_ROW_SECURITY: process.env['DATABASE_ROW_SECURITY'] ?? 'on'
  }
  /** An API has no key that opens anything. */
  const sealing = {
    SECRETS_KEY: '', SECRETS_PUBLIC_KEY: publicKeyFor(secretsKey), DIGEST_KEY: randomBytes(32).toString('base64')
  }
  const tokens = new Map<Role, Promise<string>>()
  const stack: Stack = {
    databaseUrl: database.url,
    env,
    microsoft,
    sbcs: [sbc1, sbc2],
    baseUrl: '',
    async startApi (more = {}) {
      const program = startRole(t, { ...env, ...sealing, ROLE: 'api', PORT: '0', ...more })
      stack.baseUrl = await program.waitFor(line => /Server listening at (http:\/\/[^"]+)/.exec(line)?.[1])
      return program
    },
    async startWorker (more = {}) {
      const program = startRole(t, { ...env, ROLE: 'worker', ...more })
      await program.waitFor(line => line.includes('"Started"') ? true : undefined)
      return program
    },
    token (role = 'admin') {
      const token = tokens.get(role) ?? requestToken(microsoft.url, role)
      tokens.set(role, token)
      return token
    },
    call: async (method, path, { body, role = 'admin', headers = {} } = {}) =>
      send(method, stack.baseUrl + path, body, {
        ...(role !== null && { authorization: `Bearer ${await stack.token(role)}` }), ...headers
      }),
    async finished (taskId) {
      let task: Anything
      return until(() => `task ${taskId} is over: ${JSON.stringify(task)}`, async () => {
        task = (await stack.call('GET', `/api/v3/task/${taskId}`)).body
        return task.status !== 'InProgress' && task
      })
    }
  }
  return stack
}

function startRole (t: Test, env: Record<string, string>): Program {
  const program = startProgram('src/start.js', env)
  t.teardown(async () => {
    await program.stop()
    if (!t.passing()) console.error(program.output().slice(-4000))
  })
  return program
}

export async function startMock (t: Test, path: string, env: Record<string, string>): Promise<Mock> {
  const program = startProgram(path, env)
  t.teardown(() => program.stop())
  const url = await program.waitFor(listeningAt)
  const control: Mock['control'] = async (method, route, body) => {
    const answer = await send(method, url + route, body, {})
    if (answer.status >= 300) throw new Error(`The mock refuses ${method} ${route}: ${JSON.stringify(answer.body)}`)
    return answer.body
  }
  return { url, program, control }
}

async function send (method: string, url: string, body: unknown, headers: Record<string, string>): Promise<Answer> {
  await setImmediate() // a file that has computed for a minute first hears which connections were closed meanwhile
  const response = await request(url, {
    method: method as 'GET',
    headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
    body: body === undefined ? null : typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body)
  })
  const text = await response.body.text()
  let parsed: unknown = text
  try { parsed = text === '' ? undefined : JSON.parse(text) } catch { /* a page or metrics */ }
  return { status: response.statusCode, headers: response.headers, body: parsed }
}

export function demoFile (name: string): string {
  return join(projectRoot(), 'scripts/demo', name)
}
