import t, { type Test } from 'tap'
import { request } from 'undici'
import { UpstreamFault } from '../../../src/problems.ts'
import { openMediant } from '../../../src/upstreams/sbc/http-mediant.ts'
import type { Rule, Sbc } from '../../../src/upstreams/sbc/sbc.ts'
import { boot } from '../../sbc-mock/boot.ts'
import { connectionTo } from './device.ts'

const plan = 'OCDialPlan'
const rule = (number: number): Rule => ({ name: 'acme', prefix: `+614000000${number}`, tag: `Trunk=${number}` })
const theirs: Rule[] = [{ name: 'zoom', prefix: '+4561000001#', tag: 'Trunk=zoom' }, {
  name: 'fax', prefix: '+4561000002#', tag: 'Trunk=fax'
}]

interface Device { sbc: Sbc, control (path: string, body: unknown): Promise<void>, prefixes (): Promise<string[]> }

/** A device with rules of ours between rules of others. */
async function device (t: Test): Promise<Device> {
  const [url = ''] = await boot(t)
  const sbc = openMediant(connectionTo(url))
  t.teardown(() => sbc.close())
  const control = async (path: string, body: unknown): Promise<void> => {
    const answer = await request(`${url}/_mock/${path}`, {
      method: path === 'state' ? 'PUT' : 'POST', body: JSON.stringify(body)
    })
    await answer.body.dump()
    t.ok(answer.statusCode < 300, 'the mock accepts the change')
  }
  await control('state', {
    rules: [theirs[0], rule(1), rule(2), rule(3), theirs[1]].map((one, index) => ({ plan, index, ...one }))
  })
  return {
    sbc,
    control,
    prefixes: async () =>
      (await sbc.rules(plan))?.map(one => one.prefix).filter(prefix => !prefix.startsWith('000')).sort() ?? []
  }
}

const others = theirs.map(one => one.prefix)

t.test('a rule is removed by its index, and only that one', async t => {
  const { sbc, prefixes } = await device(t)
  t.match(await sbc.apply(plan, { add: [], remove: [rule(2), rule(1)] }), [{ outcome: 'removed' }, {
    outcome: 'removed'
  }])
  t.same(await prefixes(), [rule(3).prefix, ...others].sort(), 'only the two rules are gone')
})

t.test('nothing is removed rather than the wrong rule when somebody else moves all rows before each ' +
  'script', async t => {
  const { sbc, control, prefixes } = await device(t)
  await control('behaviour', { concurrentWriter: true })
  await t.rejects(sbc.apply(plan, { add: [], remove: [rule(2)] }), { name: 'UpstreamFault', kind: 'busy' })
  t.same(await prefixes(), [1, 2, 3].map(number => rule(number).prefix).concat(others).sort(), 'everything is there')
  await control('behaviour', { concurrentWriter: false })
  t.match(
    await sbc.apply(plan, { add: [], remove: [rule(2)] }), [{ outcome: 'removed' }],
    'and it works when the other is done'
  )
})

t.test('rules are added while somebody else writes', async t => {
  const { sbc, control } = await device(t)
  await control('behaviour', { concurrentWriter: true })
  t.match(await sbc.apply(plan, { add: [rule(7)], remove: [] }), [{ outcome: 'added' }])
})

t.test('a removal that cannot be done does not fail a rule that is added with it', async t => {
  const { sbc, control } = await device(t)
  await control('behaviour', { concurrentWriter: true })
  await t.rejects(sbc.apply(plan, { add: [rule(7)], remove: [rule(2)] }), { name: 'UpstreamFault', kind: 'busy' })
  await control('behaviour', { concurrentWriter: false })
  t.match(await sbc.apply(plan, { add: [rule(7)], remove: [rule(2)] }), [{ outcome: 'unchanged' }, {
    outcome: 'removed'
  }])
})

t.test('a wrong rule that a firmware removed because it goes on after errors is put back', async t => {
  const { sbc, control, prefixes } = await device(t)
  await control('behaviour', { concurrentWriter: true, continueAfterError: true })
  await sbc.apply(plan, { add: [], remove: [rule(2)] }).catch(error => t.ok(
    error instanceof UpstreamFault, 'the failure is one of the device'
  ))
  await control('behaviour', { concurrentWriter: false, continueAfterError: false })
  await sbc.apply(plan, { add: [], remove: [rule(2)] })
  t.same(await prefixes(), [rule(1).prefix, rule(3).prefix, ...others].sort(), 'nobody lost a rule')
  t.same(
    (await sbc.rules(plan))?.filter(one => others.includes(one.prefix)).map(({ name, tag }) => ({ name, tag })).sort((
      a, b
    ) => a.name.localeCompare(b.name)),
    [{ name: 'fax', tag: 'Trunk=fax' }, { name: 'zoom', tag: 'Trunk=zoom' }],
    'with its name and its tag'
  )
})

t.test('the driver asks before each script whether it may write', async t => {
  const { sbc, prefixes } = await device(t)
  let asked = 0
  await t.rejects(
    sbc.apply(plan, { add: [rule(7)], remove: [] }, () => {
      asked += 1
      throw new Error('not any more')
    }),
    /not any more/
  )
  t.equal(asked, 1, 'it asked once')
  t.notOk((await prefixes()).includes(rule(7).prefix), 'the rule was not written')
})
