import { freePort } from '../../scripts/postgres/launch.ts'
import { requestToken } from '../../scripts/stack/demo.ts'
import { startProgram, type Program } from '../support/program.ts'
import type { Ground } from './ground.ts'
import { pause } from './random.ts'

/** A process that is started again whenever it is gone, and may be killed at any time. */
export interface Role {
  /** Environment that it is started with from now on, beside its own. */
  wear (env: Record<string, string>): void
  /** Sends a signal to the process that runs now. */
  signal (signal: NodeJS.Signals): void
  /** Starts it again if it is not running; resolves when it works. */
  revive (): Promise<void>
  /** Resolves when the process that runs now has ended. */
  gone (): Promise<unknown>
  end (): Promise<number | NodeJS.Signals | null>
  output (): string
}

/** One API and two workers on one database. */
export interface Field {
  /** Its name: where it is may change. */
  readonly database: string
  readonly baseUrl: string
  readonly token: string
  readonly api: Role
  readonly workers: readonly [Role, Role]
  close (): Promise<void>
}

/** Seconds; short, so that a run sees many take-overs. */
export const leaseSeconds = 2

export async function openField (
  ground: Ground, database: string, more: Record<string, string> = {}
): Promise<Field> {
  const port = await freePort()
  const env = {
    DATABASE_URL: ground.urlThroughWire(database),
    DATABASE_SILENCE_SECONDS: '1',
    DATABASE_CONNECT_SECONDS: '2',
    SECRETS_KEY: ground.secretsKey,
    HOST: '127.0.0.1',
    LOG_LEVEL: 'info',
    TOKEN_ISSUER: `${ground.microsoft.url}/{tenantid}/v2.0`,
    TOKEN_AUDIENCE: '9d576dc4-b85d-4571-880e-4c6ed4c08c31',
    TOKEN_JWKS_URL: `${ground.microsoft.url}/common/discovery/v2.0/keys`,
    MICROSOFT_LOGIN_URL: ground.microsoft.url,
    MICROSOFT_GRAPH_URL: `${ground.microsoft.url}/graph`,
    MICROSOFT_OPERATOR_URL: `${ground.microsoft.url}/operator`,
    WORKER_LEASE_SECONDS: String(leaseSeconds),
    WORKER_CONCURRENCY: '40',
    SBC_PLAIN_NETWORKS: 'mocks=127.0.0.0/8',
    SHUTDOWN_SECONDS: '2',
    DRAIN_SECONDS: '0',
    LOG_REQUESTS: '0',
    ...more
  }
  const api = role({ ...env, ROLE: 'api', PORT: String(port) })
  const workers = [role({ ...env, ROLE: 'worker', PORT: '0' }), role({ ...env, ROLE: 'worker', PORT: '0' })] as const
  const field: Field = {
    database,
    baseUrl: `http://127.0.0.1:${port}`,
    token: await requestToken(ground.microsoft.url, 'admin'),
    api,
    workers,
    async close () { await Promise.all([api, ...workers].map(each => each.end())) }
  }
  await Promise.all([api, ...workers].map(each => each.revive()))
  return field
}

function role (env: Record<string, string>): Role {
  const outputs: Program[] = []
  let program: Program | undefined
  let worn: Record<string, string> = {}
  const running = (): boolean =>
    program !== undefined && program.child.exitCode === null && program.child.signalCode === null
  return {
    wear (env) { worn = env },
    signal: signal => { if (running()) program?.signal(signal) },
    async revive () {
      while (!running()) {
        program = startProgram('src/start.js', { ...env, ...worn })
        outputs.push(program)
        const works = (line: string): true | undefined => line.includes('"Started"') ? true : undefined
        // a start that fails is one more fault
        await Promise.race([program.waitFor(works).catch(() => {}), program.gone])
        if (!running()) await pause(300)
      }
    },
    gone: async () => { await program?.gone },
    async end () {
      if (program === undefined) return null
      await program.stop()
      return program.gone
    },
    output: () => outputs.map(each => each.output()).join('\n')
  }
}
