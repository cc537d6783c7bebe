import { Type } from '@sinclair/typebox'
import { historyPage } from '../records/number-history.ts'
import { numberRecord } from '../records/number-reads.ts'
import { NumberChangePage } from '../schemas/number-history.ts'
import { Problem } from '../../problems.ts'
import { pageQuery } from '../../schemas/page.ts'
import { isE164 } from '../../schemas/phone-number.ts'
import { ref } from '../../schemas/ref.ts'
import { reading } from '../../http/caller.ts'
import { numberOfPath } from './number-filter.ts'
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
      querystring: Type.Object(pageQuery),
      response: { 200: ref(NumberChangePage) }
    }
  }, async ({ caller, params, query }) => {
    const { PageNumber = 1, PageSize = 200 } = query
    const number = numberOfPath(params.phonenumber)
    if (!isE164(number)) throw new Problem('number_not_found', `${number} is not a number.`)
    const { total, data } = await historyPage(records(caller), number, (PageNumber - 1) * PageSize, PageSize)
    if (total === 0 && await numberRecord(records(caller), number) === undefined) {
      throw new Problem('number_not_found', `${number} never was among your numbers.`)
    }
    return {
      currentPage: PageNumber, pageSize: PageSize, totalPages: Math.ceil(total / PageSize), totalRecords: total, data
    }
  })
}
