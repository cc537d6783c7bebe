import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { seedDemo } from '../../demo/seed.ts'
import { requestToken } from '../../stack/demo.ts'
import { demoFile, run } from '../bench.ts'
import { less, type Figure } from '../figure.ts'
import { startOwn } from '../http/servers.ts'
import { inFlight } from '../queues/payload.ts'
import { send } from './upload-wall.ts'

const [tenants, numbersEach, jobSeconds, requestSeconds, ruleSeconds] = [500, 20, 20, 0.3, 0.002]
/** One request in so many fails at each SBC. */
const failing = 50
const profile = '5f3fbb3b-df9b-483d-b294-c7eb01e22aac'
const known = 'c1a7e2d0-1111-4a61-9b01-0000000000a1'

/**
 * Seconds that the upstreams alone take: all jobs of Microsoft at once; then both SBCs at once, each with all rules in
 * one script, read back once and saved once. A rule of a number that Microsoft has not accepted yet must not be there.
 */
const bound = jobSeconds + 3 * requestSeconds + tenants * numbersEach * ruleSeconds

/** Far longer than a window may take; what is left then, and where, says why. */
const patienceSeconds = 900
/** Without the watch, which examines devices as long as they are registered. */
const unfinished = `select format('%s of %s %s in %s: %s', count(*), kind, state, step, min(messages ->> -1)) as text
  from task where state <> 'finished' and kind <> 'examine-sbc' group by kind, state, step`

const tenantId = (index: number): string => `c4a0e000-0000-4000-8000-${String(index).padStart(12, '0')}`

const licences = `with licensed as (
    insert into customer (provider_id, ms_tenant_id, lead_id, short_name, full_name, license_type)
    select 1, ms_tenant_id, id, right(ms_tenant_id::text, 12), 'Customer', 3 from lead
    where ms_tenant_id::text like 'c4a0e000-%' returning id, short_name
  ) insert into site (provider_id, customer_id, sbc_id, name) select 1, id, 8, short_name from licensed`

/** Every tenant uploads its numbers at once, as on the night of a change. */
export const changeWindow: Figure = {
  name: 'change-window',
  rounds: 2,
  lines: [
    less(
      `a change window: ${tenants} tenants × ${numbersEach} numbers at once, Microsoft jobs of ${jobSeconds} s, SBCs ` +
      `of 300 ms a request and 2 ms a rule of which one in ${failing} requests fails, against what the upstreams take`,
      1.4, 1.15
    )
  ],
  async open (bench) {
    const state = JSON.parse(readFileSync(demoFile('microsoft.json'), 'utf8'))
    for (let index = 0; index < tenants; index++) {
      const id = tenantId(index)
      state.tenants[id] = { consent: { ...state.tenants[known].consent, id, tenantId: id } }
    }
    const file = join(bench.folder, 'change-window.json')
    writeFileSync(file, JSON.stringify(state))
    const mock = await bench.startMock('microsoft-mock/server.js', {
      MICROSOFT_MOCK_PORT: '0', MICROSOFT_MOCK_STATE: file
    })
    const sbcEnvironment = { SBC_MOCK_PORT: '0', SBC_MOCK_STATE: demoFile('sbc.json') }
    const sbcs = [
      await bench.startMock('sbc-mock/server.js', sbcEnvironment),
      await bench.startMock('sbc-mock/server.js', sbcEnvironment)
    ] as const
    const url = await bench.database('change_window')
    await seedDemo({
      databaseUrl: url, secretsKey: bench.secretsKey, microsoftMockUrl: mock.url,
      sbcMockUrls: [sbcs[0].url, sbcs[1].url]
    })
    const here = { ...bench, microsoftUrl: mock.url }
    const programs = [await startOwn(here, url), await startOwn(here, url, { ROLE: 'worker' })] as const
    const headers = {
      authorization: `Bearer ${await requestToken(mock.url, 'admin')}`, 'content-type': 'application/json'
    }
    const ask = async (path: string, body?: object): Promise<void> => {
      const answer = await fetch(`http://127.0.0.1:${programs[0].port}/api/v3/${path}`, {
        method: 'POST', headers, ...(body !== undefined && { body: JSON.stringify(body) })
      })
      if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`)
    }
    const finished = async (): Promise<void> => {
      const end = performance.now() + patienceSeconds * 1000
      for (;;) {
        const left = (await run<{ text: string }>(url, unfinished)).map(({ text }) => text)
        if (left.length === 0) return
        if (performance.now() > end) throw new Error(`After ${patienceSeconds} s: ${left.join('; ')}`)
        await new Promise(resolve => setTimeout(resolve, 200))
      }
    }
    await ask('oc/lead/action/synchronize')
    await finished()
    await run(url, licences)
    return {
      async round () {
        await run(url, 'truncate task, task_item, idempotency_key cascade', 'truncate number cascade')
        await send(mock.url, '/_mock/reset', '{}')
        await send(mock.url, '/_mock/behaviour', JSON.stringify({ jobMilliseconds: jobSeconds * 1000 }))
        for (const sbc of sbcs) {
          await send(sbc.url, '/_mock/reset', '{}')
          await send(sbc.url, '/_mock/behaviour', JSON.stringify({
            delayMilliseconds: requestSeconds * 1000, ruleMilliseconds: ruleSeconds * 1000
          }))
          for (let after = failing - 1; after < 100 * failing; after += failing) {
            await send(sbc.url, '/_mock/faults', JSON.stringify({ path: '^/api', after, status: 503 }))
          }
        }
        const begun = performance.now()
        let index = 0
        await inFlight(tenants, 20, () => {
          const first = 61_395_000_000 + index * numbersEach
          return ask(`oc/numbers/action/upload?msTenantId=${tenantId(index++)}`, {
            callingProfile: profile, usage: 'CallingUserAssignment', country: 'AU',
            capabilities: ['InboundCalling', 'OutboundCalling'],
            phoneNumbers: Array.from({ length: numbersEach }, (_, place) => `+${first + place}`)
          })
        })
        await finished()
        const [failed] = await run<{ messages: unknown }>(
          url, "select messages from task where kind = 'upload-numbers' and status <> 'CompletedSuccess' limit 1"
        )
        if (failed !== undefined) throw new Error(`An upload did not succeed: ${JSON.stringify(failed.messages)}`)
        const seconds = (performance.now() - begun) / 1000
        return { values: [seconds / bound], readings: { seconds, 'what the upstreams take': bound } }
      },
      async close () { await Promise.all([...programs, ...sbcs, mock].map(program => program.stop())) }
    }
  }
}
