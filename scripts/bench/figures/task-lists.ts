import { run } from '../bench.ts'
import { less, median, type Figure } from '../figure.ts'
import { startLoad, startOwn, type Server } from '../http/servers.ts'
import type { Result } from '../http/load.ts'
import { requestToken } from '../../stack/demo.ts'

/** 10,000,000 take a quarter of an hour to make, and 12 GB: say BENCH_TASKS=10000000 for them. */
const many = Number(process.env['BENCH_TASKS'] ?? 3_000_000)
const few = 10_000
const tenant = 'c1a7e2d0-1111-4a61-9b01-000000000007'

/** Two years of tasks of 500 tenants that are over, and 200 under way at their end. */
const insertTasks = (from: number, to: number, count: number): string => `
  insert into task (provider_id, id, kind, partition_key, state, status, step, input, caller, item_count, ms_tenant_id,
    created_at, step_entered_at, finished_at)
  select 1, 'wup_' || n, case when n % 10007 = 0 then 'add-channel' when n % 10 < 6 then 'upload-numbers'
      when n % 10 < 9 then 'release-numbers' else 'change-numbers' end,
    'partition', case when n > ${count - 200} then 'waiting' else 'finished' end,
    case when n > ${count - 200} then 'InProgress' when n % 100 < 3 then 'Failed' when n % 100 = 3 then 'Canceled'
      when n % 100 < 10 then 'CompletedWithErrors' else 'CompletedSuccess' end,
    'complete', '{}', 'bench', 1, ('c1a7e2d0-1111-4a61-9b01-' || lpad((n % 500)::text, 12, '0'))::uuid, at, at,
    case when n <= ${count - 200} then at + interval '1 minute' end
  from generate_series(${from}, ${to}) n
    cross join lateral (select now() - interval '730 days' * ((${count} - n)::float8 / ${count}) as at) t`

const day = 86_400_000
const ago = (days: number): string => new Date(Date.now() - days * day).toISOString()

const lists: Readonly<Record<string, () => string>> = {
  'no filter': () => '', 'in progress': () => 'status=InProgress', failed: () => 'status=Failed',
  'a kind': () => 'kind=upload-numbers', 'a rare kind': () => 'kind=add-channel', 'no such kind': () => 'kind=none',
  'a tenant': () => `msTenantId=${tenant}`, parked: () => 'parked=true',
  'made a year ago': () => `createdSince=${ago(366)}&createdUntil=${ago(364)}`,
  'ended a year ago': () => `finishedSince=${ago(366)}&finishedUntil=${ago(364)}`,
  'ended in the last hour': () => `finishedSince=${ago(1 / 24)}`,
  'moved in the last day': () => `updatedSince=${ago(1)}`, 'the oldest': () => 'sort=createTime',
  'the 50th page': () => 'PageNumber=50'
}

export const taskLists: Figure = {
  name: 'task-lists',
  lines: [
    less(`lists of ${many.toLocaleString('en')} tasks against 10,000: without a filter`, 1.2, 1.05),
    less('… the filter that suffers most', 1.5, 1.2), less('… the median of all filters', 1.2, 1.05)
  ],
  rounds: 3,
  async open (bench) {
    const servers: Server[] = []
    for (const [name, count] of [['tasks_many', many], ['tasks_few', few]] as const) {
      const url = await bench.database(name)
      const chunk = 1_000_000
      for (let from = 1; from <= count; from += chunk) {
        await run(url, insertTasks(from, Math.min(count, from + chunk - 1), count))
      }
      await run(url, 'vacuum analyze task')
      servers.push(await startOwn(bench, url))
    }
    const generator = startLoad()
    const token = await requestToken(bench.microsoftUrl, 'admin')
    const read = async (server: Server | undefined, query: string): Promise<number> => {
      const request = { kind: 'get', token, paths: [`/api/v3/task?PageSize=50&${query}`] }
      return (await generator.call<Result>('oneByOne', { port: server?.port, request, count: 15 })).p50
    }
    const [large, small] = servers
    for (const server of servers) await read(server, '')
    return {
      async round () {
        const readings: Record<string, number> = {}
        const ratios: number[] = []
        for (const [name, query] of Object.entries(lists)) {
          const [ours, base] = [await read(large, query()), await read(small, query())]
          readings[`${name} ms`] = ours
          readings[`${name} of 10,000 ms`] = base
          ratios.push(ours / base)
        }
        return { values: [ratios[0] ?? Number.NaN, Math.max(...ratios), median(ratios)], readings }
      },
      async close () { await Promise.all([...servers, generator].map(program => program.stop())) }
    }
  }
}
