import t from 'tap'
import type { Anything } from '../support/anything.ts'
import { armBarrier, type Barrier } from '../support/barriers.ts'
import { openRecords } from '../support/records.ts'
import { startStack, tenants } from '../support/stack.ts'
import { until } from '../support/until.ts'
import { classes, plantWorld } from './seeded-world.ts'

const seed = Number(process.env['DRIFT_SEED'] ?? Date.now() % 1_000_000)

/** The same numbers from 0 to 1 for the same seed (mulberry32). */
function randomOf (from: number): () => number {
  let state = from
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** The number with a choice of capabilities that nobody else makes. */
const otherwise = (one: Anything): Anything => ({
  ...one, choosableCapabilities: ['OutboundCalling'],
  acquiredCapabilities: ['Office365', 'OutboundCalling', 'UserAssignment']
})

t.test(`what other hands change between reading and repair is never written over (seed ${seed})`, async t => {
  const random = randomOf(seed)
  const stack = await startStack(t)
  const records = await openRecords(t, stack.databaseUrl)
  await stack.startApi()
  await stack.startWorker()
  const { all, planted } = await plantWorld(stack, records, 200, 4)
  const differing = new Set(classes.flatMap(name => planted[name]))
  const clean = all.filter(number => !differing.has(number))
  await stack.call('PUT', '/api/v3/drift/policies', {
    body: { policies: classes.map(name => ({ class: name, msTenantId: null, mode: 'repair' })) }
  })
  const some = (numbers: readonly string[], share = 0.5): string[] => numbers.filter(() => random() < share)
  const atMicrosoft = async (): Promise<Map<string, Anything>> => {
    const { tenants: known } = await stack.microsoft.control('GET', '/_mock/state')
    return new Map(known[tenants.australian].numbers.map((one: Anything) => [one.telephoneNumber, one]))
  }
  const onSbc = async (): Promise<Map<string, string>> => {
    const { dialPlans } = await stack.sbcs[0].control('GET', '/_mock/state')
    return new Map(dialPlans.OCDialPlan.map(({ prefix, tag }: Anything) => [prefix, tag]))
  }

  const { body: { taskId } } = await stack.call('POST', '/api/v3/drift/readings', { body: {} })
  // Microsoft and the first SBC are read when the second one is asked. Somebody else may ask it for the same.
  const held = await until('the second SBC is being read', async (): Promise<Barrier | false> => {
    const barrier = await armBarrier(stack.sbcs[1], { method: 'GET', path: 'files/cliScript$' })
    await barrier.arrived(120)
    const [{ device }] = await records.query("select progress -> 'device' as device from task where id = $1", [taskId])
    if (device?.sbcId === 11) return barrier
    await barrier.release()
    return false
  })

  // By hand at Microsoft: numbers go, come, and are changed.
  const before = await atMicrosoft()
  const gone = some([...planted.microsoft_only, ...planted.missing_on_sbc, ...clean.slice(0, 10)])
  const come = some([...planted.records_only, ...planted.sbc_only])
  const changed = some([...planted.attribute_mismatch, ...clean.slice(10, 20)])
  const kept = [...before].filter(([number]) => !gone.includes(number)).map(([number, one]) =>
    changed.includes(number) ? otherwise(one) : one)
  const [example] = kept
  await stack.microsoft.control('PATCH', '/_mock/state', {
    tenants: {
      [tenants.australian]: {
        numbers: [...kept, ...come.map(telephoneNumber => ({
          telephoneNumber, acquiredOn: example.acquiredOn, callingProfileId: example.callingProfileId
        }))]
      }
    }
  })
  // By hand on the first SBC: rules are led elsewhere.
  const led = new Set(some([
    ...planted.sbc_only, ...planted.other_tag, ...planted.records_only, ...planted.attribute_mismatch,
    ...clean.slice(20, 30)
  ]))
  const { dialPlans } = await stack.sbcs[0].control('GET', '/_mock/state')
  await stack.sbcs[0].control('PUT', '/_mock/state', {
    dialPlans: {
      ...dialPlans, OCDialPlan: dialPlans.OCDialPlan.map((rule: Anything) =>
        led.has(rule.prefix) ? { ...rule, tag: 'Carrier=another' } : rule)
    }
  })
  // By tasks, as they leave the records: a real one would wait for the SBC that is being read.
  const released = some(clean.slice(30, 36), 0.8)
  await records.query(
    `insert into number_history (provider_id, number, change, task_id, caller, before, after)
      select 1, n, 'changed', 'wup_other', 'somebody', '{}', '{}' from unnest($1::text[]) n`, [released]
  )
  await records.query('delete from number where number = any($1)', [released])

  const settled = { microsoft: await atMicrosoft(), sbc: await onSbc() }
  await held.release()
  t.match(await stack.finished(taskId), { status: /^Completed/ })

  const now = { microsoft: await atMicrosoft(), sbc: await onSbc() }
  for (const number of [...gone, ...come, ...changed]) {
    t.same(now.microsoft.get(number), settled.microsoft.get(number), `${number} is at Microsoft as it was left`)
  }
  for (const number of led) {
    t.equal(now.sbc.get(number), settled.sbc.get(number), `${number} is on the SBC as it was left`)
  }
  t.same(
    await records.query('select number from number where number = any($1)', [released]), [],
    'what a task has just taken from the records does not come back'
  )
})
