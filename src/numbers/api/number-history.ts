import { Type } from '@sinclair/typebox'
import { historyListing, historyPage } from '../records/number-history.ts'
import { numberRecord } from '../records/number-reads.ts'
import { NumberChangePage } from '../schemas/number-history.ts'
import { Problem } from '../../problems.ts'
import { isE164 } from '../../schemas/phone-number.ts'
import { ref } from '../../schemas/ref.ts'
import { reading } from '../../http/caller.ts'
import { numberOfPath } from './number-filter.ts'
import { answerList, listQuery } from '../../http/list.ts'
import type { Resource } from '../../http/resource.ts'

export const numberHistory: Resource = (scope, { records }) => {
  scope.get('/oc/numbers/:phonenumber/history', {
    config: { roles: reading, versions: ['v3'], problems: ['number_not_found'] },
    schema: {
      operationId: 'getNumberHistory',
      summary: 'Get the history of a number',
      description: 'Every change of the number, newest first, also after its release.',
      tags: ['Numbers'],
      params: Type.Object({
        phonenumber: Type.String({
          description: 'E.164; the + may be sent raw, encoded, or left out, and blanks and hyphens do not matter.',
          examples: ['+61395556880']
        })
      }),
      querystring: Type.Object(listQuery(historyListing)),
      response: { 200: ref(NumberChangePage) }
    }
  }, async (request, reply) => {
    const { caller, params } = request
    const number = numberOfPath(params.phonenumber)
    if (!isE164(number)) throw new Problem('number_not_found', `${number} is not a number.`)
    return answerList(request, reply, historyListing, async place => {
      const part = await historyPage(records(caller), number, place)
      const isUnknown = part.total === 0 && await numberRecord(records(caller), number) === undefined &&
        (await historyPage(records(caller), number, { offset: 0, limit: 1 })).total === 0
      if (isUnknown) throw new Problem('number_not_found', `${number} never was among your numbers.`)
      return part
    })
  })
}
