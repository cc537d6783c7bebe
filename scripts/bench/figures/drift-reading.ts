import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { requestToken } from '../../stack/demo.ts'
import { demoFile, run, type Bench } from '../bench.ts'
import { less, type Figure } from '../figure.ts'
import { startOwn, type Server } from '../http/servers.ts'
import { residentMegabytes } from './processes.ts'
import { send } from './upload-wall.ts'

const many = 250_000
const devices = [8, 11, 21, 22]
const tenant = 'c1a7e2d0-1111-4a61-9b01-0000000000a1'
const tag = `Trunk=${tenant}`
const name = 'Southern'
const numberOf = (index: number): string => `+613${95_000_000 + index}`
const sleep = (milliseconds: number): Promise<void> => new Promise(resolve => setTimeout(resolve, milliseconds))

/** Megabytes of a worker: what is alive on its heap, and all that it has of the machine. */
interface Held { readonly live: number, readonly resident: number }
const heldBy = async (own: Server): Promise<Held> =>
  ({ live: await own.call<number>('liveMegabytes'), resident: residentMegabytes(own.pid) })

/** As the records have them: numbers of one tenant, each on all devices. */
const records = [
  `insert into number (provider_id, number, country, source, ms_tenant_id, calling_profile_id, usage, capabilities,
      removal_status, uploaded_at, created_at)
    select 1, '+613' || 95000000 + i, 'AU', 'webapi', '${tenant}', '5f3fbb3b-df9b-483d-b294-c7eb01e22aac',
      'CallingUserAssignment', '{InboundCalling,OutboundCalling}', 0, now() - interval '2 days',
      now() - interval '2 days'
    from generate_series(0, ${many - 1}) i`,
  `insert into number_on_sbc (provider_id, number, sbc_id, rule_name, rule_tag, programmed_at)
    select 1, n.number, b.id, '${name}', '${tag}', now() - interval '2 days' from number n cross join sbc b`,
  'analyze number', 'analyze number_on_sbc'
]

async function startMocks (bench: Bench): Promise<{ microsoftUrl: string, sbcUrl: string }> {
  const state = JSON.parse(readFileSync(demoFile('microsoft.json'), 'utf8'))
  state.tenants[tenant].numbers = Array.from(
    { length: many }, (_, index) => ({ telephoneNumber: numberOf(index), acquiredOn: '2026-02-16T16:15:02.447118Z' })
  )
  const file = join(bench.folder, 'drift-numbers.json')
  writeFileSync(file, JSON.stringify(state))
  const microsoft = await bench.startMock('microsoft-mock/server.js', {
    MICROSOFT_MOCK_PORT: '0', MICROSOFT_MOCK_STATE: file
  })
  // One program plays all devices: what is measured reads each of them over a connection of its own.
  const sbc = await bench.startMock('sbc-mock/server.js', { SBC_MOCK_PORT: '0' })
  await send(sbc.url, '/_mock/behaviour', JSON.stringify({ maxRules: 2 * many }))
  const rules = Array.from({ length: many }, (_, index) => ({ name, prefix: numberOf(index), tag }))
  await send(sbc.url, '/_mock/state', JSON.stringify({
    users: [{ name: 'dialplane', password: 'demo-sbc-password', level: 'Security Administrator' }],
    dialPlans: { OCDialPlan: rules }
  }), 'PUT')
  return { microsoftUrl: microsoft.url, sbcUrl: sbc.url }
}

/** All sides of a large provider are read and compared by a worker that never holds a plan as a whole. */
export const driftReading: Figure = {
  name: 'drift-reading',
  rounds: 2,
  lines: [
    less(
      `growth of the live heap while ${many.toLocaleString('en')} numbers are read at Microsoft and on 4 SBCs`, 40, 15,
      'MB'
    ),
    less('… of the memory of the process', 120, 60, 'MB')
  ],
  async open (bench) {
    const { microsoftUrl, sbcUrl } = await startMocks(bench)
    const databaseUrl = await bench.database('drift_reading')
    await run(databaseUrl, `update sbc set base_url = '${sbcUrl}'`)
    const own = await startOwn({ ...bench, microsoftUrl }, databaseUrl, { ROLE: 'all' })
    const headers = {
      authorization: `Bearer ${await requestToken(microsoftUrl, 'admin')}`, 'content-type': 'application/json'
    }
    const post = async <Answer>(path: string, body: object): Promise<Answer> =>
      await (await fetch(`http://127.0.0.1:${own.port}/api/v3${path}`, {
        method: 'POST', headers, body: JSON.stringify(body)
      })).json() as Answer
    for (const id of devices.slice(2)) {
      await post('/sbc', {
        name: `SBC ${id}`, fqdn: `sbc${id}.example`, driver: 'mediant', baseUrl: sbcUrl, username: 'dialplane',
        password: 'demo-sbc-password'
      })
    }
    await run(databaseUrl, ...records)
    // What registering takes is not what reading takes.
    const isBusy = "select from task where state <> 'finished' and kind in ('register-sbc', 'qualify-sbc') limit 1"
    while ((await run(databaseUrl, isBusy)).length > 0) await sleep(500)
    return {
      async round () {
        const before = await heldBy(own)
        const begun = performance.now()
        const { taskId } = await post<{ taskId: string }>('/drift/readings', {})
        const seen: Held[] = []
        for (;;) {
          const [task] = await run<{ status: string, found: number }>(
            databaseUrl,
            `select status, (select count(*)::int from drift) as found from task where id = '${taskId}'`
          )
          if (task?.status !== 'InProgress') {
            const [read] = await run<{ count: number }>(databaseUrl, 'select count(*)::int from drift_seen')
            if (task?.status !== 'CompletedSuccess' || task.found > 0 || read?.count !== many * (devices.length + 1)) {
              throw new Error(`It ended as ${task?.status}: ${task?.found} differences in ${read?.count} sightings.`)
            }
            break
          }
          seen.push(await heldBy(own))
          await sleep(500)
        }
        const seconds = (performance.now() - begun) / 1000
        const after = await heldBy(own)
        const middle = seen[seen.length >> 1] ?? after
        const most = (of: keyof Held): number => Math.max(...seen.map(one => one[of]), after[of])
        return {
          values: [most('live') - before.live, most('resident') - before.resident],
          readings: {
            seconds, 'live before MB': before.live, 'live in the middle MB': middle.live,
            'live at most MB': most('live'), 'live after MB': after.live, 'memory before MB': before.resident,
            'in the middle MB': middle.resident, 'at most MB': most('resident'), 'after MB': after.resident
          }
        }
      },
      async close () { await own.stop() }
    }
  }
}
