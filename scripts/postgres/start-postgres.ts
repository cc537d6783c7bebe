import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { CannotStart } from '../cannot-start.ts'
import { canEnter, serverAccount } from './account.ts'
import { initialise } from './initialise.ts'
import { launch, type Settings } from './launch.ts'
import { dataPlace } from './place.ts'
import { preparePrograms } from './programs.ts'
import { findServer, stopServer } from './server.ts'

export interface StartOptions {
  /** Made when it does not exist. Holds the cluster, its password, its port and its log. */
  dataDirectory: string
  /** Without one: the port of the last time, or a free one. */
  port?: number
  /** Server settings beside the slim ones of ours. */
  settings?: Settings
  /** The folder with bin/ of another PostgreSQL than that of the npm packages. */
  programs?: string
}

export interface Postgres {
  /** Superuser, database `postgres`. */
  url: string
  pid: number
  port: number
  /** The data folder itself; elsewhere than asked when the server's account cannot enter that place. */
  directory: string
  /** The server ran already: left by a process that was killed, or started by another one. */
  adopted: boolean
  stop: () => Promise<void>
}

/** Starts the PostgreSQL of the npm packages on a data folder. Expected failures are a CannotStart. */
export async function startPostgres (
  { dataDirectory, port, settings = {}, programs: others }: StartOptions
): Promise<Postgres> {
  const account = serverAccount()
  const directory = await dataPlace(resolve(dataDirectory), account)
  const running = await findServer(directory)
  if (running !== undefined) return started({ server: running, adopted: true }, directory)
  const programs = others ?? preparePrograms(account)
  if (!existsSync(join(directory, 'cluster', 'PG_VERSION'))) await initialise(directory, programs, account)
  if (!canEnter(directory, account)) {
    throw new CannotStart(`${directory} cannot be entered by the user that PostgreSQL runs as. Run chmod o+x on it.`)
  }
  // PostgreSQL before 18 does not know it; with it, that of the packages starts no processes for reading.
  const known = others === undefined ? { io_method: 'sync', ...settings } : settings
  return started(await launch({ directory, programs, account, port, settings: known }), directory)
}

function started ({ server, adopted }: Awaited<ReturnType<typeof launch>>, directory: string): Postgres {
  const password = readFileSync(join(directory, 'password'), 'utf8').trim()
  return {
    url: `postgres://postgres:${password}@127.0.0.1:${server.port}/postgres`,
    pid: server.pid,
    port: server.port,
    directory,
    adopted,
    stop: () => stopServer(server)
  }
}
