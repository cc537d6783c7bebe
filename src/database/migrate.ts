import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Kysely, Migrator, PostgresDialect, sql, type Migration } from 'kysely'
import type pg from 'pg'
import { pino } from 'pino'
import { openPool } from './connect.ts'
import { usualDeadlines, type DatabaseDeadlines } from './deadlines.ts'
import { knownMigrations, migrationFolder } from './schema-state.ts'
import { WatchedClient } from './watched-client.ts'

/** The database was migrated by versions that this one does not follow. Its message says by which. */
export class ForeignDatabase extends Error {
  override name = 'ForeignDatabase'
}

/**
 * Brings the database to this version: plain SQL files, forward only, all in one transaction under a lock,
 * so that processes that start at once take turns. Throws ForeignDatabase when other migrations made the database.
 * `rewrite` changes their text before it runs, for whoever tries another layout.
 */
export async function migrate (
  connectionString: string, rewrite: (text: string) => string = text => text
): Promise<void> {
  const { pool, stop, fellSilent } = openWatched(connectionString)
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
  try {
    const provider = { getMigrations: () => readMigrations(rewrite) }
    const { error } = await new Migrator({ db, provider }).migrateToLatest()
    if (error !== undefined && fellSilent()) {
      throw new Error(
        'The connection to the database fell silent. Migrate again: what was applied is applied once.', { cause: error }
      )
    }
    if (error !== undefined) throw await foreign(db) ?? error
  } finally {
    stop()
    await db.destroy()
  }
}

/** A statement may take hours on a large table; a server that does not work on it any more is not waited for. */
const deadlines: DatabaseDeadlines = { ...usualDeadlines, connectSeconds: 15, statementSeconds: 0 }

/** Whoever has one of its connections waits for an answer. */
function openWatched (connectionString: string): { pool: pg.Pool, stop: () => void, fellSilent: () => boolean } {
  let silent = 0
  const opened = openPool(connectionString, 2, pino({ level: 'silent' }), deadlines, count => { silent += count })
  opened.pool.on('acquire', client => {
    if (client instanceof WatchedClient) client.askedAt = client.heardAt = performance.now()
  })
  opened.pool.on('release', (_, client) => {
    if (client instanceof WatchedClient) client.askedAt = undefined
  })
  return { ...opened, fellSilent: () => silent > 0 }
}

async function readMigrations (rewrite: (text: string) => string): Promise<Record<string, Migration>> {
  const names = await knownMigrations()
  return Object.fromEntries(names.map(name => [name, {
    up: async db => {
      await sql.raw(rewrite(await readFile(join(migrationFolder(), `${name}.sql`), 'utf8'))).execute(db)
    }
  }]))
}

/** Why the database is not one to migrate; undefined when it is, so that the migration failed for another reason. */
async function foreign (db: Kysely<unknown>): Promise<ForeignDatabase | undefined> {
  const known = await knownMigrations()
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db)
    .catch(() => ({ rows: [] }))
  const applied = rows.map(({ name }) => name)
  const strange = applied.filter(name => !known.includes(name))
  if (strange.length === 0) return undefined
  return applied.includes(known[0] ?? '')
    ? new ForeignDatabase(`The database is newer than this version: it has ${strange.join(', ')}.`)
    : new ForeignDatabase(
      `The database was made before the first release (${strange[0]}), and none of those can be carried over.`
    )
}
