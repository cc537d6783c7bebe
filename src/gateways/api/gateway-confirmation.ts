import { Type } from '@sinclair/typebox'
import { Value } from '@sinclair/typebox/value'
import type { ReachedRecords } from '../../database/reach.ts'
import { taskEnd } from '../../engine/records/task-reads.ts'
import { changing } from '../../http/caller.ts'
import { finishTask } from '../../http/finish-task.ts'
import type { Resource } from '../../http/resource.ts'
import { Problem } from '../../problems.ts'
import { ref } from '../../schemas/ref.ts'
import { customerGuid, ownCustomer } from '../../tenancy/api/customers.ts'
import { uuid } from '../../tenancy/api/tenant-query.ts'
import { gatewayRequest } from '../records/online-pstn-gateways.ts'
import { OnlinePstnGatewayReference } from '../schemas/online-pstn-gateway.ts'
import { ConfirmedGateway, confirmGateway } from '../tasks/confirm-gateway.ts'
import { gatewayTaskOf } from '../tasks/gateway-task.ts'

export const gatewayConfirmation: Resource = (scope, dependencies) => {
  const { records } = dependencies
  scope.post('/customer/:customerGuid/addNewOnlinePstnGateway/:correlationId', {
    config: {
      roles: changing, versions: ['v3'], problems: ['customer_not_found', 'gateway_not_found'],
      again: async (taskId, { caller }) => {
        const db = records(caller).beyondReach('the task is that of the request itself')
        return answerOf((await taskEnd(db, caller.providerId, taskId))?.output)
      }
    },
    schema: {
      operationId: 'confirmOnlinePstnGateway',
      summary: 'Confirm that the DNS record of a gateway is there',
      description:
        'The task of the gateway goes on at once. Confirming again is harmless, and lets Microsoft look for the ' +
        'record again.',
      tags: ['SIP connections'],
      params: Type.Object({
        customerGuid,
        correlationId: Type.String({
          description: 'From the answer to adding it.', examples: ['7a5f7e44-0bb0-4f66-9d0a-3f3f2f0a9c11']
        })
      }),
      response: { 200: ref(OnlinePstnGatewayReference) }
    }
  }, async (request, reply) => {
    const { caller, params } = request
    const { customer, gateway } = await openGateway(records(caller), params)
    const { end } = await finishTask(dependencies, request, reply, {
      kind: confirmGateway,
      input: { correlationId: gateway.correlationId, fqdn: gateway.fqdn, trunkModel: gateway.trunkModel },
      // Beside the others of its customer, which may be long.
      msTenantId: customer.msTenantId,
      customerId: customer.id,
      channelId: customer.channelId ?? undefined
    })
    if (end?.code === 'gateway_not_found') throw new Problem('gateway_not_found', end.reason ?? '')
    return answerOf(end?.output) ?? gateway
  })
}

/** A request for a gateway that did not come to nothing yet. */
async function openGateway (
  records: ReachedRecords, params: { customerGuid: string, correlationId: string }
) {
  const customer = await ownCustomer(records, params.customerGuid)
  const correlationId = params.correlationId.toLowerCase()
  const gateway = uuid.test(correlationId)
    ? await gatewayRequest(records, customer.id, {
      correlationId, taskId: gatewayTaskOf(correlationId)
    })
    : undefined
  if (gateway === undefined) {
    throw new Problem('gateway_not_found', `The customer has no gateway request ${params.correlationId}.`)
  }
  if (gateway.state === 'Failed' || gateway.state === 'Canceled') {
    throw new Problem(
      'gateway_not_found',
      `The request for gateway ${gateway.fqdn} is over: ${gateway.state}. Ask for the gateway again.`
    )
  }
  return { customer, gateway }
}

function answerOf (output: unknown): OnlinePstnGatewayReference | undefined {
  return Value.Check(ConfirmedGateway, output) ? output : undefined
}
