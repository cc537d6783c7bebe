import { Type } from '@sinclair/typebox'
import { gatewaysOf, isGatewayTaken } from '../records/online-pstn-gateways.ts'
import { tenantConnectionOf } from '../../tenancy/records/tenant-connections.ts'
import { invalid, Problem, type FieldErrors } from '../../problems.ts'
import {
  NewOnlinePstnGateway, OnlinePstnGateway, OnlinePstnGatewayReference, trunkModels
} from '../schemas/online-pstn-gateway.ts'
import { ref } from '../../schemas/ref.ts'
import { newTaskId } from '../../engine/enqueue.ts'
import { addGateway } from '../tasks/add-gateway/index.ts'
import { correlationIdOf } from '../tasks/gateway-task.ts'
import { acceptAllocated, allocationProblems } from '../../allocations/api/accept-allocated.ts'
import { useOf } from '../../allocations/schemas/use.ts'
import type { ReachedRecords } from '../../database/reach.ts'
import { BadFields } from '../../http/bad-fields.ts'
import { changing, reading } from '../../http/caller.ts'
import { customerGuid, ownCustomer } from '../../tenancy/api/customers.ts'
import { capitalize } from '../../http/schema-faults.ts'
import type { Resource } from '../../http/resource.ts'
import { isGatewayName, readScriptParameters, sealVariables } from '../../sites/api/script-parameters.ts'
import { sitePlace, webhookPlace } from '../../schemas/secret-place.ts'
import { badWebhookSecret, isWebhookSecret } from '../../schemas/webhook-call.ts'

const params = Type.Object({ customerGuid })
const tags = ['SIP connections']

const list: Resource = (scope, { records }) => {
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
}

const add: Resource = (scope, means) => {
  const { records, seal } = means
  scope.post('/customer/:customerGuid/addNewOnlinePstnGateway', {
    config: {
      roles: changing, versions: ['v3'],
      problems: ['customer_not_found', 'connection_required', ...allocationProblems],
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
    const bad = new BadFields()
    const { errors } = bad
    const trunkModel = bad.read(() => trunkModelIn(body))
    const fqdn = bad.read(() => body.fqdn)
    if (fqdn !== undefined) await judgeName(records(caller), fqdn, errors)
    bad.try(() => { judgeWebhooks(body, errors) })
    const webhookSecret = bad.read(() => body.webhookSecret)
    if (webhookSecret !== undefined && !isWebhookSecret(webhookSecret)) errors['WebhookSecret'] = [badWebhookSecret]
    const read = bad.read(() => readScriptParameters(body.scriptParameters, [], errors))
    if (read === undefined || trunkModel === undefined) throw bad.refusal()
    bad.refuse()
    const { parameters, variables, password } = read
    if (await tenantConnectionOf(records(caller), customer.id) === undefined) {
      throw new Problem('connection_required', 'The customer has no token connection to its Microsoft tenant.')
    }
    const { reason } = body
    const { taskId } = await acceptAllocated(means, request, reply, {
      user: { customerId: customer.id }, uses: [useOf('gateway', body.fqdn, 'Fqdn')], reason
    }, {
      kind: addGateway,
      id: newTaskId(addGateway.idPrefix),
      input: {
        customerId: customer.id,
        msTenantId: customer.msTenantId,
        fqdn: body.fqdn,
        trunkModel,
        sealedWebhooks: Object.fromEntries(
          Object.entries(body.webhooks ?? {}).map(([name, url]) =>
            [name, seal(url, webhookPlace(caller.providerId, customer.id)).toString('base64')])
        ),
        ...(webhookSecret !== undefined && {
          sealedWebhookSecret: seal(webhookSecret, webhookPlace(caller.providerId, customer.id)).toString('base64')
        }),
        ...(reason !== undefined && { reason }),
        ...(body.licensePlanId !== undefined && { licensePlanId: body.licensePlanId }),
        parameters,
        sealedParameters: sealVariables(
          { ...variables, ...(password !== undefined && { CarrierUserPassword: password }) }, seal,
          sitePlace(caller.providerId, customer.id)
        )
      },
      msTenantId: customer.msTenantId,
      customerId: customer.id,
      channelId: customer.channelId ?? undefined,
      ticketId: body.ticketId
    })
    return requested(taskId, body)
  })
}

/**
 * Documented for Direct Routing mostly (docs/wire/live-cloud.md#online-pstn-gateways): an Operator Connect tenant needs
 * no gateway of its own.
 */
export const onlinePstnGateways: Resource = (scope, dependencies) => {
  for (const routes of [list, add]) routes(scope, dependencies)
}

/** What a request for a gateway is answered, each time. */
function requested (taskId: string, body: NewOnlinePstnGateway): OnlinePstnGatewayReference {
  return {
    correlationId: correlationIdOf(taskId), fqdn: body.fqdn, trunkModel: trunkModelOf(body) ?? 'DerivedTrunk',
    state: 'Requested'
  }
}

function trunkModelOf ({ trunkModel = 'DerivedTrunk' }: NewOnlinePstnGateway): typeof trunkModels[number] | undefined {
  return trunkModels.find(model => model.toLowerCase() === trunkModel.trim().toLowerCase())
}

function trunkModelIn (body: NewOnlinePstnGateway): typeof trunkModels[number] {
  const trunkModel = trunkModelOf(body)
  if (trunkModel === undefined) throw invalid({ TrunkModel: [`The value must be one of ${trunkModels.join(', ')}.`] })
  return trunkModel
}

async function judgeName (records: ReachedRecords, fqdn: string, errors: FieldErrors): Promise<void> {
  if (!isGatewayName(fqdn)) errors['Fqdn'] = ['The value must be the FQDN of a gateway.']
  else if (await isGatewayTaken(records, fqdn)) errors['Fqdn'] = ['This gateway was added already.']
}

function judgeWebhooks ({ webhooks = {} }: NewOnlinePstnGateway, errors: FieldErrors): void {
  for (const [name, url] of Object.entries(webhooks)) {
    if (isCallable(url)) continue
    errors[`Webhooks.${capitalize(name)}`] = ['The value must be an https URL, without user and password.']
  }
}

/** Where it leads is judged when it is called. */
function isCallable (text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined
  return url?.protocol === 'https:' && url.username === '' && url.password === ''
}
