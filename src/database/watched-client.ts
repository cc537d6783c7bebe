import { Socket } from 'node:net'
import pg from 'pg'

/** A connection that knows since when it owes an answer, and can be thrown away from under a statement. */
export class WatchedClient extends pg.Client {
  readonly socket: Socket
  /** When the statement under way was sent, on the monotonic clock. */
  askedAt: number | undefined
  /** When the server was last known to work on it, or to have sent something. */
  heardAt = performance.now()
  /** What had been read from the socket by then. */
  heard = 0
  /** For whom the session runs statements, where row-level security keeps them to that. */
  wall: string | undefined
  /** The process at the server, or what a pooler says instead. */
  declare readonly processID: number | null
  /** The process at the server that runs the transaction under way, also behind a pooler. */
  backend: number | undefined

  constructor (config?: pg.ClientConfig) {
    const socket = new Socket()
    super({ ...config, stream: () => socket })
    this.socket = socket
  }

  /** Runs a statement while somebody watches that the connection does not fall silent. */
  async ask<Row extends pg.QueryResultRow> (query: pg.QueryConfig): Promise<pg.QueryResult<Row>> {
    this.askedAt = this.heardAt = performance.now()
    try {
      return await this.query<Row>(query)
    } finally {
      this.askedAt = undefined
      this.heardAt = performance.now()
    }
  }

  /** Fails what is under way on it. */
  throwAway (reason: string): void {
    this.socket.destroy(Object.assign(new Error(reason), { code: 'ETIMEDOUT' }))
  }
}
