import { pino } from 'pino'
import t from 'tap'
import { connect } from '../../src/database/connect.ts'
import { startBackground } from '../../src/engine/background.ts'
import { noteTraits } from '../../src/sbcs/records/qualifications.ts'
import { sbcWatch } from '../../src/sbcs/tasks/sbc-watch.ts'
import { until } from '../support/until.ts'
import { stackOfFile } from '../support/shared-stack.ts'

const freshStack = stackOfFile(t)

t.test('each SBC is read again and again by one durable task, however many workers there are', async t => {
  const stack = await freshStack(t)
  await stack.startApi()
  const log = pino({ level: 'silent' })
  const db = connect(stack.databaseUrl, 4, log)
  t.teardown(() => db.close())
  const watches = [1, 2, 3].map(() => startBackground([sbcWatch(2, 0.02)], db, log))
  const tasks = async (): Promise<Array<{ sbcId: number, readings: number | null }>> =>
    (await db.query<{ sbcId: number, readings: number | null }>({
      text:
        `select (input ->> 'sbcId')::int as "sbcId", (progress ->> 'readings')::int as readings from task
          where kind = 'examine-sbc' order by 1`
    })).rows
  await until('each SBC has a task', async () => (await tasks()).length >= 2)
  await Promise.all(watches.map(watch => watch.stop()))
  t.same((await tasks()).map(({ sbcId }) => sbcId), [8, 11], 'one for each device')

  const worker = await stack.startWorker()
  await until('each SBC has been read twice', async () => (await tasks()).every(({ readings }) => (readings ?? 0) >= 2))
  t.match((await stack.call('GET', '/api/v3/sbc/11/health')).body, { usable: true, firmware: /^7/, saveNeeded: false })
  await stack.sbcs[1].control('PUT', '/_mock/state', {
    parameters: {
      highAvailability: 'Operational',
      activeAlarms: [{ id: 1, description: 'Fan', severity: 'major', source: 'Fan#1', date: '2026-01-01T00:00:00Z' }]
    }
  })
  t.match((await stack.call('POST', '/api/v3/sbc/11/action/test')).body, { usable: true })
  t.match((await stack.call('GET', '/api/v3/sbc/11/health')).body, {
    highAvailability: 'Operational', alarms: [{ id: '1', description: 'Fan', severity: 'major' }]
  })
  type Findings = Array<{ check: string, message: string }>
  const messageIn = (findings: Findings, check: string): string | undefined =>
    findings.find(one => one.check === check)?.message
  const finding = async (check: string): Promise<string | undefined> =>
    messageIn((await stack.call('POST', '/api/v3/sbc/11/action/test')).body.findings, check)
  const setUp = (parameters: object): Promise<unknown> => stack.sbcs[1].control('PUT', '/_mock/state', { parameters })
  /** What the watch itself finds, and nobody else asks for. */
  const noticed = async (check: string, message: RegExp): Promise<void> => {
    const watch = startBackground([sbcWatch(0.2, 0.02)], db, log)
    try {
      await until(`the watch says ${message.source}`, async () => {
        const { findings } = (await stack.call('GET', '/api/v3/sbc/11/health')).body
        return message.test(messageIn(findings, check) ?? '')
      })
    } finally {
      await watch.stop()
    }
    t.pass(`the watch says ${message.source}`)
  }
  t.equal(await finding('identity'), undefined, 'the device is the one that it was')
  await setUp({ operationalState: 'LOCKED', serialNumber: 'another' })
  await stack.sbcs[1].control('POST', '/_mock/clock', { advanceSeconds: 100 * 86_400 })
  await noticed('state', /is locked: it takes no calls/)
  await noticed('clock', /100 days off/)
  await noticed('identity', /serial number another, and had .*: it was replaced/)
  t.match(await finding('identity'), /it was replaced/, 'this is told until it is restored')
  const restored = await stack.call('POST', '/api/v3/sbc/11/action/restore')
  t.match(await stack.finished(restored.body.taskId), { status: 'CompletedSuccess' })
  await until('then it is the device that is known', async () => await finding('identity') === undefined)
  await db.query({
    text: `with made as (insert into number (provider_id, number, source, ms_tenant_id) select provider_id,
        '+61395559' || n, 'webapi', gen_random_uuid() from sbc, generate_series(100, 119) n where id = 11
        returning provider_id, number)
      insert into number_on_sbc (provider_id, sbc_id, number, rule_name, rule_tag)
        select provider_id, 11, number, 'x', 'y' from made`
  })
  await noticed('identity', /has 0 rules in its dial plan, and 20 numbers should be on it/)
  await stack.sbcs[1].control('PUT', '/_mock/state', { plans: [{ name: 'Zoom' }] })
  await noticed('dial-plans', /OCDialPlan does not exist on it/)
  await stack.sbcs[1].control('PUT', '/_mock/state', { plans: [{ name: 'OCDialPlan' }, { name: 'CustDialPlan' }] })
  await setUp({ firmware: '7.20A.258.559', operationalState: 'UNLOCKED' })
  await noticed('limits', /tags of 16 characters .*7\.20A.*numbers need 42/)
  t.match((await stack.call('GET', '/api/v3/sbc/11/health')).body, { usable: false }, 'it is not usable for numbers')
  await worker.stop()
})

t.test('another configuration counts when two looks saw it, and at once where more has changed', async t => {
  const stack = await freshStack(t)
  const db = connect(stack.databaseUrl, 1, pino({ level: 'silent' }))
  t.teardown(() => db.close())
  const isNew = (generation: string | undefined, firmware = '7.4'): Promise<boolean> =>
    noteTraits(db, 1, 8, { firmware, serialNumber: '1', usable: true, isEmpty: false }, generation)
  t.equal(await isNew('a'), true, 'a device that was never seen')
  t.same([await isNew('a'), await isNew('b'), await isNew('c')], [false, false, false], 'never the same twice')
  t.same([await isNew('c'), await isNew('c')], [true, false], 'the same again is another one, once')
  t.same([await isNew(undefined), await isNew('c')], [false, false], 'what is not told is no change')
  t.same([await isNew('d', '7.6'), await isNew('d', '7.6')], [true, false], 'other firmware may show itself otherwise')
})

t.test('a round that breaks off does not count a device as watched whose task was not made', async t => {
  const stack = await freshStack(t)
  const log = pino({ level: 'silent' })
  const db = connect(stack.databaseUrl, 4, log)
  t.teardown(() => db.close())
  await db.query({
    text:
      "create function no_task_for_11 () returns trigger language plpgsql as 'begin if new.input ->> ''sbcId'' = " +
      "''11'' then raise exception ''broken off''; end if; return new; end'"
  })
  await db.query({
    text: 'create trigger no_task_for_11 before insert on task for each row execute function no_task_for_11()'
  })
  const watched = async (): Promise<unknown[]> =>
    (await db.query({ text: `select (input ->> 'sbcId')::int as id from task where kind = 'examine-sbc' order by 1` }))
      .rows
  const broken = new Promise<void>(resolve => {
    log.warn = () => resolve()
  })
  const watch = startBackground([sbcWatch(2, 0.02)], db, log)
  t.teardown(() => watch.stop())
  await broken
  t.same(await watched(), [], 'no task was made')
  await db.query({ text: 'drop trigger no_task_for_11 on task' })
  await until('a task was made', async () => (await watched()).length > 0)
  t.same(await watched(), [{ id: 8 }, { id: 11 }], 'the next round sees to both')
})
