import { Type } from '@sinclair/typebox'
import { reading } from '../../http/caller.ts'
import type { Resource } from '../../http/resource.ts'
import { answerList, listQuery } from '../../http/list.ts'
import { ref } from '../../schemas/ref.ts'
import { WholeNumber } from '../../schemas/value.ts'
import { blockListing, blocksPage, freeBlocks } from '../records/blocks.ts'
import { NumberBlock, NumberBlockPage } from '../schemas/block.ts'
import { filterOf, filterQuery, tags, versions } from './inventory-reads.ts'

const atMost = 10

/** The inventory as blocks of numbers that follow each other. */
export const blocks: Resource = (scope, { records }) => {
  scope.get('/inventory/blocks', {
    config: { roles: reading, versions },
    schema: {
      operationId: 'listNumberBlocks', summary: 'List the number inventory as blocks',
      description:
        'The numbers that the filters let through, as runs without a gap: how many, which share is in use, what is ' +
        'missing between them, and the fewest prefixes that mean them.',
      tags, querystring: Type.Object({ ...filterQuery, ...listQuery(blockListing) }),
      response: { 200: ref(NumberBlockPage) }
    }
  }, async (request, reply) => {
    const filter = filterOf(request.query)
    return answerList(request, reply, blockListing, place => blocksPage(records(request.caller), filter, place))
  })

  scope.get('/inventory/blocks/free', {
    config: { roles: reading, versions },
    schema: {
      operationId: 'listFreeBlocks', summary: 'Find free blocks of so many numbers',
      description:
        `The first ${atMost} blocks of numbers that no tenant has, and that are not in use, reserved or cooling.`,
      tags,
      querystring: Type.Object({
        size: Type.Optional(WholeNumber({ minimum: 1, default: 1, description: 'How many numbers it has at least.' })),
        ...filterQuery
      }),
      response: {
        200: Type.Array(ref(NumberBlock), { description: 'In the order of the numbers; none is an answer.' })
      }
    }
  }, ({ caller, query: { size = 1, ...filter } }) => freeBlocks(records(caller), filterOf(filter), size, atMost))
}
