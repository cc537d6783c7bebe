import { Logger, makeWorkerUtils, run, type Runner } from 'graphile-worker'
import pg from 'pg'
import type { Contestant } from './contestant.ts'
import { clock, countdown, payload, until } from './payload.ts'

/** graphile-worker: one plain job, no journal. Tuned is the preset of its documentation for throughput. */
export async function graphile (url: string, tuned: boolean): Promise<Contestant> {
  const logger = new Logger(() => () => {})
  let completed = (_id: string): void => {}

  /** Its event for a completed job comes before the write; this is called when the write is durable. */
  class NoticingClient extends pg.Client {
    override query (...given: unknown[]): never {
      const result: unknown = Reflect.apply(pg.Client.prototype.query, this, given)
      const [query] = given
      if (isDelete(query) && result instanceof Promise) {
        void result.then(() => completed(String(query.values[0])), () => {})
      }
      return result as never
    }
  }
  const pool = new pg.Pool({ connectionString: url, max: tuned ? 25 : 10, Client: NoticingClient as typeof pg.Client })
  const utils = await makeWorkerUtils({ pgPool: pool, logger })
  await utils.migrate()
  const settings = tuned
    ? { concurrentJobs: 24, localQueue: { size: 500 }, completeJobBatchDelay: 0, failJobBatchDelay: 0 }
    : { concurrentJobs: 10 }
  let runner: Runner | undefined
  let times: number[] = []
  const start = (work: (id: string, at: number) => void): Promise<Runner> =>
    run({
      pgPool: pool, logger, noHandleSignals: true, preset: { worker: settings },
      taskList: { bench: async (given, { job }) => work(job.id, (given as ReturnType<typeof payload>).at) }
    })
  const empty = async (): Promise<boolean> =>
    (await pool.query('select from graphile_worker._private_jobs limit 1')).rowCount === 0

  return {
    async fill (jobs) {
      for (let from = 0; from < jobs; from += 1000) {
        await utils.addJobs(
          Array.from({ length: Math.min(1000, jobs - from) }, () => ({ identifier: 'bench', payload: payload() }))
        )
      }
      await pool.query('analyze graphile_worker._private_jobs')
    },
    async drain (jobs) {
      const { done, tick } = countdown(jobs)
      const begun = performance.now()
      const runner = await start(tick)
      await done
      await until(empty)
      const seconds = (performance.now() - begun) / 1000
      await runner.stop()
      await pool.query('truncate graphile_worker._private_jobs')
      return seconds
    },
    async watch () {
      times = []
      const open = new Map<string, number>()
      completed = id => { times.push(clock() - (open.get(id) ?? Number.NaN)) }
      runner = await start((id, at) => { open.set(id, at) })
    },
    async times () {
      await until(empty)
      await runner?.stop()
      return times
    },
    async enqueue () { await utils.addJob('bench', payload()) }
  }
}

function isDelete (query: unknown): query is { values: unknown[] } {
  return typeof query === 'object' && query !== null && 'text' in query && 'values' in query &&
    Array.isArray(query.values) &&
    typeof query.text === 'string' && /delete from .*_private_jobs/.test(query.text)
}
