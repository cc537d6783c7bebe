import t from 'tap'
import { bestMatch as ofDevice } from '../../../sbc-mock/match.ts'
import { bestMatch } from '../../../src/sites/schemas/dial-plan-match.ts'
import { grouped, singles } from '../../../src/upstreams/sbc/number-groups.ts'
import type { Rule } from '../../../src/upstreams/sbc/sbc.ts'

function seeded (seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return state / 2 ** 32
  }
}

const rule = (prefix: string, tag = 'A'): Rule => ({ name: 'acme', prefix, tag })
const run = (from: number, count: number, tag?: string): Rule[] =>
  Array.from({ length: count }, (_, index) => rule(`+${from + index}`, tag))

t.test('a thousand numbers in a row are one rule, and a gap makes two of it', async t => {
  const thousand = run(61395550000, 1000)
  t.same(grouped(thousand, []), [rule('+61395550[000-999]')])
  t.same(singles(rule('+61395550[000-999]')), thousand)
  t.same(grouped(thousand.filter(({ prefix }) => prefix !== '+61395550500'), []), [
    rule('+61395550[000-499]'), rule('+61395550[501-999]')
  ])
  t.same(grouped(run(61395550000, 9), []), run(61395550000, 9), 'few numbers stay single')
  t.same(grouped([...run(61395550000, 20), ...run(61395550020, 20, 'B')], []), [
    rule('+613955500[00-19]'), rule('+613955500[20-39]', 'B')
  ], 'each tenant has its own')
})

t.test('what is written by hand for the same digits keeps numbers single', async t => {
  for (const foreign of ['+61395550x', '+613955505', '+613955500[0-9]0', '+6139555050012']) {
    t.equal(grouped(run(61395550000, 1000), [rule(foreign, 'F')]).length, 1000, foreign)
  }
  for (const foreign of ['+61', '+61395550', '+6139x', '+613955510', '*', '+6139556[000-999]']) {
    t.equal(grouped(run(61395550000, 1000), [rule(foreign, 'F')]).length, 1, foreign)
  }
})

t.test('groups lead every number where the single rules lead it, in both releases', async t => {
  const random = seeded(19)
  const pick = <Value>(values: readonly Value[]): Value => values[Math.floor(random() * values.length)] as Value
  let saved = 0
  for (let round = 0; round < 300; round++) {
    const own: Rule[] = []
    const taken = new Set<string>()
    for (let part = 0; part < 6; part++) {
      const from = 61390000 + Math.floor(random() * 300)
      for (const one of run(from, 1 + Math.floor(random() * 60), pick(['A', 'B']))) {
        if (random() < 0.97 && !taken.has(one.prefix)) own.push(one)
        taken.add(one.prefix)
      }
    }
    const foreign = Array.from({ length: Math.floor(random() * 4) }, () => rule(pick([
      '+6139', '+61390x', '+613900', '+61390[0-1]', `+6139${Math.floor(random() * 3000)}`, '+613900xx', '+6139001[2-4]',
      `+6139000${Math.floor(random() * 300)}`, '+61390zz', '*', '+613901#', `+61390${Math.floor(random() * 300)}5`
    ]), 'F')).filter(({ prefix }) => !taken.has(prefix))
    const rows = grouped(own, foreign)
    saved += own.length - rows.length
    t.same(rows.flatMap(singles).map(({ prefix }) => prefix).sort(), own.map(({ prefix }) => prefix).sort())
    for (let call = 0; call < 60; call++) {
      const number = `+${61390000 + Math.floor(random() * 400)}${pick(['', '', '7', '12'])}`
      for (const release of ['7.2', '7.4'] as const) {
        const [alone, together] = [[...own, ...foreign], [...rows, ...foreign]]
        const wanted = bestMatch(alone, number, release)?.tag
        const manner = { firmware: release === '7.2' ? '7.20A' : '7.40A', prefixCaseSensitivity: 1 }
        const got = [
          bestMatch(together, number, release)?.tag, ofDevice(numbered(together), number, manner)?.tag
        ]
        if (got.some(tag => tag !== wanted)) {
          t.fail(`${number} in ${release}: ${got.join(' ')} and not ${wanted}`, { own: rows, foreign })
        }
      }
    }
  }
  t.ok(saved > 1000, `${saved} rows were saved`)
})

function numbered (rules: readonly Rule[]): Array<Rule & { index: number }> {
  return rules.map((one, index) => ({ ...one, index }))
}
