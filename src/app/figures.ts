import type { EventEmitter } from 'node:events'
import { waited, type Database } from '../database/connect.ts'
import { noteServer } from '../database/installation-figures.ts'
import { noteDrift } from '../drift/records/drift-figures.ts'
import { noteQueue } from '../engine/records/queue-figures.ts'
import type { Metrics } from '../metrics/metrics.ts'
import { noteSbcs } from '../sbcs/records/sbc-figures.ts'
import { notePartitions } from '../tasks/records/partition-figures.ts'
import { noteRetention, type Retention } from '../tasks/records/retention-figures.ts'
import { noteCredentials } from '../tenancy/records/credential-figures.ts'

/** The figures are read anew when somebody asks and they are older than this, milliseconds. */
const fresh = 5000

/**
 * Reads what the database knows of the whole installation into the metrics. Answers within `seconds`: when the database
 * is silent, the metrics of the process are what is wanted most.
 */
export function figuresOf (
  db: Database, pools: ReadonlyArray<Database['pool']>, metrics: Metrics, seconds: number, retention: Retention
): () => Promise<void> {
  for (const pool of pools) {
    const told: EventEmitter = pool
    told.on(waited, (seconds: number) => metrics.connectionWait.observe(seconds))
  }
  const notes = [
    noteQueue, notePartitions, noteServer, noteSbcs, noteCredentials, noteDrift,
    (db: Database, metrics: Metrics) => noteRetention(db, metrics, retention)
  ]
  let readAt = -Infinity
  let reading: Promise<void> | undefined
  async function read (): Promise<void> {
    try {
      for (const note of notes) await note(db, metrics)
      metrics.databaseUp.set(1)
      readAt = performance.now()
    } catch {
      metrics.databaseUp.set(0)
    }
  }
  return async () => {
    const sum = (count: (pool: Database['pool']) => number): number => pools.reduce((all, pool) => all + count(pool), 0)
    metrics.connections.set({ state: 'idle' }, sum(({ idleCount }) => idleCount))
    metrics.connections.set({ state: 'used' }, sum(({ totalCount, idleCount }) => totalCount - idleCount))
    metrics.connectionsWaiting.set(sum(({ waitingCount }) => waitingCount))
    if (performance.now() - readAt < fresh) return
    reading ??= read().finally(() => { reading = undefined })
    const silent = new Promise<'silent'>(resolve => {
      setTimeout(() => resolve('silent'), seconds * 1000).unref()
    })
    if (await Promise.race([reading, silent]) === 'silent') metrics.databaseUp.set(0)
  }
}
