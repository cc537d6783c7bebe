import t, { type Test } from 'tap'
import { line } from '../../../src/upstreams/sbc/cli-script.ts'
import { openKamailio } from '../../../src/upstreams/sbc/http-kamailio.ts'
import { openMediant } from '../../../src/upstreams/sbc/http-mediant.ts'
import type { Rule, Sbc } from '../../../src/upstreams/sbc/sbc.ts'
import { startMock, type Mock } from '../../support/stack.ts'
import { connectionTo } from './device.ts'

// A worker is asked right before each write whether its task is still its own; when it is not, nothing more is written.

const plan = 'OCDialPlan'
const rule = (number: number): Rule => ({ name: 'acme', prefix: `+614000000${number}`, tag: `Trunk=${number}` })
const lost = (): void => { throw new Error('lost') }

interface Device { readonly sbc: Sbc, readonly mock: Mock, written(): Promise<unknown[]> }

async function mediant (t: Test): Promise<Device> {
  const mock = await startMock(t, 'sbc-mock/server.js', { SBC_MOCK_PORT: '0' })
  await mock.control('PUT', '/_mock/state', {
    users: [{ name: 'dialplane', password: 'demo-sbc-password', level: 'Security Administrator' }],
    rules: [1, 2, 3].map(number => ({ plan, ...rule(number) }))
  })
  const sbc = openMediant(connectionTo(mock.url))
  t.teardown(() => sbc.close())
  return {
    sbc,
    mock,
    written: async () =>
      (await mock.control('GET', '/_mock/requests')).filter(({ method }: { method: string }) => method !== 'GET')
  }
}

async function kamailio (t: Test): Promise<Device> {
  const mock = await startMock(t, 'sbc-mock/kamailio/server.js', { KAMAILIO_MOCK_PORT: '0' })
  await mock.control('PUT', '/_mock/state', {
    tables: [{
      name: plan, dbtable: 'oc_dial_plan',
      items: Object.fromEntries([1, 2, 3].map(rule).map(({ prefix, tag, name }) => [prefix, `${tag}|${name}`]))
    }]
  })
  const sbc = openKamailio(connectionTo(mock.url))
  t.teardown(() => sbc.close())
  return {
    sbc,
    mock,
    written: async () =>
      (await mock.control('GET', '/_mock/state')).effects.filter(({ kind }: { kind: string }) => kind !== 'state')
  }
}

for (const [name, open] of Object.entries({ mediant, kamailio })) {
  t.test(`a ${name} is not told to add rules for a task that is lost`, async t => {
    const { sbc, written } = await open(t)
    await t.rejects(sbc.apply(plan, { add: [rule(7)], remove: [] }, lost), { message: 'lost' })
    t.same(await written(), [])
  })

  t.test(`a ${name} is not told to remove rules for a task that is lost`, async t => {
    const { sbc, written } = await open(t)
    await t.rejects(sbc.apply(plan, { add: [], remove: [rule(1)] }, lost), { message: 'lost' })
    t.same(await written(), [])
  })

  t.test(`a ${name} is told nothing before what is about to be done is written down`, async t => {
    const { sbc, written } = await open(t)
    const intended: unknown[] = []
    await t.rejects(
      sbc.apply(plan, { add: [rule(1), rule(7)], remove: [] }, undefined, async settled => {
        intended.push(...settled.map(outcome => outcome.rule))
        throw new Error('not written down')
      }),
      { message: 'not written down' }
    )
    t.same(intended, [rule(1)], 'only what needs no writing is settled then')
    t.same(await written(), [])
  })
}

t.test('a mediant gets no dial plan file of a task that is lost', async t => {
  const { sbc, written } = await mediant(t)
  await t.rejects(sbc.replacePlan(plan, () => [rule(7)], lost), { message: 'lost' })
  t.same(await written(), [])
})

t.test('a mediant gets no script of a task that is lost', async t => {
  const { sbc, written } = await mediant(t)
  await t.rejects(sbc.configure(() => [line`configure voip`, line`exit`], lost), { message: 'lost' })
  t.same(await written(), [])
})

t.test('a mediant is not told to put rules of others back for a task that is lost', async t => {
  const { sbc, mock, written } = await mediant(t)
  // Somebody moves all rows before the script, and the firmware goes on after an error: so another rule is removed.
  await mock.control('POST', '/_mock/behaviour', { concurrentWriter: true, continueAfterError: true })
  let asked = 0
  await t.rejects(sbc.apply(plan, { add: [], remove: [rule(2)] }, () => {
    asked += 1
    if (asked > 1) lost()
  }), { message: 'lost' })
  t.equal((await written()).length, 1, 'the script that removed it was the last one')
})
