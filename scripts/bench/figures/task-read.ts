import { run } from '../bench.ts'
import { less, more, type Figure } from '../figure.ts'
import { startBaseline, startLoad, startOwn } from '../http/servers.ts'
import type { Result } from '../http/load.ts'
import type { Request } from '../http/requests.ts'
import { requestToken } from '../../stack/demo.ts'

const load = { connections: 50, seconds: 3 }

/** Tasks as clients poll them: half of them over, half still running. */
const insertTasks = `
  insert into task (provider_id, id, kind, partition_key, state, status, step, input, caller, item_count, messages,
    finished_at)
  select 1, 'wup_' || gen_random_uuid(), 'upload-numbers', 'partition', case when n % 2 = 0 then 'finished'
    else 'waiting' end,
    case when n % 2 = 0 then 'CompletedSuccess' else 'InProgress' end, 'complete', '{}', 'bench', 1,
    (select jsonb_agg(jsonb_build_object('level', 'Information', 'message', 'Telephone numbers programmed in SBC. 8',
      'step', 'program-sbcs', 'at', now())) from generate_series(1, 6)),
    case when n % 2 = 0 then now() end
  from generate_series(1, 1000) n`

export const taskRead: Figure = {
  name: 'task-read',
  lines: [
    more('task read, 50 connections, req/s against the same Fastify without a database', 0.4, 0.8),
    less('… p99', 1.8, 1.2)
  ],
  async open (bench) {
    const url = await bench.database('task_read')
    const ids = await run<{ id: string }>(url, insertTasks, 'vacuum analyze task', 'select id from task')
    const own = await startOwn(bench, url)
    const baseline = await startBaseline(bench, 'without-database', url)
    const generator = startLoad()
    const request: Request = {
      kind: 'get', token: await requestToken(bench.microsoftUrl, 'admin'),
      paths: ids.map(({ id }) => `/api/v3/task/${id}`)
    }
    const measure = async (port: number): Promise<Result> => generator.call('closedLoop', { ...load, port, request })
    for (const { port } of [own, baseline]) await measure(port)
    return {
      async round () {
        const ours = await measure(own.port)
        const bare = await measure(baseline.port)
        return {
          values: [ours.perSecond / bare.perSecond, ours.p99 / bare.p99],
          readings: {
            'ours req/s': ours.perSecond, 'ours p99 ms': ours.p99, 'without database req/s': bare.perSecond,
            'p99 ms': bare.p99
          }
        }
      },
      async close () { await Promise.all([own, baseline, generator].map(program => program.stop())) }
    }
  }
}
