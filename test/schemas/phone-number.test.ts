import fc from 'fast-check'
import { parsePhoneNumber } from 'libphonenumber-js/max'
import t from 'tap'
import { parseCountry } from '../../src/schemas/vocabulary/country.ts'
import { compressToRanges, countOf, expandRange } from '../../src/schemas/number-range.ts'
import { knownCountries, regionsOf, type Region } from '../../src/schemas/phone-number-rules.ts'
import {
  checkPhoneNumber, countryOf, isE164, isNorthAmerican, isTollFree, isValidPhoneNumber, normalizePhoneNumber, toE164,
  typeOf, type E164, type NumberFault
} from '../../src/schemas/phone-number.ts'

const seed = 20260707
const callingCodes = Array.from({ length: 999 }, (_, index) => String(index + 1)).filter(code =>
  regionsOf(code).length > 0
)

/** A small generator with a seed (mulberry32), because the sample has to be the same in every run. */
function randomBelow (state: number): (limit: number) => number {
  return limit => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit
  }
}

const random = randomBelow(seed)
const pick = <T>(list: readonly T[]): T => {
  const item = list[random(list.length)]
  if (item === undefined) throw new Error('nothing to pick from')
  return item
}
const digits = (count: number) => Array.from({ length: count }, () => random(10)).join('')

interface Model { callingCode: string, region: Region, national: string }

/** Numbers of every kind of every country, made from the patterns of the numbering plans. */
function models (): Model[] {
  return callingCodes.flatMap(callingCode => regionsOf(callingCode).flatMap(region =>
    region.kinds.flatMap(({ pattern }) =>
      fc.sample(fc.stringMatching(new RegExp(`^(?:${pattern})$`)), { numRuns: 12, seed })
        .map(national => ({ callingCode, region, national })))))
}

function mutate (national: string): string {
  const changed = [...national]
  for (let times = random(4); times > 0; times--) changed[random(changed.length)] = String(random(10))
  return changed.join('')
}

/** Nearly valid numbers, numbers with a trunk prefix, of a length at the boundary, and pure noise. */
function variant (all: readonly Model[]): string {
  const { callingCode, region, national } = pick(all)
  const like = mutate(national)
  switch (random(10)) {
    case 0: return `+${callingCode}${digits(pick(region.lengths) + random(3) - 1)}`
    case 1: return `+${pick(callingCodes)}${digits(random(14))}`
    case 2: return `+${1 + random(9)}${digits(random(15))}`
    case 3: return `+${callingCode}${pick(['0', '1', '8', '15', national.slice(0, 2)])}${like}`
    case 4: return `+${callingCode}${like.slice(0, -1 - random(3))}`
    case 5: return `+${callingCode}${like}${digits(1 + random(2))}`
    case 6: return `+${pick(callingCodes)}${like}`
    default: return `+${callingCode}${like}`
  }
}

function reference (text: string) {
  try {
    return parsePhoneNumber(text, { extract: false })
  } catch {
    return undefined
  }
}

function number (text: string): E164 {
  if (!isE164(text)) throw new Error(`${text} is not of the form of E.164`)
  return text
}

t.test('numbers are judged as libphonenumber-js judges them, over a large sample', async t => {
  const all = models()
  const kinds = new Set<string>()
  const differences: string[] = []
  let compared = 0
  let valid = 0
  let cleaned = 0
  while (compared < 600_000) {
    const text = variant(all)
    if (!isE164(text)) continue
    compared++
    const expected = reference(text)
    const isValid = expected?.isValid() === true
    if (isValidPhoneNumber(text) !== isValid) differences.push(`${text}: valid ${isValid}`)
    if (compared % 6 !== 0 || expected === undefined) continue
    const country = expected.isNonGeographic() ? '001' : expected.country
    if (countryOf(text) !== country) differences.push(`${text}: country ${country}`)
    if (typeOf(text) !== expected.getType()) differences.push(`${text}: type ${expected.getType()}`)
    if (isTollFree(text) !== (expected.getType() === 'TOLL_FREE')) differences.push(`${text}: toll-free`)
    if (!isValid) continue
    valid++
    kinds.add(`${country} ${expected.getType()}`)
    if (toE164(text) !== expected.number) differences.push(`${text}: ${expected.number}`)
    if (toE164(text) !== text) cleaned++
  }
  t.same(differences.slice(0, 20), [], 'no number is judged differently')
  t.ok(valid > 20_000, `${valid} valid numbers among the closer looks`)
  t.ok(cleaned > 500, `${cleaned} of them with a trunk prefix`)
  t.ok(kinds.size > 900, `${kinds.size} pairs of country and kind`)
  const countries = new Set([...kinds].map(pair => pair.slice(0, pair.indexOf(' '))))
  // Western Sahara shares +212 and every one of its numbers with Morocco, which is asked first.
  t.same(knownCountries().filter(country => !countries.has(country)), ['EH'], 'no other country is left out')
})

