import { Type } from '@sinclair/typebox'
import { pino } from 'pino'
import { DatabaseClock } from '../../../src/database/clock.ts'
import { connect, type Database } from '../../../src/database/connect.ts'
import { insertTasks, type NewTask } from '../../../src/engine/records/enqueue.ts'
import { kindsWith, next, type Step } from '../../../src/engine/define.ts'
import { EngineContext } from '../../../src/engine/step-context.ts'
import { newTaskId, openQueue, type Order } from '../../../src/engine/enqueue.ts'
import { startWorker } from '../../../src/engine/worker.ts'
import { openUpstreams } from '../../../src/engine/upstreams.ts'
import type { WorkerDependencies } from '../../../src/engine/worker-dependencies.ts'
import type { Contestant } from './contestant.ts'
import { clock, countdown, inFlight, payload, until } from './payload.ts'

// Loose, so that it takes the tasks of an upload as well.
const input = Type.Object({ at: Type.Optional(Type.Number()) })
const progress = Type.Object({ done: Type.Integer() })

const kindName = process.env['TASK_KIND'] ?? 'bench'

/** Customers that the tasks are spread over. */
const partitions = 40

/** Requests that are accepted at once, as many as clients of a busy API have. */
const enqueuedAtOnce = 500

/** The real engine with kinds of its own: each step says something and keeps something, as real steps do. */
export async function ours (url: string, steps: 1 | 3): Promise<Contestant> {
  const log = pino({ level: process.env['LOG_LEVEL'] ?? 'error' })
  const db = connect(url, 8, log)
  let ended = (_id: string, _at: number | undefined): void => {}
  const step = (name: string, last: boolean): Step<{ at?: number }, { done: number }> => ({
    name,
    message: `Doing the ${name} thing`,
    async run (context) {
      if (last) ended(context.task.id, context.input.at)
      return next({ done: steps })
    }
  })
  const kind = kindsWith<object>()({
    name: kindName,
    idPrefix: 'bch',
    requiredScope: 'provider',
    partitionKey: () => `partition ${enqueued++ % partitions}`,
    title: 'Be measured',
    input,
    progress,
    steps: ['validate', 'second', 'third'].slice(0, steps).map((name, index) => step(name, index === steps - 1)),
    conclude: () => ({ status: 'CompletedSuccess', details: [], output: {} })
  })
  const start = (watched: Database): ReturnType<typeof startWorker> =>
    startWorker([kind], workerId => dependenciesOf(watched, workerId), log, {
      databaseUrl: url, version: 'bench', concurrency: Number(process.env['WORKER_CONCURRENCY'] ?? 1000),
      leaseSeconds: 5, crashLimit: 5, shutdownSeconds: 2
    })
  const queue = openQueue(db)
  let worker: ReturnType<typeof startWorker> | undefined
  let times: number[] = []
  let enqueued = 0

  async function enqueueOne (): Promise<void> {
    const order: Order<{ at?: number }> = { kind, input: payload(), providerId: 1, caller: 'bench', items: [] }
    await queue.enqueue(order)
  }

  return {
    async fill (jobs) {
      for (let from = 0; from < jobs; from += 1000) {
        await insertTasks(
          db,
          Array.from({ length: Math.min(1000, jobs - from) }, (_, index) =>
            newTask(kind.steps[0]?.name ?? '', from + index))
        )
      }
      await db.query({ text: 'analyze task' })
    },
    async drain (jobs) {
      const { done, tick } = countdown(jobs)
      ended = tick
      const begun = performance.now()
      const worker = start(db)
      await done
      await until(async () =>
        (await db.query({ text: `select from task where state = 'ready' limit 1` })).rowCount === 0
      )
      const seconds = (performance.now() - begun) / 1000
      await worker.stop()
      await db.query({ text: 'truncate task, task_item, idempotency_key cascade' })
      return seconds
    },
    async through (jobs) {
      const { done, tick } = countdown(jobs)
      ended = tick
      const begun = performance.now()
      const worker = start(db)
      await inFlight(jobs, enqueuedAtOnce, enqueueOne)
      await done
      await until(async () =>
        (await db.query({ text: `select from task where state <> 'finished' limit 1` })).rowCount === 0
      )
      const seconds = (performance.now() - begun) / 1000
      await worker.stop()
      await db.query({ text: 'truncate task, task_item, idempotency_key cascade' })
      return seconds
    },
    async watch () {
      times = []
      const open = new Map<string, number>()
      ended = (id, at) => { if (at !== undefined) open.set(id, at) }
      worker = start(noticing(db, ids => {
        const now = clock()
        for (const id of ids) {
          const at = open.get(id)
          if (at !== undefined) times.push(now - at)
          open.delete(id)
        }
      }))
    },
    async times () {
      await worker?.stop()
      await db.query({ text: 'truncate task, task_item, idempotency_key cascade' })
      return times
    },
    enqueue: enqueueOne
  }
}

function newTask (step: string, index: number): NewTask {
  return {
    providerId: 1, id: newTaskId('bch'), kind: kindName, partitionKey: `partition ${index % partitions}`, step,
    input: payload(),
    items: [], caller: 'bench', traceId: undefined
  }
}

/** The database, telling which tasks a journal write named once it is durable. */
function noticing (db: Database, durable: (ids: readonly string[]) => void): Database {
  return {
    ...db,
    async query (query) {
      const result = await db.query(query)
      if (query.name?.startsWith('write-journal-') === true) durable(namesIn(query.values ?? []))
      return result as never
    }
  }
}

function namesIn (values: readonly unknown[]): string[] {
  return values.flatMap(value =>
    Buffer.isBuffer(value) ? value.toString('latin1').match(/bch_[0-9a-f-]{36}/g) ?? [] : []
  )
}

function dependenciesOf (db: Database, workerId: () => number): WorkerDependencies {
  const clock = new DatabaseClock()
  const resources = { db, now: clock.now }
  return {
    db, clock, upstreams: openUpstreams(db, workerId), openContext: execution => new EngineContext(execution, resources)
  }
}
