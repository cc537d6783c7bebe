import { run } from '../bench.ts'
import { less, more, type Figure } from '../figure.ts'
import { processorMilliseconds } from './processes.ts'
import { startBaseline, startLoad, startOwn } from '../http/servers.ts'
import type { Result } from '../http/load.ts'
import type { Request } from '../http/requests.ts'
import { requestToken } from '../../stack/demo.ts'

const load = { connections: 50, seconds: 3 }

export const emptied = 'truncate task, task_item, idempotency_key cascade'

export const post: Figure = {
  name: 'post',
  lines: [
    more(
      'mutation POST (auth, validation, idempotency, durable task row), 50 connections, req/s against the same ' +
      'Fastify without a database',
      0.5, 0.7
    ),
    less('… p99', 1.8, 1.2)
  ],
  async open (bench) {
    const url = await bench.database('post')
    const own = await startOwn(bench, url)
    const baseline = await startBaseline(bench, 'without-database', url)
    const generator = startLoad()
    const token = await requestToken(bench.microsoftUrl, 'admin')
    const request: Request = { kind: 'upload', token, numbers: 1, idempotent: true }
    const measure = async (port: number): Promise<Result> => generator.call('closedLoop', { ...load, port, request })
    for (const { port } of [own, baseline]) await measure(port)
    return {
      async round () {
        await run(url, emptied)
        const used = (): number[] => [own.pid, bench.postgresPid].map(processorMilliseconds)
        const before = used()
        const ours = await measure(own.port)
        // Unlike the rate, what a request costs hardly depends on what else the machine does.
        const [api = 0, postgres = 0] = used().map((now, index) => 1000 * (now - (before[index] ?? 0)) / ours.count)
        const bare = await measure(baseline.port)
        return {
          values: [ours.perSecond / bare.perSecond, ours.p99 / bare.p99],
          readings: {
            'ours req/s': ours.perSecond, 'ours p99 ms': ours.p99, 'without database req/s': bare.perSecond,
            'p99 ms': bare.p99, 'µs of API per request': api, 'µs of PostgreSQL per request': postgres
          }
        }
      },
      async close () { await Promise.all([own, baseline, generator].map(program => program.stop())) }
    }
  }
}
