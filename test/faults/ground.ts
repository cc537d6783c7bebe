import { randomBytes } from 'node:crypto'
import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { seedDemo } from '../../scripts/demo/seed.ts'
import { startPostgres, type Postgres } from '../../scripts/postgres/start-postgres.ts'
import { migrate } from '../../src/database/migrate.ts'
import { projectRoot } from '../../src/database/project-root.ts'
import { fillTables } from './full-table.ts'
import { control, type MockProcess } from './mock.ts'
import { promote, replicable, replicaOf } from './replica.ts'
import { makeVersions, type Versions } from './versions.ts'
import { openWire, type Wire } from './wire.ts'
import { openPgbouncer, type Pgbouncer } from '../support/pgbouncer.ts'
import { listeningAt, startProgram, type Program } from '../support/program.ts'

/**
 * A PostgreSQL of our own that may be stopped and killed, and the mocks. They outlive a seed; its database does not.
 */
export interface Ground {
  readonly microsoft: MockProcess
  readonly sbcs: readonly [MockProcess, MockProcess]
  readonly secretsKey: string
  /** The way of the processes to PostgreSQL. */
  readonly wire: Wire
  urlThroughWire (database: string): string
  /** Where the database is just now, without the wire. */
  directUrl (database: string): string
  /**
   * A replica that was synchronous takes over; the primary is killed before, or lives on and is reached by nobody.
   * `meanwhile` there is neither.
   */
  failOver (primary: 'killed' | 'cut off', meanwhile?: () => Promise<void>): Promise<void>
  /** Before the wire; there is one from when it is first asked for. */
  pooler (): Promise<Pgbouncer>
  /** Made when they are first asked for. */
  versions (): Promise<Versions>
  /**
   * A fresh database with the demo operator, or one that has also grown for years; the mocks are as if they had just
   * been started.
   */
  freshDatabase (name: string, isFull?: boolean): Promise<void>
  dropDatabase (name: string): Promise<void>
  stopPostgres (): Promise<void>
  killPostgres (): void
  startPostgres (): Promise<void>
  close (): Promise<void>
}

const settings = {
  ...replicable, max_connections: 80, fsync: 'off', full_page_writes: 'off', max_wal_size: '1GB'
}

/** `olderBuild`: the folder of a build that is the version before this one. */
export async function openGround (olderBuild?: string): Promise<Ground> {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'dialplane-faults-'))
  let place = join(folder, 'postgres')
  const start = (): Promise<Postgres> => startPostgres({ dataDirectory: place, settings })
  let postgres = await start()
  const home = postgres.directory
  let replicas = 0
  const wire = await openWire(() => postgres.port)
  const throughWire = (name: string): string => {
    const url = new URL(urlOf(name))
    url.port = String(wire.port)
    return url.href
  }
  const programs: Program[] = []
  const mock = async (path: string, env: Record<string, string>): Promise<MockProcess> => {
    const program = startProgram(path, env)
    programs.push(program)
    const url = await program.waitFor(listeningAt)
    return { url, control: (method, route, body) => control(method, url + route, body) }
  }
  const demoFile = (name: string): string => join(projectRoot(), 'scripts/demo', name)
  const sbc = (): Promise<MockProcess> =>
    mock('sbc-mock/server.js', { SBC_MOCK_PORT: '0', SBC_MOCK_STATE: demoFile('sbc.json') })
  const [microsoft, first, second] = await Promise.all([
    mock('microsoft-mock/server.js', { MICROSOFT_MOCK_PORT: '0', MICROSOFT_MOCK_STATE: demoFile('microsoft.json') }),
    sbc(), sbc()
  ])
  const secretsKey = randomBytes(32).toString('base64')
  const urlOf = (name: string): string => postgres.url.replace(/\/postgres$/, `/${name}`)
  await query(postgres.url, 'create database seeded')
  await migrate(urlOf('seeded'))
  await seedDemo({
    databaseUrl: urlOf('seeded'), secretsKey, microsoftMockUrl: microsoft.url, sbcMockUrls: [first.url, second.url]
  })
  let pooler: Promise<Pgbouncer> | undefined
  let versions: Promise<Versions> | undefined
  let filled: Promise<void> | undefined
  // Not by way of the log: at wal_level minimal PostgreSQL forgets the unlogged tables of the copy when it is killed.
  const copy = (template: string, name: string): Promise<void> =>
    query(postgres.url, `create database ${name} template ${template} strategy file_copy`)
  return {
    microsoft,
    sbcs: [first, second],
    pooler: () => { pooler ??= openPgbouncer(new URL(throughWire('postgres')), 20); return pooler },
    versions: () => { versions ??= makeVersions(olderBuild); return versions },
    secretsKey,
    wire,
    urlThroughWire: throughWire,
    directUrl: urlOf,
    async freshDatabase (name, isFull = false) {
      for (const each of [microsoft, first, second]) await each.control('POST', '/_mock/reset')
      if (isFull) {
        filled ??= copy('seeded', 'filled').then(() => fillTables(urlOf('filled')))
        await filled
      }
      await copy(isFull ? 'filled' : 'seeded', name)
    },
    async failOver (primary, meanwhile) {
      place = `${home}-replica-${++replicas}`
      const old = postgres
      const replica = await replicaOf(old, place, settings)
      if (primary === 'killed') process.kill(old.pid, 'SIGKILL')
      wire.blackHole()
      await meanwhile?.()
      await promote(replica)
      postgres = replica
      wire.carry()
      // Nobody reaches it; what waited for the replica there was never acknowledged.
      if (primary === 'cut off') process.kill(old.pid, 'SIGKILL')
      rmSync(join(old.directory, 'cluster'), { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
    },
    dropDatabase: name => query(postgres.url, `drop database if exists ${name} with (force)`),
    stopPostgres: () => postgres.stop(),
    killPostgres: () => { process.kill(postgres.pid, 'SIGKILL') },
    async startPostgres () { postgres = await start() },
    async close () {
      await Promise.all(programs.map(program => program.stop()));
      (await pooler)?.kill()
      if (olderBuild === undefined && versions !== undefined) {
        rmSync((await versions).newer, { recursive: true, force: true })
      }
      await postgres.stop()
      await wire.close()
      for (let count = 1; count <= replicas; count++) {
        rmSync(`${home}-replica-${count}`, { recursive: true, force: true })
      }
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

async function query (url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(text)
  } finally {
    await client.end()
  }
}
