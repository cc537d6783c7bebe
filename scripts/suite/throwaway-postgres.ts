import { join } from 'node:path'
import { startPostgres, type Postgres } from '../postgres/start-postgres.ts'

/** A server for one run of the suite. Durability is off: nothing in it outlives the run. */
export function throwawayPostgres (folder: string): Promise<Postgres> {
  const settings = {
    max_connections: 100, fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_wal_size: '4GB'
  }
  return startPostgres({ dataDirectory: join(folder, 'postgres'), settings })
}
