import fc from 'fast-check'
import t from 'tap'
import { shortestPrefixes } from '../../src/inventory/schemas/block.ts'

const expand = (prefix: string, digits: number): [bigint, bigint] => {
  const rest = digits - (prefix.length - 1)
  return [BigInt(prefix.slice(1) + '0'.repeat(rest)), BigInt(prefix.slice(1) + '9'.repeat(rest))]
}

t.test('the prefixes of a block mean its numbers and no others, and no two of them could be one', async t => {
  fc.assert(fc.property(fc.integer({ min: 1000, max: 9999 }), fc.integer({ min: 0, max: 3000 }), (from, more) => {
    const to = Math.min(9999, from + more)
    const prefixes = shortestPrefixes(`+${from}`, `+${to}`)
    let next = BigInt(from)
    for (const prefix of prefixes) {
      const [first, last] = expand(prefix, 4)
      if (first !== next) return false
      next = last + 1n
    }
    const tens = new Map<string, number>()
    for (const prefix of prefixes) tens.set(prefix.slice(0, -1), (tens.get(prefix.slice(0, -1)) ?? 0) + 1)
    return next === BigInt(to) + 1n && [...tens].every(([begin, count]) => count < 10 || begin === '+')
  }))
  t.same(shortestPrefixes('+61395556000', '+61395556109'), ['+613955560', '+6139555610'])
  t.same(shortestPrefixes('+61395556007', '+61395556007'), ['+61395556007'])
})
