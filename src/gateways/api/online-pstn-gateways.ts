import { Type } from '@sinclair/typebox'
import { Value } from '@sinclair/typebox/value'
import { gatewayRequest, gatewaysOf, isGatewayTaken } from '../records/online-pstn-gateways.ts'
import { taskEnd } from '../../engine/records/task-reads.ts'
import { tenantConnectionOf } from '../../tenancy/records/tenant-connections.ts'
import { invalid, Problem, type FieldErrors } from '../../problems.ts'
import {
  NewOnlinePstnGateway, OnlinePstnGateway, OnlinePstnGatewayReference, trunkModels
} from '../schemas/online-pstn-gateway.ts'
import { ref } from '../../schemas/ref.ts'
import { newTaskId } from '../../engine/enqueue.ts'
import { addGateway } from '../tasks/add-gateway/index.ts'
import { correlationIdOf, gatewayTaskOf } from '../tasks/gateway-task.ts'
import { ConfirmedGateway, confirmGateway } from '../tasks/confirm-gateway.ts'
import { acceptTask } from '../../http/accept-task.ts'
import { changing, reading, type Caller } from '../../http/caller.ts'
import { customerGuid, ownCustomer } from '../../tenancy/api/customers.ts'
import { finishTask } from '../../http/finish-task.ts'
import { capitalize } from '../../http/render-problem.ts'
import type { Resource } from '../../http/resource.ts'
import { isGatewayName, readScriptParameters } from '../../sites/api/script-parameters.ts'
import { uuid } from '../../tenancy/api/tenant-query.ts'

const params = Type.Object({ customerGuid })
const tags = ['SIP connections']

/**
 * Documented for Direct Routing mostly (docs/wire/live-cloud.md#online-pstn-gateways): an Operator Connect tenant needs
 * no gateway of its own.
 */
export const onlinePstnGateways: Resource = (scope, means) => {
  const { records, queue, seal } = means

  scope.get(
    '/customer/:customerGuid/onlinepstngateway',
    {
      config: { roles: reading, versions: ['v3'], problems: ['customer_not_found'] },
      schema: {
        operationId: 'listOnlinePstnGateways',
        summary: 'List the online PSTN gateways of a customer',
        description: 'Those of its SIP connections, and those that were added and confirmed.',
        tags,
        params,
        response: { 200: Type.Array(ref(OnlinePstnGateway)) }
      }
    },
    async ({ caller, params }) =>
      gatewaysOf(records(caller), (await ownCustomer(records(caller), params.customerGuid)).id)
  )

  scope.post('/customer/:customerGuid/addNewOnlinePstnGateway', {
    config: {
      roles: changing, versions: ['v3'], problems: ['customer_not_found', 'connection_required'],
      again: (taskId, { body }) => requested(taskId, body as NewOnlinePstnGateway)
    },
    schema: {
      operationId: 'addOnlinePstnGateway',
      summary: 'Add an online PSTN gateway',
      description:
        'Adds the FQDN as a domain to the tenant of the customer, through its token connection, which needs ' +
        'Domain.ReadWrite.All (and User.ReadWrite.All and Organization.Read.All for a derived trunk). ' +
        'The task says which DNS record is to be made, and so does the webhook `dnsConfirmation`; confirm it by the ' +
        'correlation id within 7 days. Microsoft then verifies the domain, and a user with a license makes it ' +
        'active for Teams and goes again. ' +
        'Cancel the task to take everything back.',
      tags,
      params,
      body: ref(NewOnlinePstnGateway),
      response: { 200: ref(OnlinePstnGatewayReference) }
    }
  }, async (request, reply) => {
    const { caller, params, body } = request
    const customer = await ownCustomer(records(caller), params.customerGuid)
    const errors: FieldErrors = {}
    const trunkModel = trunkModelOf(body)
    if (trunkModel === undefined) errors['TrunkModel'] = [`The value must be one of ${trunkModels.join(', ')}.`]
    if (!isGatewayName(body.fqdn)) errors['Fqdn'] = ['The value must be the FQDN of a gateway.']
    else if (await isGatewayTaken(records(caller), body.fqdn)) {
      errors['Fqdn'] = ['This gateway was added already.']
    }
    for (const [name, url] of Object.entries(body.webhooks ?? {})) {
      if (!isCallable(url)) {
        errors[`Webhooks.${capitalize(name)}`] = ['The value must be an https URL, without user and password.']
      }
    }
    const { parameters, password } = readScriptParameters(body.scriptParameters, [], errors)
    if (Object.keys(errors).length > 0 || trunkModel === undefined) throw invalid(errors)
    if (await tenantConnectionOf(records(caller), customer.id) === undefined) {
      throw new Problem('connection_required', 'The customer has no token connection to its Microsoft tenant.')
    }
    const { taskId } = await acceptTask(queue, request, reply, {
      kind: addGateway,
      id: newTaskId(addGateway.idPrefix),
      input: {
        customerId: customer.id,
        msTenantId: customer.msTenantId,
        fqdn: body.fqdn,
        trunkModel,
        webhooks: body.webhooks ?? {},
        ...(body.licensePlanId !== undefined && { licensePlanId: body.licensePlanId }),
        parameters: {
          ...parameters, ...(password !== undefined && { sealedPassword: seal(password).toString('base64') })
        }
      },
      msTenantId: customer.msTenantId,
      customerId: customer.id,
      channelId: customer.channelId ?? undefined,
      ticketId: body.ticketId
    })
    return requested(taskId, body)
  })

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
      tags,
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
    const { customer, gateway } = await openGateway(caller, params)
    const { end } = await finishTask(means, request, reply, {
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

  /** A request for a gateway that did not come to nothing yet. */
  async function openGateway (caller: Caller, params: { customerGuid: string, correlationId: string }) {
    const customer = await ownCustomer(records(caller), params.customerGuid)
    const correlationId = params.correlationId.toLowerCase()
    const gateway = uuid.test(correlationId)
      ? await gatewayRequest(records(caller), customer.id, {
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
}

/** What a request for a gateway is answered, each time. */
function requested (taskId: string, body: NewOnlinePstnGateway): OnlinePstnGatewayReference {
  return {
    correlationId: correlationIdOf(taskId), fqdn: body.fqdn, trunkModel: trunkModelOf(body) ?? 'DerivedTrunk',
    state: 'Requested'
  }
}

function answerOf (output: unknown): OnlinePstnGatewayReference | undefined {
  return Value.Check(ConfirmedGateway, output) ? output : undefined
}

function trunkModelOf ({ trunkModel = 'DerivedTrunk' }: NewOnlinePstnGateway): typeof trunkModels[number] | undefined {
  return trunkModels.find(model => model.toLowerCase() === trunkModel.trim().toLowerCase())
}

/** Where it leads is judged when it is called. */
function isCallable (text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined
  return url?.protocol === 'https:' && url.username === '' && url.password === ''
}
