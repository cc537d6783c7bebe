import { createHash, randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import type { Test } from 'tap'
import { migrate } from '../../src/database/migrate.ts'
import { knownMigrations } from '../../src/database/schema-state.ts'
import { projectRoot } from '../../src/database/project-root.ts'

/** The user that processes connect as, who owns nothing. */
const processRole = 'dialplane_process'

/** Any number that nothing else on the cluster locks. */
const templateLock = 711_820_417

/**
 * A migrated database of its own for this test, dropped when the test is over. That of a failed test is kept and named,
 * unless the suite throws the whole server away.
 */
export async function createDatabase (t: Test): Promise<{ url: string, processUrl: string }> {
  const cluster = process.env['TEST_DATABASE_URL']
  if (cluster === undefined) {
    throw new Error(
      'TEST_DATABASE_URL is not set. Run this file with ./scripts/test, which starts a PostgreSQL for it.'
    )
  }
  const name = `test_${randomBytes(6).toString('hex')}`
  await withClient(cluster, async client => {
    const template = await migratedTemplate(client, cluster)
    await client.query(`create database ${name} template ${template}`)
  })
  t.teardown(async () => {
    const isKept = !t.passing() && process.env['TEST_DATABASE_IS_THROWN_AWAY'] !== 'yes'
    if (isKept) return console.error(`The failed test's database is ${name}.`)
    await withClient(cluster, client => client.query(`drop database if exists ${name} with (force)`))
  })
  return { url: onDatabase(cluster, name), processUrl: asProcess(onDatabase(cluster, name)) }
}

/**
 * Migrated once per set of migrations by whoever comes first; renamed when complete, so that half a template is never
 * used.
 */
async function migratedTemplate (client: pg.Client, cluster: string): Promise<string> {
  const template = `dialplane_template_${await migrationsHash()}`
  await client.query('select pg_advisory_lock($1)', [templateLock])
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [template])
    if (rowCount === 1) return template
    const unfinished = `${template}_unfinished`
    await client.query(`drop database if exists ${unfinished} with (force)`)
    await client.query(`create database ${unfinished}`)
    await migrate(onDatabase(cluster, unfinished))
    await client.query(`do $$ begin create role ${processRole} login password '${processRole}' in role dialplane_app;
      exception when duplicate_object then null; end $$`)
    await client.query(`alter database ${unfinished} rename to ${template}`)
    return template
  } finally {
    await client.query('select pg_advisory_unlock($1)', [templateLock])
  }
}

async function migrationsHash (): Promise<string> {
  const hash = createHash('sha256')
  for (const name of await knownMigrations()) {
    hash.update(name).update(await readFile(join(projectRoot(), 'migrations', `${name}.sql`)))
  }
  return hash.digest('hex').slice(0, 12)
}

function asProcess (databaseUrl: string): string {
  const url = new URL(databaseUrl)
  url.username = url.password = processRole
  return url.href
}

function onDatabase (cluster: string, name: string): string {
  const url = new URL(cluster)
  url.pathname = `/${name}`
  return url.href
}

/** One connection for as long as the work takes. */
export async function withClient<Result> (
  connectionString: string, work: (client: pg.Client) => Promise<Result>
): Promise<Result> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
