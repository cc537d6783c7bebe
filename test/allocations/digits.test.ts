import t from 'tap'
import { asE164 } from '../../src/schemas/phone-number.ts'
import { coveredBy, multirange, pointsOfNumbers } from '../../src/allocations/schemas/digits.ts'
import { bestMatch } from '../../src/sites/schemas/dial-plan-match.ts'

const point = (digits: string): number =>
  (digits.startsWith('+') ? 0 : 2e15) + Number(digits.replace('+', '').padEnd(15, '0'))
const covers = (prefix: string, digits: string): boolean =>
  coveredBy(prefix).points.some(([from, to]) => from <= point(digits) && point(digits) < to)

t.test('a pattern covers every number that it matches', async t => {
  const prefixes = [
    '+12125557[001-999]', '+1212', '112', '*', 'x.', 'n1', 'z', '[1-3]x5', '+49[30,40]x', '+(99)', '5(01-49)#', '+61#',
    '+x.', '0[00-99][1-2]', '+1[0-8]x[0-8]xx[001-998]'
  ]
  const numbers = [
    '+12125557001', '+12125557000', '+1212', '112', '1125', '5', '501', '0011', '+4930123', '+61', '+6199', '21', '999',
    '245', '+10000010', '+18090700123'
  ]
  for (const prefix of prefixes) {
    for (const number of numbers) {
      if (bestMatch([{ prefix }], number, '7.2') === undefined) continue
      t.ok(covers(prefix, number), `${prefix} matches ${number}`)
    }
  }
})

t.test('a pattern that can be said in ranges covers no number beside them', async t => {
  t.equal(multirange(coveredBy('+12125557[001-999]').points), '{[121255570010000,121255580000000)}')
  t.equal(coveredBy('+12125557[001-999]').isWhole, true)
  t.notOk(covers('+12125557[001-999]', '+12125557000'))
  t.notOk(covers('+1212', '1212'), 'with a plus is not without')
  t.same(coveredBy('[1-2][3-4]').points.length, 2)
  for (const prefix of ['*', '+61#', '+(99)', '+61.', 'abc', '+1[0-8]x[0-8]xx[001-998]']) {
    t.equal(coveredBy(prefix).isWhole, false, prefix)
  }
})

t.test('numbers are ranges of all that begins like them', async t => {
  const range = { start: asE164('+61395556880'), end: asE164('+61395556889') }
  t.equal(multirange(pointsOfNumbers([range])), '{[613955568800000,613955568900000)}')
})