t.test('a valid number is told with its country, kind and calling code', async t => {
  t.same(checkPhoneNumber('+61395556880'),
    { valid: true, number: '+61395556880', country: 'AU', type: 'FIXED_LINE', callingCode: '61' },
    'the facts of an Australian number are known')
  t.match(checkPhoneNumber('+80012345678'), { country: '001', type: 'TOLL_FREE', callingCode: '800' })
  t.match(checkPhoneNumber('+4402079460000'), { number: '+442079460000', country: 'GB' }, 'drops a trunk prefix')
  t.match(checkPhoneNumber('+77012345678'), { country: 'KZ' })
  t.match(checkPhoneNumber('+390669812345'), { country: 'VA' })
  t.match(checkPhoneNumber('+12423456789'), { country: 'BS' })
  t.ok(isTollFree(number('+18333998785')), 'the number is toll-free')
  t.ok(isNorthAmerican(number('+18333998785')), 'the number is North American')
  t.notOk(isNorthAmerican(number('+61395556880')), 'an Australian number is not North American')
})

t.test('an invalid number is told with its fault', async t => {
  const faults: Array<[string, NumberFault]> = [
    ['', 'missing-plus'], ['61395556880', 'missing-plus'], ['0061395556880', 'missing-plus'], ['+', 'too-short'],
    ['+1', 'too-short'], ['+2', 'too-short'], ['+613955', 'too-short'], ['+1213373425', 'too-short'],
    ['+613955568801234', 'too-long'], ['+4915112345678901', 'too-long'], ['+1'.padEnd(5000, '2'), 'too-long'],
    ['+012345678', 'unknown-calling-code'], ['+2101234567', 'unknown-calling-code'],
    ['+999123456789', 'unknown-calling-code'], ['+11234567890', 'not-in-numbering-plan'],
    ['+61005556880', 'not-in-numbering-plan'], ['+61 395556880', 'not-digits'], ['abc', 'not-digits'],
    ['++61395556880', 'not-digits'], ['+61395556880\n', 'not-digits'], ['+٦١٣٩٥٥٥٦٨٨٠', 'not-digits']
  ]
  for (const [text, code] of faults) {
    const failure = checkPhoneNumber(text)
    t.match(failure, { valid: false, code, reason: /^[A-Z].{20,120}\.$/ }, text.slice(0, 20))
    t.notOk(isValidPhoneNumber(text), `${text.slice(0, 20)} is not valid`)
  }
})

t.test('a number that a spreadsheet pasted is cleaned, and nothing is guessed', async t => {
  const pasted = [
    '+61 3 9555 6880', '\u00a0+61395556880\u200b', "'+61395556880", '\ufeff＋61 (3) 9555-6880', '+61.3.9555/6880\r\n',
    '(+61) 3 9555\u20116880', '\u202a+61395556880\u202c', "' +61395556880"
  ]
  for (const text of pasted) t.equal(normalizePhoneNumber(text), '+61395556880', JSON.stringify(text))
  t.equal(normalizePhoneNumber('03 9555 6880'), '0395556880', 'a number without a plus stays without')
  const refused = [
    '', '+', '+61395556880 ext 5', '+61395556880;+61395556881', '+61395556880\n+61395556881', '6.1395556880E+10',
    '61395556880\t61395556881', 'x'
  ]
  for (const text of refused) t.equal(normalizePhoneNumber(text), undefined, text)
})

