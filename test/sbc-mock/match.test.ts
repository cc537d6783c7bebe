import t from 'tap'
import { bootOne } from './boot.ts'

const sbc = await bootOne(t)

async function match (prefixes: string[], number: string): Promise<string> {
  const rules = prefixes.map((prefix, index) => ({ prefix, tag: 'ABC'.charAt(index) }))
  const put = await sbc.mock('PUT', 'state', { dialPlans: { OCDialPlan: rules } })
  if (put.status !== 204) return put.text
  const { text } = await sbc.call('GET', `/_mock/match?number=${encodeURIComponent(number)}`)
  const found: unknown = JSON.parse(text)
  return typeof found === 'object' && found !== null && 'tag' in found ? String(found.tag) : 'none'
}

const vectors: Array<[string, string[], string, string]> = [
  ['5234', ['523x', '5234'], 'B', 'a specific digit beats any digit'],
  ['5234', ['523x', '523[1-9]'], 'B', 'a range beats any digit'],
  ['53211111', ['532[1-9]1111', '5321'], 'B', 'an earlier specific digit beats a longer rule'],
  ['53124', ['53([2-4])', '531(4)'], 'B', 'a specific digit beats a suffix'],
  ['321444', ['321xxx', '321'], 'A', 'any digit beats the end of a shorter rule'],
  ['32144', ['321xxx', '321'], 'B', 'a rule that needs more digits does not match'],
  ['5324', ['532[1-9]', '532[2-4]'], 'B', 'the narrower range wins'],
  ['53124', ['53([2-4])', '53([01-99])', '53([001-999])'], 'C', 'the longest suffix wins'],
  ['53124', ['53([2-4])', '53(4)'], 'B', 'the narrower suffix wins'],
  ['+97239753000', ['+9723975300', '+97239753000#'], 'B', 'an exact number beats its beginning'],
  ['+972397530001', ['+97239753000#'], 'none', '# is the end of the number'],
  ['+972397530001', ['+97239753000'], 'A', 'without # a rule is a beginning'],
  ['125', ['[123-130]', '12'], 'B', 'a range of longer numbers is open from its first digit'],
  ['131', ['[123-130]'], 'none', 'a number outside of the range does not match'],
  ['98', ['z', '*', 'n.'], 'C', 'fewest possibilities win, and * is the last resort'],
  ['*70', ['\\\\*70', '\\*71'], 'A', 'an escaped star is a star'],
  ['abc', ['abc', '*'], 'A', 'letters match themselves']
]

await sbc.mock('PUT', 'state', { parameters: { firmware: '7.20A.258.559' } })
for (const [number, prefixes, expected, why] of vectors) {
  t.test(`${number} among ${prefixes.join(' and ')} is matched so that ${why}`, async (t) => {
    t.equal(await match(prefixes, number), expected, 'in the given order')
    t.equal(await match([...prefixes].reverse(), number), expected === 'none'
      ? 'none'
      : 'ABC'.charAt(prefixes.length - 1 - 'ABC'.indexOf(expected)), 'in any order')
  })
}

t.test('firmware of 7.4 ranks any digit before a range, and takes lists by their row', async t => {
  await sbc.mock('PUT', 'state', { parameters: { firmware: '7.40A.600.203' } })
  t.equal(await match(['523x', '523[2-6]'], '5234'), 'A', 'any digit comes first')
  t.equal(await match(['523[2-6]', '523x'], '5234'), 'B', 'in any order')
  t.equal(await match(['[1,3,5]', '[110,120]'], '110'), 'A', 'the lower row')
  t.equal(await match(['[110,120]', '[1,3,5]'], '110'), 'A', 'whichever it is')
})

t.test('a prefix that breaks the notation is refused', async (t) => {
  for (const prefix of ['', '12-3', '[1-', '[12-3]', '[9-1]', '12#3', '(1)2', '1*', 'a b', '[a-b]', '\\', '1_2', '٣']) {
    const answer = await sbc.script(
      'configure voip', 'sbc dial-plan 0', 'dial-plan-rule 900', `prefix "${prefix.replaceAll('\\', '\\\\')}"`,
      'activate'
    )
    t.equal(answer.status, 'failure', prefix)
  }
})

t.test('a plan that does not exist has no match', async (t) => {
  t.equal((await sbc.call('GET', '/_mock/match?plan=Nowhere&number=1')).status, 404, 'an unknown plan is not found')
  t.equal((await sbc.call('GET', '/_mock/match?plan=OCDialPlan')).status, 400, 'a number is required')
})
