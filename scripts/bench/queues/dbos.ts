import { DBOS } from '@dbos-inc/dbos-sdk'
import pg from 'pg'
import type { Contestant } from './contestant.ts'
import { clock, inFlight, payload } from './payload.ts'

/** Workflows that are under way at once; with all of them at once its pool of connections times out. */
const atOnce = { usual: 100, tuned: 500 }

/**
 * DBOS Transact: a durable workflow of three steps, started and run in one process, as its documentation has it. Tuned
 * has more connections, of which its steps make most.
 */
export async function dbos (url: string, tuned: boolean): Promise<Contestant> {
  const step = (name: string): Promise<number> => DBOS.runStep(async () => 3, { name })
  const workflow = DBOS.registerWorkflow(async (given: ReturnType<typeof payload>) => {
    await step('validate')
    await step('second')
    await step('third')
    return given.at
  }, { name: 'bench' })
  DBOS.setConfig({
    name: 'bench', systemDatabaseUrl: url, logLevel: 'error', runAdminServer: false,
    ...(tuned && { systemDatabasePoolSize: 25 })
  })
  await DBOS.launch()
  const pool = new pg.Pool({ connectionString: url, max: 1 })
  let times: number[] = []

  /** Until its end is durable. */
  async function one (): Promise<void> {
    const handle = await DBOS.startWorkflow(workflow)(payload())
    const at = await handle.getResult()
    times.push(clock() - at)
  }
  return {
    async fill () {},
    async drain () { throw new Error('DBOS Transact runs what it is given: measure with through') },
    async through (jobs) {
      const begun = performance.now()
      await inFlight(jobs, tuned ? atOnce.tuned : atOnce.usual, one)
      const seconds = (performance.now() - begun) / 1000
      await pool.query('truncate dbos.workflow_status cascade')
      return seconds
    },
    async watch () { times = [] },
    async times () {
      await pool.query('truncate dbos.workflow_status cascade')
      return times
    },
    enqueue: one
  }
}
