import { randomBytes } from 'node:crypto'
import { mkdirSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { migrate } from '../../src/database/migrate.ts'
import { projectRoot } from '../../src/database/project-root.ts'
import { seedDemo } from '../demo/seed.ts'
import { startPostgres } from '../postgres/start-postgres.ts'
import { startProgram, type Program } from './program.ts'

/** What every figure may use: one PostgreSQL for all contestants, and one identity provider. */
export interface Bench {
  readonly folder: string
  readonly secretsKey: string
  readonly microsoftUrl: string
  readonly postgresPid: number
  /** A migrated database of its own with the demo operator in it; its URL. */
  database (name: string): Promise<string>
  /** An empty database. */
  emptyDatabase (name: string): Promise<string>
  startMock (path: string, env: Record<string, string>): Promise<Program & { url: string }>
  close (): Promise<void>
}

/** Durable, and with room: what an operator would give a server that matters. The same for every contestant. */
const settings = {
  fsync: 'on', synchronous_commit: 'on', shared_buffers: '512MB', max_wal_size: '8GB', min_wal_size: '4GB',
  checkpoint_timeout: '30min', max_connections: 120, work_mem: '16MB'
}

/**
 * As in a server that has run for a while: its log goes on in old segments. Making a new one keeps everybody waiting
 * for 15 ms.
 */
const logOfAServer = `do $$ begin
  for segment in 1..240 loop
    perform pg_logical_emit_message(false, 'bench', ''), pg_switch_wal();
  end loop;
end $$`

export async function openBench (): Promise<Bench> {
  const folder = join(realpathSync(tmpdir()), `dialplane-bench-${process.pid}`)
  mkdirSync(folder, { mode: 0o755 })
  const postgres = await startPostgres({ dataDirectory: join(folder, 'postgres'), settings })
  await run(postgres.url, logOfAServer, 'checkpoint')
  const secretsKey = randomBytes(32).toString('base64')
  const mocks: Program[] = []
  const startMock: Bench['startMock'] = async (path, env) => {
    const program = startProgram(path, env)
    mocks.push(program)
    const url = await program.line(/"listening":"([^"]+)"/)
    return { ...program, url }
  }
  const microsoft = await startMock('microsoft-mock/server.js', {
    MICROSOFT_MOCK_PORT: '0', MICROSOFT_MOCK_STATE: demoFile('microsoft.json')
  })
  const seeded = {
    secretsKey, microsoftMockUrl: microsoft.url, sbcMockUrls: ['http://127.0.0.1:9', 'http://127.0.0.1:9'] as const
  }
  const emptyDatabase = async (name: string): Promise<string> => {
    await run(postgres.url, `create database ${name}`)
    const url = new URL(postgres.url)
    url.pathname = `/${name}`
    return url.href
  }
  return {
    folder,
    secretsKey,
    microsoftUrl: microsoft.url,
    postgresPid: postgres.pid,
    emptyDatabase,
    startMock,
    async database (name) {
      const databaseUrl = await emptyDatabase(name)
      await migrate(databaseUrl)
      await seedDemo({ databaseUrl, ...seeded })
      return databaseUrl
    },
    async close () {
      await Promise.all(mocks.map(mock => mock.stop()))
      await postgres.stop()
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

export function demoFile (name: string): string {
  return join(projectRoot(), 'scripts/demo', name)
}

/** Runs statements over a connection of its own and answers the rows of the last one. */
export async function run<Row extends pg.QueryResultRow = pg.QueryResultRow> (
  url: string, ...statements: string[]
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    let rows: Row[] = []
    for (const statement of statements) ({ rows } = await client.query<Row>(statement))
    return rows
  } finally {
    await client.end()
  }
}
