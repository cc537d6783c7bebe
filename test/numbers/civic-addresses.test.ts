import t from 'tap'
import { demo, startStack, tenants } from '../support/stack.ts'

const list = '/api/v3/oc/civicaddress'

t.test('civic addresses of a tenant can be read', async t => {
  const stack = await startStack(t)
  await stack.startApi()
  const held = (await stack.microsoft.control('GET', '/_mock/state')).tenants
  const [office] = held[tenants.australian].civicAddresses

  await t.test('addresses are answered from the records without asking Microsoft', async t => {
    await stack.microsoft.control('DELETE', '/_mock/requests')
    t.match(await stack.call('GET', `${list}?msTenantId=${tenants.australian}`), {
      status: 200, body: { totalRecords: 0, data: [] }
    })
    t.notMatch(
      await stack.microsoft.control('GET', '/_mock/requests'), [{ url: /CivicAddresses/ }],
      'Microsoft was not asked for addresses'
    )
  })

  await stack.startWorker()

  await t.test('addresses are read at Microsoft on request, with all their locations', async t => {
    const answer = await stack.call('GET', `${list}?msTenantId=${tenants.australian}&checkOnline=true`, {
      role: 'monitor'
    })
    t.match(answer, {
      status: 200, headers: { location: /\/task\/tsk_\d+$/ },
      body: { totalRecords: held[tenants.australian].civicAddresses.length }
    })
    t.same(
      answer.body.data.find((address: { id: string }) => address.id === office.id), office,
      'the address is as Microsoft holds it'
    )
    t.match(await stack.call('GET', String(answer.headers['location'])), {
      body: {
        kind: 'pull-civic-addresses', status: 'CompletedSuccess', details: ['CivicAddressesRead'],
        outputData: { MsTenantId: tenants.australian, CivicAddresses: 1 }
      }
    })
  })

  await t.test('addresses that were read stay available in pages, one by one, and below their customer', async t => {
    t.match((await stack.call('GET', `${list}?msTenantId=${tenants.australian}&PageSize=1&PageNumber=1`)).body, {
      totalPages: 1, data: [{ id: office.id }]
    })
    t.same(
      (await stack.call('GET', `${list}/${office.id}?msTenantId=${tenants.australian}`)).body, office,
      'one address can be read by its id'
    )
    t.match((await stack.call('GET', `/api/v3/customer/${demo.australianCustomer}/civicaddress`)).body, {
      totalRecords: 1, data: [office]
    })
    t.match(await stack.call('GET', `${list}/${office.id}?msTenantId=${tenants.israeli}`), {
      status: 404, body: { errorCode: 'civic_address_not_found' }
    })
  })

  await t.test('a new reading shows what the tenant changed', async t => {
    await stack.microsoft.control('PATCH', '/_mock/state', {
      tenants: {
        [tenants.australian]: { civicAddresses: [{ ...office, validationStatus: 'NotValidated', locations: [] }] }
      }
    })
    const { body } = await stack.call(
      'GET', `/api/v3/customer/${demo.australianCustomer}/civicaddress?checkOnline=true`
    )
    t.match(body.data, [{ id: office.id, validationStatus: 'NotValidated', locations: [] }])
    await stack.microsoft.control('PATCH', '/_mock/state', {
      tenants: { [tenants.australian]: { civicAddresses: [] } }
    })
    t.match((await stack.call('GET', `${list}?msTenantId=${tenants.australian}&checkOnline=true`)).body, {
      totalRecords: 0, data: []
    })
  })

  await t.test('addresses of a tenant are not shown to other callers', async t => {
    t.match(await stack.call('GET', `${list}?msTenantId=${tenants.israeli}`, { role: 'channel' }), {
      status: 400, body: { errors: { MsTenantId: [/not one of your/] } }
    })
    t.match(await stack.call('GET', `${list}?msTenantId=${tenants.israeli}`, { role: 'customer' }), { status: 400 })
    t.match(await stack.call('GET', `${list}?msTenantId=${tenants.australian}`, { role: 'customer' }), { status: 200 })
    t.match(await stack.call('GET', `/api/v3/customer/${demo.israeliCustomer}/civicaddress`, { role: 'channel' }), {
      status: 404, body: { errorCode: 'customer_not_found' }
    })
  })

  await t.test('a refusal by Microsoft is answered as a problem with its reason', async t => {
    await stack.microsoft.control('POST', '/_mock/faults', {
      path: 'CivicAddresses', status: 403, times: 9,
      body: { code: 'ConsentRemoved', message: 'The tenant has removed the operator.' }
    })
    t.match(await stack.call('GET', `${list}?msTenantId=${tenants.australian}&checkOnline=true`), {
      status: 502, body: { errorCode: 'task_failed', detail: /has removed the operator/ }
    })
  })
})
