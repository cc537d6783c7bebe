import { spawn, spawnSync } from 'node:child_process'
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

/** A real pgbouncer in transaction mode before this database; answers the way through it. */
export async function startPgbouncer (t: Test, databaseUrl: string): Promise<string> {
  const behind = new URL(databaseUrl)
  const port = await freePort()
  const name = behind.pathname.slice(1)
  const path = join(mkdtempSync(join(tmpdir(), 'pgbouncer-')), 'pgbouncer.ini')
  const password = behind.password === '' ? '' : ` password=${decodeURIComponent(behind.password)}`
  writeFileSync(path, `
[databases]
${name} = host=${behind.hostname} port=${behind.port || 5432} dbname=${name} user=${behind.username}${password}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = 4
`)
  const asNobody = process.geteuid?.() === 0 ? ['-u', 'nobody'] : []
  const child = spawn('pgbouncer', [...asNobody, path], { stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.on('data', data => { said += String(data) })
  t.teardown(() => { child.kill('SIGKILL') })
  await until(() => `pgbouncer listens: ${said}`, () => new Promise<boolean>(resolve => {
    const socket = connect(port, '127.0.0.1', () => { socket.destroy(); resolve(true) })
    socket.on('error', () => resolve(false))
  }))
  const near = new URL(databaseUrl)
  near.hostname = '127.0.0.1'
  near.port = String(port)
  return near.href
}
