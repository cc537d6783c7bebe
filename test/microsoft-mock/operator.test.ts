import t from 'tap'
import {
  american, australian, operatorOf, operatorResource, operatorTenant, operatorForm, startMock, suspended, uploadOf
} from './start-mock.ts'

t.test('only an enabled application with the right role and audience has access', async (t) => {
  const clients = {
    reader: 'd0000000-0000-4000-8000-000000000001', disabled: 'd0000000-0000-4000-8000-000000000002',
    roleless: 'd0000000-0000-4000-8000-000000000003'
  }
  const mock = await startMock(t, {
    change: (state) => {
      const secrets = [{ value: 'secret' }]
      const roles = { [operatorResource]: ['NumberManagement.Read'] }
      state.applications = [
        { tenantId: operatorTenant, clientId: clients.reader, secrets, roles },
        { tenantId: operatorTenant, clientId: clients.disabled, secrets, roles },
        { tenantId: operatorTenant, clientId: clients.roleless, secrets, roles: {} },
        { tenantId: australian, clientId: clients.reader, secrets, roles }
      ]
      state.enabledApplications = [clients.reader, clients.roleless]
    }
  })
  const bearer = async (clientId: string, scope = `${operatorResource}/.default`, tenant = operatorTenant) => {
    const { body } = await mock.askToken(
      { ...operatorForm, client_id: clientId, client_secret: 'secret', scope }, tenant
    )
    return { authorization: `Bearer ${body.access_token}` }
  }
  const numbers = `/operator/v1.0/tenants/${australian}/TelephoneNumbers`
  const asked = async (headers: Record<string, string>, path = numbers) => {
    const { status, body } = await mock.call('GET', path, undefined, headers)
    return `${status} ${body.code ?? ''}`.trim()
  }
  t.equal(await asked({}), '401 Unauthorized', 'a request without a token is refused')
  t.equal(await asked({ authorization: 'Bearer nonsense' }), '401 Unauthorized', 'nonsense is no token')
  t.equal(
    await asked(await bearer(clients.reader, 'https://graph.microsoft.com/.default')), '401 Unauthorized',
    'a token for another resource is refused'
  )
  t.equal(
    await asked(await bearer(clients.disabled)), '403 ApplicationNotEnabled',
    'an application that is not enabled is refused'
  )
  t.equal(await asked(await bearer(clients.roleless)), '403 AppRoleMissing', 'an application without a role is refused')
  t.equal(
    await asked(await bearer(clients.reader, undefined, australian)), '403 TenantNotOperator',
    'an application of another tenant is refused'
  )
  t.equal(await asked(await bearer(clients.reader)), '200', 'a reader may read')
  t.equal(
    await asked(await bearer(clients.reader), '/operator/v1.0/PartnerOperatorConsents'), '403 AppRoleMissing',
    'a reader of numbers may not read consents'
  )
  const upload = await mock.call(
    'POST', `/operator/v1.0/tenants/${australian}/UploadTelephoneNumbers`, {}, await bearer(clients.reader)
  )
  t.match(
    upload, { status: 403, body: { code: 'AppRoleMissing', message: String, details: [] } },
    'rights come before the body'
  )
})

t.test('consents can be listed page by page, read, and answered', async (t) => {
  const mock = await startMock(t)
  const operator = await operatorOf(mock)
  const first = await operator.call('GET', '/PartnerOperatorConsents?productContext=teams&$top=3')
  t.equal(first.body.value.length, 3, 'the first page has three consents')
  const rest = await operator.call('GET', String(first.body.nextLink?.split('/operator/v1.0')[1]))
  t.equal(rest.body.value.length, 1, 'the second page has the last one')
  t.notOk('nextLink' in rest.body, 'no page comes after it')
  t.equal(
    (await operator.call('GET', '/PartnerOperatorConsents?$top=many')).status, 400, 'a wrong page size is refused'
  )
  t.match((await operator.call('GET', `/PartnerOperatorConsents/${australian}`)).body, {
    tenantId: australian, status: 'Active', consentedCountries: ['AU'], contactDetails: { companySize: 'L250_U999' }
  })
  t.equal(
    (await operator.call('GET', `/PartnerOperatorConsents/${operatorTenant}`)).body.code, 'ConsentNotFound',
    'a tenant without consent is not found'
  )

  const path = `/PartnerOperatorConsents/${australian}/CustomerRelationship`
  const signed = await operator.call('PUT', path, { status: 'CustomerContacted', comment: 'by phone' })
  t.match(signed.body.customerRelationship, {
    status: 'CustomerContacted', comment: 'by phone', lastModifiedOn: /\.\d{7}Z$/
  })
  for (const status of ['ConsentDeclined', 'ContractTerminated']) {
    t.match(await operator.call('PUT', path, { status, comment: ' ' }), {
      status: 400, body: { code: 'ReasonRequired' }
    }, `${status} needs a reason`)
    t.equal(
      (await operator.call('PUT', path, { status, comment: 'moved away' })).status, 200,
      `${status} is accepted with a reason`
    )
  }
  t.match(await operator.call('PUT', path, { status: 'Signed' }), { status: 400, body: { code: 'InvalidRequest' } })
})

