import t, { type Test } from 'tap'
import { openKamailio } from '../../../src/upstreams/sbc/http-kamailio.ts'
import { openMediant } from '../../../src/upstreams/sbc/http-mediant.ts'
import type { Rule, Sbc } from '../../../src/upstreams/sbc/sbc.ts'
import { boot } from '../../sbc-mock/boot.ts'
import { corpus } from '../../support/corpus.ts'
import { listeningAt, startProgram } from '../../support/program.ts'
import { connectionTo, steer } from './device.ts'

const plan = 'OCDialPlan'
const innocent: Rule[] = [1, 2, 3].map(number => ({
  name: 'acme', prefix: `+4561000000${number}`, tag: `Trunk=${number}`
}))

interface Ground { sbc: Sbc, url: string, begin: () => Promise<void> }

/** Tries each text in each field of a rule, beside rules that must not notice. */
async function nothingElseHappens (t: Test, { sbc, url, begin }: Ground): Promise<void> {
  for (const [field, rule] of [['name', innocent[0]], ['prefix', innocent[1]], ['tag', innocent[2]]] as const) {
    await t.test(`any text in the ${field} of a rule stays a text`, async t => {
      await begin()
      const before = await steer(url, 'GET', 'state')
      for (const text of corpus) {
        const what = JSON.stringify(text).slice(0, 60).replace(/[^\x20-\x7e]/g, '?').replace(/#/g, '(hash)')
        const nasty = { name: 'nasty', prefix: '+4999', tag: 'Trunk=nasty', ...rule !== undefined && { [field]: text } }
        const [outcome] = await sbc.apply(plan, { add: [nasty], remove: [] })
        const rules = await sbc.rules(plan) ?? []
        t.same(
          rules.filter(one => innocent.some(({ prefix }) => prefix === one.prefix)).map(({ name, prefix, tag }) => ({
            name, prefix, tag
          })),
          innocent,
          `${what}: the others are as they were`
        )
        const others = rules.filter(one => !innocent.some(({ prefix }) => prefix === one.prefix)).map((
          { name, prefix, tag }
        ) => ({ name, prefix, tag }))
        t.same(
          others, outcome?.outcome === 'added' ? [nasty] : [], `${what}: it is there as it was written, or not at all`
        )
        if (outcome?.outcome === 'added') {
          t.match(
            await sbc.apply(plan, { add: [], remove: [nasty] }), [{ outcome: 'removed' }], `${what}: and goes again`
          )
        }
      }
      const after = await steer(url, 'GET', 'state')
      for (const key of ['rows', 'plans', 'users', 'restarts']) t.same(after[key], before[key], key)
      t.same({ ...after.dialPlans, [plan]: [] }, { ...before.dialPlans, [plan]: [] }, 'other plans')
    })
  }
}

t.test('a Mediant takes texts of rules as texts only', async t => {
  const [url = ''] = await boot(t)
  const sbc = openMediant(connectionTo(url, { limits: { nameLength: 100, prefixLength: 100, tagLength: 100 } }))
  t.teardown(() => sbc.close())
  await nothingElseHappens(t, {
    sbc,
    url,
    begin: () =>
      steer(url, 'PUT', 'state', {
        rules: innocent.map(one => ({ plan, ...one })), behaviour: { nameMax: 100, prefixMax: 100, tagMax: 100 }
      })
  })
})

t.test('a Mediant that takes whole plans as a file takes texts of rules as texts only', async t => {
  const [url = ''] = await boot(t)
  const sbc = openMediant(connectionTo(url, { limits: { nameLength: 100, prefixLength: 100, tagLength: 100 } }))
  t.teardown(() => sbc.close())
  await steer(url, 'POST', 'behaviour', { nameMax: 100, prefixMax: 100, tagMax: 100 })
  const usual = { name: 'nasty', prefix: '+4999', tag: 'Trunk=nasty' }
  for (
    const nasty of corpus.flatMap(
      text => [{ ...usual, name: text }, { ...usual, tag: text }, { ...usual, prefix: text }]
    )
  ) {
    const outcomes = await sbc.replacePlan(plan, () => [...innocent, nasty])
    const wasTaken = outcomes.some(({ rule, outcome }) => rule === nasty && outcome !== 'refused')
    t.same(
      (await sbc.rules(plan))?.map(({ name, prefix, tag }) => ({ name, prefix, tag })).sort((a, b) =>
        a.prefix.localeCompare(b.prefix)
      ),
      (wasTaken ? [...innocent, nasty] : innocent).sort((a, b) => a.prefix.localeCompare(b.prefix)),
      encodeURIComponent(JSON.stringify(nasty))
    )
  }
})

t.test('a Kamailio takes texts of rules as texts only', async t => {
  const program = startProgram('sbc-mock/kamailio/server.js', { KAMAILIO_MOCK_PORT: '0' })
  t.teardown(() => program.stop())
  const url = await program.waitFor(listeningAt)
  const sbc = openKamailio(connectionTo(url))
  t.teardown(() => sbc.close())
  const sorted: Sbc = {
    status: () => sbc.status(), configuration: () => sbc.configuration(), configure: missing => sbc.configure(missing),
    plans: () => sbc.plans(), replacePlan: (...args) => sbc.replacePlan(...args), close: () => sbc.close(),
    apply: (...args) => sbc.apply(...args), preview: (...args) => sbc.preview(...args),
    inspect: (...args) => sbc.inspect(...args), readRules: (...args) => sbc.readRules(...args), saveMs: undefined,
    generation: undefined,
    rules: async name => (await sbc.rules(name))?.toSorted((a, b) => a.prefix.localeCompare(b.prefix))
  }
  const items = Object.fromEntries(innocent.map(({ prefix, tag, name }) => [prefix, `${tag}|${name}`]))
  await nothingElseHappens(t, {
    sbc: sorted,
    url,
    begin: () =>
      steer(url, 'PUT', 'state', {
        tables: [{ name: plan, dbtable: 'x', items }, { name: 'CustDialPlan', dbtable: 'y' }]
      })
  })
})
