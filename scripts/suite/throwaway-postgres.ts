import { mkdirSync, readdirSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findServer, isAlive, stopServer } from '../postgres/server.ts'
import { startPostgres, type Postgres } from '../postgres/start-postgres.ts'

const prefix = `dialplane-test-${process.geteuid?.() ?? 0}-`

/** A server for one run of the suite. Durability is off: nothing in it outlives the run. */
export async function throwawayPostgres (): Promise<Postgres> {
  await removeLeftovers()
  const folder = join(realpathSync(tmpdir()), `${prefix}${process.pid}`)
  mkdirSync(folder, { mode: 0o755 })
  const settings = {
    max_connections: 100, fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_wal_size: '4GB'
  }
  const postgres = await startPostgres({ dataDirectory: join(folder, 'postgres'), settings })
  return {
    ...postgres,
    async stop () {
      await postgres.stop()
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

/** Servers of runs that were killed. */
async function removeLeftovers (): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter(name => name.startsWith(prefix))) {
    if (isAlive(Number.parseInt(name.slice(prefix.length), 10))) continue
    const folder = join(realpathSync(tmpdir()), name)
    const server = await findServer(join(folder, 'postgres'))
    if (server !== undefined) await stopServer(server)
    rmSync(folder, { recursive: true, force: true })
  }
}
