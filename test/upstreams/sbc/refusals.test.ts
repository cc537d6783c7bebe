import t from 'tap'
import type { Rule } from '../../../src/upstreams/sbc/sbc.ts'
import { refusedTogether } from '../../../src/upstreams/sbc/mediant-edits.ts'
import { openMediant } from '../../../src/upstreams/sbc/http-mediant.ts'
import { connectionTo, openDevice } from './device.ts'

const plan = 'OCDialPlan'
const rules = (count: number, from: number, tag: string): Rule[] =>
  Array.from({ length: count }, (_, index) => ({ name: 'acme', prefix: `+6139555${from + index}`, tag }))
const counted = (outcomes: ReadonlyArray<{ outcome: string }>): Record<string, number> => {
  const counts: Record<string, number> = {}
  for (const { outcome } of outcomes) counts[outcome] = (counts[outcome] ?? 0) + 1
  return counts
}

t.test('a firmware that takes only short tags refuses all rules of a customer after a few scripts, and adds those of ' +
  'others', async t => {
  const { sbc, mock } = await openDevice(t)
  await mock('POST', 'behaviour', { tagMax: 16 })
  const outcomes = await sbc.apply(plan, {
    add: [...rules(200, 1000, 'Trunk=c1a7e2d0-1111-4a61-9b01-0000000000a1'), ...rules(5, 2000, 'Trunk=short')],
    remove: []
  })
  t.same(counted(outcomes), { refused: 200, added: 5 }, 'only rules with the long tag are refused')
  t.match(outcomes[199]?.reason, /longer than 16/, 'the reason names the longest tag')
  const scripts = (await mock('GET', 'requests')).filter((request: { path: string }) =>
    /incremental$/.test(request.path)
  )
  t.ok(scripts.length < 12, `${scripts.length} scripts`)
})

t.test('a full device names each rule that has no room, and keeps the others', async t => {
  const { sbc, mock } = await openDevice(t)
  await mock('POST', 'behaviour', { maxRules: 10 })
  const outcomes = await sbc.apply(plan, { add: rules(200, 1000, 'Trunk=1'), remove: [] })
  t.same(counted(outcomes), { added: 10, refused: 190 }, 'ten rules are added')
  t.match(outcomes[150]?.reason, /table is full/, 'the reason is that the table is full')
  t.equal((await sbc.rules(plan))?.length, 10, 'ten rules are there')
})

t.test('refused rules are named one by one, however many they are', async t => {
  const { sbc } = await openDevice(t)
  const wanted = rules(60, 1000, 'Trunk=1').map((rule, index) =>
    index % 6 === 0 ? { ...rule, tag: `not a tag ${index}` } : rule
  )
  const outcomes = await sbc.apply(plan, { add: wanted, remove: [] })
  t.same(
    outcomes.map(({ outcome }) => outcome), wanted.map((_, index) => index % 6 === 0 ? 'refused' : 'added'),
    'only the wrong rules are refused'
  )
})

t.test('only a full table refuses rules beyond the one that the complaint is about', t => {
  const [rule, ...others] = rules(3, 1000, 'Trunk=1')
  if (rule === undefined) throw new Error('no rule')
  const refused = (complaint: string): number => refusedTogether(rule, complaint, new Map(), [rule, ...others]).length
  for (
    const complaint of [
      'tag "Trunk=1" exceeds 16 characters', 'name "the full capacity" is not allowed', 'prefix "1" already exists'
    ]
  ) t.equal(refused(complaint), 1, complaint)
  for (const complaint of ['Dial plan table is full', 'maximum number of rules reached', 'not enough capacity']) {
    t.equal(refused(complaint), 3, complaint)
  }
  t.end()
})

t.test('a device without a free session is busy, and its user is not called too weak', async t => {
  const { url, mock } = await openDevice(t)
  await mock('POST', 'behaviour', { sessionLimit: 1, delayMilliseconds: 200 })
  const workers = Array.from({ length: 5 }, () => openMediant(connectionTo(url)))
  const answers = await Promise.allSettled(workers.map(sbc => sbc.status()))
  await Promise.all(workers.map(sbc => sbc.close()))
  const refused = answers.filter(answer => answer.status === 'rejected')
  t.ok(refused.length > 0, 'some calls found no session')
  for (const { reason } of refused) {
    t.match(
      reason, { kind: 'busy', isTransient: true, message: /no session left/ }, 'the call is told that no session is left'
    )
  }
})
