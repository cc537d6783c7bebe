import t from 'tap'
import { openRecords } from '../support/records.ts'
import { demo, startStack, tenants } from '../support/stack.ts'
import type { Anything } from '../support/anything.ts'
import { until } from '../support/until.ts'

const documented = { tenantId: '41747617-089b-4128-a9c8-7c9c2c596c25', companyName: 'SIPTest2' }
const fjord = { tenantId: 'c1a7e2d0-5555-4a61-9b01-0000000000e5', companyName: 'Fjord Timber' }
const nobody = '00000000-0000-4000-8000-00000000dead'
const fields = [
  'civicAddresses', 'comments', 'umpCustomerGuid', 'isNotActive', 'channelId', 'ovocChannelId', 'isDirectLead', 'id',
  'tenantId', 'tenantOrigin', 'operatorId', 'status', 'consentedOn', 'lastModifiedOn', 'consentedCountries',
  'contactDetails', 'contacts'
]

t.test('leads can be read, made, deleted and synchronized', async t => {
  const stack = await startStack(t)
  await Promise.all([stack.startApi(), stack.startWorker()])
  const records = await openRecords(t, stack.databaseUrl)
  const v2 = (
    method: string, query = '', options: Parameters<typeof stack.call>[2] = {}
  ): ReturnType<typeof stack.call> => stack.call(method, `/api/v2/oc/lead${query}`, options)
  const v3 = (
    method: string, query = '', options: Parameters<typeof stack.call>[2] = {}
  ): ReturnType<typeof stack.call> => stack.call(method, `/api/v3/oc/lead${query}`, options)
  const atMicrosoft = async (tenantId: string): Promise<Anything> =>
    (await stack.microsoft.control('GET', '/_mock/state')).tenants[tenantId]?.consent ?? null

  await t.test('leads are listed as documented', async t => {
    const { status, body } = await v2('GET', '?PageSize=200')
    t.equal(status, 200, 'the list is answered')
    t.equal(body.length, 4, 'a bare array')
    for (const lead of body) {
      t.same(Object.keys(lead), fields, `lead ${lead.tenantId} has the documented names in their order`)
    }
    const [lead] = (await v2('GET', `?msTenantID=${tenants.australian.toUpperCase()}`)).body
    t.match(lead, {
      tenantId: tenants.australian, umpCustomerGuid: demo.australianCustomer, isNotActive: false,
      channelId: demo.channelId, ovocChannelId: demo.channelId, isDirectLead: false, status: 'Active',
      consentedCountries: ['AU'], consentedOn: '2025-03-10T07:21:45.123457Z',
      contactDetails: { fullName: 'Matilda Hughes', companyName: 'Southern Cross Logistics', companySize: 'L250_U999' }
    })
  })

  await t.test('leads come in pages of 10, 100 of one tenant, and at most 20,000', async t => {
    await records.query(
      'insert into lead (provider_id, ms_tenant_id, is_direct, status, seen_at) select 1, gen_random_uuid(), false, ' +
      "'Removed', now() from generate_series(1, 20)"
    )
    t.equal((await v2('GET')).body.length, 10, 'a page has 10 leads by default')
    t.equal((await v2('GET', '?PageSize=20000')).body.length, 24, 'a page may have 20,000 leads')
    t.equal((await v2('GET', '?Page%20Number=3')).body.length, 4, 'the last page has the rest')
    t.same(
      (await v2('GET', '?PageNumber=0')).body, (await v2('GET', '?pagenumber=1')).body, 'the first page is 1, and 0'
    )
    t.same(
      (await v2('GET', `?msTenantId=${tenants.australian}&PageNumber=0&PageSize=100`)).body.length, 1,
      'one tenant has one lead'
    )
    t.match(await v2('GET', '?PageSize=20001'), { status: 400, body: { errors: { PageSize: [/20000/] } } })
    t.match(await v2('GET', '?msTenantId=contoso'), {
      status: 400, body: { errors: { MsTenantId: ['msTenantId has not a Guid format'] } }
    })
    const { body } = await v3('GET', '?PageSize=10&PageNumber=2')
    t.match(body, { currentPage: 2, pageSize: 10, totalPages: 3, totalRecords: 24 })
    t.equal(body.data.length, 10, 'a page of version 3 has the size that was asked for')
    await records.query("delete from lead where status = 'Removed'")
  })

  await t.test('leads of version 3 are narrowed by filters', async t => {
    const found = async (query: string): Promise<number> => (await v3('GET', query)).body.totalRecords
    t.equal(await found('?status=Suspended'), 1, 'one lead is suspended')
    t.equal(await found('?isLicensed=true'), 2, 'two leads are licensed')
    t.equal(await found('?isDirectLead=true'), 0, 'no lead was added without consent')
    t.equal(await found('?companyName=southern'), 1, 'a part of a company name in any case finds the lead')
    t.equal(await found('?consentedSince=2099-01-01'), 0, 'no lead consented in the future')
    t.equal(await found('?modifiedSince=2020-01-01&isLicensed=false'), 2, 'filters narrow together')
    t.match(await v3('GET', '?consentedSince=yesterday'), {
      status: 400, body: { errors: { ConsentedSince: [/not a time/] } }
    })
    const [lead] = (await v3('GET', `?msTenantId=${tenants.israeli}`)).body.data
    t.match(await v3('GET', `/${lead.id}`), { status: 200, body: lead })
  })

  await t.test('a lead is made without consent, here and at Microsoft, in one answer', async t => {
    const answer = await v2('POST', '', { body: documented, headers: { 'idempotency-key': 'lead-1' } })
    t.match(answer, {
      status: 200,
      headers: { location: /^\/api\/v2\/task\/wlc_/ },
      body: {
        isDirectLead: true, tenantId: documented.tenantId, status: 'Active', operatorId: null, umpCustomerGuid: null,
        consentedCountries: [], contactDetails: { companyName: 'SIPTest2', fullName: null }
      }
    })
    t.same(Object.keys(answer.body), fields, 'the lead has the documented names in their order')
    for (const time of [answer.body.consentedOn, answer.body.lastModifiedOn]) {
      t.match(time, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,7})?Z$/, `${time} is a time in UTC`)
    }
    t.match(await atMicrosoft(documented.tenantId), {
      operatorId: null, status: 'Active', contactDetails: { companyName: 'SIPTest2' }
    })
    t.same(
      (await v2('POST', '', { body: documented, headers: { 'idempotency-key': 'lead-1' } })).body, answer.body,
      'the same request again gets the same answer'
    )
  })

  await t.test('a lead is refused with every reason when tenant or name are taken', async t => {
    const [tenant, name] = [['This MsTenant already exists as an UMP lead!'], [
      'Company name is already used for an UMP lead.'
    ]]
    t.match(await v2('POST', '', { body: documented }), {
      status: 400,
      body: {
        errors: { TenantId: tenant, CompanyName: name }, type: 'https://tools.ietf.org/html/rfc7231#section-6.5.1',
        title: 'One or more validation errors occurred.'
      }
    })
    t.same(
      (await v2('POST', '', { body: { ...documented, companyName: 'Other' } })).body.errors, { TenantId: tenant },
      'a taken tenant is refused'
    )
    t.same((await v2('POST', '', { body: { TENANTID: fjord.tenantId, CompanyName: 'siptest2' } })).body.errors, {
      CompanyName: name
    }, 'a taken name is refused in any case')
    t.same((await v2('POST', '', { body: { tenantId: tenants.australian, companyName: 'Other' } })).body.errors, {
      TenantId: tenant
    }, 'its own consent counts as well')
    t.same((await v2('POST', '', { body: {} })).body.errors, {
      TenantId: ['The TenantId field is required.'], CompanyName: ['The CompanyName field is required.']
    }, 'missing fields are refused')
    t.same((await v2('POST', '', { body: { tenantId: 'contoso', companyName: ' ' } })).body.errors, {
      TenantId: ['tenantId has not a Guid format'], CompanyName: ['The CompanyName field is required.']
    }, 'a malformed tenant and a blank name are refused')
    t.match(
      (await v2('POST', '', {
        body: '{\n"companyName": "x",\n "tenantId": "a"b"\n}', headers: { 'content-type': 'application/json' }
      })).body.errors,
      {
        tenantId: [
          /After parsing a value an unexpected character was encountered: b\. Path 'tenantId', line 3, position \d+\./
        ]
      }
    )
  })

  await t.test('a lead is refused for a tenant that Microsoft does not know, and nothing is left of it', async t => {
    const before = (await v3('GET')).body.totalRecords
    const answer = await v2('POST', '', { body: { tenantId: nobody, companyName: 'Nobody' } })
    t.match(answer, { status: 404, headers: { 'content-type': /^application\/json/ }, body: 'Invalild lead' })
    t.match(await v3('POST', '', { body: { tenantId: nobody, companyName: 'Nobody' } }), {
      status: 404, body: { errorCode: 'lead_not_found' }
    })
    t.equal((await v3('GET')).body.totalRecords, before, 'no lead was added')
  })

  await t.test('requests at the same time for one tenant make one lead', async t => {
    const answers = await Promise.all(Array.from({ length: 5 }, () => v3('POST', '', { body: fjord })))
    // Who comes while the task is under way joins it (docs/decisions/0010); who comes later finds the lead.
    const made = answers.filter(({ status }) => status === 200)
    t.equal(new Set(made.map(({ headers }) => headers['location'])).size, 1, 'one task made it')
    t.equal(new Set(made.map(({ body }) => body.id)).size, 1, 'all who succeed are told of the same lead')
    for (const { status, body } of answers) {
      if (status !== 200) {
        t.match(body.errors?.TenantId, [/already/], 'the others are told that the lead exists')
      }
    }
    t.equal((await v3('GET', `?msTenantId=${fjord.tenantId}`)).body.totalRecords, 1, 'one lead is listed')
  })

  await t.test('a lead without consent is deleted, here and at Microsoft', async t => {
    const [{ id }] = (await v2('GET', `?msTenantId=${fjord.tenantId}`)).body
    t.match(await v2('DELETE', `?msTenantId=${id}`), { status: 200, body: 1 })
    t.equal(await atMicrosoft(fjord.tenantId), null, 'Microsoft has no consent of the tenant')
    t.same((await v2('GET', `?msTenantId=${fjord.tenantId}`)).body, [], 'the lead is not listed')
    t.match(await v2('DELETE', `?msTenantId=${fjord.tenantId}`), { status: 404, body: 'Invalild lead' })
    t.match(await v2('DELETE', `?msTenantId=${tenants.unlicensed}`), { status: 400, body: 'Invalid lead' })
    t.match(await v3('DELETE', `?msTenantId=${tenants.unlicensed}`), {
      status: 400, body: { errorCode: 'lead_in_use', detail: /consented itself/ }
    })
    await v3('POST', '', { body: fjord })
    t.match(await v3('DELETE', `?msTenantId=${fjord.tenantId}&ticketId=INC-7`), {
      status: 200, body: { taskId: /^wld_/ }
    })
    t.match((await stack.call('GET', '/api/v3/task?ticketId=INC-7')).body, {
      totalRecords: 1, data: [{ kind: 'delete-lead', ticketId: 'INC-7' }]
    }, 'and the task is found by its service request')
  })

  await t.test('a lead that Microsoft removed before its deletion was canceled is reported gone and not shown as ' +
    'active', async t => {
    const { tenantId } = fjord
    t.equal(
      (await stack.call('POST', '/api/v3/oc/lead', { body: { tenantId, companyName: 'Half gone' } })).status, 200,
      'the lead is made'
    )
    await stack.microsoft.control('POST', '/_mock/faults', {
      method: 'DELETE', path: 'PartnerOperatorConsents', cut: 'after', times: 3
    })
    const { headers } = await stack.call('DELETE', `/api/v3/oc/lead?msTenantId=${tenantId}`, {
      headers: { prefer: 'wait=0' }
    })
    const id = String(headers['location']).split('/').at(-1) ?? ''
    await until('Microsoft has removed the consent', async () =>
      (await stack.microsoft.control('GET', '/_mock/state')).tenants[tenantId].consent === null
    )
    await stack.call('POST', `/api/v3/task/${id}/cancel`)
    const task = await stack.finished(id)
    await stack.microsoft.control('DELETE', '/_mock/faults')
    t.match([
      task.status, (await records.query('select status from lead where ms_tenant_id = $1', [tenantId]))[0]?.['status']
    ], ['Failed', 'Removed'])
    t.ok(
      task.executionMessages.some(({ message }: { message: string }) =>
        /Microsoft has removed the lead already/.test(message)
      ), 'the task says that Microsoft has removed the lead'
    )
    t.equal(
      (await stack.call('DELETE', `/api/v3/oc/lead?msTenantId=${tenantId}`)).status, 200,
      'and deleted when that is asked again'
    )
    t.same(await records.query('select * from lead where ms_tenant_id = $1', [tenantId]), [], 'the lead is gone')
  })

  await t.test('many requests at the same time make one task that reads their addresses', async t => {
    await records.query('update lead set addresses_asked_at = null')
    const before = (await records.query("select from task where kind = 'fill-civic-addresses'")).length
    await Promise.all(
      Array.from({ length: 20 }, () => stack.call('GET', '/api/v3/oc/lead', { headers: { prefer: 'wait=0' } }))
    )
    t.ok(
      (await records.query("select from task where kind = 'fill-civic-addresses'")).length <= before + 1,
      'at most one task was made'
    )
  })

  await t.test('a synchronization brings leads to what Microsoft says', async t => {
    await stack.microsoft.control('PATCH', '/_mock/state', {
      tenants: {
        [tenants.israeli]: {
          consent: {
            status: 'Suspended',
            customerRelationship: {
              status: 'AgreementSigned', comment: 'by post', lastModifiedOn: '2026-01-01T00:00:00.0000000Z'
            }
          }
        },
        [tenants.unlicensed]: { consent: null }
      }
    })
    await records.query('delete from lead where ms_tenant_id = $1', [tenants.suspended])
    const { body: { taskId } } = await v3('POST', '/action/synchronize')
    t.match(await stack.finished(taskId), {
      status: 'CompletedSuccess', details: ['LeadsSynchronized'],
      outputData: { ConsentsRead: 4, LeadsAdded: 1, LeadsRemoved: 1 }
    })
    t.match((await v3('GET', `?msTenantId=${tenants.israeli}`)).body.data, [{
      status: 'Suspended', isNotActive: true, comments: ['by post'], relationship: { status: 'AgreementSigned' }
    }])
    t.match((await v3('GET', `?msTenantId=${tenants.unlicensed}`)).body.data, [{ status: 'Removed' }])
    t.match((await v3('GET', `?msTenantId=${tenants.suspended}`)).body.data, [{ status: 'Suspended' }])
  })

  await t.test('a tenant that we added and that consented later has two leads', async t => {
    const consent = await atMicrosoft(tenants.australian)
    await stack.microsoft.control('PATCH', '/_mock/state', {
      tenants: { [documented.tenantId]: { consent: { ...consent, tenantId: documented.tenantId } } }
    })
    await stack.finished((await v3('POST', `/action/synchronize?msTenantId=${documented.tenantId}`)).body.taskId)
    const leads = (await v2('GET', `?msTenantId=${documented.tenantId}`)).body
    t.match(leads.map((lead: { isDirectLead: boolean, status: string }) => [lead.isDirectLead, lead.status]), [[
      true, 'Active'
    ], [false, 'Active']])
    t.match(await v2('DELETE', `?msTenantId=${documented.tenantId}`), { status: 200 }, 'ours can go')
    t.match(
      (await v2('GET', `?msTenantId=${documented.tenantId}`)).body, [{ isDirectLead: false, status: 'Active' }],
      'theirs stays'
    )
    t.match(await atMicrosoft(documented.tenantId), { status: 'Active' })
  })

  await t.test('a lead that we do not know is asked for at Microsoft on request', async t => {
    await records.query('delete from lead where ms_tenant_id = $1', [tenants.suspended])
    t.same((await v2('GET', `?msTenantId=${tenants.suspended}`)).body, [], 'the lead is not in the records')
    t.match((await v2('GET', `?msTenantId=${tenants.suspended}&checkOnline=true`)).body, [{ status: 'Suspended' }])
    t.same(
      (await v3('GET', `?msTenantId=${nobody}&checkOnline=true`)).body.data, [], 'a tenant without consent has no lead'
    )
    await stack.microsoft.control('POST', '/_mock/faults', {
      path: 'PartnerOperatorConsents', status: 403, body: { code: 'ApplicationNotEnabled' }, times: 100
    })
    t.match(await v2('GET', `?msTenantId=${nobody}&checkOnline=true`, { headers: { prefer: 'wait=0' } }), {
      status: 504, headers: { location: /\/task\/wls_/ }, body: { errorCode: 'task_unfinished' }
    }, 'an answer that could not be had is not "none"')
    await stack.microsoft.control('DELETE', '/_mock/faults')
  })

  await t.test('a lead that we added shows the addresses of its tenant, and none when Microsoft gives ' +
    'none', async t => {
    const { civicAddresses: [address] } =
      (await stack.microsoft.control('GET', '/_mock/state')).tenants[tenants.australian]
    const tenantId = documented.tenantId
    const other = {
      ...address,
      id: 'add7e550-0000-4000-8000-000000000001',
      tenantId,
      locations: [{
        ...address.locations[0], id: '10ca0000-0000-4000-8000-000000000001',
        civicAddressId: 'add7e550-0000-4000-8000-000000000001'
      }]
    }
    await records.query('delete from lead where ms_tenant_id = $1', [tenantId])
    await stack.microsoft.control('PATCH', '/_mock/state', {
      tenants: { [tenantId]: { consent: null, civicAddresses: [other] } }
    })
    t.equal((await v2('POST', '', { body: documented })).body.civicAddresses, null, 'a new lead has no addresses yet')
    await stack.microsoft.control('POST', '/_mock/faults', {
      path: 'CivicAddresses', status: 403, body: { code: 'ApplicationNotEnabled' }, times: 1
    })
    const find = async (call: typeof v2): Promise<Anything> => (await call('GET', `?msTenantId=${tenantId}`)).body
    t.match(await find(v2), [{ civicAddresses: null }], 'the request does not fail')
    const asked = async (): Promise<number> =>
      (await stack.call('GET', '/api/v3/task?kind=fill-civic-addresses')).body.totalRecords
    const before = await asked()
    t.match(await find(v2), [{ civicAddresses: null }])
    t.equal(await asked(), before, 'and not every request asks again')
    await records.query('update lead set addresses_asked_at = null')
    const [lead] = await find(v2)
    t.match(lead.civicAddresses, [{
      id: other.id, country: 'AU', streetName: 'Collins', tenantId,
      locations: [{ civicAddressId: other.id, isDefault: true }]
    }])
    t.same(Object.keys(lead.civicAddresses[0]), [
      'id', 'country', 'houseNumber', 'houseNumberSuffix', 'preDirectional', 'streetName', 'streetSuffix',
      'postDirectional', 'stateOrProvince', 'countyOrDistrict', 'cityOrTown', 'cityOrTownAlias', 'postalOrZipCode',
      'description', 'companyName', 'companyId', 'defaultLocationId', 'validationStatus', 'tenantId', 'partnerId',
      'locations'
    ], 'the address has the documented names in their order')
    t.match((await find(v3)).data, [{ civicAddresses: [{ id: other.id, latitude: '-37.81502' }] }])
    await v2('DELETE', `?msTenantId=${tenantId}`)
  })

  await t.test('leads are shown only to callers above them in the tree', async t => {
    t.match((await v2('GET', '?PageSize=100', { role: 'channel' })).body, [{ tenantId: tenants.australian }])
    t.match((await v2('GET', '?PageSize=100', { role: 'customer' })).body, [{ tenantId: tenants.australian }])
    t.equal(
      (await v2('GET', `?msTenantId=${tenants.israeli}&checkOnline=true`, { role: 'channel' })).body.length, 0,
      'a channel cannot ask Microsoft for a tenant of another channel'
    )
    t.match(await v2('GET', `?msTenantId=${tenants.israeli}`, { role: 'customer' }), {
      status: 403, body: { errorCode: 'out_of_scope' }
    })
    t.match(await v2('GET', '', { role: 'channel', headers: { 'x-ovoc-channel-id': '1' } }), {
      status: 403, body: { errorCode: 'out_of_scope' }
    })
    t.match((await v2('GET', '?PageSize=100', { headers: { 'x-ovoc-channel-id': String(demo.channelId) } })).body, [{
      tenantId: tenants.australian
    }])
    const [{ id }] = (await v2('GET', `?msTenantId=${tenants.israeli}`)).body
    t.match(await v3('GET', `/${id}`, { role: 'channel' }), { status: 404 })
    t.match(await v3('DELETE', `?msTenantId=${tenants.israeli}`, { role: 'channel' }), { status: 404 })
    t.match(await v3('POST', '', { role: 'customer', body: fjord }), {
      status: 403, body: { errorCode: 'out_of_scope' }
    })
    t.match(await v3('POST', '/action/synchronize', { role: 'channel' }), {
      status: 403, body: { errorCode: 'out_of_scope' }
    })
    await v3('DELETE', `?msTenantId=${fjord.tenantId}`)
    t.match(await v3('POST', '', { role: 'channel', body: fjord }), {
      status: 200, body: { channelId: demo.channelId }
    }, 'what a channel adds is its own')
  })
})
