import { join } from 'node:path'
import t, { type Test } from 'tap'
import { request } from 'undici'
import { projectRoot } from '../../src/database/project-root.ts'
import { bestMatch } from '../../src/sites/schemas/dial-plan-match.ts'
import { releaseOf } from '../../src/schemas/firmware.ts'
import { canonicalPrefix, parsePrefix, WrongPrefix } from '../../src/schemas/dial-plan-prefix.ts'
import { listeningAt, startProgram } from '../support/program.ts'

type Rule = { prefix: string, tag: string }

const rulesOf = (prefixes: readonly string[]): Rule[] =>
  prefixes.map((prefix, index) => ({ prefix, tag: 'ABC'.charAt(index) }))

t.test('the rule is picked as in the manual of 7.2', async t => {
  const vectors: Array<[number: string, prefixes: string[], picked: string | undefined]> = [
    ['5234', ['523x', '5234'], 'B'],
    ['5234', ['523x', '523[1-9]'], 'B'],
    ['5234', ['523x', '523[2-6]'], 'B'],
    ['110', ['[1,3,5]', '[110,120]'], 'B'],
    ['53211111', ['532[1-9]1111', '5321'], 'B'],
    ['53124', ['53([2-4])', '531(4)'], 'B'],
    ['321444', ['321xxx', '321'], 'A'],
    ['32144', ['321xxx', '321'], 'B'],
    ['5324', ['532[1-9]', '532[2-4]'], 'B'],
    ['53124', ['53([2-4])', '53([01-99])', '53([001-999])'], 'C'],
    ['53124', ['53([2-4])', '53(4)'], 'B'],
    ['+4561000001', ['+4561', '+4561000001#', '+4561000001'], 'B'],
    ['+45610000011', ['+4561', '+4561000001#'], 'A'],
    ['5234', ['6', '52345'], undefined],
    ['5234', ['*'], 'A'],
    ['a*b', ['a\\*b', 'a'], 'A'],
    ['5234', ['52[', '5'], 'B']
  ]
  for (const [number, prefixes, picked] of vectors) {
    t.equal(bestMatch(rulesOf(prefixes), number, '7.2')?.tag, picked, `${number} of ${prefixes.join(' ')}`)
  }
})

t.test('the rule is picked as in the manual of 7.4', async t => {
  const vectors: Array<[number: string, prefixes: string[], picked: string | undefined]> = [
    ['5234', ['523x', '5234'], 'B'],
    ['5234', ['523x', '523[2-6]'], 'A'],
    ['5234', ['523[2-6]', '523x'], 'B'],
    ['110', ['[1,3,5]', '[110,120]'], 'A'],
    ['110', ['[110,120]', '[1,3,5]'], 'A'],
    ['5324', ['532[1-9]', '532[2-4]'], 'B'],
    ['53211111', ['532[1-9]1111', '5321'], 'B'],
    ['53124', ['53([2-4])', '531(4)'], 'B'],
    ['321444', ['321xxx', '321'], 'A']
  ]
  for (const [number, prefixes, picked] of vectors) {
    t.equal(bestMatch(rulesOf(prefixes), number, '7.4')?.tag, picked, `${number} of ${prefixes.join(' ')}`)
  }
})

t.test('which manual counts is told by the firmware', async t => {
  for (const old of ['7.20A.258.559', '7.00A.129', '6.80A']) t.equal(releaseOf(old), '7.2', old)
  for (const later of ['7.40A.250.265', '7.60A.001', '8.00', undefined, '']) {
    t.equal(releaseOf(later), '7.4', String(later))
  }
})

t.test('older notations are refused by name', async t => {
  for (
    const [prefix, message] of [
      ['$', /\$ for an empty number/], ['134[#]', /character in brackets/], ['12[*]', /character in brackets/],
      ['[4-8](23[4,5,6])', /suffix of digits and a range/], ['12(3*45)', /wildcard in a suffix/], ['1(3x)', /wildcard/]
    ] as const
  ) {
    const wanted = Object.assign(new WrongPrefix(), { message })
    t.throws(() => parsePrefix(prefix), wanted, prefix)
    t.match(problemOf(prefix), /notation of routing tables/, prefix)
  }
})

