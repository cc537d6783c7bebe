import type { Config } from './config.ts'
import type { DatabaseDeadlines } from './database/deadlines.ts'
import type { UpstreamDeadlines } from './upstreams/outbound/steady-pool.ts'

// One policy for silence: how long each transport waits, and for what.

/** Where a process may listen: not through a pooler in transaction mode, which hands its session to others. */
export function listeningUrl (config: Config): string | undefined {
  return config.DATABASE_DIRECT_URL || (config.DATABASE_POOLER === 'none' ? config.DATABASE_URL : undefined)
}

/** A worker may read and write much at once; a request has somebody waiting for it. */
export function databaseDeadlines (config: Config): DatabaseDeadlines {
  const works = config.ROLE !== 'api'
  return {
    connectSeconds: config.DATABASE_CONNECT_SECONDS,
    silenceSeconds: config.DATABASE_SILENCE_SECONDS,
    idleSeconds: config.DATABASE_IDLE_SECONDS,
    pooled: config.DATABASE_POOLER === 'transaction',
    directUrl: config.DATABASE_DIRECT_URL || undefined,
    lockSeconds: works ? config.TASK_LOCK_SECONDS : config.REQUEST_LOCK_SECONDS,
    statementSeconds: works ? config.TASK_STATEMENT_SECONDS : config.REQUEST_STATEMENT_SECONDS
  }
}

/** How the connections of a process are shared: its own, and those for statements on behalf of callers. */
export function connectionsOf (
  { ROLE, DATABASE_ROW_SECURITY, DATABASE_POOL_SIZE }: Config
): { own: number, readers: number } {
  if (ROLE === 'worker' || DATABASE_ROW_SECURITY === 'off') return { own: DATABASE_POOL_SIZE, readers: 0 }
  const readers = Math.floor(DATABASE_POOL_SIZE / 2)
  return { own: DATABASE_POOL_SIZE - readers, readers }
}

export function microsoftDeadlines (config: Config): UpstreamDeadlines {
  return { connectSeconds: config.MICROSOFT_CONNECT_SECONDS, answerSeconds: config.MICROSOFT_ANSWER_SECONDS }
}

export function sbcDeadlines (config: Config): UpstreamDeadlines {
  return { connectSeconds: config.SBC_CONNECT_SECONDS, answerSeconds: config.SBC_ANSWER_SECONDS }
}
