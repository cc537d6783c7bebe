import t from 'tap'
import { fill, line, type Script } from '../../../src/upstreams/sbc/cli-script.ts'
import { MediantConfiguration } from '../../../src/upstreams/sbc/mediant-configuration.ts'
import type { Missing } from '../../../src/upstreams/sbc/sbc.ts'
import { missingOf } from '../../../src/sites/tasks/row-script.ts'
import { openDevice } from './device.ts'

/** An IP group by its name, as an onboarding script makes it. */
const ipGroup = (name: string, tags: string): Missing => device =>
  device.rows('ip-group').some(row => row.columns['name'] === name)
    ? undefined
    : [
        line`configure voip`, line`ip-group new`, fill('name {{Name}}', { Name: name }),
        fill('tags {{Tags}}', { Tags: tags }), line`activate`, line`exit`, line`exit`
      ]

/** And its end. */
const noIpGroup = (name: string): Missing => device => {
  const row = device.rows('ip-group').find(row => row.columns['name'] === name)
  return row === undefined ? undefined : [line`configure voip`, line`no ip-group ${row.index}`, line`exit`]
}

t.test('rows are made once, seen, saved and removed', async t => {
  const { sbc, mock } = await openDevice(t)
  t.same(await sbc.configure(ipGroup('acme-c', 'Trunk=1')), { outcome: 'changed' }, 'the first row is made')
  t.same(await sbc.configure(ipGroup('globex "c"', 'Trunk=2')), { outcome: 'changed' }, 'the second row is made')
  t.same(await sbc.configure(ipGroup('acme-c', 'Trunk=1')), { outcome: 'unchanged' }, 'the first row is not made again')
  t.same((await sbc.configuration()).rows('ip-group'), [{ index: 0, columns: { name: 'acme-c', tags: 'Trunk=1' } }, {
    index: 1, columns: { name: 'globex "c"', tags: 'Trunk=2' }
  }], 'both rows are there')
  t.equal((await sbc.status()).saveNeeded, false, 'the device has saved them')
  t.same(await sbc.configure(noIpGroup('acme-c')), { outcome: 'changed' }, 'the first row is removed')
  t.match((await sbc.configuration()).rows('ip-group'), [{ columns: { name: 'globex "c"' } }])
  t.equal((await mock('GET', 'state')).restarts, 0, 'the device was not restarted')
})

t.test("a script that the device refuses is reported in the device's words", async t => {
  const { sbc } = await openDevice(t)
  const wrong: Script = [line`configure voip`, line`ip-gruop new`]
  t.match(await sbc.configure(() => wrong), { outcome: 'refused', reason: /Error at line 2/ })
})

t.test('a script that does not reach its goal is refused', async t => {
  const { sbc } = await openDevice(t)
  t.match(await sbc.configure(() => [line`configure voip`, line`exit`]), {
    outcome: 'refused', reason: /does not show/
  })
})

t.test('a script that stopped half-way is finished by the next one', async t => {
  const { sbc, mock } = await openDevice(t)
  const both: Missing = device => {
    const missing = [ipGroup('one', 'a')(device), ipGroup('two', 'b')(device)].filter(script => script !== undefined)
    return missing.length === 0 ? undefined : missing.flat()
  }
  await mock('POST', 'faults', { path: 'incremental$', failAfterLines: 8 })
  t.same(await sbc.configure(both), { outcome: 'changed' }, 'both rows are made')
  t.same(
    (await sbc.configuration()).rows('ip-group').map(row => row.columns['name']), ['one', 'two'],
    'and nothing is there twice'
  )
})

t.test('a change that was applied before the connection broke is found by the next call', async t => {
  const { sbc, mock } = await openDevice(t)
  await mock('POST', 'faults', { path: 'incremental$', cut: 'after' })
  await t.rejects(sbc.configure(ipGroup('acme-c', 'Trunk=1')), { name: 'UpstreamFault', kind: 'unreachable' })
  t.same(await sbc.configure(ipGroup('acme-c', 'Trunk=1')), { outcome: 'unchanged' }, 'nothing is left to do')
  t.equal((await sbc.status()).saveNeeded, false, 'and saved all the same')
})

t.test('the driver asks before each script whether it may write', async t => {
  const { sbc } = await openDevice(t)
  await t.rejects(
    sbc.configure(ipGroup('acme-c', 'Trunk=1'), () => {
      throw new Error('not any more')
    }),
    /not any more/
  )
  t.same((await sbc.configuration()).rows('ip-group'), [], 'no row was made')
})

