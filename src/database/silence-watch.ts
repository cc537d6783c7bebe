import pg from 'pg'
import type { Logger } from 'pino'
import type { DatabaseDeadlines } from './deadlines.ts'
import type { WatchedClient } from './watched-client.ts'

const lookEveryMs = 500

/**
 * Throws away connections that have died without a word: after a failover behind a firewall, TCP would wait a quarter
 * of an hour. A statement may take long, so that silence alone proves nothing: another connection asks the server
 * whether it still works on it. When no other connection comes about, there is nobody to wait for.
 */
export class SilenceWatch {
  readonly #clients = new Set<WatchedClient>()
  readonly #config: pg.ClientConfig
  readonly #deadlines: DatabaseDeadlines
  readonly #log: Logger
  readonly #note: (connections: number) => void
  readonly #timer: NodeJS.Timeout
  #looking = false

  constructor (
    config: pg.ClientConfig, deadlines: DatabaseDeadlines, log: Logger, note: (connections: number) => void = () => {}
  ) {
    this.#note = note
    this.#config = config
    this.#deadlines = deadlines
    this.#log = log
    this.#timer = setInterval(() => { void this.#look() }, lookEveryMs).unref()
  }

  watch (client: WatchedClient): void {
    this.#clients.add(client)
    client.once('end', () => this.#clients.delete(client))
  }

  stop (): void {
    clearInterval(this.#timer)
  }

  async #look (): Promise<void> {
    const silent = [...this.#clients].filter(client => this.#isSilent(client))
    if (silent.length === 0 || this.#looking) return
    this.#looking = true
    try {
      const since = Math.min(...silent.map(({ askedAt = Infinity }) => askedAt))
      const working = await this.#workedOn(silent)
      const dead = silent.filter(client => this.#isSilent(client) && !this.#isWaitedFor(client, working))
      if (dead.length > 0) this.#throwAway(dead, since)
    } finally {
      this.#looking = false
    }
  }

  #isSilent (client: WatchedClient): boolean {
    if (client.askedAt === undefined) return false
    const { bytesRead } = client.socket
    if (bytesRead !== client.heard) {
      client.heard = bytesRead
      client.heardAt = performance.now()
    }
    return performance.now() - client.heardAt > this.#deadlines.silenceSeconds * 1000
  }

  #isWaitedFor (client: WatchedClient, working: ReadonlySet<number> | 'unknown'): boolean {
    const { statementSeconds, silenceSeconds } = this.#deadlines
    const asked = performance.now() - (client.askedAt ?? 0)
    if (statementSeconds > 0 && asked > (statementSeconds + silenceSeconds) * 1000) return false
    if (working === 'unknown') return true
    if (!working.has(this.#backendOf(client) ?? 0)) return false
    client.heardAt = performance.now()
    return true
  }

  /** Behind a pooler nobody works for one that waits for its transaction to begin: that is to wait for a connection. */
  #backendOf ({ backend, processID }: WatchedClient): number | null | undefined {
    return this.#deadlines.pooled === true ? backend : processID
  }

  /** The processes of the server that work on a statement; none when nobody is there. */
  async #workedOn (silent: readonly WatchedClient[]): Promise<ReadonlySet<number> | 'unknown'> {
    const { connectSeconds, pooled, directUrl } = this.#deadlines
    const client = new pg.Client({
      ...this.#config, application_name: 'dialplane watch', query_timeout: connectSeconds * 1000,
      ...(pooled === true && directUrl !== undefined && { connectionString: directUrl })
    })
    client.on('error', () => {})
    try {
      await client.connect()
      const { rows } = await client.query<{ pid: number }>({
        text: `select pid from pg_stat_activity where pid = any($1) and state <> 'idle'
          and state not like 'idle in transaction%'`,
        values: [silent.map(client => this.#backendOf(client))]
      })
      return new Set(rows.map(({ pid }) => pid))
    } catch (error) {
      // A server that refuses us (too many connections, starting up) is there, and may well be at work. So may one to
      // which a pooler has no connection left.
      return error instanceof pg.DatabaseError || (pooled === true && directUrl === undefined) ? 'unknown' : new Set()
    } finally {
      client.end().catch(() => {})
    }
  }

  /** Idle ones that have not said a word since would only be found dead by those who get them next. */
  #throwAway (dead: readonly WatchedClient[], since: number): void {
    const idle = [...this.#clients].filter(({ askedAt, heardAt }) => askedAt === undefined && heardAt < since)
    this.#log.warn(
      { connections: dead.length + idle.length, silentSeconds: Math.round((performance.now() - since) / 1000) },
      'Database connections fell silent and are thrown away'
    )
    this.#note(dead.length + idle.length)
    for (const client of [...dead, ...idle]) client.throwAway('The database connection fell silent')
  }
}
