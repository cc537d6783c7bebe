import { Type } from '@sinclair/typebox'
import { confirmGateway, gatewaysOf, insertGateway, refusedBecauseGatewayTaken } from '../database/online-pstn-gateways.ts'
import { invalid, Problem, type FieldErrors } from '../problems.ts'
import { NewOnlinePstnGateway, OnlinePstnGateway, OnlinePstnGatewayReference, trunkModels } from '../schemas/online-pstn-gateway.ts'
import { ref } from '../schemas/ref.ts'
import { changing, reading } from './caller.ts'
import { customerGuid, ownCustomer } from './customers.ts'
import type { Resource } from './resource.ts'
import { isGatewayName, readScriptParameters } from './script-parameters.ts'
import { uuid } from './tenant-query.ts'

const params = Type.Object({ customerGuid })
const tags = ['SIP connections']

// Documented for Direct Routing mostly: an Operator Connect tenant needs no gateway of its own, so nothing is done at Microsoft.
export const onlinePstnGateways: Resource = (scope, { db, seal }) => {
  scope.get('/customer/:customerGuid/onlinepstngateway', {
    config: { roles: reading, versions: ['v3'], problems: ['customer_not_found'] },
    schema: {
      operationId: 'listOnlinePstnGateways',
      summary: 'List the online PSTN gateways of a customer',
      description: 'Those of its SIP connections, and those that were added and confirmed.',
      tags,
      params,
      response: { 200: Type.Array(ref(OnlinePstnGateway)) }
    }
  }, async ({ caller, params }) => gatewaysOf(db, caller.providerId, (await ownCustomer(db, caller, params.customerGuid)).id))

  scope.post('/customer/:customerGuid/addNewOnlinePstnGateway', {
    config: { roles: changing, versions: ['v3'], problems: ['customer_not_found'] },
    schema: {
      operationId: 'addOnlinePstnGateway',
      summary: 'Add an online PSTN gateway',
      description: 'The gateway is listed as soon as its DNS record is confirmed, with the correlation id that this answers.',
      tags,
      params,
      body: ref(NewOnlinePstnGateway),
      response: { 200: ref(OnlinePstnGatewayReference) }
    }
  }, async ({ caller, params, body }) => {
    const customer = await ownCustomer(db, caller, params.customerGuid)
    const errors: FieldErrors = {}
    const trunkModel = trunkModels.find(model => model.toLowerCase() === (body.trunkModel ?? 'DerivedTrunk').trim().toLowerCase())
    if (trunkModel === undefined) errors['TrunkModel'] = [`The value must be one of ${trunkModels.join(', ')}.`]
    if (!isGatewayName(body.fqdn)) errors['Fqdn'] = ['The value must be the FQDN of a gateway.']
    for (const [name, url] of Object.entries(body.webhooks ?? {})) if (!/^https:\/\//.test(url) || !URL.canParse(url)) errors[`webhooks.${name}`] = ['The value must be an https URL.']
    const { parameters, password } = readScriptParameters(body.scriptParameters, [], errors)
    if (Object.keys(errors).length > 0 || trunkModel === undefined) throw invalid(errors)
    const kept = { ...parameters, ...(password !== undefined && { sealedPassword: seal(password).toString('base64') }) }
    const gateway = await insertGateway(db, caller.providerId, customer.id, { fqdn: body.fqdn, trunkModel, licensePlanId: body.licensePlanId, webhooks: body.webhooks ?? {}, parameters: kept })
      .catch((error: unknown) => { throw refusedBecauseGatewayTaken(error) ? invalid({ Fqdn: ['This gateway was added already.'] }) : error })
    if (gateway === undefined) throw new Error('An inserted row was not returned')
    return gateway
  })

  scope.post('/customer/:customerGuid/addNewOnlinePstnGateway/:correlationId', {
    config: { roles: changing, versions: ['v3'], problems: ['customer_not_found', 'gateway_not_found'] },
    schema: {
      operationId: 'confirmOnlinePstnGateway',
      summary: 'Confirm that the DNS record of a gateway is there',
      tags,
      params: Type.Object({ customerGuid, correlationId: Type.String({ description: 'From the answer to adding it.', examples: ['7a5f7e44-0bb0-4f66-9d0a-3f3f2f0a9c11'] }) }),
      response: { 200: ref(OnlinePstnGatewayReference) }
    }
  }, async ({ caller, params }) => {
    const customer = await ownCustomer(db, caller, params.customerGuid)
    const gateway = uuid.test(params.correlationId) ? await confirmGateway(db, caller.providerId, customer.id, params.correlationId) : undefined
    if (gateway === undefined) throw new Problem('gateway_not_found', `The customer has no gateway request ${params.correlationId}.`)
    return gateway
  })
}
