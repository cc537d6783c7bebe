import { join } from 'node:path'
import { startChild, type Child } from './child.ts'
import { audience } from './demo.ts'
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

/** The two systems we drive. */
export function startMocks ({ dataFolder, microsoftMockPort, sbcMockPorts }: Settings): Child[] {
  const microsoft = startChild('microsoft-mock', 'microsoft-mock/server.js', dataFolder, {
    ...process.env,
    MICROSOFT_MOCK_PORT: String(microsoftMockPort),
    MICROSOFT_MOCK_STATE: demo('microsoft.json'),
    MICROSOFT_MOCK_KEY: join(dataFolder, 'microsoft-mock-key.json')
  })
  const sbcs = sbcMockPorts.map((port, index) => startChild(`sbc-mock-${index + 1}`, 'sbc-mock/server.js', dataFolder, {
    ...process.env,
    SBC_MOCK_PORT: String(port),
    SBC_MOCK_STATE: demo('sbc.json')
  }))
  return [microsoft, ...sbcs]
}

/** Our own two processes, wired to the mocks by environment alone, as they would be to the real systems. */
export function startRoles (settings: Settings, databaseUrl: string, secretsKey: string): Child[] {
  const { microsoftMockUrl: mock } = addresses(settings)
  const { PORT: _, ...inherited } = process.env
  const env: NodeJS.ProcessEnv = {
    SHUTDOWN_SECONDS: '5',
    ...inherited,
    DATABASE_URL: databaseUrl,
    SECRETS_KEY: secretsKey,
    TOKEN_ISSUER: `${mock}/{tenantid}/v2.0`,
    TOKEN_AUDIENCE: audience,
    TOKEN_JWKS_URL: `${mock}/common/discovery/v2.0/keys`,
    MICROSOFT_LOGIN_URL: mock,
    MICROSOFT_OPERATOR_URL: `${mock}/operator`,
    MICROSOFT_GRAPH_URL: `${mock}/graph`
  }
  return [
    startChild('api', 'src/start.js', settings.dataFolder, { ...env, ROLE: 'api', HOST: settings.host, PORT: String(settings.port) }),
    startChild('worker', 'src/start.js', settings.dataFolder, { ...env, ROLE: 'worker' })
  ]
}

export async function mocksAnswer (settings: Settings): Promise<void> {
  const { microsoftMockUrl, sbcMockUrls } = addresses(settings)
  await Promise.all([
    answers('Microsoft mock', `${microsoftMockUrl}/common/discovery/v2.0/keys`),
    ...sbcMockUrls.map(url => answers('SBC mock', `${url}/_mock/state`))
  ])
}
