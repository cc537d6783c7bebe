import { join } from 'node:path'
import { migrate } from '../../../src/database/migrate.ts'
import { seedDemo } from '../../demo/seed.ts'
import { startPostgres } from '../../postgres/start-postgres.ts'
import { requestToken } from '../../stack/demo.ts'
import { run } from '../bench.ts'
import { less, type Figure } from '../figure.ts'
import { startLoad, startOwn } from '../http/servers.ts'
import { proportionalMegabytes, residentMegabytes } from './processes.ts'

const load = { connections: 20, seconds: 4 }
const sleep = (milliseconds: number): Promise<void> => new Promise(resolve => setTimeout(resolve, milliseconds))

/** With the settings that `up` starts PostgreSQL with, not the roomy ones of the other figures. */
export const memory: Figure = {
  name: 'memory',
  lines: [
    less('memory of API and worker in one process, idle', 110, 90, 'MB'),
    less('… under load', 150, 120, 'MB'),
    less('memory of the embedded PostgreSQL, idle', 30, 18, 'MB'),
    less('… under load', 80, 60, 'MB')
  ],
  async open (bench) {
    const dataDirectory = join(bench.folder, 'slim')
    const first = await startPostgres({ dataDirectory })
    await migrate(first.url)
    await seedDemo({
      databaseUrl: first.url, secretsKey: bench.secretsKey, microsoftMockUrl: bench.microsoftUrl,
      sbcMockUrls: ['http://127.0.0.1:9', 'http://127.0.0.1:9']
    })
    await first.stop()
    const token = await requestToken(bench.microsoftUrl, 'admin')
    const generator = startLoad()
    return {
      async round () {
        const postgres = await startPostgres({ dataDirectory })
        // What the round before left undone would keep the worker busy while it should be idle.
        await run(postgres.url, 'truncate task, task_item, idempotency_key cascade')
        const own = await startOwn(bench, postgres.url, { ROLE: 'all' })
        await generator.call('oneByOne', {
          port: own.port, request: { kind: 'get', token, paths: ['/api/v3/oc/numbers'] }, count: 1
        })
        await sleep(3000)
        const found = [residentMegabytes(own.pid), 0, proportionalMegabytes(postgres.pid), 0] as [
          number,
          number,
          number,
          number
        ]
        let over = false
        const loaded = generator.call('closedLoop', {
          ...load, port: own.port, request: { kind: 'upload', token, numbers: 1, idempotent: true }
        }).finally(() => {
          over = true
        })
        while (!over) {
          found[1] = Math.max(found[1], residentMegabytes(own.pid))
          found[3] = Math.max(found[3], proportionalMegabytes(postgres.pid))
          await sleep(200)
        }
        await loaded
        await own.stop()
        await postgres.stop()
        return { values: found, readings: {} }
      },
      close: () => generator.stop()
    }
  }
}
