import pg from 'pg'
import type { Logger } from 'pino'

/**
 * What every function in this folder takes first: a pool or one client of it, so that the caller decides the
 * transaction.
 */
export interface Queryable {
  query<Row extends pg.QueryResultRow = pg.QueryResultRow>(query: Query): Promise<pg.QueryResult<Row>>
}

/** A statement; with a name, each connection prepares it once. */
interface Query { name?: string, text: string, values?: readonly unknown[] }

export interface Database extends Queryable {
  readonly pool: pg.Pool
  /**
   * Runs `work` in one transaction: commits what it did when it returns, nothing when it throws. It runs again when the
   * transaction loses to another.
   */
  transaction<Result>(work: (trx: Queryable) => Promise<Result>): Promise<Result>
  close(): Promise<void>
}

/** ISO 8601 in UTC with microseconds, as PostgreSQL keeps it. A Date would cut it to milliseconds. */
export type Timestamp = string

const types: pg.CustomTypesConfig = {
  getTypeParser (id: number, format?: 'text' | 'binary') {
    if (format !== 'binary') {
      if (id === pg.types.builtins.INT8) return Number // ids and counts stay far below 2^53
      if (id === pg.types.builtins.TIMESTAMPTZ) {
        return (text: string) => text.replace(' ', 'T').replace(/\+00(:00)?$/, 'Z')
      }
    }
    return pg.types.getTypeParser(id, format as 'text')
  }
}

export function clientOptions (url: string): pg.ClientConfig {
  // A process that sleeps inside a transaction must not keep its rows from others for longer than this.
  return {
    connectionString: url, types, options: '-c timezone=UTC -c idle_in_transaction_session_timeout=10s',
    keepAlive: true, connectionTimeoutMillis: 10_000
  }
}

export function connect (url: string, poolSize: number, log: Logger): Database {
  const pool = new pg.Pool({ ...clientOptions(url), max: poolSize, idleTimeoutMillis: 60_000 })
  // The error holds the whole client, which nobody wants in a log.
  pool.on('error', ({ message }) => log.warn({ reason: message }, 'An idle database connection was lost'))
  return {
    pool,
    query: query => whileOthersWin(() => pool.query(configOf(query))),
    transaction: work => whileOthersWin(() => transaction(pool, work)),
    close: () => pool.end()
  }
}

/** Field by field, because a copy by `...` is slow and this is on every path. */
function configOf ({ name, text, values }: Query): pg.QueryConfig {
  return { name, text, values: values as unknown[] }
}

/** How often a statement or a transaction is run again that lost to another one. */
const rematches = 5

/**
 * A deadlock or a conflict of serialization undid all of it, for no fault of its own; run again, it usually goes
 * through.
 */
async function whileOthersWin<Result> (work: () => Promise<Result>): Promise<Result> {
  for (let lost = 0; ; lost++) {
    try {
      return await work()
    } catch (error) {
      if (
        lost === rematches || !(error instanceof pg.DatabaseError) || (error.code !== '40P01' && error.code !== '40001')
      ) throw error
      await new Promise(resolve => setTimeout(resolve, Math.random() * 10 * 2 ** lost))
    }
  }
}

async function transaction<Result> (pool: pg.Pool, work: (trx: Queryable) => Promise<Result>): Promise<Result> {
  const client = await pool.connect()
  let broken: Error | undefined
  // A connection that is lost between two statements says so here; without a listener it would end the process.
  const lose = (error: Error): void => { broken = error }
  client.on('error', lose)
  try {
    await client.query('begin')
    const result = await work({ query: query => client.query(configOf(query)) })
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch((lost: Error) => { broken = lost })
    throw error
  } finally {
    client.off('error', lose)
    client.release(broken)
  }
}

/** Whether PostgreSQL refused a row because another holds this unique constraint. */
export function violates (error: unknown, constraint: string): boolean {
  return error instanceof pg.DatabaseError && ['23505', '23P01'].includes(error.code ?? '') &&
    error.constraint === constraint
}

/** Whether one of our functions refused a row, as the constraint of this name would. */
export function isRefusalOf (error: unknown, constraint: string): error is pg.DatabaseError {
  return error instanceof pg.DatabaseError && error.code === '23001' && error.constraint === constraint
}

/** Whether PostgreSQL refused a change because this foreign key would lead to nothing. */
export function breaks (error: unknown, constraint: string): boolean {
  return error instanceof pg.DatabaseError && error.code === '23503' && error.constraint === constraint
}

/** Whether the statement was refused as a whole, so that nothing of it happened and a part of it may be tried again. */
export function wasRefused (error: unknown): boolean {
  return error instanceof pg.DatabaseError && /^(22|23|40)/.test(error.code ?? '')
}
