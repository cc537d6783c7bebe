import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Kysely, Migrator, PostgresDialect, sql, type Migration } from 'kysely'
import pg from 'pg'
import { knownMigrations, migrationFolder } from './schema-state.ts'

/**
 * Brings the database to this version: plain SQL files, forward only, all in one transaction under a lock,
 * so that processes that start at once take turns. Throws when the database is newer than this code.
 */
export async function migrate (connectionString: string): Promise<void> {
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString, max: 2 }) }) })
  try {
    const { error } = await new Migrator({ db, provider: { getMigrations: readMigrations } }).migrateToLatest()
    if (error !== undefined) throw error
  } finally {
    await db.destroy()
  }
}

async function readMigrations (): Promise<Record<string, Migration>> {
  const names = await knownMigrations()
  return Object.fromEntries(names.map(name => [name, {
    up: async db => { await sql.raw(await readFile(join(migrationFolder(), `${name}.sql`), 'utf8')).execute(db) }
  }]))
}
