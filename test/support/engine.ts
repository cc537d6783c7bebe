import { Type } from '@sinclair/typebox'
import { pino } from 'pino'
import type { Test } from 'tap'
import { DatabaseClock } from '../../src/database/clock.ts'
import { connect, type Database } from '../../src/database/connect.ts'
import { insertTasks, type NewTask } from '../../src/engine/records/enqueue.ts'
import { endWorkers, returnOrphans } from '../../src/engine/records/workers.ts'
import type { AnyTaskKind, Outcome, StepContext, TaskKind } from '../../src/engine/define.ts'
import { EngineContext } from '../../src/engine/step-context.ts'
import type { WorkerDependencies } from '../../src/engine/worker-dependencies.ts'
import { startWorker, type Worker, type WorkerSettings } from '../../src/engine/worker.ts'
import { openUpstreams } from '../../src/engine/upstreams.ts'
import type { Anything } from './anything.ts'
import { createDatabase } from './database.ts'

type Progress = Record<string, unknown>
export type TestStep = TaskKind<object, Progress>['steps'][number]
export type TestRun = (context: StepContext<object, Progress>) => Promise<Outcome<Progress>>

/** A kind of the test's own: its steps are functions, or steps with all they have. */
export function kindOf (
  name: string, steps: Record<string, TestRun | Omit<TestStep, 'name' | 'message'>>
): TaskKind<object, Progress> {
  return {
    name,
    idPrefix: 'tst',
    requiredScope: 'provider',
    partitionKey: () => 'one',
    title: name,
    input: Type.Object({}),
    steps: Object.entries(steps).map(([name, step]) => ({
      ...typeof step === 'function' ? { run: step } : step, name, message: name
    })),
    conclude: ({ failure }) => ({ status: failure?.status ?? 'CompletedSuccess', details: [], output: {} })
  }
}

/** The task engine on a database of its own, with kinds of the test's own. */
export interface Engine {
  readonly db: Database
  /** A worker of this process; it stops with the test. */
  start(settings?: Partial<WorkerSettings>): Promise<Worker>
  /** Makes tasks: of the first kind and in one partition, unless they say otherwise. */
  add(...tasks: Array<Partial<NewTask> & { id: string }>): Promise<void>
  row(id: string): Promise<Anything>
  /** Waits until the task is over and answers its row. */
  finished(id: string): Promise<Anything>
  /** Takes a task from the worker that holds it, as if its lease had run out. */
  takeAway(id: string): Promise<void>
}

export async function engineOf (t: Test, kinds: readonly AnyTaskKind[]): Promise<Engine> {
  const log = pino({ level: 'silent' })
  const { url } = await createDatabase(t)
  const db = connect(url, 8, log)
  t.teardown(() => db.close())
  const row = async (id: string): Promise<Anything> =>
    (await db.query({ text: 'select * from task where id = $1', values: [id] })).rows[0]
  return {
    db,
    row,
    async start (settings = {}) {
      const dependencies = (workerId: () => number): WorkerDependencies => dependenciesOf(db, workerId)
      const worker = startWorker(kinds, dependencies, log, {
        databaseUrl: url, version: 'test', concurrency: 10, leaseSeconds: 60, shutdownSeconds: 0, crashLimit: 5,
        ...settings
      })
      t.teardown(() => worker.stop())
      while (worker.id() === 0) await new Promise(resolve => setTimeout(resolve, 5))
      return worker
    },
    add: (...tasks) =>
      insertTasks(
        db,
        tasks.map(task => ({
          providerId: 1, kind: kinds[0]?.name ?? '', partitionKey: 'one', step: kinds[0]?.steps[0]?.name ?? '',
          input: {}, items: [], caller: 'test', ...task
        }))
      ),
    async finished (id) {
      for (;;) {
        const task = await row(id)
        if (task?.state === 'finished') return task
        await new Promise(resolve => setTimeout(resolve, 5)) // a task tells nobody; it is asked
      }
    },
    async takeAway (id) {
      await endWorkers(db, [(await row(id)).claimed_by])
      await returnOrphans(db, 5)
    }
  }
}

/** What a worker needs whose steps reach nothing but what the test gives them. */
export function dependenciesOf (db: Database, workerId: () => number): WorkerDependencies {
  const clock = new DatabaseClock()
  const resources = { db, now: clock.now }
  return {
    db, clock, upstreams: openUpstreams(db, workerId), openContext: execution => new EngineContext(execution, resources)
  }
}

/** A promise that the test opens. */
export function gate (): { open: () => void, opened: Promise<void> } {
  let open = (): void => {}
  const opened = new Promise<void>(resolve => { open = resolve })
  return { open, opened }
}