t.test('a country is understood in all usual spellings', async t => {
  const known = { AU: 'AU', au: 'AU', ' gb ': 'GB', UK: 'GB', '+61': 'AU', 61: 'AU', 44: 'GB', '+972': 'IL', 39: 'IT' }
  for (const [text, country] of Object.entries(known)) t.equal(parseCountry(text), country, text)
  for (const text of ['', '+', '1', '+7', '262', '599', '800', '999', 'XX', 'AUS', '++61', '__proto__']) {
    t.equal(parseCountry(text), undefined, text)
  }
  const codes = callingCodes.filter(code => regionsOf(code).length > 1 && parseCountry(code) === undefined)
  t.same(codes, ['1', '7', '262', '599'], 'a newly shared code has to be thought about')
})

t.test('a range expands to its numbers', async t => {
  const documented = { start: '+97239764660', end: '+97239764670' }
  const expanded = expandRange(documented, 11)
  t.equal(expanded.count, 11, 'the range has eleven numbers')
  const numbers = 'numbers' in expanded ? [...expanded.numbers] : []
  t.equal(numbers.length, 11, 'all of them are given')
  t.same(
    [numbers[0], numbers[1], numbers[10]], ['+97239764660', '+97239764661', '+97239764670'],
    'they are in order, from the first to the last'
  )
  t.match(expandRange({ start: documented.start, end: documented.start }, 1), { count: 1 })
})

t.test('a range that is too large or wrong is refused without being expanded', async t => {
  const start = '+97239764660'
  t.same(
    expandRange({ start, end: '+97239764670' }, 10), { fault: 'too-many', count: 11 },
    'a range above the limit is too large'
  )
  t.same(
    expandRange({ start: '+12012000000', end: '+19892999999' }, 1e6), { fault: 'too-many', count: 7_881_000_000 },
    'a huge range is too large'
  )
  t.same(
    expandRange({ start: '+97239764670', end: start }, 10), { fault: 'start-after-end' },
    'a range that ends before it starts is refused'
  )
  t.same(
    expandRange({ start, end: '+972502345678' }, 10), { fault: 'different-length' },
    'ends of different lengths are refused'
  )
  t.same(
    expandRange({ start: '97239764660', end: start }, 10), { fault: 'invalid-start' },
    'a start without a plus is refused'
  )
  t.same(
    expandRange({ start, end: '+9723976467' }, 10), { fault: 'invalid-end' }, 'an end that is no number is refused'
  )
})

t.test('compressing numbers gives the fewest ranges with the same numbers', async () => {
  const start = fc.integer({ min: 2_013_000_000, max: 2_013_000_060 })
  const near = fc.array(start.map(digits => number(`+1${digits}`)), { maxLength: 60 })
  const far = fc.array(fc.bigInt(10n, 999_999_999_999_999n).map(digits => number(`+${digits}`)))
  fc.assert(
    fc.property(near, far, (some, others) => {
      const numbers = [...some, ...others]
      const ranges = compressToRanges(numbers)
      const unique = [...new Set(numbers)].sort((a, b) => Number(a) - Number(b))
      const back = ranges.flatMap(({ start, end }) =>
        Array.from({ length: Number(end) - Number(start) + 1 }, (_, index) => `+${Number(start) + index}`)
      )
      const areApart = ranges.every(({ start }, index) => {
        const before = ranges[index - 1]
        return before === undefined || Number(before.end) + 1 < Number(start) || before.end.length < start.length
      })
      return areApart && back.join() === unique.join() &&
        ranges.reduce((sum, range) => sum + countOf(range), 0) === unique.length
    }),
    { seed, numRuns: 2000 }
  )
})

t.test('expanding a range is the inverse of compressing', async () => {
  const edge = fc.integer({ min: 39_764_000, max: 39_765_000 }).map(digits => number(`+972${digits}`))
  fc.assert(
    fc.property(edge, edge, fc.integer({ min: 0, max: 1200 }), (start, end, limit) => {
      const expanded = expandRange({ start, end }, limit)
      const size = Number(end) - Number(start) + 1
      if (expanded.fault !== undefined) {
        return expanded.fault === (size < 1 ? 'start-after-end' : 'too-many') && (size < 1 || size > limit)
      }
      const numbers = [...expanded.numbers]
      const again = compressToRanges(numbers.reverse())
      return size === numbers.length && again.length === 1 && again[0]?.start === start && again[0].end === end &&
        [...expanded.numbers].length === size
    }),
    { seed, numRuns: 1000 }
  )
})
