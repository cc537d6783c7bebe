import fc from 'fast-check'
import t from 'tap'
import { UpstreamFault } from '../../../src/problems.ts'
import { openKamailio } from '../../../src/upstreams/sbc/http-kamailio.ts'
import { openMediant } from '../../../src/upstreams/sbc/http-mediant.ts'
import type { Rule, RuleOutcome, Sbc } from '../../../src/upstreams/sbc/sbc.ts'
import { boot } from '../../sbc-mock/boot.ts'
import { listeningAt, startProgram } from '../../support/program.ts'
import { connectionTo, steer } from './device.ts'

const plan = 'OCDialPlan'
const rule = (number: number): Rule => ({
  name: 'acme', prefix: `+61395550${String(number).padStart(3, '0')}`, tag: `Trunk=${number}`
})
const theirs: Rule[] = [{ name: 'zoom', prefix: '+4561000001#', tag: 'Trunk=zoom' }, {
  name: 'fax', prefix: '+4561000002#', tag: 'Trunk=fax'
}]

interface Change { add: number[], remove: number[], fault: object | 'none' | 'other writer' | 'restart' }

/** What may happen while a script runs; faults of one request each. */
const scriptFaults = (write: { method?: string, path: string }): fc.Arbitrary<Change['fault']> =>
  fc.oneof(
    fc.constant<Change['fault']>('none'),
    fc.constant<Change['fault']>('other writer'),
    fc.constant<Change['fault']>('restart'),
    fc.constantFrom({ ...write, cut: 'before' }, { ...write, cut: 'after' }, { ...write, status: 500 }, {
      ...write, status: 503, apply: true
    }),
    fc.record({
      ...Object.fromEntries(Object.entries(write).map(([key, value]) => [key, fc.constant(value)])),
      failAfterLines: fc.integer({ min: 0, max: 40 })
    })
  )

const numbers = fc.uniqueArray(fc.integer({ min: 0, max: 15 }), { maxLength: 6 })
const changes = (faults: fc.Arbitrary<Change['fault']>): fc.Arbitrary<Change[]> =>
  fc.array(fc.record({ add: numbers, remove: numbers, fault: faults }), { minLength: 1, maxLength: 5 })

/** As a task does: again, until the device has taken part. */
async function untilDone (
  work: () => Promise<readonly RuleOutcome[]>, afterFailure: () => Promise<void>
): Promise<readonly RuleOutcome[]> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof UpstreamFault) || !error.isTransient || attempt === 8) throw error
      await afterFailure()
    }
  }
}

async function holds (
  url: string, open: () => Sbc, sequence: readonly Change[], meddle: (isOn: boolean) => Promise<void>
): Promise<void> {
  const model = new Set<number>()
  for (const { add, remove, fault } of sequence) {
    if (fault === 'other writer') await meddle(true)
    else if (fault === 'restart') await steer(url, 'POST', 'restart')
    else if (fault !== 'none') await steer(url, 'POST', 'faults', fault)
    const gone = remove.filter(number => !add.includes(number))
    const sbc = open()
    try {
      const outcomes = await untilDone(
        () => sbc.apply(plan, { add: add.map(rule), remove: gone.map(rule) }), () => meddle(false)
      )
      const failed = outcomes.find(({ outcome }) => outcome === 'refused' || outcome === 'conflict')
      if (failed !== undefined) throw new Error(`${failed.rule.prefix}: ${failed.outcome} ${failed.reason}`)
    } finally {
      await sbc.close()
      await meddle(false)
      await steer(url, 'DELETE', 'faults')
    }
    for (const number of add) model.add(number)
    for (const number of gone) model.delete(number)
  }
  const told = ({ prefix, name, tag }: Rule): string => `${prefix} ${tag}|${name}`
  const shown = (entry: Rule | { prefix: string, value: string }): string =>
    'value' in entry ? `${entry.prefix} ${entry.value}` : told(entry)
  const wanted = [...[...model].map(rule), ...theirs].map(told).sort()
  const { dialPlans, saved } = await steer(url, 'GET', 'state')
  for (const [what, rules] of [['what it runs', dialPlans[plan]], ['what it saved', saved[plan]]]) {
    const found = (rules as Parameters<typeof shown>[0][]).filter(({ prefix }) => !prefix.startsWith('000')).map(shown)
      .sort()
    if (JSON.stringify(found) !== JSON.stringify(wanted)) {
      throw new Error(`${what}: ${found.join()} instead of ${wanted.join()}`)
    }
  }
}

t.test('a Mediant holds what was asked for and what others wrote, after any sequence of changes and ' +
  'faults', async t => {
  const [url = ''] = await boot(t)
  await fc.assert(
    fc.asyncProperty(changes(scriptFaults({ method: 'PUT', path: 'incremental$' })), async sequence => {
      await steer(url, 'POST', 'reset')
      await steer(url, 'PUT', 'state', {
        rules: theirs.map(one => ({ plan, ...one })), behaviour: { restartSeconds: 0 }
      })
      await holds(
        url, () => openMediant(connectionTo(url)), sequence,
        concurrentWriter => steer(url, 'POST', 'behaviour', { concurrentWriter })
      )
    }),
    { numRuns: 40, interruptAfterTimeLimit: 20_000 }
  )
})

t.test('a Kamailio holds what was asked for and what others wrote, after any sequence of changes and ' +
  'faults', async t => {
  const program = startProgram('sbc-mock/kamailio/server.js', { KAMAILIO_MOCK_PORT: '0' })
  t.teardown(() => program.stop())
  const url = await program.waitFor(listeningAt)
  const items = Object.fromEntries(theirs.map(({ prefix, tag, name }) => [prefix, `${tag}|${name}`]))
  await fc.assert(fc.asyncProperty(changes(scriptFaults({ path: '/dialplane/(add|remove|get)/' })), async sequence => {
    await steer(url, 'PUT', 'state', { tables: [{ name: plan, dbtable: 'oc_dial_plan', items }] })
    await holds(url, () => openKamailio(connectionTo(url)), sequence, async () => {})
  }), { numRuns: 40, interruptAfterTimeLimit: 20_000 })
})
