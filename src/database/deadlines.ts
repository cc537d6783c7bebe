/** How long a process waits for its database, seconds. */
export interface DatabaseDeadlines {
  /** For a new connection, or for one of the pool to be free. */
  readonly connectSeconds: number
  /** For a word on a connection that owes an answer, before somebody looks whether the server still works on it. */
  readonly silenceSeconds: number
  /** For a lock that another transaction holds. */
  readonly lockSeconds: number
  /** For one statement. */
  readonly statementSeconds: number
  /** A connection of the pool that was not used for so long is closed. */
  readonly idleSeconds: number
  /** Whether a pooler gives each transaction another session, so that nothing can be kept in one. */
  readonly pooled?: boolean
  /** The way past that pooler, on which somebody may ask what the server works on. */
  readonly directUrl?: string | undefined
}

export const usualDeadlines: DatabaseDeadlines = {
  connectSeconds: 5, silenceSeconds: 5, lockSeconds: 60, statementSeconds: 900, idleSeconds: 60
}
