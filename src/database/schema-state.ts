import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import type { Queryable } from './connect.ts'
import { projectRoot } from './project-root.ts'

/** Where the migrations lie. */
export const migrationFolder = (): string => join(projectRoot(), 'migrations')

/** The migrations this version of the code was written for, in order. */
export async function knownMigrations (): Promise<string[]> {
  return (await readdir(migrationFolder())).filter(file => file.endsWith('.sql')).sort().map(file =>
    file.slice(0, -'.sql'.length)
  )
}

/** Whether the server takes no changes: a standby, or a primary that was made read-only. */
export async function isReadOnly (db: Queryable): Promise<boolean> {
  const { rows } = await db.query<{ readOnly: boolean }>({
    text: `select current_setting('transaction_read_only') = 'on' as "readOnly"`
  })
  return rows[0]?.readOnly === true
}

export type SchemaState = { current: true } | { current: false, reason: string }

/**
 * Whether code and database fit; a process that does not fit must not run (an older one would write rows it misreads).
 * A newer schema may say that it fits older code.
 */
export async function schemaState (db: Queryable): Promise<SchemaState> {
  const known = await knownMigrations()
  const { rows } = await db.query<{ name: string }>({
    text: `select name from kysely_migration where to_regclass('kysely_migration') is not null order by name`
  }).catch(error => {
    if (error instanceof pg.DatabaseError && error.code === '42P01') return { rows: [] }
    throw error
  })
  const applied = rows.map(row => row.name)
  const missing = known.filter(name => !applied.includes(name))
  const unknown = applied.filter(name => !known.includes(name))
  const unfit = unknown.length === 0 ? [] : await unfitFor(db, unknown, known.at(-1) ?? '')
  if (unfit.length > 0) {
    return {
      current: false,
      reason: `The database is newer than this version: it has ${unfit.join(', ')}. Start the newer version.`
    }
  }
  if (missing.length > 0) {
    return {
      current: false,
      reason: `The database is older than this version: ${missing.join(', ')} is missing. Run the migrations.`
    }
  }
  return seesRows(db)
}

/**
 * Those of the migrations that do not say that code which ends at `newest` may run on. One that only adds says so in
 * `schema_fit`, so that the processes of the version before go on while those of its own come up.
 */
async function unfitFor (db: Queryable, unknown: readonly string[], newest: string): Promise<readonly string[]> {
  const { rows } = await db.query<{ migration: string }>({
    text: 'select migration from schema_fit where migration = any($1) and fits_from <= $2', values: [unknown, newest]
  }).catch(() => ({ rows: [] }))
  const fit = rows.map(({ migration }) => migration)
  return unknown.filter(name => !fit.includes(name))
}

/** A user that is neither the owner nor a member of our role would find every table empty. */
async function seesRows (db: Queryable): Promise<SchemaState> {
  const { rows: [user] } = await db.query<{ name: string, sees: boolean }>({
    text: `select current_user::text as name,
      not row_security_active('task') or pg_has_role('dialplane_app', 'member') as sees`
  })
  return user?.sees === true
    ? { current: true }
    : { current: false, reason: `The database user ${user?.name} sees no rows: grant it the role dialplane_app.` }
}
