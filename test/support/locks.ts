import type { Queryable } from '../../src/database/connect.ts'

/** Resolves when so many sessions of this database wait for a lock. */
export async function untilWaiting (db: Queryable, sessions = 1): Promise<void> {
  for (;;) {
    const { rowCount } = await db.query({
      text: "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'"
    })
    if (rowCount !== null && rowCount >= sessions) return
    await new Promise(resolve => setTimeout(resolve, 5)) // a lock tells nobody; the server is asked
  }
}

/** What comes first: that the work is done, or that so many sessions wait for a lock. */
export function doneOrWaiting (
  db: Queryable, work: Promise<unknown>, sessions = 1
): Promise<'done' | 'waiting'> {
  return Promise.race([work.then(() => 'done' as const), untilWaiting(db, sessions).then(() => 'waiting' as const)])
}
