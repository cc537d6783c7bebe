import pg from 'pg'
import type { Logger } from 'pino'
import { usualDeadlines, type DatabaseDeadlines } from './deadlines.ts'
import { SilenceWatch } from './silence-watch.ts'
import { WatchedClient } from './watched-client.ts'

/**
 * What every function in this folder takes first: a pool or one client of it, so that the caller decides the
 * transaction.
 */
export interface Queryable {
  query<Row extends pg.QueryResultRow = pg.QueryResultRow>(query: Query): Promise<pg.QueryResult<Row>>
}

/** A statement; with a name, each connection prepares it once. */
export interface Query { name?: string, text: string, values?: readonly unknown[] }

/** Who does what a transaction does: the database keeps it with what is changed. */
interface Signature { readonly task: string, readonly caller: string }

export interface Database extends Queryable {
  readonly pool: pg.Pool
  /**
   * Runs `work` in one transaction: commits what it did when it returns, nothing when it throws. It runs again when the
   * transaction loses to another.
   */
  transaction<Result>(work: (trx: Queryable) => Promise<Result>, signature?: Signature): Promise<Result>
  close(): Promise<void>
}

/** ISO 8601 in UTC with microseconds, as PostgreSQL keeps it. A Date would cut it to milliseconds. */
export type Timestamp = string

const types: pg.CustomTypesConfig = {
  getTypeParser (id: number, format?: 'text' | 'binary') {
    if (format === 'binary') return pg.types.getTypeParser(id, 'binary')
    if (id === pg.types.builtins.INT8) return Number // ids and counts stay far below 2^53
    if (id === pg.types.builtins.TIMESTAMPTZ) {
      return (text: string) => text.replace(' ', 'T').replace(/\+00(:00)?$/, 'Z')
    }
    return pg.types.getTypeParser(id, 'text')
  }
}

function sessionSettings ({ lockSeconds, statementSeconds }: DatabaseDeadlines): Array<[name: string, value: string]> {
  return [
    ['timezone', 'UTC'],
    // A process that sleeps inside a transaction must not keep its rows from others for longer than this.
    ['idle_in_transaction_session_timeout', '10s'],
    ['lock_timeout', `${Math.round(lockSeconds * 1000)}`],
    ['statement_timeout', `${Math.round(statementSeconds * 1000)}`]
  ]
}

export function clientOptions (url: string, deadlines: DatabaseDeadlines = usualDeadlines): pg.ClientConfig {
  const { connectSeconds, pooled } = deadlines
  const options = sessionSettings(deadlines).map(([name, value]) => `-c ${name}=${value}`).join(' ')
  return {
    connectionString: url, types, ...(pooled !== true && { options }), // a pooler refuses them
    keepAlive: true, keepAliveInitialDelayMillis: 10_000, connectionTimeoutMillis: connectSeconds * 1000
  }
}

export function connect (
  url: string, poolSize: number, log: Logger, deadlines: DatabaseDeadlines = usualDeadlines,
  noteSilent: (connections: number) => void = () => {}
): Database {
  const { pool, stop } = openPool(url, poolSize, log, deadlines, noteSilent)
  const { pooled } = deadlines
  const begin = beginOf(deadlines)
  return {
    pool,
    query: pooled === true
      ? query => whileOthersWin(() => transaction(pool, begin, trx => trx.query(nameless(query))))
      : query => whileOthersWin(() => alone(pool, query)),
    transaction: (work, signature) => whileOthersWin(() => transaction(pool, begin + signed(signature), pooled === true
      ? trx => work({ query: query => trx.query(nameless(query)) })
      : work)),
    async close () {
      stop()
      await pool.end()
    }
  }
}

/** A pooler gives each transaction a session of its own, whose process at the server it tells nobody. */
const whichBackend = 'select pg_backend_pid() as backend'

function backendIn (results: unknown): number | undefined {
  const found = Array.isArray(results)
    ? results.find(({ command }: pg.QueryResult) => command === 'SELECT')?.rows[0]?.backend
    : undefined
  return typeof found === 'number' ? found : undefined
}

