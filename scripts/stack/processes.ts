import { createHmac } from 'node:crypto'
import { join } from 'node:path'
import { publicKeyFor } from '../../src/secrets.ts'
import { startChild, type Child } from './child.ts'
import { audience, consoleClientId, tokenUrl } from './demo.ts'
import { projectFolder, type Settings } from './settings.ts'
import { answers } from './wait.ts'

const demo = (file: string): string => join(projectFolder, 'scripts', 'demo', file)

export interface Addresses { baseUrl: string, microsoftMockUrl: string, sbcMockUrls: [string, string] }

export function addresses ({ host, port, microsoftMockPort, sbcMockPorts: [first, second] }: Settings): Addresses {
  const reachable = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host
  return {
    baseUrl: `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`,
    microsoftMockUrl: `http://127.0.0.1:${microsoftMockPort}`,
    sbcMockUrls: [`http://127.0.0.1:${first}`, `http://127.0.0.1:${second}`]
  }
}

/** Node 22 and newer keep compiled code there and start a fifth faster; Node 20 ignores it. */
function environment ({ dataFolder }: Settings): NodeJS.ProcessEnv {
  const { PORT: _, MICROSOFT_MOCK_PORT: __, SBC_MOCK_PORT: ___, ...inherited } = process.env
  return { NODE_COMPILE_CACHE: join(dataFolder, 'compile-cache'), ...inherited }
}

/** Microsoft as our demo operator and its customers see it. */
export function startMicrosoftMock (settings: Settings): Child {
  return startChild('microsoft-mock', 'microsoft-mock/server.js', settings.dataFolder, {
    ...environment(settings),
    MICROSOFT_MOCK_PORT: String(settings.microsoftMockPort),
    MICROSOFT_MOCK_STATE: demo('microsoft.json'),
    MICROSOFT_MOCK_KEY: join(settings.dataFolder, 'microsoft-mock-key.json')
  })
}

export function startSbcMocks (settings: Settings): Child[] {
  return settings.sbcMockPorts.map((port, index) =>
    startChild(`sbc-mock-${index + 1}`, 'sbc-mock/server.js', settings.dataFolder, {
      ...environment(settings),
      SBC_MOCK_PORT: String(port),
      SBC_MOCK_STATE: demo('sbc.json')
    })
  )
}

export interface OwnProcess { databaseUrl: string, secretsKey: string }

/** It seals and cannot open, as in production. */
export function startApi (settings: Settings, own: OwnProcess): Child {
  return startChild('api', 'src/start.js', settings.dataFolder, {
    ...ownEnvironment(settings, own), ROLE: 'api', HOST: settings.host, PORT: String(settings.port), SECRETS_KEY: '',
    SECRETS_PUBLIC_KEY: publicKeyFor(own.secretsKey),
    DIGEST_KEY: createHmac('sha256', own.secretsKey).update('digests of requests').digest('base64')
  })
}

export function startWorker (settings: Settings, own: OwnProcess): Child {
  return startChild('worker', 'src/start.js', settings.dataFolder, { ...ownEnvironment(settings, own), ROLE: 'worker' })
}

/** Wired to the mocks by environment alone, as it would be to the real systems. */
function ownEnvironment (settings: Settings, { databaseUrl, secretsKey }: OwnProcess): NodeJS.ProcessEnv {
  const { microsoftMockUrl: mock } = addresses(settings)
  return {
    SHUTDOWN_SECONDS: '5',
    DRAIN_SECONDS: '0', // nobody stands before it who would notice
    WEBHOOK_ADDRESSES: 'public,private,loopback', // whoever tries it out has its receiver on this machine
    SBC_PLAIN_NETWORKS: 'mocks=127.0.0.0/8',
    ...environment(settings),
    DATABASE_URL: databaseUrl,
    SECRETS_KEY: secretsKey,
    TOKEN_ISSUER: `${mock}/{tenantid}/v2.0`,
    TOKEN_AUDIENCE: audience,
    TOKEN_URL: tokenUrl(mock),
    CONSOLE_CLIENT_ID: consoleClientId,
    TOKEN_JWKS_URL: `${mock}/common/discovery/v2.0/keys`,
    MICROSOFT_LOGIN_URL: mock,
    MICROSOFT_OPERATOR_URL: `${mock}/operator`,
    MICROSOFT_GRAPH_URL: `${mock}/graph`
  }
}

export async function microsoftMockAnswers (settings: Settings): Promise<void> {
  await answers('Microsoft mock', `${addresses(settings).microsoftMockUrl}/common/discovery/v2.0/keys`)
}

export async function sbcMocksAnswer (settings: Settings): Promise<void> {
  await Promise.all(addresses(settings).sbcMockUrls.map(url => answers('SBC mock', `${url}/_mock/state`)))
}
