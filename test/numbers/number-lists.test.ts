import assert from 'node:assert/strict'
import fc from 'fast-check'
import t from 'tap'
import { readNumbers, type NumberList } from '../../src/numbers/api/number-list.ts'
import type { FieldErrors } from '../../src/problems.ts'
import { Numbering } from '../../src/schemas/numbering.ts'

const textOf = (index: number): string => `+613955${String(index).padStart(5, '0')}`
const rangeOf = ([first, count]: readonly [number, number]): { start: string, end: string } => ({
  start: textOf(first), end: textOf(first + count - 1)
})

async function read (
  body: NumberList, most?: number
): Promise<{ numbers: string[], duplicates: string[], errors: FieldErrors }> {
  const errors: FieldErrors = {}
  return { ...await readNumbers(async () => new Numbering(), body, errors, most), errors }
}

t.test('each number of a list counts once, however often the numbers and ranges of the list name it', async () => {
  const index = fc.integer({ min: 0, max: 60 })
  const range = fc.tuple(index, fc.integer({ min: 1, max: 30 }))
  await fc.assert(
    fc.asyncProperty(
      fc.array(index, { maxLength: 20 }),
      fc.array(range, { maxLength: 6 }),
      fc.integer({ min: 1, max: 80 }),
      async (singles, ranges, most) => {
        const named = [
          ...singles, ...ranges.flatMap(([first, count]) => Array.from({ length: count }, (_, place) => first + place))
        ]
        const times = new Map<number, number>()
        for (const one of named) times.set(one, (times.get(one) ?? 0) + 1)
        const { numbers, duplicates, errors } = await read({
          phoneNumbers: singles.map(textOf), phoneNumberRanges: ranges.map(rangeOf)
        }, most)
        assert.equal(Object.keys(errors).length === 0, times.size > 0 && times.size <= most)
        if (Object.keys(errors).length > 0) return
        assert.deepEqual([...numbers].sort(), [...times.keys()].map(textOf).sort())
        const twice = duplicates.flatMap(words => {
          const [first = '', last = first] = words.split(' to ').map(number =>
            Number(number.slice(7))
          )
          return Array.from({ length: Number(last) - Number(first) + 1 }, (_, place) => Number(first) + place)
        })
        assert.deepEqual(twice, [...times].filter(([, count]) => count > 1).map(([one]) => one).sort((a, b) => a - b))
      }
    ),
    { numRuns: 1000 }
  )
})

t.test('a thousand equal ranges cost no more than one and are reported as one', async t => {
  const { numbers, duplicates, errors } = await read({
    phoneNumberRanges: Array.from({ length: 1000 }, () => rangeOf([0, 10_000]))
  })
  t.same(errors, {}, 'the list is accepted')
  t.equal(numbers.length, 10_000, 'each number is there once')
  t.same(duplicates, ['+61395500000 to +61395509999'], 'the duplicates are reported as one range')
  const huge = { start: '+12012000000', end: '+19892999999' }
  t.match((await read({ phoneNumberRanges: [huge, huge] })).errors, {
    'phoneNumberRanges[0]': [/holds 7881000000 numbers/], 'phoneNumberRanges[1]': [/holds 7881000000 numbers/]
  })
})
