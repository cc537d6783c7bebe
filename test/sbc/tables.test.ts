import t from 'tap'
import { fill, line, type Script } from '../../src/sbc/cli-script.ts'
import type { Missing } from '../../src/sbc/sbc.ts'
import { MediantConfiguration } from '../../src/sbc/mediant-configuration.ts'
import { openDevice } from './device.ts'

/** An IP group by its name, as an onboarding script makes it. */
const ipGroup = (name: string, tags: string): Missing => device => device.rows('ip-group').some(row => row.columns['name'] === name)
  ? undefined
  : [line`configure voip`, line`ip-group new`, fill('name {{Name}}', { Name: name }), fill('tags {{Tags}}', { Tags: tags }), line`activate`, line`exit`, line`exit`]

/** And its end. */
const noIpGroup = (name: string): Missing => device => {
  const row = device.rows('ip-group').find(row => row.columns['name'] === name)
  return row === undefined ? undefined : [line`configure voip`, line`no ip-group ${row.index}`, line`exit`]
}

t.test('rows are made once, seen, saved, and taken away', async t => {
  const { sbc, mock } = await openDevice(t)
  t.same(await sbc.configure(ipGroup('acme-c', 'Trunk=1')), { outcome: 'changed' })
  t.same(await sbc.configure(ipGroup('globex "c"', 'Trunk=2')), { outcome: 'changed' })
  t.same(await sbc.configure(ipGroup('acme-c', 'Trunk=1')), { outcome: 'unchanged' })
  t.same((await sbc.configuration()).rows('ip-group'), [{ index: 0, columns: { name: 'acme-c', tags: 'Trunk=1' } }, { index: 1, columns: { name: 'globex "c"', tags: 'Trunk=2' } }])
  t.equal((await sbc.status()).saveNeeded, false)
  t.same(await sbc.configure(noIpGroup('acme-c')), { outcome: 'changed' })
  t.match((await sbc.configuration()).rows('ip-group'), [{ columns: { name: 'globex "c"' } }])
  t.equal((await mock('GET', 'state')).restarts, 0)
})

t.test('a script the device does not take is refused in the device\'s words', async t => {
  const { sbc } = await openDevice(t)
  const wrong: Script = [line`configure voip`, line`ip-gruop new`]
  t.match(await sbc.configure(() => wrong), { outcome: 'refused', reason: /Error at line 2/ })
})

t.test('a script that does not bring its goal about is refused', async t => {
  const { sbc } = await openDevice(t)
  t.match(await sbc.configure(() => [line`configure voip`, line`exit`]), { outcome: 'refused', reason: /does not show/ })
})

t.test('a script that stopped half-way is finished by the next one', async t => {
  const { sbc, mock } = await openDevice(t)
  const both: Missing = device => {
    const missing = [ipGroup('one', 'a')(device), ipGroup('two', 'b')(device)].filter(script => script !== undefined)
    return missing.length === 0 ? undefined : missing.flat()
  }
  await mock('POST', 'faults', { path: 'incremental$', failAfterLines: 8 })
  t.same(await sbc.configure(both), { outcome: 'changed' })
  t.same((await sbc.configuration()).rows('ip-group').map(row => row.columns['name']), ['one', 'two'], 'and nothing is there twice')
})

t.test('what was applied before the connection broke is found by the next call', async t => {
  const { sbc, mock } = await openDevice(t)
  await mock('POST', 'faults', { path: 'incremental$', cut: 'after' })
  await t.rejects(sbc.configure(ipGroup('acme-c', 'Trunk=1')), { name: 'UpstreamFault', kind: 'unreachable' })
  t.same(await sbc.configure(ipGroup('acme-c', 'Trunk=1')), { outcome: 'unchanged' })
  t.equal((await sbc.status()).saveNeeded, false, 'and saved all the same')
})

t.test('it asks before each script whether it may', async t => {
  const { sbc } = await openDevice(t)
  await t.rejects(sbc.configure(ipGroup('acme-c', 'Trunk=1'), () => { throw new Error('not any more') }), /not any more/)
  t.same((await sbc.configuration()).rows('ip-group'), [])
})

t.test('the dial plans of a device are known by name', async t => {
  const { sbc } = await openDevice(t)
  const device = await sbc.configuration()
  t.same(device.plans(), ['OCDialPlan', 'CustDialPlan', 'RegisteredUsers', 'Zoom'])
  t.same(device.rules('Zoom'), [])
  t.equal(device.rules('Nothing'), undefined)
})

const proxySet = (name: string, address: string): Script => [
  line`configure voip`, line`proxy-set new`, fill('proxy-name {{name}}', { name }), line`proxy-ip 0`, fill('proxy-address {{address}}', { address }), line`activate`, line`exit`, line`activate`, line`exit`, line`exit`
]

t.test('rows in rows are seen as columns of their own row, and no two rows become one', async t => {
  const { sbc } = await openDevice(t)
  const both: Missing = device => {
    const there = device.rows('proxy-set').map(row => row.columns['proxy-name'])
    const [missing] = [['one', '10.0.0.1'], ['two', '10.0.0.2']].filter(([name]) => !there.includes(name))
    return missing === undefined ? undefined : proxySet(missing[0] ?? '', missing[1] ?? '')
  }
  t.same(await sbc.configure(both), { outcome: 'changed' })
  const rows = (await sbc.configuration()).rows('proxy-set').filter(row => ['one', 'two'].includes(row.columns['proxy-name'] ?? ''))
  t.same(rows.map(({ columns }) => columns), [{ 'proxy-name': 'one', 'proxy-ip 0 proxy-address': '10.0.0.1' }, { 'proxy-name': 'two', 'proxy-ip 0 proxy-address': '10.0.0.2' }])
})

t.test('rows stay apart where a firmware prints fewer ends than it should', async t => {
  const printed = ['configure voip', '  proxy-set 0', '    proxy-name "one"', '    proxy-ip 0', '      proxy-address "10.0.0.1"', '    activate', '  exit', '  proxy-set 1', '    proxy-name "two"', '  ip-group 0', '    name "group"', 'exit']
  const device = new MediantConfiguration(printed.join('\r\n'))
  t.same(device.rows('proxy-set'), [{ index: 0, columns: { 'proxy-name': 'one', 'proxy-ip 0 proxy-address': '10.0.0.1' } }, { index: 1, columns: { 'proxy-name': 'two' } }])
  t.same(device.rows('ip-group'), [{ index: 0, columns: { name: 'group' } }])
})
