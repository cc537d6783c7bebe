import { request, Client } from 'undici'
import { seedDemo } from '../../demo/seed.ts'
import { requestToken } from '../../stack/demo.ts'
import { demoFile, run } from '../bench.ts'
import { less, type Figure } from '../figure.ts'
import { startLoad, startOwn } from '../http/servers.ts'
import type { Call } from '../http/trace-upstreams.ts'

export const uploadWall: Figure = {
  name: 'upload-wall',
  lines: [
    less(
      'upload of 1,000 numbers against mocks that answer at once: wall time, against its upstream calls made one ' +
      'after another',
      1.2, 1.05
    )
  ],
  async open (bench) {
    const url = await bench.database('upload_wall')
    const sbcs = [
      await bench.startMock('sbc-mock/server.js', sbcEnvironment),
      await bench.startMock('sbc-mock/server.js', sbcEnvironment)
    ] as const
    await seedDemo({
      databaseUrl: url, secretsKey: bench.secretsKey, microsoftMockUrl: bench.microsoftUrl,
      sbcMockUrls: [sbcs[0].url, sbcs[1].url]
    })
    const api = await startOwn(bench, url)
    const worker = await startOwn(bench, url, {
      ROLE: 'worker', BENCH_PRELOAD: 'scripts/bench/http/trace-upstreams.js'
    })
    const generator = startLoad()
    const token = await requestToken(bench.microsoftUrl, 'admin')
    const mocks = [bench.microsoftUrl, sbcs[0].url, sbcs[1].url]
    const reset = async (): Promise<void> => {
      for (const mock of mocks) await send(mock, '/_mock/reset', '{}')
      await send(bench.microsoftUrl, '/_mock/behaviour', '{"jobMilliseconds":0}')
    }
    const upload = async (): Promise<number> => {
      await reset()
      await run(
        url, 'truncate task, task_item, idempotency_key cascade', 'truncate number cascade', 'truncate number_block'
      )
      await worker.call('trace')
      const begun = performance.now()
      await generator.call('oneByOne', {
        port: api.port, request: { kind: 'upload', token, numbers: 1000, idempotent: true }, count: 1
      })
      for (;;) {
        const [task] = await run<{ state: string, status: string }>(url, 'select state, status from task')
        if (task?.state === 'finished') {
          if (task.status !== 'CompletedSuccess') throw new Error(`The upload ended as ${task.status}`)
          return performance.now() - begun
        }
        await new Promise(resolve => setTimeout(resolve, 3))
      }
    }
    for (let round = 0; round < 3; round++) await upload()
    return {
      async round () {
        const wall = await upload()
        const calls = await worker.call<Call[]>('traced')
        await reset()
        const alone = await replay(calls)
        return { values: [wall / alone], readings: { 'wall ms': wall, 'its calls ms': alone, calls: calls.length } }
      },
      async close () { await Promise.all([api, worker, generator, ...sbcs].map(program => program.stop())) }
    }
  }
}

export const sbcEnvironment = { SBC_MOCK_PORT: '0', SBC_MOCK_STATE: demoFile('sbc.json') }

export async function send (
  base: string, path: string, body: string, method: 'POST' | 'PUT' = 'POST'
): Promise<void> {
  const answer = await request(base + path, { method, headers: { 'content-type': 'application/json' }, body })
  const text = await answer.body.text()
  if (answer.statusCode >= 300) throw new Error(`${path}: ${text}`)
}

/**
 * Milliseconds of the same calls, one connection to each upstream; what Microsoft names anew takes the place of the old
 * name.
 */
async function replay (calls: readonly Call[]): Promise<number> {
  const clients = new Map(calls.map(({ origin }) => [origin, new Client(origin)]))
  let job = ''
  const begun = performance.now()
  for (const { origin, method, path, headers, body } of calls) {
    const answer = await clients.get(origin)?.request({
      method: method as 'GET', path: path.replace(/(UploadTelephoneNumbers\/)[0-9a-f-]{36}/, `$1${job}`),
      headers: [...headers], body: body ?? null
    })
    const text = await answer?.body.text() ?? ''
    if (method === 'POST' && /UploadTelephoneNumbers$/.test(path)) job = /"id":"([^"]+)"/.exec(text)?.[1] ?? ''
  }
  const took = performance.now() - begun
  for (const client of clients.values()) await client.close()
  return took
}
