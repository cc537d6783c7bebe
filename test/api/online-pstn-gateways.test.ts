import t from 'tap'
import { demo, startStack } from '../support/stack.ts'

const customer = `/api/v3/customer/${demo.australianCustomer}`
const gateway = { 'Trunk Model': 'DerivedTrunk', FQDN: 'Site2.sbc.example', licensePlanId: '1', webhooks: { dnsConfirmation: 'https://example.com/dns' }, scriptParameters: { 'CustomVar.Variable1': '10.0.0.5' } }

t.test('online PSTN gateways', async t => {
  const stack = await startStack(t)
  await stack.startApi()

  await t.test('are listed when their DNS record is confirmed, as documented', async t => {
    t.same((await stack.call('GET', `${customer}/onlinepstngateway?PageNumber=0&PageSize=10`)).body, [])
    const { status, body } = await stack.call('POST', `${customer}/addNewOnlinePstnGateway`, { body: gateway })
    t.equal(status, 200)
    t.match(body, { correlationId: /^[0-9a-f-]{36}$/, fqdn: 'Site2.sbc.example', trunkModel: 'DerivedTrunk', state: 'Requested' })
    t.same((await stack.call('GET', `${customer}/onlinepstngateway`)).body, [])
    for (const time of ['once', 'twice']) t.match(await stack.call('POST', `${customer}/addNewOnlinePstnGateway/${body.correlationId}`), { status: 200, body: { state: 'Confirmed' } }, time)
    t.equal(JSON.stringify((await stack.call('GET', `${customer}/onlinepstngateway`)).body), '[{"fqdn":"Site2.sbc.example","trunkModel":"DerivedTrunk"}]')
  })

  await t.test('are refused field by field', async t => {
    const cases: Array<[body: object, field: string, message: RegExp]> = [
      [{}, 'Fqdn', /required/], [{ fqdn: 'nowhere' }, 'Fqdn', /FQDN/], [{ fqdn: 'site2.SBC.example' }, 'Fqdn', /already/],
      [{ fqdn: 'a.example', trunkModel: 'Pigeon' }, 'TrunkModel', /DerivedTrunk/], [{ fqdn: 'a.example', webhooks: { done: 'http://example.com' } }, 'webhooks.done', /https/],
      [{ fqdn: 'a.example', scriptParameters: { Nobody: 'x' } }, 'scriptParameters.Nobody', /neither/]
    ]
    for (const [body, field, message] of cases) t.match(await stack.call('POST', `${customer}/addNewOnlinePstnGateway`, { body }), { status: 400, body: { errors: { [field]: [message] } } }, `${field} ${message.source}`)
    const { body } = await stack.call('POST', `${customer}/addNewOnlinePstnGateway`, { body: { ...gateway, FQDN: 'b.example' } })
    t.match(await stack.call('POST', `/api/v3/customer/${demo.israeliCustomer}/addNewOnlinePstnGateway/${body.correlationId}`), { status: 404, body: { errorCode: 'gateway_not_found' } }, 'of another customer')
    t.equal((await stack.call('GET', `/api/v3/customer/${demo.israeliCustomer}/onlinepstngateway`, { role: 'customer' })).status, 404)
  })
})