/** Part of the statement that begins it, so that it costs no round trip. */
const signed = (signature: Signature | undefined): string => signature === undefined
  ? ''
  : `; set local dialplane.task = ${pg.escapeLiteral(signature.task)}` +
    `; set local dialplane.caller = ${pg.escapeLiteral(signature.caller)}`

/** A pool whose connections are watched, and how to stop watching. `role`: whose all its sessions are. */
export function openPool (
  url: string, size: number, log: Logger, deadlines: DatabaseDeadlines, noteSilent: (connections: number) => void,
  role?: string
): { pool: pg.Pool, stop: () => void } {
  const options = clientOptions(url, deadlines)
  const pool = new pg.Pool({
    ...options, ...(role !== undefined && { options: `${options.options} -c role=${role}` }), max: size,
    idleTimeoutMillis: deadlines.idleSeconds * 1000, Client: WatchedClient
  })
  const watch = new SilenceWatch(options, deadlines, log, noteSilent)
  pool.on('connect', client => {
    client.on('error', () => {}) // a statement under way fails with it; without a listener it would end the process
    if (client instanceof WatchedClient) watch.watch(client)
  })
  // The error holds the whole client, which nobody wants in a log.
  pool.on('error', ({ message }) => log.warn({ reason: message }, 'An idle database connection was lost'))
  return { pool, stop: () => watch.stop() }
}

/** How a transaction begins; behind a pooler with the settings that a session keeps elsewhere. */
export const beginOf = (deadlines: DatabaseDeadlines): string => deadlines.pooled === true
  ? [
      'begin', whichBackend, ...sessionSettings(deadlines).map(([name, value]) => `set local ${name} = '${value}'`)
    ].join('; ')
  : 'begin'

/** Field by field, because a copy by `...` is slow and this is on every path. */
export function configOf ({ name, text, values }: Query): pg.QueryConfig {
  return { name, text, values: values as unknown[] }
}

/** How often a statement or a transaction is run again that lost to another one. */
const rematches = 5

/**
 * A deadlock or a conflict of serialization undid all of it, for no fault of its own; run again, it usually goes
 * through.
 */
export async function whileOthersWin<Result> (work: () => Promise<Result>): Promise<Result> {
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

/** The pool makes watched clients only. */
/** What a pool says of the seconds that somebody waited for one of its connections. */
export const waited = 'waited'

export async function checkOut (pool: pg.Pool): Promise<WatchedClient & pg.PoolClient> {
  const waits = pool.idleCount === 0 && pool.totalCount >= (pool.options.max ?? 0)
  const begun = waits ? performance.now() : 0
  const client = await pool.connect()
  if (waits) pool.emit(waited, (performance.now() - begun) / 1000)
  if (client instanceof WatchedClient) return client
  throw new Error('The pool has a connection that nobody watches')
}

async function alone<Row extends pg.QueryResultRow> (pool: pg.Pool, query: Query): Promise<pg.QueryResult<Row>> {
  const client = await checkOut(pool)
  try {
    return await client.ask<Row>(configOf(query))
  } finally {
    client.release() // the pool keeps no connection that is broken
  }
}

/** A pooler may give the next statement to a session that was not told what the name stands for. */
export function nameless ({ text, values = [] }: Query): Query {
  return { text, values }
}

export async function transaction<Result> (
  pool: pg.Pool, begin: string, work: (trx: Queryable) => Promise<Result>
): Promise<Result> {
  const client = await checkOut(pool)
  let broken: Error | undefined
  try {
    client.backend = backendIn(await client.ask({ text: begin })) ?? client.processID ?? undefined
    const result = await work({ query: query => client.ask(configOf(query)) })
    await client.ask({ text: 'commit' })
    return result
  } catch (error) {
    await client.ask({ text: 'rollback' }).catch((lost: Error) => { broken = lost })
    throw error
  } finally {
    client.backend = undefined
    client.release(broken)
  }
}

/** Whether PostgreSQL refused a row because another holds this unique constraint. */
export function violates (error: unknown, constraint: string): boolean {
  return error instanceof pg.DatabaseError && ['23505', '23P01'].includes(error.code ?? '') &&
    error.constraint === constraint
}

/** Whether a change was refused because the server takes none. */
export function isReadOnlyRefusal (error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === '25006'
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
