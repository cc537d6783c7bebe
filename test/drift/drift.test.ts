import t from 'tap'
import type { Anything } from '../support/anything.ts'
import { openRecords } from '../support/records.ts'
import { startStack, tenants } from '../support/stack.ts'
import { classes, plantWorld } from './seeded-world.ts'

/** With DRIFT_NUMBERS=100000 the world is as large as a large operator's. */
const count = Number(process.env['DRIFT_NUMBERS'] ?? 2000)
const each = Math.max(3, Math.floor(count / 1000))

t.test('differences between records, Microsoft and SBCs', async t => {
  const stack = await startStack(t)
  const records = await openRecords(t, stack.databaseUrl)
  await stack.startApi()
  await stack.startWorker()
  const { all, planted } = await plantWorld(stack, records, count, each)
  const detect = async (): Promise<Anything> => {
    const { status, body } = await stack.call('POST', '/api/v3/drift/readings')
    if (status !== 200) throw new Error(JSON.stringify(body))
    return stack.finished(body.taskId)
  }
  const found = async (query: string): Promise<Anything[]> => {
    const rows: Anything[] = []
    for (let page = 1; ; page++) {
      const { body } = await stack.call('GET', `/api/v3/drift?${query}&PageSize=1000&PageNumber=${page}`)
      rows.push(...body.data)
      if (page >= body.totalPages) return rows
    }
  }

  await t.test('are found exactly, each in its class', async t => {
    const task = await detect()
    t.match(task, { status: 'CompletedSuccess', details: ['DriftFound'], outputData: { Unread: [] } })
    for (const name of classes) {
      t.same((await found(`class=${name}`)).map(({ telephoneNumber }) => telephoneNumber), planted[name], name)
    }
    const { body } = await stack.call('GET', '/api/v3/drift/counts')
    t.match(body, {
      total: each * classes.length, classes: [...classes].sort().map(name => ({ class: name, count: each }))
    })
    t.same(body.sbcs, [{ sbcId: 8, count: each * 3 }, { sbcId: 11, count: each }])
  })

  await t.test('tell what each side says, since when, and who can lift it', async t => {
    const [one] = await found('class=other_tag')
    t.match(one, {
      sbcId: 8, msTenantId: tenants.australian, liftedBy: 'provider', since: /^20/,
      evidence: {
        records: { msTenantId: tenants.australian, sbcs: [{ sbcId: 8 }, { sbcId: 11 }] },
        sbc: { tag: `Trunk=${tenants.israeli}` }, sbcReadAt: /^20/, microsoftReadAt: /^20/
      }
    })
    t.match((await found('class=attribute_mismatch'))[0], {
      attributes: ['capabilities'], evidence: { microsoft: { capabilities: ['InboundCalling'] } }
    })
    t.match((await found('class=consent_ended'))[0], { liftedBy: 'customer' })
    t.match(await found('sbcId=11'), planted.missing_on_sbc.map(telephoneNumber => ({ telephoneNumber })))
    t.same(await found('since=2100-01-01'), [])
    t.same((await found(`numberPrefix=${all[0]?.slice(1)}`)).map(({ class: name }) => name), ['records_only'])
    const { body } = await stack.call('GET', `/api/v3/drift/numbers/${planted.missing_on_sbc[0]}`)
    t.match(body, {
      records: { removalStatus: 0 }, drift: [{ class: 'missing_on_sbc' }],
      seen: [{ side: 'microsoft', msTenantId: tenants.australian, ageSeconds: Number }, { side: 'sbc', sbcId: 8 }]
    })
    t.equal(body.seen.length, 2, 'and not on the other SBC')
    const { body: readings } = await stack.call('GET', '/api/v3/drift/readings')
    t.match(readings.find(({ msTenantId }: Anything) => msTenantId === tenants.australian), {
      numbers: count - each * 4, failure: null
    })
  })

  await t.test('are told as events when they appear, by class and place', async t => {
    const { body } = await stack.call('GET', '/api/v3/events?types=drift.appeared&limit=1000')
    const told = body.data.map(({ data }: Anything) => `${data.class} ${data.numbers.length}`).sort()
    t.same(told, classes.map(name => `${name} ${each}`).sort())
  })

  await t.test('stay as they are while a place cannot be read, or a number is being worked on', async t => {
    const before = await found('')
    await stack.microsoft.control('PATCH', '/_mock/state', { tenants: { [tenants.australian]: { numbers: [] } } })
    await records.query(
      `insert into task_item (provider_id, task_id, ordinal, key)
        select 1, 'wup_held', place, number from unnest($1::text[]) with ordinality n (number, place)`, [all]
    )
    await records.query(
      `insert into task (provider_id, id, kind, partition_key, step, state, input, caller)
        values (1, 'wup_held', 'upload-numbers', 'held', 'validate', 'parked', '{}', 'test')`
    )
    t.match(await detect(), { outputData: { Appeared: 0 } })
    t.same((await found('')).map(({ class: name }) => name), before.map(({ class: name }) => name))
  })
})
