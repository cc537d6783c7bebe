import type pg from 'pg'
import type { Logger } from 'pino'
import {
  beginOf, checkOut, configOf, nameless, openPool, transaction, whileOthersWin, type Query
} from './connect.ts'
import type { DatabaseDeadlines } from './deadlines.ts'

/** Whose rows a statement may see at all: a whole provider, a channel of it, or a customer. */
interface Wall {
  readonly providerId: number
  readonly channelId: number | undefined
  readonly customerId: string | undefined
}

/** Statements on behalf of callers: PostgreSQL itself shows them no row of others, whatever they forget to ask. */
export interface WalledReads {
  readonly pool: pg.Pool
  query<Row extends pg.QueryResultRow>(wall: Wall, query: Query): Promise<pg.QueryResult<Row>>
  close(): Promise<void>
}

const reader = 'dialplane_reader'

const enter = (lasts: 'session' | 'transaction'): string =>
  ['provider', 'channel', 'customer'].map((name, place) =>
    `set_config('dialplane.${name}', $${place + 1}, ${lasts === 'transaction'})`
  ).join(', ')

/**
 * A pool of connections that are of the role with row-level security from their beginning, and see nothing before they
 * were told for whom. A session remembers that, so that one caller's statements after another cost no round trip more.
 */
export function openWalledReads (
  url: string, size: number, log: Logger, deadlines: DatabaseDeadlines, noteSilent: (connections: number) => void
): WalledReads {
  const isPooled = deadlines.pooled === true
  const { pool, stop } = openPool(url, size, log, deadlines, noteSilent, isPooled ? undefined : reader)
  const begin = `${beginOf(deadlines)}; set local role ${reader}`
  return {
    pool,
    query: (wall, query) => whileOthersWin(() => isPooled
      ? transaction(pool, begin, async trx => {
        await trx.query({ text: `select ${enter('transaction')}`, values: valuesOf(wall) })
        return trx.query(nameless(query))
      })
      : inSession(pool, wall, query)),
    async close () {
      stop()
      await pool.end()
    }
  }
}

const valuesOf = ({ providerId, channelId, customerId }: Wall): string[] =>
  [String(providerId), channelId === undefined ? '' : String(channelId), customerId ?? '']

async function inSession<Row extends pg.QueryResultRow> (
  pool: pg.Pool, wall: Wall, query: Query
): Promise<pg.QueryResult<Row>> {
  const client = await checkOut(pool)
  try {
    const values = valuesOf(wall)
    const name = values.join(' ')
    if (client.wall !== name) {
      client.wall = undefined
      await client.ask({ name: 'enter-wall', text: `select ${enter('session')}`, values })
      client.wall = name
    }
    return await client.ask<Row>(configOf(query))
  } finally {
    client.release() // the pool keeps no connection that is broken
  }
}
