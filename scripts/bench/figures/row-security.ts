import { run } from '../bench.ts'
import { less, type Figure } from '../figure.ts'
import { startLoad, startOwn } from '../http/servers.ts'
import type { Result } from '../http/load.ts'
import { requestToken } from '../../stack/demo.ts'

const insertNumbers = `
  insert into number (provider_id, number, country, source, ms_tenant_id, calling_profile_id, usage, acquired_on)
  select 1, '+6139' || lpad(n::text, 8, '0'), 'AU', 'webapi', 'c1a7e2d0-1111-4a61-9b01-0000000000a1',
    '5f3fbb3b-df9b-483d-b294-c7eb01e22aac', 'CallingUserAssignment', now()
  from generate_series(1, 20000) n`
const insertTasks = `
  insert into task (provider_id, id, kind, partition_key, state, status, step, input, caller, item_count, messages,
    finished_at, ms_tenant_id, customer_id, channel_id)
  select 1, 'wup_' || gen_random_uuid(), 'upload-numbers', 'partition', 'finished', 'CompletedSuccess', 'complete',
    '{}', 'bench', 1, '[]', now(), c.ms_tenant_id, c.id, c.channel_id
  from customer c, generate_series(1, 1000) n where c.channel_id is not null`

const reads = ['a page of 200 numbers', 'a page of tasks', 'one task', 'the customers'] as const
const askers = ['provider', 'channel'] as const

/** Two APIs on one database take turns: one behind both walls, and one behind its own conditions alone. */
export const rowSecurity: Figure = {
  name: 'row-security',
  lines: askers.flatMap(asker => reads.map((read, place) => less(
    `${place === 0 ? 'through row-level security, against without: ' : '… '}${read}, for a ${asker}`, 2, 1.1
  ))),
  async open (bench) {
    const url = await bench.database('row_security')
    await run(
      url, 'set session_replication_role = replica', insertNumbers, 'select recount_number_blocks()', insertTasks,
      'vacuum analyze'
    )
    const [task] = await run<{ id: string }>(url, 'select id from task limit 1')
    const walled = await startOwn(bench, url)
    const open = await startOwn(bench, url, { DATABASE_ROW_SECURITY: 'off' })
    const generator = startLoad()
    const tokens = {
      provider: await requestToken(bench.microsoftUrl, 'admin'),
      channel: await requestToken(bench.microsoftUrl, 'channel')
    }
    const paths = ['oc/numbers?PageSize=200', 'task?PageSize=200', `task/${task?.id}`, 'customer']
    const read = async (port: number, asker: typeof askers[number], path = ''): Promise<number> => {
      const request = { kind: 'get', token: tokens[asker], paths: [`/api/v3/${path}`] }
      return (await generator.call<Result>('oneByOne', { port, request, count: 40 })).p50
    }
    for (const path of paths) await Promise.all([walled, open].map(({ port }) => read(port, 'provider', path)))
    return {
      async round () {
        const values: number[] = []
        const readings: Record<string, number> = {}
        for (const asker of askers) {
          for (const [place, path] of paths.entries()) {
            const [through, without] = [await read(walled.port, asker, path), await read(open.port, asker, path)]
            values.push(through / without)
            readings[`${reads[place]}, ${asker}, ms`] = through
            readings[`${reads[place]}, ${asker}, without, ms`] = without
          }
        }
        return { values, readings }
      },
      async close () { await Promise.all([walled, open, generator].map(program => program.stop())) }
    }
  }
}
