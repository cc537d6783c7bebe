import { run } from '../bench.ts'
import { less, type Figure } from '../figure.ts'
import { startLoad, startOwn } from '../http/servers.ts'
import type { Result } from '../http/load.ts'
import { startProgram } from '../program.ts'
import { requestToken } from '../../stack/demo.ts'
import { emptied } from './post.ts'

const load = { perSecond: 200, seconds: 4 }

/** Enough that the worker is busy to the end of the measurement. */
const backlog = 60_000

export const apiWhileDraining: Figure = {
  name: 'api-while-draining',
  lines: [
    less(
      'API p99 at 200 uploads/s while a worker drains at full speed, against the same with nothing else to do', 2.5, 1.5
    )
  ],
  async open (bench) {
    const url = await bench.database('api_while_draining')
    const own = await startOwn(bench, url)
    // Its tasks bear the name of uploads, so that it works off those of the API as well.
    const worker = startProgram('scripts/bench/queues/main.js', {
      DATABASE_URL: url, CONTESTANT: 'ours', TASK_KIND: 'upload-numbers'
    })
    const generator = startLoad()
    const token = await requestToken(bench.microsoftUrl, 'admin')
    const measure = async (): Promise<Result> =>
      generator.call('openLoop', {
        ...load, port: own.port, request: { kind: 'upload', token, numbers: 1, idempotent: true }
      })
    const working = async (jobs: number): Promise<Result> => {
      await worker.call('fill', jobs)
      await worker.call('watch')
      const result = await measure()
      await worker.call('times')
      await run(url, emptied)
      return result
    }
    await working(1000)
    return {
      async round () {
        const idle = await working(0)
        const busy = await working(backlog)
        return { values: [busy.p99 / idle.p99], readings: { 'idle p99 ms': idle.p99, 'draining p99 ms': busy.p99 } }
      },
      async close () { await Promise.all([own, worker, generator].map(program => program.stop())) }
    }
  }
}