t.test('the dial plans of a device are known by name', async t => {
  const { sbc } = await openDevice(t)
  const device = await sbc.configuration()
  t.same(device.plans(), ['OCDialPlan', 'CustDialPlan', 'RegisteredUsers', 'Zoom'], 'all plans are named')
  t.same(device.rules('Zoom'), [], 'an empty plan has no rules')
  t.equal(device.rules('Nothing'), undefined, 'an unknown plan has none')
})

const rowsIn = (configuration: string, table: string): object[] =>
  new MediantConfiguration(configuration).rows(table).map(({ index, columns }) => ({ index, ...columns }))

t.test('a nested row ends where its own block ends', async t => {
  const { sbc } = await openDevice(t)
  const proxySet = (name: string): Script => [
    line`configure voip`, line`proxy-set new`, line`proxy-name ${name}`, line`proxy-ip 0`,
    line`proxy-address ${`${name}.example`}`, line`activate`, line`exit`, line`activate`, line`exit`, line`exit`
  ]
  for (const name of ['one', 'two']) {
    await sbc.configure(device =>
      device.rows('proxy-set').some(row => row.columns['proxy-name'] === name) ? undefined : proxySet(name)
    )
  }
  t.same(
    (await sbc.configuration()).rows('proxy-set'),
    ['one', 'two'].map((name, index) => ({
      index, columns: { 'proxy-name': name, 'proxy-ip 0 proxy-address': `${name}.example` }
    })), 'each row has its own nested row'
  )
})

t.test('a row ends where another row or section begins, however many times a device prints exit', async t => {
  const indented =
    'configure voip\n  proxy-set 0\n    proxy-name "a"\n    proxy-ip 0\n      proxy-address "x"\n    activate\n  ' +
    'exit\n  proxy-set 1\n    proxy-name "b"\n    activate\n  exit\n  ip-group 0\n    name "g"\n    proxy-set 1\nexit\n'
  const flat = indented.replace(/^ +/gm, '')
  for (const configuration of [indented, flat]) {
    t.match(rowsIn(configuration, 'proxy-set').slice(0, 2), [{ index: 0, 'proxy-name': 'a' }, {
      index: 1, 'proxy-name': 'b'
    }], 'both rows are read')
    t.match(rowsIn(configuration, 'ip-group'), [{ index: 0, name: 'g' }], 'the row after them is read')
  }
  const cut =
    'configure voip\n  proxy-set 0\n    proxy-name "a"\n    proxy-ip 0\n      proxy-address "x"\nexit\nname ' +
    '"z"\nconfigure network\n  nat-translation 0\n    name "n"\n  exit\nexit\n'
  t.same(
    rowsIn(cut, 'proxy-set'), [{ index: 0, 'proxy-name': 'a', 'proxy-ip 0 proxy-address': 'x' }],
    'a section ends it too'
  )
  t.same(rowsIn(cut, 'nat-translation'), [{ index: 0, name: 'n' }], 'the row of the other section is read')
  t.same(
    rowsIn(
      'configure voip\n ip-group 0\n name "a"\n sip-definition account 3\n account-name "b"\n exit\nexit\n', 'ip-group'
    ),
    [{ index: 0, name: 'a' }], 'the row of the other table is not a part of it'
  )
})

t.test('a row that moved is not taken for another row', async t => {
  const { sbc } = await openDevice(t)
  for (const name of ['ours', 'theirs']) await sbc.configure(ipGroup(name, 'x'))
  const before = await sbc.configuration()
  for (const name of ['ours', 'theirs']) await sbc.configure(noIpGroup(name))
  for (const name of ['theirs', 'ours']) await sbc.configure(ipGroup(name, 'x'))
  const claim = { section: 'voip', table: 'ip-group', name: 'ours' }
  const name = { path: 'name', inside: undefined, key: 'name', value: 'ours' }
  const tags = { path: 'tags', inside: undefined, key: 'tags', value: 'y' }
  for (
    const stale of [
      missingOf(before, [], [claim]), missingOf(before, [{ ...claim, way: 'new', columns: [name, tags] }], [])
    ]
  ) {
    t.match(
      await sbc.configure(() => stale), { outcome: 'refused', reason: /already exists/ },
      'a script for old indexes is refused'
    )
    t.same(
      (await sbc.configuration()).rows('ip-group'),
      ['theirs', 'ours'].map((name, index) => ({ index, columns: { name, tags: 'x' } })), 'both rows are as before'
    )
  }
})
