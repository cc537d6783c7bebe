import t, { type Test } from 'tap'
import { openKamailio } from '../../src/upstreams/sbc/http-kamailio.ts'
import { openOracle } from '../../src/upstreams/sbc/http-oracle.ts'
import { operatorConnectPlan, type Sbc } from '../../src/upstreams/sbc/sbc.ts'
import type { SbcDriver } from '../../src/schemas/sbc-driver.ts'
import type { Anything } from '../support/anything.ts'
import { listeningAt, startProgram } from '../support/program.ts'
import { openRecords } from '../support/records.ts'
import { startStack, type Stack } from '../support/stack.ts'
import { connectionTo } from '../upstreams/sbc/device.ts'
import { classes, plantWorld, type Planted } from './seeded-world.ts'

interface Device extends Planted { readonly sbc: Sbc }

/** A device of another driver than those of the demo, registered under a name that the calling profile leads to. */
async function register (t: Test, stack: Stack, driver: SbcDriver, url: string, fqdn: string): Promise<Device> {
  const open = driver === 'oracle' ? openOracle : openKamailio
  const sbc = open(connectionTo(url, { driver }))
  t.teardown(() => sbc.close())
  const { body: { sbcId } } = await stack.call('POST', '/api/v3/sbc', {
    body: { name: driver, fqdn, driver, baseUrl: url, username: 'dialplane', password: 'demo-sbc-password' }
  })
  return { sbc, sbcId, put: rules => sbc.apply(operatorConnectPlan, { add: [...rules], remove: [] }) }
}

async function boot (t: Test, path: string, port: string): Promise<string> {
  const program = startProgram(path, { [port]: '0' })
  t.teardown(() => program.stop())
  return program.waitFor(listeningAt)
}

t.test('each class of difference is found and repaired on an Oracle and on a Kamailio as on a Mediant', async t => {
  const stack = await startStack(t)
  const records = await openRecords(t, stack.databaseUrl)
  await stack.startApi()
  await stack.startWorker()
  await records.query("update sbc set fqdn = 'old' || fqdn")
  const devices: [Device, Device] = [
    await register(t, stack, 'oracle', await boot(t, 'sbc-mock/oracle/server.js', 'ORACLE_MOCK_PORT'),
      'oc1.sbc.dialplane.example'),
    await register(t, stack, 'kamailio', await boot(t, 'sbc-mock/kamailio/server.js', 'KAMAILIO_MOCK_PORT'),
      'oc2.sbc.dialplane.example')
  ]
  const { planted } = await plantWorld(stack, records, 60, 2, { devices, inTurn: true })
  const detect = async (): Promise<Anything> =>
    stack.finished((await stack.call('POST', '/api/v3/drift/readings')).body.taskId)
  const found = async (): Promise<Array<[string, string, number | null]>> =>
    (await stack.call('GET', '/api/v3/drift?PageSize=1000')).body.data.map((one: Anything) =>
      [one.class, one.telephoneNumber, one.sbcId])
  const rulesOf = async ({ sbc }: Device): Promise<Map<string, string>> =>
    new Map((await sbc.rules(operatorConnectPlan) ?? []).map(({ prefix, tag }) => [prefix, tag]))

  t.match(await detect(), { status: 'CompletedSuccess', outputData: { Unread: [] } })
  const onFirst = ['sbc_only', 'other_tag', 'foreign_rule']
  const wanted = classes.flatMap(name => planted[name].map((number, index) => {
    const device = devices[onFirst.includes(name) ? index : 1 - index]
    return [name, number, onFirst.includes(name) || name === 'missing_on_sbc' ? device?.sbcId ?? null : null]
  }))
  t.same((await found()).sort(), wanted.sort(), 'each is found where it is')

  await stack.call('PUT', '/api/v3/drift/policies', {
    body: { policies: classes.map(name => ({ class: name, msTenantId: null, mode: 'repair' })) }
  })
  const before = await Promise.all(devices.map(rulesOf))
  await detect()
  await detect()
  t.same([...new Set((await found()).map(([name]) => name))].sort(), ['foreign_rule', 'no_sbc'], 'and repaired')
  for (const [index, device] of devices.entries()) {
    const rules = await rulesOf(device)
    const other = 1 - index
    t.notOk(rules.has(planted.sbc_only[index] ?? ''), 'what led nowhere is gone')
    t.match(rules.get(planted.missing_on_sbc[other] ?? ''), /^Trunk=/, 'what was missing is there')
    const retagged = planted.other_tag[index] ?? ''
    t.not(rules.get(retagged), before[index]?.get(retagged), 'tags are right')
    t.equal(rules.get(planted.foreign_rule[index] ?? ''), 'Carrier=elsewhere', 'rules of others are left alone')
  }
})
