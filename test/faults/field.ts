import { compiled } from '../../scripts/compiled.ts'
import { freePort } from '../../scripts/postgres/launch.ts'
import { requestToken } from '../../scripts/stack/demo.ts'
import { startProgram, type Program } from '../support/program.ts'
import type { Conditions } from './conditions.ts'
import { keptDays } from './full-table.ts'
import type { Ground } from './ground.ts'
import { pause } from './random.ts'

/** A process that is started again whenever it is gone, and may be killed at any time. */
export interface Role {
  /** Environment that it is started with from now on, beside its own. */
  wear (env: Record<string, string>): void
  /** Stops it, and starts it again. */
  restart (): Promise<void>
  /** The same, as it was built in that folder. */
  replace (root: string): Promise<void>
  /** Sends a signal to the process that runs now. */
  signal (signal: NodeJS.Signals): void
  /** Starts it again if it is not running; resolves when it works. */
  revive (): Promise<void>
  /** Resolves when the process that runs now has ended. */
  gone (): Promise<unknown>
  end (): Promise<number | NodeJS.Signals | null>
  output (): string
}

/** One API, or two of different versions, and two workers on one database. */
export interface Field {
  /** Its name: where it is may change. */
  readonly database: string
  /** One for each API. */
  readonly baseUrls: readonly string[]
  readonly token: string
  readonly apis: readonly [Role, ...Role[]]
  readonly workers: readonly [Role, Role]
  close (): Promise<void>
}

/** Seconds; short, so that a run sees many take-overs. */
export const leaseSeconds = 2

export async function openField (
  ground: Ground, database: string, conditions: Conditions, more: Record<string, string> = {}
): Promise<Field> {
  const ports = await Promise.all(Array.from({ length: conditions.versions ? 2 : 1 }, freePort))
  const env = {
    ...await wayTo(ground, database, conditions),
    ...(conditions.full && { TASK_RETENTION_DAYS: String(keptDays) }),
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
  const root = conditions.versions ? (await ground.versions()).older : undefined
  const [first = 0, ...others] = ports
  const api = (port: number): Role => role({ ...env, ROLE: 'api', PORT: String(port) }, root)
  const apis = [api(first), ...others.map(api)] as const
  const worker = (): Role => role({ ...env, ROLE: 'worker', PORT: '0' }, root)
  const workers = [worker(), worker()] as const
  const field: Field = {
    database,
    baseUrls: ports.map(port => `http://127.0.0.1:${port}`),
    token: await requestToken(ground.microsoft.url, 'admin'),
    apis,
    workers,
    async close () { await Promise.all([...apis, ...workers].map(each => each.end())) }
  }
  await Promise.all([...apis, ...workers].map(each => each.revive()))
  return field
}

/** Directly, or through a pooler that stands before the wire. */
async function wayTo (ground: Ground, database: string, { pooler }: Conditions): Promise<Record<string, string>> {
  const direct = ground.urlThroughWire(database)
  if (!pooler) return { DATABASE_URL: direct }
  return {
    DATABASE_URL: (await ground.pooler()).urlOf(database), DATABASE_POOLER: 'transaction', DATABASE_DIRECT_URL: direct
  }
}

/** Starts in a row that failed, after which it will never work. */
const hopeless = 60

function role (env: Record<string, string>, builtIn?: string): Role {
  const outputs: Program[] = []
  let program: Program | undefined
  let worn: Record<string, string> = {}
  let root = builtIn
  const running = (): boolean =>
    program !== undefined && program.child.exitCode === null && program.child.signalCode === null
  return {
    wear (env) { worn = env },
    async restart () {
      for (const signal of ['SIGCONT', 'SIGTERM'] as const) this.signal(signal)
      await this.gone()
      await this.revive()
    },
    async replace (next) {
      root = next
      await this.restart()
    },
    signal: signal => { if (running()) program?.signal(signal) },
    async revive () {
      for (let starts = 0; !running(); starts++) {
        if (starts === hopeless) throw new Error(`It does not start any more: ${program?.output().slice(-2000)}`)
        program = startProgram(compiled('src/start.js', root), { ...env, ...worn })
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
