import type { Database, Queryable } from './connect.ts'

/**
 * Runs `work` in a transaction that holds the advisory lock `lock`; undefined when another transaction holds it. For
 * work that one process at a time should do.
 */
export function whileLeading<Result> (
  db: Database, lock: number, work: (trx: Queryable) => Promise<Result>
): Promise<Result | undefined> {
  return db.transaction(async trx => {
    const { rows } = await trx.query<{ leads: boolean }>({
      text: 'select pg_try_advisory_xact_lock($1) as leads', values: [lock]
    })
    return rows[0]?.leads === true ? work(trx) : undefined
  })
}