t.test('a lead can be made once without consent, and takes numbers of any country', async (t) => {
  const mock = await startMock(t)
  const operator = await operatorOf(mock)
  const tenantId = 'c1a7e2d0-5555-4a61-9b01-0000000000e5'
  const lead = { tenantId, companyName: 'Fjord Timber' }
  const created = await operator.call('POST', '/PartnerOperatorConsents', lead)
  t.match(created, { status: 201, body: { tenantId, operatorId: null, consentedCountries: [] } })
  t.match(await operator.call('POST', '/PartnerOperatorConsents', lead), {
    status: 409, body: { code: 'ConsentAlreadyExists' }
  })
  const job = await operator.upload(tenantId, ['+4722334455', '+81312345678'])
  t.equal(job.body.status, 'Success', 'numbers of both countries are uploaded')
})

t.test('profiles, plans and addresses can be looked up', async (t) => {
  const mock = await startMock(t)
  const operator = await operatorOf(mock)
  const profiles = await operator.call('GET', '/TenantCallingProfiles')
  t.match(profiles.body.value, [
    { trunksEnrolled: [{ trunkFqdn: 'oc1.sbc.dialplane.example' }, { trunkFqdn: 'oc2.sbc.dialplane.example' }] },
    { trunksEnrolled: [{ trunkFqdn: 'oc9.sbc.dialplane.example' }] },
    { isEmergencyProfile: true }
  ])
  const plans = await operator.call('GET', `/NumberUsageCapabilities?tenantId=${american}`)
  t.same(plans.body.value.map(({ usage, supportsTollFree }) => [usage, supportsTollFree]), [
    ['CallingUserAssignment', false], ['FirstPartyAppAssignment', true], ['ConferenceAssignment', true]
  ], 'the plans and their support of toll-free numbers are listed')
  t.equal((await operator.call('GET', '/NumberUsageCapabilities')).status, 400, 'the tenant is required')
  const { body } = await operator.call('GET', `/tenants/${american}/CivicAddresses`)
  t.same(
    body.value.map(({ validationStatus }) => validationStatus), ['Validated', 'NotValidated', 'Validated'],
    'the addresses are listed with their validation'
  )
  t.same(
    (await operator.call('GET', `/tenants/${american}/CivicAddresses/${body.value[1]?.id}`)).body, body.value[1],
    'one address is read by its id'
  )
  t.equal(
    (await operator.call('GET', `/tenants/${american}/CivicAddresses/${operatorTenant}`)).body.code,
    'CivicAddressNotFound', 'an unknown address is not found'
  )
})

t.test('a tenant is out of reach without a usable consent', async (t) => {
  const mock = await startMock(t)
  const operator = await operatorOf(mock)
  const codes = async (tenantId: string) => [
    (await operator.call('POST', `/tenants/${tenantId}/UploadTelephoneNumbers`, uploadOf(['+4722334455']))).body.code,
    (await operator.call('GET', `/tenants/${tenantId}/TelephoneNumbers`)).body.code
  ]
  t.same(await codes(suspended), ['ConsentSuspended', undefined], 'a suspended tenant keeps its numbers readable')
  t.same(await codes(operatorTenant), ['ConsentNotFound', 'ConsentNotFound'], 'an unknown tenant has no consent')
  await mock.call('PATCH', '/_mock/state', { tenants: { [suspended]: { consent: { status: 'Removed' } } } })
  t.same(await codes(suspended), ['ConsentRemoved', 'ConsentRemoved'], 'a removed consent hides the numbers too')
  t.equal(
    (await operator.call('GET', '/tenants/nonsense/TelephoneNumbers')).body.code, 'InvalidTenantId',
    'a malformed tenant id is refused'
  )
})

t.test('unknown paths and versions are 404 in the words of the operator API', async (t) => {
  const mock = await startMock(t)
  const operator = await operatorOf(mock)
  t.match(await operator.call('GET', '/Nothing'), { status: 404, body: { code: 'NotFound', details: [] } })
  t.equal(
    (await mock.call('GET', '/operator/v2.0/TenantCallingProfiles')).status, 404, 'an unknown version is not found'
  )
})
