import { Type } from '@sinclair/typebox'
import { tenantConnectionOf } from '../../tenancy/records/tenant-connections.ts'
import { invalid, Problem } from '../../problems.ts'
import { ref } from '../../schemas/ref.ts'
import { TaskReference } from '../../schemas/task.ts'
import { UnassignBody } from '../schemas/unassign.ts'
import { brakedUnassignment } from '../tasks/unassign-numbers/brake.ts'
import { unassignNumbers } from '../tasks/unassign-numbers/index.ts'
import { acceptTask } from '../../http/accept-task.ts'
import { changing } from '../../http/caller.ts'
import { numberFacts } from '../../numbers/api/strange-numbers.ts'
import { namedAtMost } from '../../numbers/api/number-list.ts'
import { readNumbersOfTenant } from '../../numbers/api/numbers-of-tenant.ts'
import type { Resource } from '../../http/resource.ts'
import { msTenantIdQuery } from '../../tenancy/api/tenant-query.ts'

export const unassignments: Resource = (scope, { records, queue }) => {
  scope.post('/oc/numbers/action/unassign', {
    config: { roles: changing, makes: unassignNumbers, problems: ['number_busy', 'connection_required'] },
    bodyLimit: 2 * 1024 * 1024,
    schema: {
      operationId: 'unassignNumbers',
      summary: 'Unassign numbers from users',
      description:
        'Takes numbers from the users that have them, so that they can be assigned anew or released. The customer ' +
        'must have a token connection to its Microsoft tenant. A number that nobody has is not an error.',
      tags: ['Numbers'],
      querystring: Type.Object({ msTenantId: msTenantIdQuery }),
      body: ref(UnassignBody),
      response: { 200: ref(TaskReference) }
    }
  }, async (request, reply) => {
    const { caller, body } = request
    const { msTenantId, customer, numbers, duplicates } = await readNumbersOfTenant(records(caller), request.query, {
      get phoneNumbers () { return body.telephoneNumbers ?? [] },
      get phoneNumberRanges () { return body.phoneNumberRanges ?? [] }
    })
    if (await tenantConnectionOf(records(caller), customer.id) === undefined) {
      throw new Problem(
        'connection_required',
        'The customer has no token connection, so its users must be unassigned in the Teams admin center.'
      )
    }
    const { strange } = await numberFacts(records(caller), caller, { id: customer.id, msTenantId }, numbers)
    if (strange.size > 0) {
      throw invalid({
        PhoneNumbers: [...strange].slice(0, namedAtMost).map(number => `${number} does not belong to this tenant.`)
      })
    }
    return acceptTask(queue, request, reply, {
      kind: unassignNumbers,
      plan: async () => ({
        items: null, notes: ['Whether somebody has a number is known when the task asks Microsoft.'],
        approval: await brakedUnassignment({
          db: records(caller).beyondReach('brakes and the numbers of a tenant within reach are asked for'),
          task: { providerId: caller.providerId }
        }, msTenantId, numbers.length)
      }),
      input: {
        msTenantId, duplicates: duplicates.slice(0, namedAtMost),
        ...(body.ticketId !== undefined && { ticketId: body.ticketId })
      },
      items: numbers,
      msTenantId,
      customerId: customer.id,
      channelId: customer.channelId ?? undefined,
      ticketId: body.ticketId
    })
  })
}
