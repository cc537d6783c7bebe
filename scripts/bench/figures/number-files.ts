import { Readable } from 'node:stream'
import { request } from 'undici'
import { seedDemo } from '../../demo/seed.ts'
import { requestToken } from '../../stack/demo.ts'
import { demoFile, run } from '../bench.ts'
import { less, type Figure } from '../figure.ts'
import { startOwn } from '../http/servers.ts'
import { residentMegabytes } from './processes.ts'

const many = Number(process.env['BENCH_ROWS'] ?? 100_000)
const few = 1_000
const tenant = 'c1a7e2d0-1111-4a61-9b01-0000000000a1'
const profile = '5f3fbb3b-df9b-483d-b294-c7eb01e22aac'

/** Files of numbers are as large as operators are; what they cost in memory must not be. */
export const numberFiles: Figure = {
  name: 'number-files',
  rounds: 1,
  lines: [
    less('memory that API and worker grow by: import of 100,000 numbers, uploaded to the end', 100, 50, 'MB'),
    less('… export of them', 100, 50, 'MB')
  ],
  async open (bench) {
    const url = await bench.database('number_files')
    const sbcs = [
      await bench.startMock('sbc-mock/server.js', sbcEnvironment),
      await bench.startMock('sbc-mock/server.js', sbcEnvironment)
    ] as const
    await seedDemo({
      databaseUrl: url, secretsKey: bench.secretsKey, microsoftMockUrl: bench.microsoftUrl,
      sbcMockUrls: [sbcs[0].url, sbcs[1].url]
    })
    await send(bench.microsoftUrl, '/_mock/behaviour', '{"jobMilliseconds":0}')
    const own = await startOwn(bench, url, { ROLE: 'all' })
    const base = `http://127.0.0.1:${own.port}/api/v3/oc/numbers`
    const headers = {
      authorization: `Bearer ${await requestToken(bench.microsoftUrl, 'admin')}`, 'content-type': 'text/csv'
    }

    async function bringIn (first: number, count: number): Promise<void> {
      const query = `msTenantId=${tenant}&callingProfileId=${profile}&usage=CallingUserAssignment&country=AU`
      const answer = await request(`${base}/import?${query}`, {
        method: 'POST', headers, body: Readable.from(fileOf(first, count))
      })
      const { taskId } = await answer.body.json() as { taskId: string }
      for (;;) {
        const [task] = await run<{ status: string }>(url, `select status from task where id = '${taskId}'`)
        if (task?.status === 'CompletedSuccess') return
        if (task?.status !== 'InProgress') throw new Error(`The import ended as ${task?.status}`)
        await new Promise(resolve => setTimeout(resolve, 250))
      }
    }

    async function takeOut (): Promise<number> {
      const answer = await request(`${base}/export`, { headers })
      let lines = 0
      for await (const chunk of answer.body) for (const byte of chunk as Uint8Array) if (byte === 10) lines += 1
      return lines - 1
    }

    await bringIn(0, few)
    await takeOut()
    return {
      async round () {
        const before = residentMegabytes(own.pid)
        const imported = await peakWhile(own.pid, () => bringIn(few, many - few))
        const exported = await peakWhile(own.pid, takeOut)
        if (exported.result !== many) throw new Error(`The export has ${exported.result} rows`)
        return {
          values: [imported.peak - before, exported.peak - before],
          readings: { 'before MB': before, 'import s': imported.seconds, 'export s': exported.seconds }
        }
      },
      async close () { await Promise.all([own, ...sbcs].map(program => program.stop())) }
    }
  }
}

const sbcEnvironment = { SBC_MOCK_PORT: '0', SBC_MOCK_STATE: demoFile('sbc.json') }

async function peakWhile<Result> (
  pid: number, work: () => Promise<Result>
): Promise<{ result: Result, peak: number, seconds: number }> {
  const begun = performance.now()
  let peak = residentMegabytes(pid)
  const timer = setInterval(() => { peak = Math.max(peak, residentMegabytes(pid)) }, 100)
  try {
    const result = await work()
    return { result, peak, seconds: (performance.now() - begun) / 1000 }
  } finally {
    clearInterval(timer)
  }
}

function * fileOf (first: number, count: number): Generator<string> {
  yield 'telephoneNumber\r\n'
  for (let from = first; from < first + count; from += 500) {
    yield Array.from(
      { length: Math.min(500, first + count - from) },
      (_, index) => `+613955${String(from + index).padStart(5, '0')}\r\n`
    ).join('')
  }
}

async function send (base: string, path: string, body: string): Promise<void> {
  const answer = await request(base + path, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  if (answer.statusCode >= 300) throw new Error(`${path}: ${await answer.body.text()}`)
  await answer.body.dump()
}
