import { run } from '../bench.ts'
import { less, type Figure } from '../figure.ts'
import { startLoad, startOwn, type Server } from '../http/servers.ts'
import type { Result } from '../http/load.ts'
import { requestToken } from '../../stack/demo.ts'

const many = 2_000_000
const few = 2_000
const pageSize = 200

const insertNumbers = (count: number): string => `
  insert into number (provider_id, number, country, source, ms_tenant_id, calling_profile_id, usage, acquired_on)
  select 1, '+6139' || lpad(n::text, 8, '0'), 'AU', 'webapi', 'c1a7e2d0-1111-4a61-9b01-0000000000a1',
    '5f3fbb3b-df9b-483d-b294-c7eb01e22aac', 'CallingUserAssignment', now()
  from generate_series(1, ${count}) n`

export const numberPages: Figure = {
  name: 'number-pages',
  lines: [
    less('GET /api/v3/oc/numbers with 2,000,000 numbers, first page, against 2,000 numbers', 1.5, 1.1),
    less('… 10,000th page', 1.5, 1.1)
  ],
  async open (bench) {
    const servers: Server[] = []
    for (const [name, count] of [['numbers_many', many], ['numbers_few', few]] as const) {
      const url = await bench.database(name)
      // The history of two million numbers is not what is measured, and takes longer than they do.
      await run(
        url, 'set session_replication_role = replica', insertNumbers(count), 'select recount_number_blocks()',
        'vacuum analyze'
      )
      servers.push(await startOwn(bench, url))
    }
    const generator = startLoad()
    const token = await requestToken(bench.microsoftUrl, 'admin')
    const read = async (server: Server | undefined, page: number): Promise<number> => {
      const request = { kind: 'get', token, paths: [`/api/v3/oc/numbers?PageNumber=${page}&PageSize=${pageSize}`] }
      return (await generator.call<Result>('oneByOne', { port: server?.port, request, count: 40 })).p50
    }
    const [large, small] = servers
    for (const server of servers) await read(server, 1)
    return {
      async round () {
        const first = await read(large, 1)
        const base = await read(small, 1)
        const last = await read(large, many / pageSize)
        return {
          values: [first / base, last / base],
          readings: { 'first page ms': first, 'page 10,000 ms': last, 'of 2,000 ms': base }
        }
      },
      async close () { await Promise.all([...servers, generator].map(program => program.stop())) }
    }
  }
}
