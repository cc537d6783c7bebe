import { Type, type Static } from '@sinclair/typebox'
import { listPage } from '../../schemas/page.ts'
import { ref } from '../../schemas/ref.ts'
import { OrNull } from '../../schemas/value.ts'

/** Numbers of the inventory that follow each other without a gap, as many as there are. */
export const NumberBlock = Type.Object({
  first: Type.String(), last: Type.String(),
  count: Type.Integer({ description: 'How many numbers it has.' }),
  used: Type.Integer({ description: 'How many of them are in use.' }),
  utilisation: Type.Number({ description: 'Which share of them is in use, from 0 to 1.' }),
  gapBefore: OrNull(Type.Integer({
    description: 'How many numbers of the same length are missing between the block before it and this one.'
  })),
  prefixes: Type.Array(Type.String(), { description: 'The fewest beginnings that mean these numbers and no others.' })
}, {
  $id: 'NumberBlock',
  examples: [{
    first: '+61395556000', last: '+61395556109', count: 110, used: 11, utilisation: 0.1, gapBefore: null,
    prefixes: ['+613955560', '+6139555610']
  }]
})
export type NumberBlock = Static<typeof NumberBlock>

export const NumberBlockPage = listPage(ref(NumberBlock), {
  $id: 'NumberBlockPage', description: 'One page of blocks, in the order of the numbers.'
})

/**
 * The fewest beginnings that mean the numbers from `first` to `last`, both included and of one length, and no others.
 */
export function shortestPrefixes (first: string, last: string): string[] {
  const prefixes: string[] = []
  const end = BigInt(last.slice(1))
  for (let from = BigInt(first.slice(1)); from <= end;) {
    let zeros = 0
    for (let size = 10n; from % size === 0n && from + size - 1n <= end; size *= 10n) zeros += 1
    prefixes.push(`+${String(from).slice(0, String(from).length - zeros)}`)
    from += 10n ** BigInt(zeros)
  }
  return prefixes
}
