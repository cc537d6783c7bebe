import { Type } from '@sinclair/typebox'
import { readTime } from '../../customers/api/lead-request.ts'
import { BadFields } from '../../http/bad-fields.ts'
import { reading } from '../../http/caller.ts'
import { answerList, listQuery } from '../../http/list.ts'
import type { Resource } from '../../http/resource.ts'
import { Problem } from '../../problems.ts'
import { normalizePhoneNumber } from '../../schemas/phone-number.ts'
import { ref } from '../../schemas/ref.ts'
import { OneOf, Text } from '../../schemas/value.ts'
import { readGuid } from '../../tenancy/api/given-credential.ts'
import { orderListing, orderOf, ordersPage } from '../records/number-orders.ts'
import { NumberOrder, NumberOrderPage, orderSources, orderStatuses, type OrderType } from '../schemas/number-order.ts'
import { since, versions } from './own-operator-tenant.ts'

const tags = ['Number orders']
const querystring = Type.Object({
  tenantId: Type.Optional(Text({ description: 'Only of this Microsoft tenant.' })),
  number: Type.Optional(Type.String({ maxLength: 30, description: 'Only those that this number was part of.' })),
  taskId: Type.Optional(Type.String({ maxLength: 64, description: 'Only that of this task.' })),
  jobId: Type.Optional(Type.String({ maxLength: 64, description: 'Only that of this job at Microsoft.' })),
  source: Type.Optional(OneOf(orderSources, { description: 'Whether it was asked of us or found at Microsoft.' })),
  status: Type.Optional(OneOf(orderStatuses, { description: 'How it ended.' })),
  since: since('ordered'),
  until: Type.Optional(Type.String({ maxLength: 40, description: 'Only what was ordered before then (ISO 8601).' })),
  ...listQuery(orderListing)
})
const params = Type.Object({
  orderId: Type.String({ description: 'Id of the order.', examples: ['wup_d4b23bb0-3b8a-4966-a368-fef9667d019f'] })
})

function history (type: OrderType, names: { list: string, get: string, path: string, what: string }): Resource {
  return (scope, { records }) => {
    scope.get(names.path, {
      config: { roles: reading, versions },
      schema: {
        operationId: names.list, summary: `List ${names.what}s`,
        description:
          'Kept beyond the tasks that did it, with what became of the numbers. What was found at Microsoft and was ' +
          'not ours has the source `sync`.',
        tags, querystring, response: { 200: ref(NumberOrderPage) }
      }
    }, async (request, reply) => {
      const { caller, query: { tenantId, number, since: from, until, taskId, jobId, source, status } } = request
      const normal = number === undefined ? undefined : normalizePhoneNumber(number)
      const bad = new BadFields()
      if (number !== undefined && normal === undefined) bad.add({ Number: [`${number} is not a valid number.`] })
      const filter = {
        type, number: normal, taskId, jobId, source, status,
        tenantId: tenantId === undefined ? undefined : bad.read(() => readGuid('TenantId', tenantId)),
        since: bad.read(() => readTime(from, 'Since')), until: bad.read(() => readTime(until, 'Until'))
      }
      bad.refuse()
      return answerList(request, reply, orderListing, place => ordersPage(records(caller), filter, place))
    })

    scope.get(`${names.path}/:orderId`, {
      config: { roles: reading, versions, problems: ['number_order_not_found'] },
      schema: {
        operationId: names.get, summary: `Get one ${names.what}`, description: 'With all of its ranges.', tags, params,
        response: { 200: ref(NumberOrder) }
      }
    }, async ({ caller, params: { orderId } }) => {
      const order = await orderOf(records(caller), type, orderId)
      if (order === undefined) {
        throw new Problem('number_order_not_found', `There is no ${names.what} ${orderId.slice(0, 100)}.`)
      }
      return order
    })
  }
}

/** What was ordered of Microsoft. */
export const numberOrders = history('order', {
  list: 'listNumberOrders', get: 'getNumberOrder', path: '/operator-connect/number-orders', what: 'number order'
})

/** What was given back to it. */
export const numberReleases = history('release', {
  list: 'listNumberReleases', get: 'getNumberRelease', path: '/operator-connect/number-releases',
  what: 'number release'
})
