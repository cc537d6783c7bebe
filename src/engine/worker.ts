import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'
import type { Logger } from 'pino'
import { usualDeadlines, type DatabaseDeadlines } from '../database/deadlines.ts'
import { listen } from '../database/listen.ts'
import {
  endWorkers, livingWorkersOf, registerWorker, retireWorker, returnOrphans, type WorkerIdentity
} from './records/workers.ts'
import { startBackground, type BackgroundJob } from './background.ts'
import { orderEvents } from './event-order.ts'
import type { AnyTaskKind } from './define.ts'
import type { WorkerDependencies } from './worker-dependencies.ts'
import { WorkerSession, type SessionSettings } from './worker-session.ts'

export interface WorkerSettings extends SessionSettings {
  /** Where to listen for new tasks; without it workers look for them with each heartbeat. */
  readonly databaseUrl: string | undefined
  readonly deadlines?: DatabaseDeadlines
  readonly version: string
  readonly shutdownSeconds: number
  /** None by default, so that a test sees only what it does itself. */
  readonly background?: readonly BackgroundJob[]
}

/** A worker process: one session after another, until `stop` is called. */
export interface Worker {
  /** The id its permits and claims are held under now. */
  readonly id: () => number
  readonly running: () => number
  /** Looks for ready tasks now; for tasks that this process enqueued itself. */
  wake (): void
  /** Finishes the running steps within `shutdownSeconds`, hands everything else back at once. */
  stop (): Promise<void>
}

export function startWorker (
  kinds: readonly AnyTaskKind[], dependenciesOf: (workerId: () => number) => WorkerDependencies, log: Logger,
  settings: WorkerSettings
): Worker {
  let session: WorkerSession | undefined
  let stopped = false
  const dependencies = dependenciesOf(() => session?.workerId ?? 0)
  const { databaseUrl } = settings
  const deadlines = { ...usualDeadlines, ...settings.deadlines, pooled: false }
  const listener = databaseUrl === undefined
    ? undefined
    : listen({ databaseUrl, channel: 'task_ready', deadlines }, log, () => session?.wake())
  const background = startBackground(settings.background ?? [], dependencies.db, log, (of, rows) => {
    dependencies.metrics?.retentionRemoved.inc({ of }, rows)
  })
  const order = orderEvents(dependencies.db, log, () => background.eventsPlaced())
  const done = runSessions()

  async function runSessions (): Promise<void> {
    for (let failures = 0; !stopped;) {
      const started = performance.now()
      try {
        await runSession()
      } catch (error) {
        failures = performance.now() - started > 10_000 ? 1 : failures + 1
        log.error({ err: error }, 'The worker lost its hold; it hands everything back and starts over')
        await new Promise(resolve => setTimeout(resolve, Math.min(2000, 100 * 2 ** failures)))
      }
    }
  }

  async function runSession (): Promise<void> {
    const identity = whereWeAre(settings.version)
    const workerId = await registerWorker(dependencies.db, identity)
    await endTheGone(dependencies, identity)
    await returnOrphans(dependencies.db, settings.crashLimit)
    if (stopped) return retireWorker(dependencies.db, workerId)
    session = new WorkerSession(workerId, kinds, dependencies, log, { ...settings, eventsWritten: order.soon })
    try {
      await session.run()
    } finally {
      await retireUntilDone(dependencies, workerId, log)
    }
  }

  return {
    id: () => session?.workerId ?? 0,
    running: () => session?.running ?? 0,
    wake: () => session?.wake(),
    async stop () {
      stopped = true
      await session?.stop(settings.shutdownSeconds)
      await done
      await background.stop()
      await order.stop()
      await listener?.close()
    }
  }
}

/**
 * Hands back what the old session held before a new one starts; else those tasks would wait until its lease is over.
 */
async function retireUntilDone (dependencies: WorkerDependencies, workerId: number, log: Logger): Promise<void> {
  for (let attempt = 0; attempt < 20; attempt++) {
    try {
      return await retireWorker(dependencies.db, workerId)
    } catch (error) {
      if (attempt === 0) log.warn({ err: error }, 'The claims cannot be handed back yet')
      await new Promise(resolve => setTimeout(resolve, Math.min(1000, 50 * 2 ** attempt)))
    }
  }
}

/** Ends at once the workers of this host whose process is gone: no need to wait for their lease after a restart. */
async function endTheGone (dependencies: WorkerDependencies, self: WorkerIdentity): Promise<void> {
  const gone = (await livingWorkersOf(dependencies.db, self.host))
    .filter(worker => worker.boot !== self.boot || (worker.processId !== self.processId && !isAlive(worker.processId)))
  if (gone.length > 0) await endWorkers(dependencies.db, gone.map(worker => worker.id))
}

function isAlive (processId: number): boolean {
  try {
    process.kill(processId, 0)
    return true
  } catch (error) {
    // The process exists and belongs to another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** Process ids mean something only within one boot and one process namespace. */
function whereWeAre (version: string): WorkerIdentity {
  return {
    host: hostname(),
    boot:
      `${read(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim())} ` +
      `${read(() => readlinkSync('/proc/self/ns/pid'))}`,
    processId: process.pid,
    version
  }
}

function read (source: () => string): string {
  try {
    return source()
  } catch {
    return '-' // not Linux: leases alone decide
  }
}
