import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { requestToken } from '../../stack/demo.ts'
import { demoFile, run } from '../bench.ts'
import { less, type Figure } from '../figure.ts'
import { startOwn } from '../http/servers.ts'
import { residentMegabytes } from './processes.ts'

/** 2,000 with 250,000 numbers take some minutes: say BENCH_CONSENTS=200 for a tenth of them. */
const consents = Number(process.env['BENCH_CONSENTS'] ?? 2000)
const numbersEach = 125
const pattern = 'c1a7e2d0-1111-4a61-9b01-0000000000a1'

interface Ended {
  readonly status: string
  readonly output: { Counts: Record<string, Record<string, number>> } | null
  readonly progress: unknown
  readonly seconds: number
}

/** A run of this size that takes longer has a cause that should be said. */
const mostSeconds = 1800

const tenantOf = (index: number): string => `e1000000-0000-4000-8000-${String(index).padStart(12, '0')}`

/** The demo's world with many tenants more, each with its numbers. */
function manyTenants (file: string): void {
  const state = JSON.parse(readFileSync(demoFile('microsoft.json'), 'utf8'))
  const { consent } = state.tenants[pattern]
  for (let index = 0; index < consents; index++) {
    const numbers = Array.from({ length: numbersEach }, (_, place) => ({
      telephoneNumber: `+613${95000000 + index * numbersEach + place}`, acquiredOn: '2026-02-16T16:15:02.447118Z'
    }))
    const tenantId = tenantOf(index)
    state.tenants[tenantId] = {
      ...state.tenants[pattern], consent: { ...consent, id: tenantId, tenantId }, numbers, users: []
    }
  }
  writeFileSync(file, JSON.stringify(state))
}

/** A provider with many customers is read whole in flat memory, and a second reading finds nothing to change. */
export const providerSync: Figure = {
  name: 'provider-sync',
  rounds: 1,
  lines: [
    less(`growth during a sync of ${consents * numbersEach} numbers and ${consents} consents`, 100, 50, 'MB'),
    less('what a second sync changes', 0, 0, '/s')
  ],
  async open (bench) {
    const file = join(bench.folder, 'many-tenants.json')
    manyTenants(file)
    const mock = await bench.startMock('microsoft-mock/server.js', {
      MICROSOFT_MOCK_PORT: '0', MICROSOFT_MOCK_STATE: file
    })
    const databaseUrl = await bench.database('provider_sync')
    const own = await startOwn({ ...bench, microsoftUrl: mock.url }, databaseUrl, { ROLE: 'all' })
    const headers = {
      authorization: `Bearer ${await requestToken(mock.url, 'admin')}`, 'content-type': 'application/json'
    }
    const url = `http://127.0.0.1:${own.port}/api/v3/operator-connect/syncs`
    const { data } = await (await fetch(`${url}?name=SyncMSOperatorConnect&PageSize=50`, { headers })).json() as {
      data: Array<{ name: string, syncId: string }>
    }
    const sync = data.find(({ name }) => name === 'SyncMSOperatorConnect')
    if (sync === undefined) throw new Error('The demo has no full sync.')

    async function synchronize (): Promise<{ megabytes: number, seconds: number, changes: number }> {
      const begun = performance.now()
      const answer = await fetch(`${url}/${sync?.syncId}/action/run`, { method: 'POST', headers, body: '{}' })
      const { taskId } = await answer.json() as { taskId: string }
      for (let megabytes = 0; ;) {
        const [task] = await run<Ended>(databaseUrl, `
          select status, output, progress, extract(epoch from now() - created_at)::int as seconds from task
          where id = '${taskId}'`)
        megabytes = Math.max(megabytes, residentMegabytes(own.pid))
        if (task?.status === 'CompletedSuccess') {
          const changes = Object.values(task.output?.Counts ?? {})
            .reduce((sum, { added = 0, changed = 0, removed = 0 }) => sum + added + changed + removed, 0)
          return { megabytes, seconds: (performance.now() - begun) / 1000, changes }
        }
        if (task?.status !== 'InProgress') throw new Error(`The sync ended as ${task?.status}.`)
        if (task.seconds > mostSeconds) {
          throw new Error(`The sync has come no further than ${JSON.stringify(task.progress)}.`)
        }
        await new Promise(resolve => setTimeout(resolve, 200))
      }
    }

    return {
      async round () {
        const base = residentMegabytes(own.pid)
        const live = await own.call<number>('liveMegabytes')
        const first = await synchronize()
        const liveAfter = await own.call<number>('liveMegabytes')
        const second = await synchronize()
        return {
          values: [Math.max(first.megabytes, second.megabytes) - base, second.changes],
          readings: {
            'before MB': base, 'first MB': first.megabytes, 'second MB': second.megabytes, 'first s': first.seconds,
            'second s': second.seconds, 'first changes': first.changes, 'live before MB': live,
            'live after the first MB': liveAfter, 'live after the second MB': await own.call<number>('liveMegabytes')
          }
        }
      },
      async close () { await own.stop() }
    }
  }
}
