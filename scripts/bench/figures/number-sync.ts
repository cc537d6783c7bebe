import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { requestToken } from '../../stack/demo.ts'
import { demoFile, run } from '../bench.ts'
import { less, type Figure } from '../figure.ts'
import { startOwn } from '../http/servers.ts'
import { residentMegabytes } from './processes.ts'

const many = 250_000
const [large, small] = ['c1a7e2d0-1111-4a61-9b01-0000000000a1', 'c1a7e2d0-2222-4a61-9b01-0000000000b2']

/**
 * A worker that reads a large tenant must not hold it in memory: neither when all of it is new, nor when nothing
 * changed, nor when all is gone.
 */
export const numberSync: Figure = {
  name: 'number-sync',
  rounds: 1,
  lines: [less(`growth during a ${many.toLocaleString('en')}-number synchronization`, 100, 50, 'MB')],
  async open (bench) {
    const state = JSON.parse(readFileSync(demoFile('microsoft.json'), 'utf8'))
    state.tenants[large].numbers = Array.from(
      { length: many },
      (_, index) => ({ telephoneNumber: `+613${95000000 + index}`, acquiredOn: '2026-02-16T16:15:02.447118Z' })
    )
    const file = join(bench.folder, 'many-numbers.json')
    writeFileSync(file, JSON.stringify(state))
    const mock = await bench.startMock('microsoft-mock/server.js', {
      MICROSOFT_MOCK_PORT: '0', MICROSOFT_MOCK_STATE: file
    })
    const databaseUrl = await bench.database('number_sync')
    const own = await startOwn({ ...bench, microsoftUrl: mock.url }, databaseUrl, { ROLE: 'all' })
    const token = await requestToken(mock.url, 'admin')

    /** Synchronizes a tenant and answers the most memory that it took, and how long. */
    async function synchronize (msTenantId: string): Promise<{ megabytes: number, seconds: number }> {
      const begun = performance.now()
      const url = `http://127.0.0.1:${own.port}/api/v3`
      const headers = { authorization: `Bearer ${token}` }
      const { taskId } =
        await (await fetch(`${url}/oc/numbers/action/synchronize?msTenantId=${msTenantId}`, {
          method: 'POST', headers
        })).json() as { taskId: string }
      for (let megabytes = 0; ;) {
        const [task] = await run<{ status: string }>(databaseUrl, `select status from task where id = '${taskId}'`)
        megabytes = Math.max(megabytes, residentMegabytes(own.pid))
        if (task?.status === 'CompletedSuccess') return { megabytes, seconds: (performance.now() - begun) / 1000 }
        if (task?.status !== 'InProgress') throw new Error(`The synchronization ended as ${task?.status}.`)
        await new Promise(resolve => setTimeout(resolve, 100))
      }
    }

    return {
      async round () {
        await synchronize(small)
        const base = residentMegabytes(own.pid)
        const added = await synchronize(large)
        const unchanged = await synchronize(large)
        // All of them are missing: nothing is left at Microsoft, and nothing was uploaded just now.
        await fetch(`${mock.url}/_mock/reset`, { method: 'POST' })
        await fetch(`${mock.url}/_mock/state`, {
          method: 'PATCH', headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ tenants: { [large]: { numbers: [] } } })
        })
        const marked = await synchronize(large)
        const most = Math.max(added.megabytes, unchanged.megabytes, marked.megabytes)
        return {
          values: [most - base],
          readings: {
            'before MB': base, 'added s': added.seconds, 'unchanged s': unchanged.seconds, 'marked s': marked.seconds
          }
        }
      },
      async close () { await own.stop() }
    }
  }
}
