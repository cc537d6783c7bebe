import { Type } from '@sinclair/typebox'
import { historyOf, tenantsBelow } from '../database/number-history.ts'
import { numberRecord } from '../database/number-reads.ts'
import { NumberChange } from '../schemas/number-history.ts'
import { Problem } from '../problems.ts'
import { isE164 } from '../schemas/phone-number.ts'
import { ref } from '../schemas/ref.ts'
import { reading } from './caller.ts'
import { filterOf, numberOfPath } from './number-filter.ts'
import type { Resource } from './resource.ts'

const changesShown = 1000

export const numberHistory: Resource = (scope, { db }) => {
  scope.get('/oc/numbers/:phonenumber/history', {
    config: { roles: reading, versions: ['v3'], problems: ['number_not_found'] },
    schema: {
      operationId: 'getNumberHistory',
      summary: 'Get the history of a number',
      description: 'Every change of the number, newest first, also after its release; at most the latest thousand.',
      tags: ['Numbers'],
      params: Type.Object({ phonenumber: Type.String({ description: 'E.164; the + may be sent raw, encoded, or left out, and blanks and hyphens do not matter.', examples: ['+61395556880'] }) }),
      response: { 200: Type.Array(ref(NumberChange), { description: 'The changes, newest first.' }) }
    }
  }, async ({ caller, params }) => {
    const number = numberOfPath(params.phonenumber)
    if (!isE164(number)) throw new Problem('number_not_found', `${number} is not a number.`)
    const isBelow = caller.channelId !== undefined || caller.customerId !== undefined
    const tenants = isBelow ? await tenantsBelow(db, caller.providerId, caller) : undefined
    const changes = await historyOf(db, caller.providerId, number, tenants, changesShown)
    if (changes.length === 0 && await numberRecord(db, filterOf(caller, {}, undefined), number) === undefined) throw new Problem('number_not_found', `${number} never was among your numbers.`)
    return changes
  })
}
