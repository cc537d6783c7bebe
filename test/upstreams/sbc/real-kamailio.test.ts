import t from 'tap'
import { openKamailio } from '../../../src/upstreams/sbc/http-kamailio.ts'
import type { Rule, Sbc, SbcConnection } from '../../../src/upstreams/sbc/sbc.ts'
import { exercise } from './conformance.ts'
import { connectionTo } from './device.ts'
import { spoilingProxy } from '../../support/spoiling-proxy.ts'
import { leaveRoom, notInstalled, realKamailio } from './real-kamailio.ts'
import { call, notInstalled as noSipp } from './sipp.ts'

const plan = 'OCDialPlan'
const rule = (number: number, tag = `Trunk=${number}`): Rule => ({
  name: 'acme', prefix: `+88820000${String(number).padStart(4, '0')}`, tag
})
const rules = (from: number, count: number): Rule[] => Array.from({ length: count }, (_, index) => rule(from + index))
const outcomesOf = (outcomes: ReadonlyArray<{ outcome: string }>): string[] => outcomes.map(({ outcome }) => outcome)

t.test('the real Kamailio', { skip: notInstalled }, async t => {
  const kamailio = await realKamailio(t)
  const { url, database } = kamailio
  const connect = (more: Partial<SbcConnection> = {}): Sbc => {
    const sbc = openKamailio({ ...connectionTo(url), ...more, driver: 'kamailio' })
    t.teardown(() => sbc.close())
    return sbc
  }
  const sbc = connect()

  await t.test('behaves as every SBC must', async t => {
    const proxy = await spoilingProxy(t, url)
    await exercise(t, {
      open: (t, more) => {
        const sbc = openKamailio({ ...connectionTo(proxy.url), ...more, driver: 'kamailio' })
        t.teardown(() => sbc.close())
        return sbc
      },
      plan,
      steer: {
        fault: async fault => proxy.spoil({ path: /\/dialplane\/add\//, ...fault }),
        misread: async fault => proxy.spoil({ path: /\/dialplane\/get\/.*\+/, ...fault }),
        restart: async () => { await kamailio.kill(); await kamailio.start() },
        power: isOn => isOn ? kamailio.start() : kamailio.kill(),
        meddle: async rule => { await connect().apply(plan, { add: [rule], remove: [] }) },
        room: rules => leaveRoom(database, rules),
        dieWhileSaving: async () => ({
          done: new Promise((resolve, reject) => proxy.spoil({
            path: /\/dialplane\/add\//, after: 1,
            meanwhile: () => kamailio.kill().then(() => kamailio.start()).then(resolve, reject)
          }))
        }),
        forgetful: ['Expiring', 'Forgetful']
      }
    })
  })

  await t.test('routes a call by the tag of its number, from the upload to the release', async t => {
    const one = rule(1, 'Trunk=0f3c')
    t.equal(await kamailio.invite(one.prefix), '404', 'the number is not known before')
    await sbc.apply(plan, { add: [one], remove: [] })
    t.equal(await kamailio.invite(one.prefix), '486 Trunk=0f3c', 'its call carries the tag')
    await kamailio.kill()
    await kamailio.start()
    t.equal(await kamailio.invite(one.prefix), '486 Trunk=0f3c', 'after a crash too')
    await sbc.apply(plan, { add: [], remove: [one] })
    t.equal(await kamailio.invite(one.prefix), '404', 'it is not known afterwards')
  })

  await t.test('routes a call that sipp makes, from the upload to the release', { skip: noSipp }, async t => {
    const one = rule(2, 'Trunk=77aa')
    const answer = (): Promise<string> => call(t.testdir(), kamailio.port, one.prefix)
    t.equal(await answer(), '404', 'the number is not known before')
    await sbc.apply(plan, { add: [one], remove: [] })
    t.equal(await answer(), '486 Trunk=77aa', 'its call carries the tag')
    await sbc.apply(plan, { add: [], remove: [one] })
    t.equal(await answer(), '404', 'it is not known afterwards')
  })

  await t.test('loses no row of anybody when it is killed in the middle of a change', async t => {
    await database.query(
      `insert into oc_dial_plan (key_name, key_value)
        select '+777' || n, 'Trunk=theirs|zoom' from generate_series(1, 2000) n`
    )
    const theirs = async (): Promise<unknown> =>
      (await database.query("select count(*)::int as n from oc_dial_plan where key_name like '+777%'")).rows[0].n
    let written = 0
    let killing: Promise<void> | undefined
    await t.rejects(sbc.apply(plan, { add: rules(100, 60), remove: [] }, () => {
      written += 1
      if (written === 30) killing = kamailio.kill()
    }), { name: 'UpstreamFault', isTransient: true })
    await killing
    t.equal(await theirs(), 2000, 'every row of others is there')
    await kamailio.start()
    const again = outcomesOf(await sbc.apply(plan, { add: rules(100, 60), remove: [] }))
    t.ok(again.filter(outcome => outcome === 'unchanged').length >= 28, 'what was written before stayed written')
    t.equal(await theirs(), 2000, 'every row of others is there still')
    t.equal(await kamailio.invite(rule(159).prefix), '486 Trunk=159', 'the last number is routed')
    t.equal((await sbc.rules(plan))?.length, 2060, 'all rows are listed, page by page')
    await database.query("delete from oc_dial_plan where key_name like '+777%'")
    await sbc.apply(plan, { add: [], remove: rules(100, 60) })
  })

  await t.test('never gives a number another tag, whenever somebody else writes it', async t => {
    const [inRows, inMemory, late] = [rule(201), rule(202), rule(203)]
    await database.query('insert into oc_dial_plan (key_name, key_value) values ($1, $2)', [inRows.prefix, 'Trunk=x|y'])
    await kamailio.rpc('htable.sets', plan, inMemory.prefix, 'Trunk=x|y')
    t.same(outcomesOf(await sbc.apply(plan, { add: [inRows, inMemory, late], remove: [] }, undefined, async () => {
      // between the reading and the writing
      await kamailio.rpc('htable.sets', plan, late.prefix, 'Trunk=x|y')
    })), ['conflict', 'conflict', 'conflict'])
    t.equal(await kamailio.invite(late.prefix), '486 Trunk=x', 'the other tag is routed by')
    const { rows } = await database.query('select key_name from oc_dial_plan')
    t.same(rows, [{ key_name: inRows.prefix }], 'no row was made')
    t.same(outcomesOf(await sbc.apply(plan, { add: [], remove: [inRows, late] })), ['conflict', 'conflict'])
    await database.query('delete from oc_dial_plan')
    for (const { prefix } of [inMemory, late]) await kamailio.rpc('htable.delete', plan, prefix)
  })

  await t.test('mends a number that is on one side only', async t => {
    const [inRows, inMemory] = [rule(211), rule(212)]
    const insert = "insert into oc_dial_plan (key_name, key_value) values ($1, 'trunk=211|x')"
    await database.query(insert, [inRows.prefix])
    await kamailio.rpc('htable.sets', plan, inMemory.prefix, 'Trunk=212|acme')
    t.same(outcomesOf(await sbc.apply(plan, { add: [inRows, inMemory], remove: [] })), ['added', 'added'])
    t.equal(await kamailio.invite(inRows.prefix), '486 trunk=211', 'the call finds the number')
    t.same(outcomesOf(await sbc.apply(plan, { add: [], remove: [inRows, inMemory] })), ['removed', 'removed'])
  })

  await t.test('refuses a value that its column does not hold, and has nothing of it', async t => {
    const long = rule(221, `Trunk=${'x'.repeat(130)}`)
    t.match(await sbc.apply(plan, { add: [long, rule(222)], remove: [] }), [
      { outcome: 'refused', reason: /longer than 128 characters together/ }, { outcome: 'added' }
    ], 'at the door')
    const believing = connect({ limits: { tagLength: 500 } })
    t.match(await believing.apply(plan, { add: [long], remove: [] }), [
      { outcome: 'refused', reason: /database does not take its row/ }
    ], 'by the database, where the registration says otherwise')
    t.equal(await kamailio.invite(long.prefix), '404', 'nothing is in memory')
    await sbc.apply(plan, { add: [], remove: [rule(222)] })
  })

  await t.test('is not trusted with tables that lose what is in them', async t => {
    const unfit = Object.fromEntries((await sbc.plans()).map(({ name, unfit }) => [name, unfit]))
    t.match(unfit, {
      OCDialPlan: undefined, CustDialPlan: undefined, Expiring: /goes away after 6 seconds/,
      Forgetful: /a restart would lose it/, Elsewhere: /routes of dialplane\.cfg/
    })
    for (const name of ['Expiring', 'Forgetful', 'Elsewhere']) {
      t.match(await sbc.apply(name, { add: [rule(1)], remove: [] }), [{ outcome: 'refused', reason: /cannot be used/ }])
    }
  })
})
