import { spawnSync } from 'node:child_process'
import {
  appendFileSync, chownSync, copyFileSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync
} from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { startPostgres, type Postgres } from '../../scripts/postgres/start-postgres.ts'
import type { Settings } from '../../scripts/postgres/launch.ts'

/** What a primary needs so that a replica can be made of it at any time. */
export const replicable: Settings = { wal_level: 'replica', max_wal_senders: 4, wal_keep_size: '1GB' }

const pause = (milliseconds: number): Promise<void> => new Promise(resolve => setTimeout(resolve, milliseconds))

/**
 * A streaming replica, to which the primary has become synchronous when this resolves: from then on nothing is
 * acknowledged that the replica does not have. The packages have no pg_basebackup, so that files are copied between the
 * beginning and the end of a backup.
 */
export async function replicaOf (primary: Postgres, directory: string, settings: Settings): Promise<Postgres> {
  const client = new pg.Client({ connectionString: primary.url })
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query("select pg_backup_start('replica', true)")
    mkdirSync(directory, { mode: 0o711 })
    // What vanishes while it is copied was not needed.
    spawnSync('cp', ['-a', join(primary.directory, 'cluster'), directory])
    copyFileSync(join(primary.directory, 'password'), join(directory, 'password'))
    const { rows: [{ labelfile }] } = await client.query('select labelfile from pg_backup_stop(false)')
    standBy(primary, join(directory, 'cluster'), labelfile)
    const replica = await startPostgres({ dataDirectory: directory, settings })
    await synchronize(client)
    return replica
  } finally {
    await client.end().catch(() => {})
  }
}

function standBy ({ url }: Postgres, cluster: string, label: string): void {
  const { port, username, password } = new URL(url)
  for (const name of ['postmaster.pid', 'postmaster.opts']) rmSync(join(cluster, name), { force: true })
  for (const name of readdirSync(join(cluster, 'pg_wal'))) {
    if (/^[0-9A-F]{24}$/.test(name)) rmSync(join(cluster, 'pg_wal', name))
  }
  appendFileSync(join(cluster, 'postgresql.auto.conf'), `
primary_conninfo = 'host=127.0.0.1 port=${port} user=${username} password=${password} application_name=replica'
synchronous_standby_names = ''
`)
  const { uid, gid } = statSync(cluster)
  for (const [name, text] of [['standby.signal', ''], ['backup_label', label]] as const) {
    writeFileSync(join(cluster, name), text)
    chownSync(join(cluster, name), uid, gid)
  }
}

async function synchronize (client: pg.Client): Promise<void> {
  await client.query("alter system set synchronous_standby_names = '*'")
  await client.query('select pg_reload_conf()')
  for (let tries = 0; tries < 300; tries++) {
    const { rows } = await client.query("select from pg_stat_replication where sync_state in ('sync', 'quorum')")
    if (rows.length > 0) {
      // A commit waits for the replica, which then has all that came before it.
      await client.query("select pg_logical_emit_message(true, 'faults', 'synchronous from here on')")
      return
    }
    await pause(50)
  }
  throw new Error('The replica did not become synchronous')
}

/** Makes the replica the primary. */
export async function promote (replica: Postgres): Promise<void> {
  const client = new pg.Client({ connectionString: replica.url })
  await client.connect()
  try {
    const { rows: [{ done }] } = await client.query('select pg_promote(true, 60) as done')
    if (done !== true) throw new Error('The replica was not promoted')
  } finally {
    await client.end()
  }
}