function problemOf (prefix: string): string {
  try {
    parsePrefix(prefix)
    return ''
  } catch (error) {
    return error instanceof Error ? error.message : ''
  }
}

t.test('prefixes are judged as the device judges them', async t => {
  for (
    const good of [
      '+97239753000', '+97239753000#', '5[1-9]x', '53([2-4])', '53([001-999])#', '53(4)', '*', 'n.z', '[12,15-19]3',
      'abcX', '\\x\\*'
    ]
  ) t.ok(parsePrefix(good), good)
  const bad: Array<[prefix: string, message: RegExp]> = [
    ['', /empty/], ['5#1', /"#" is not allowed at position 2/], ['5 1', /" " is not allowed/],
    ['5[1-', /"\[" is not allowed/], ['5[]', /neither a number nor a range/], ['5[9-1]', /backwards/],
    ['5[1-10]', /same number of digits/], ['5[1,22]', /same number of digits/], ['5(1)2', /Only # may follow/],
    ['5-1', /"-" is not allowed/], ['5[a-z]', /neither/], ['"', /not allowed/], ['5\n', /not allowed/],
    ['\\', /not allowed/], ['5**', /not allowed/]
  ]
  for (const [prefix, message] of bad) {
    t.throws(() => parsePrefix(prefix), Object.assign(new WrongPrefix(), { message }), JSON.stringify(prefix))
  }
})

t.test('prefixes that match the same numbers are known as the same', async t => {
  for (
    const [one, other] of [['5[1-3]', '5[1,2-3]'], ['5[1-4]', '5[3-4,1-2]'], ['5(4)', '5([4])'], [
      '\\\\*', '\\*'
    ]] as const
  ) t.equal(canonicalPrefix(one), canonicalPrefix(other), one)
  for (const [one, other] of [['5x', '5[0-9]'], ['5', '5#'], ['5[1-3]', '5([1-3])'], ['x', '\\x']] as const) {
    t.not(canonicalPrefix(one), canonicalPrefix(other), one)
  }
})

/** A small generator, so that a failure can be played again. */
function randomFrom (seed: number): (below: number) => number {
  let state = seed
  return below => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor(state / 2 ** 32 * below)
  }
}

function randomPrefix (random: (below: number) => number): string {
  const pieces = ['1', '2', '3', '1', '2', 'x', 'n', 'z', '.', '[1-2]', '[2-3]', '[12,21-23]']
  const body = Array.from({ length: random(4) }, () => pieces[random(pieces.length)]).join('')
  const ending = ['', '', '', '#', '(1)', '([1-3])', '([11-23])', '(2)#'][random(8)] ?? ''
  return body + ending === '' ? '*' : body + (body === '' && ending === '#' ? '' : ending) || '1'
}

/**
 * The manual's words, without any cleverness (docs/wire/mediant.md#which-rule-matches): of the rules that fit, keep
 * digit by digit those that leave least open.
 */
function naiveMatch (rules: readonly Rule[], number: string): Rule | undefined {
  const fits = (prefix: string): RegExp =>
    new RegExp(
      '^' + [...prefix.matchAll(/\[([^\]]*)\]|\(\[?([^)\]]*)\]?\)|./g)].map(([piece, range, suffix]) =>
        range !== undefined
          ? `(?:${alternatives(range)})`
          : suffix !== undefined
            ? `.*(?:${alternatives(suffix)})$`
            : (classes[piece] ?? piece)
      ).join('')
    )
  let left = rules.filter(rule => fits(rule.prefix).test(number))
  for (let place = 0; place <= number.length && left.length > 1; place++) {
    const scores = left.map(rule => scoreAt(rule.prefix, number, place))
    const least = scores.reduce((a, b) => a < b ? a : b)
    left = left.filter((_, index) => scores[index] === least)
  }
  return left[0]
}

