import { pino } from 'pino'
import { run } from '../bench.ts'
import { less, median, type Figure } from '../figure.ts'
import { claimTasks } from '../../../src/engine/records/claims.ts'
import { connect, type Database } from '../../../src/database/connect.ts'
import { registerWorker } from '../../../src/engine/records/workers.ts'

const finished = 5_000_000
const claims = 40
const perClaim = 100

const insertTasks = (count: number, state: 'finished' | 'ready'): string => `
  insert into task (provider_id, id, kind, partition_key, state, status, step, input, caller, finished_at)
  select 1, '${state}_' || gen_random_uuid(), 'bench', 'partition ' || n % 40, '${state}',
    ${state === 'finished' ? `'CompletedSuccess'` : `'InProgress'`}, 'first', '{}', 'bench',
    ${state === 'finished' ? 'now()' : 'null'}
  from generate_series(1, ${count}) n`

export const claimDepth: Figure = {
  name: 'claim-depth',
  lines: [less('claim with 5,000,000 finished tasks behind, against an empty table', 1.1, 1)],
  async open (bench) {
    const log = pino({ level: 'silent' })
    const open = async (name: string, behind: number): Promise<{ url: string, db: Database, worker: number }> => {
      const url = await bench.database(name)
      if (behind > 0) await run(url, insertTasks(behind, 'finished'))
      await run(url, 'vacuum analyze task')
      const db = connect(url, 1, log)
      return {
        url, db, worker: await registerWorker(db, { host: 'bench', boot: 'bench', processId: 0, version: 'bench' })
      }
    }
    const deep = await open('claim_deep', finished)
    const empty = await open('claim_empty', 0)
    const measure = async ({ url, db, worker }: typeof deep): Promise<number> => {
      await run(url, insertTasks(claims * perClaim, 'ready'))
      const times: number[] = []
      for (let cursor = '', left = claims * perClaim; left > 0;) {
        const begun = performance.now()
        const rows = await claimTasks(db, worker, perClaim, cursor, { busy: new Map(), most: perClaim }, ['bench'])
        // The last ones find their partitions unevenly emptied, and get less.
        if (rows.length === perClaim) times.push(performance.now() - begun)
        if (rows.length === 0) throw new Error(`${left} tasks were not claimed`)
        left -= rows.length
        cursor = rows.at(-1)?.partitionKey ?? ''
      }
      await run(url, `delete from task where state = 'ready'`, 'vacuum task')
      return median(times)
    }
    for (const contestant of [deep, empty]) await measure(contestant)
    return {
      async round () {
        const behind = await measure(deep)
        const nothing = await measure(empty)
        return {
          values: [behind / nothing], readings: { 'claim of 100 ms': behind, 'with an empty table ms': nothing }
        }
      },
      async close () { await Promise.all([deep, empty].map(({ db }) => db.close())) }
    }
  }
}
