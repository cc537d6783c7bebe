import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Test } from 'tap'
import { freePort } from '../../scripts/postgres/launch.ts'
import { until } from './until.ts'

/** Why a test with a real pgbouncer is not run; false where it is installed. */
export const withoutPgbouncer = spawnSync('pgbouncer', ['--version']).status === 0
  ? false
  : 'pgbouncer is not installed (Debian: apt-get install pgbouncer)'

export interface Pgbouncer {
  /** The way through it to the database of this name. */
  urlOf (database: string): string
  /** As when its host is gone. */
  kill (): void
  /** Starts it again where it was. */
  revive (): Promise<void>
}

/** A real pgbouncer in transaction mode before that server, with `poolSize` connections to each of its databases. */
export async function openPgbouncer (server: URL, poolSize: number): Promise<Pgbouncer> {
  const port = await freePort()
  const path = join(mkdtempSync(join(tmpdir(), 'pgbouncer-')), 'pgbouncer.ini')
  const password = server.password === '' ? '' : ` password=${decodeURIComponent(server.password)}`
  writeFileSync(path, `
[databases]
* = host=${server.hostname} port=${server.port || 5432} user=${server.username}${password}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = ${poolSize}
server_connect_timeout = 2
server_login_retry = 1
`)
  const asNobody = process.geteuid?.() === 0 ? ['-u', 'nobody'] : []
  let child: ChildProcess | undefined
  const pgbouncer: Pgbouncer = {
    urlOf (database) {
      const url = new URL(server)
      url.hostname = '127.0.0.1'
      url.port = String(port)
      url.pathname = `/${database}`
      return url.href
    },
    kill () { child?.kill('SIGKILL') },
    async revive () {
      let said = ''
      child = spawn('pgbouncer', [...asNobody, path], { stdio: ['ignore', 'ignore', 'pipe'] })
      child.stderr?.on('data', data => { said = (said + String(data)).slice(-2000) })
      await until(() => `pgbouncer listens: ${said}`, () => answersAt(port))
    }
  }
  await pgbouncer.revive()
  return pgbouncer
}

const answersAt = (port: number): Promise<boolean> => new Promise(resolve => {
  const socket = connect(port, '127.0.0.1', () => { socket.destroy(); resolve(true) })
  socket.on('error', () => resolve(false))
})

/** One before this database for as long as the test takes; answers the way through it. */
export async function startPgbouncer (t: Test, databaseUrl: string): Promise<string> {
  const server = new URL(databaseUrl)
  const pgbouncer = await openPgbouncer(server, 4)
  t.teardown(() => { pgbouncer.kill() })
  return pgbouncer.urlOf(server.pathname.slice(1))
}
