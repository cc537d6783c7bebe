import type pg from 'pg'
import type { Database, Queryable } from './connect.ts'
import { inPageLane } from './page-lane.ts'
import type { WalledReads } from './walled-reads.ts'

declare const brand: unique symbol

/** The part of the tree whose rows a query may see: a whole provider, one channel of it, or one customer. */
export interface Reach {
  readonly [brand]: 'reach'
  readonly providerId: number
  readonly channelId: number | undefined
  readonly customerId: string | undefined
}

/** Made where a caller is known to be who it says: at the door, and for a task by what it was stored with. */
export function reachOf (
  { providerId, channelId, customerId }: {
    providerId: number, channelId?: number | null | undefined, customerId?: string | null | undefined
  }
): Reach {
  return { providerId, channelId: channelId ?? undefined, customerId: customerId ?? undefined } as Reach
}

/**
 * What keeps a statement to a reach, over the parameters $1 (provider), $2 (channel or null) and $3 (customer or null).
 */
export interface ReachCondition {
  readonly [brand]: 'condition'
  readonly sql: string
  /** Whether it keeps to the provider only, so that row-level security must not keep to less. */
  readonly isWide: boolean
}

/** For the few functions that word such conditions (src/tenancy/records/reach.ts). All three parameters must occur. */
export function reachCondition (sql: string, isWide = false): ReachCondition {
  return { sql, isWide } as ReachCondition
}

/** A statement that names what keeps it to the reach of its caller. */
export interface ReachedQuery {
  /** With a name, each connection prepares it once. */
  readonly name?: string
  readonly within: ReachCondition
  /** The statement with the condition in it. Its own parameters begin at $4. */
  readonly text: (within: string) => string
  readonly values?: readonly unknown[]
  /** It may read much: such statements leave connections to others. */
  readonly isLong?: boolean
}

/** Records opened for a caller. A query that forgets the reach does not compile. */
export class ReachedRecords {
  readonly reach: Reach
  readonly #db: Database | Queryable
  readonly #reads: WalledReads | undefined

  /** `reads`: where row-level security keeps statements to the reach once more. */
  constructor (db: Database | Queryable, reach: Reach, reads?: WalledReads) {
    this.#db = db
    this.reach = reach
    this.#reads = reads
  }

  query<Row extends pg.QueryResultRow = pg.QueryResultRow> (
    { name, within, text, values = [], isLong = false }: ReachedQuery
  ): Promise<pg.QueryResult<Row>> {
    const statement = text(within.sql)
    if (!statement.includes(within.sql)) throw new Error(`The statement leaves its reach out: ${statement}`)
    const { providerId, channelId, customerId } = this.reach
    const all = [providerId, channelId ?? null, customerId ?? null, ...values]
    const query = name === undefined ? { text: statement, values: all } : { name, text: statement, values: all }
    const reads = this.#reads
    const ask = (): Promise<pg.QueryResult<Row>> => reads === undefined
      ? this.#db.query<Row>(query)
      : reads.query<Row>(
        within.isWide ? { providerId, channelId: undefined, customerId: undefined } : this.reach, query
      )
    const pool = reads?.pool ?? ('pool' in this.#db ? this.#db.pool : undefined)
    return isLong && pool !== undefined ? inPageLane(pool, ask) : ask()
  }

  /** Where no row of a tenant is reached, or the reach was asked before. `why` says which, for the next reader. */
  beyondReach (_why: string): Database {
    if (!('transaction' in this.#db)) throw new Error('Records of a transaction reach nothing beyond it')
    return this.#db
  }
}

/** For steps of tasks, whose reach was asked when the task was accepted. */
export function recordsOfProvider (db: Database | Queryable, providerId: number): ReachedRecords {
  return new ReachedRecords(db, reachOf({ providerId }))
}
