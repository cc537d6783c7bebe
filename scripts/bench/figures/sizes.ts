import { setTimeout as sleep } from 'node:timers/promises'
import { seedDemo } from '../../demo/seed.ts'
import { requestToken } from '../../stack/demo.ts'
import { run } from '../bench.ts'
import { less, type Figure } from '../figure.ts'
import { startLoad, startOwn } from '../http/servers.ts'
import { sbcEnvironment, send } from './upload-wall.ts'

const tables = [
  'number', 'number_on_sbc', 'number_history', 'number_rule_history', 'number_inventory', 'task', 'task_item', 'event',
  'audit_entry', 'idempotency_key'
] as const

const largeUploads = 5
const smallUploads = 200

interface Weight { readonly all: number, readonly bytes: Record<string, number>, readonly rows: Record<string, number> }

/** Bytes on disk with indexes, of the database and of each table; and how many rows each has. */
async function weigh (url: string): Promise<Weight> {
  const counts = tables.map(name => `(select count(*)::int from ${name}) as ${name}`).join()
  const sizes = tables.map(name => `pg_total_relation_size('${name}')::float8 as ${name}`).join()
  const [bytes = {}] = await run<Record<string, number>>(url, 'vacuum analyze', `select ${sizes}`)
  const [rows = {}] = await run<Record<string, number>>(url, `select ${counts}`)
  const [whole] = await run<{ all: number }>(url, 'select pg_database_size(current_database())::float8 as all')
  return { all: whole?.all ?? Number.NaN, bytes, rows }
}

/** What numbers and tasks leave in the database, by way of the product. docs/sizing.md reckons with it. */
export const sizes: Figure = {
  name: 'sizes',
  rounds: 1,
  lines: [
    less('room in the database for a number on two SBCs, uploaded with 999 others', 4000, 2500, 'B'),
    less('… for a number uploaded alone, with the task of its own', 25_000, 12_000, 'B')
  ],
  async open (bench) {
    const url = await bench.database('sizes')
    const sbcs = await Promise.all([0, 1].map(() => bench.startMock('sbc-mock/server.js', sbcEnvironment)))
    const [first = '', second = ''] = sbcs.map(sbc => sbc.url)
    await seedDemo({
      databaseUrl: url, secretsKey: bench.secretsKey, microsoftMockUrl: bench.microsoftUrl, sbcMockUrls: [first, second]
    })
    await send(bench.microsoftUrl, '/_mock/behaviour', '{"jobMilliseconds":0}')
    const own = await startOwn(bench, url, { ROLE: 'all' })
    const generator = startLoad()
    const token = await requestToken(bench.microsoftUrl, 'admin')
    const uploadAll = async (count: number, numbers: number): Promise<void> => {
      const begun = performance.now()
      await generator.call('oneByOne', {
        port: own.port, request: { kind: 'upload', token, numbers, idempotent: true }, count
      })
      for (let left: object | undefined; ; await sleep(200)) {
        [left] = await run<Record<string, number>>(url, underWay)
        if (Object.values(left ?? {}).every(count => count === 0)) break
        if (performance.now() - begun > 240_000) throw new Error(`Still under way: ${JSON.stringify(left)}`)
      }
      const [left] = await run<{ count: number }>(url, notWell)
      if (left?.count !== 0) throw new Error(`${left?.count} uploads did not end well`)
    }
    return {
      async round () {
        const before = await weigh(url)
        await uploadAll(largeUploads, 1000)
        const large = await weigh(url)
        await uploadAll(smallUploads, 1)
        const small = await weigh(url)
        const numbers = (large.rows['number'] ?? 0) - (before.rows['number'] ?? 0)
        return {
          values: [(large.all - before.all) / numbers, (small.all - large.all) / smallUploads],
          readings: Object.fromEntries(tables.map(name =>
            [`${name} B/row`, (small.bytes[name] ?? 0) / Math.max(1, small.rows[name] ?? 0)]))
        }
      },
      async close () { await Promise.all([own, generator, ...sbcs].map(program => program.stop())) }
    }
  }
}

/** Uploads, events and entries of audit that are on their way; none in the end. */
const underWay = `select
  (select count(*)::int from task where kind = 'upload-numbers' and state <> 'finished') as tasks,
  (select count(*)::int from event where position is null) as events,
  (select count(*)::int from audit_pending) as audit`

const notWell = `select count(*)::int as count from task where kind = 'upload-numbers' and status <> 'CompletedSuccess'`