const classes: Record<string, string> = { x: '[0-9]', n: '[2-9]', z: '[1-9]', '.': '[0-9A-Za-z]', '#': '$', '*': '' }
const listed = (list: string): string[] =>
  list.split(',').flatMap(part => {
    const [low = '', high = low] = part.split('-')
    return Array.from({ length: Number(high) - Number(low) + 1 }, (_, index) =>
      String(Number(low) + index).padStart(low.length, '0'))
  })
const alternatives = (list: string): string => listed(list).join('|')

/** `a` to `h` by sort, then how many possibilities; texts that sort as the device prefers. */
function scoreAt (prefix: string, number: string, place: number): string {
  const suffix = /\(\[?([^)\]]*)\]?\)#?$/.exec(prefix)
  const exact = prefix.endsWith('#')
  if (place === number.length) return exact ? 'a' : 'h'
  let at = 0
  for (
    const [piece, list] of (suffix === null ? prefix : prefix.slice(0, suffix.index)).matchAll(/\[([^\]]*)\]|[^#*]/g)
  ) {
    if (list !== undefined) {
      const all = listed(list)
      const width = all[0]?.length ?? 0
      if (place < at + width) {
        const choices = all.filter(one => one.startsWith(number.slice(at, place))).map(one => one.charAt(place - at))
        return `b${String(new Set(choices).size).padStart(2, '0')}`
      }
      at += width
    } else {
      if (place === at) return { n: 'c', z: 'd', x: 'e', '.': 'g' }[piece] ?? 'a'
      at += 1
    }
  }
  if (suffix === null) return 'h'
  const all = listed(suffix[1] ?? '')
  return `f${9 - (all[0]?.length ?? 0)}${String(all.length).padStart(4, '0')}`
}

t.test('matching agrees with the manual taken word by word, and with the mock', async t => {
  const mock = await startMock(t)
  for (let seed = 1; seed <= 400; seed++) {
    const random = randomFrom(seed)
    const prefixes = [...new Set(Array.from({ length: 2 + random(6) }, () => randomPrefix(random)))]
    const rules = prefixes.map((prefix, index) => ({ prefix, tag: `T${index}` }))
    const numbers = Array.from(
      { length: 6 }, () => Array.from({ length: 1 + random(5) }, () => String(1 + random(3))).join('')
    )
    for (const number of numbers) {
      const picked = bestMatch(rules, number, '7.2')?.tag
      const naive = naiveMatch(rules, number)?.tag
      if (picked !== naive) t.equal(picked, naive, `seed ${seed}: ${number} of ${prefixes.join(' ')}`)
    }
    if (seed % 8 !== 0) continue
    for (const firmware of ['7.20A.258.559', '7.40A.600.203']) {
      await mock('PUT', '/_mock/state', { dialPlans: { OCDialPlan: rules }, parameters: { firmware } })
      for (const number of numbers) {
        const theirs = await mock('GET', `/_mock/match?plan=OCDialPlan&number=${number}`)
        const picked = bestMatch(rules, number, releaseOf(firmware))?.tag
        if (theirs?.tag !== picked) {
          t.equal(picked, theirs?.tag, `seed ${seed}, the mock with ${firmware}: ${number} of ${prefixes.join(' ')}`)
        }
      }
    }
  }
  t.pass('all of them')
})

async function startMock (
  t: Test
): Promise<(method: 'GET' | 'PUT', path: string, body?: object) => Promise<{ tag: string } | null>> {
  const program = startProgram('sbc-mock/server.js', {
    SBC_MOCK_PORT: '0', SBC_MOCK_STATE: join(projectRoot(), 'scripts/demo/sbc.json')
  })
  t.teardown(() => program.stop())
  const url = await program.waitFor(listeningAt)
  return async (method, path, body) => {
    const response = await request(url + path, {
      method, body: body === undefined ? null : JSON.stringify(body), headers: { 'content-type': 'application/json' }
    })
    const text = await response.body.text()
    if (response.statusCode >= 300) throw new Error(text)
    return text === '' ? null : JSON.parse(text)
  }
}
