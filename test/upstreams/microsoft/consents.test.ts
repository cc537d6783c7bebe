import t from 'tap'
import { httpOperatorConnect } from '../../../src/upstreams/microsoft/http-operator-connect.ts'
import {
  australian, operatorClient, operatorOf, operatorResource, operatorTenant, startMock, suspended
} from '../../microsoft-mock/start-mock.ts'

const newTenant = '41747617-089b-4128-a9c8-7c9c2c596c25'
const nobody = '00000000-0000-4000-8000-00000000dead'
const operation = '5b2f3a1e-7c44-4d0a-9a53-0d6a3b1f9c11'

t.test('the adapter of the operator API reads and makes consents', async t => {
  const mock = await startMock(t)
  const microsoft = httpOperatorConnect({
    loginUrl: mock.url,
    operatorUrl: `${mock.url}/operator`,
    version: 'v1.0',
    scope: `${operatorResource}/.default`,
    credentialsOf: async () => ({
      tenantId: operatorTenant, clientId: operatorClient,
      credential: { type: 'secret', secret: 'demo-operator-connect-secret' }
    })
  })
  t.teardown(() => microsoft.close())

  await t.test('consents are read page by page in our words', async t => {
    const { consents, next } = await microsoft.consents(1, undefined, undefined)
    t.match(next, { skip: consents.length }, 'a short page is not the end')
    t.match(await microsoft.consents(1, undefined, next), { consents: [], next: undefined }, 'an empty one is')
    t.match(consents.find(consent => consent.tenantId === australian), {
      isDirect: false, status: 'Active', countries: ['AU'], tenantOrigin: 'Office365',
      contact: { companySize: 'L250_U999' }, contacts: [{ fullName: 'Matilda Hughes' }],
      relationship: { status: 'AgreementSigned', comment: null }
    })
    t.match(await microsoft.findConsent(1, suspended), { status: 'Suspended' })
    t.equal(await microsoft.findConsent(1, newTenant), undefined, 'a tenant without consent has none')
  })

  await t.test('a page goes on where the last one ended', async t => {
    await mock.call('POST', '/_mock/faults', {
      path: 'PartnerOperatorConsents', status: 200,
      body: { value: [{ tenantId: newTenant, status: 'pending' }], nextLink: 'PartnerOperatorConsents?$skip=41' }
    })
    t.match(await microsoft.consents(1, undefined, { skip: 40, pages: 1 }), {
      consents: [{ status: 'NotActive', isDirect: true, countries: [], contacts: [] }],
      next: { skip: 41, link: '/PartnerOperatorConsents?$skip=41' }
    })
  })

  await t.test('a lead is made once for a tenant that exists, and can be taken back', async t => {
    t.match(await microsoft.createLead(1, nobody, operation, 'Nobody'), { status: 'refused', code: 'TenantNotFound' })
    t.match(await microsoft.createLead(1, newTenant, operation, 'SIPTest2'), {
      status: 'created', consent: { isDirect: true, status: 'Active', contact: { companyName: 'SIPTest2' } }
    })
    t.match(await microsoft.createLead(1, newTenant, operation, 'SIPTest2'), {
      status: 'refused', code: 'ConsentAlreadyExists'
    })
    const operator = await operatorOf(mock)
    await operator.upload(newTenant, ['+61395556880'])
    t.match(await microsoft.removeLead(1, newTenant, operation), {
      status: 'refused', code: 'TenantHasTelephoneNumbers'
    })
    await operator.release(newTenant, ['+61395556880'])
    t.same(await microsoft.removeLead(1, newTenant, operation), { status: 'gone' }, 'the lead is gone')
    t.same(await microsoft.removeLead(1, newTenant, operation), { status: 'gone' }, 'what is gone is gone')
    t.match(await microsoft.removeLead(1, australian, operation), { status: 'refused', code: 'ConsentGivenByTenant' })
  })

  await t.test('Entra is asked whether a tenant exists', async t => {
    t.same(await microsoft.findTenant(1, australian), { status: 'exists', region: 'WW' }, 'a known tenant exists')
    t.same(await microsoft.findTenant(1, nobody), { status: 'unknown' }, 'an unknown tenant does not exist')
    await mock.call('POST', '/_mock/faults', { path: 'openid-configuration', status: 404, body: {} })
    await t.rejects(microsoft.findTenant(1, australian), /answered 404/, 'any other answer is an error')
  })
})
