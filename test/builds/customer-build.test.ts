import t from 'tap'
import { openRecords, type Records } from '../support/records.ts'
import { stackOfFile } from '../support/shared-stack.ts'
import { profiles, tenants, type Answer, type Stack } from '../support/stack.ts'
import { until } from '../support/until.ts'
import type { Anything } from '../support/anything.ts'

const freshStack = stackOfFile(t)
const tenant = tenants.unlicensed
const path = '/api/v3/customer-build'
const usage = 'Default_OC_CallingUser_Assignment'
const proxy = { ProxySet: 'SIPTrunk', OnlinePstnGateway: 'oc1.sbc.dialplane.example' }
const branch = {
  siteLocationName: 'Branch', sbcId: 8, ovocCustomerType: 'IPGROUP_TYPE', sbcOnboardingScript: 7,
  scriptParameters: proxy
}
const ten = { callingProfile: profiles.withSbcs, startTelephoneNumber: '+44207946000X', range: 10 }
const two = {
  callingProfile: profiles.withSbcs, usageTemplate: usage, capabilities: ['InboundCalling'],
  phoneNumbers: ['+442079460100', '+442079460101']
}
const acme = {
  msTenantId: tenant, customerShortName: 'Acme_01', customerFullName: 'Acme Ltd',
  licence: { licenseType: 4 }, usersDefault: { licensedUsersCount: 20 },
  sites: [{ siteLocationName: 'Head_Office', sbcId: 8 }, branch], numberRanges: [ten, two]
}

const build = (stack: Stack, action: string, customers: object[], more: object = {}): Promise<Answer> =>
  stack.call('POST', path, { body: { action, customers, ...more } })

async function built (stack: Stack, action: string, customers: object[], more: object = {}): Promise<Anything> {
  const { body } = await build(stack, action, customers, more)
  return stack.finished(body.taskId ?? JSON.stringify(body))
}

/** All rows of a tenant, and what Microsoft and the SBCs have, without ids and times that differ from run to run. */
async function world (stack: Stack, records: Records): Promise<unknown> {
  const rows = (table: string, of: string, without: string[]): Promise<unknown> =>
    records.query(
      `select to_jsonb(r) - $2::text[] as row from ${table} r where ${of} order by (to_jsonb(r) - $2::text[])::text`,
      [tenant, ['id', 'created_at', 'customer_id', 'task_id', ...without]]
    )
  const ofCustomer = 'customer_id in (select id from customer where ms_tenant_id = $1)'
  const ofNumber = 'number in (select number from number where ms_tenant_id = $1)'
  const microsoft = (await stack.microsoft.control('GET', '/_mock/state')).tenants[tenant].numbers
  const sbcs = await Promise.all(stack.sbcs.map(async sbc => {
    const { rows, saved } = await sbc.control('GET', '/_mock/state')
    // Rules stand in the order in which they came.
    const rules = Object.values<Anything[]>(saved).map(plan =>
      plan.map(({ index: _, ...rule }) => JSON.stringify(rule)).sort()
    )
    return { ipGroups: rows['voip ip-group'] ?? [], rules }
  }))
  const own = ({ acquiredOn: _, tnUploadJobId: __, visibleAt: ___, ...number }: Anything): Anything => number
  return {
    customer: await rows('customer', 'ms_tenant_id = $1', ['service_id']),
    site: await rows('site', ofCustomer, ['ovoc_id', 'claims', 'held_by']),
    numbers: await rows('number', 'ms_tenant_id = $1', [
      'upload_entry_id', 'upload_job_number', 'uploaded_at', 'microsoft_job_id', 'microsoft_seen_at', 'acquired_on'
    ]),
    rules: await rows('number_on_sbc', ofNumber, ['programmed_at']),
    days: await rows('licence_day', ofCustomer, ['updated_at']),
    microsoft: microsoft.map(own).sort((one: Anything, other: Anything) =>
      one.telephoneNumber < other.telephoneNumber ? -1 : 1
    ),
    sbcs
  }
}

t.test('customers are built by documents', async t => {
  const stack = await freshStack(t, 'running')
  const records = await openRecords(t, stack.databaseUrl)
  await stack.microsoft.control('POST', '/_mock/behaviour', { jobMilliseconds: 20 })
  const empty = await world(stack, records)
  const partsOf = async (document: object): Promise<string[]> => {
    const { body } = await build(stack, 'Validate', [document])
    return body.plan?.[0].parts.map(({ stage, about }: Anything) => `${stage} ${about}`) ?? [JSON.stringify(body)]
  }

  await t.test('a document is judged whole, and everything that is wrong with it is named', async t => {
    const { status, body } = await build(stack, 'Validate', [
      { ...acme, customerShortName: 'a b', numberRanges: [{ ...ten, startTelephoneNumber: '+61395556880' }, two, two] },
      { msTenantId: tenants.israeli, customerBuildType: 'CiscoCustomer', configurationTemplate: 'None' },
      { msTenantId: 'nobody' }
    ])
    t.equal(status, 400)
    t.match(body.errors, {
      'Customers[0].CustomerShortName': [/must not contain spaces/],
      'Customers[0].NumberRanges[0].PhoneNumbers': [/does not cover AU/],
      'Customers[0].NumberRanges[2].PhoneNumbers': [/in another range/],
      'Customers[1].CustomerBuildType': [/not built here: it needs Cisco call managers/],
      'Customers[1].ConfigurationTemplate': ['There is no template None.'],
      'Customers[2].MsTenantId': [/Guid/]
    })
    t.match(await build(stack, 'Rebuild', [acme]), { status: 400, body: { errors: { Action: [/Use one of/] } } })
    t.same(await records.query('select from task'), [], 'nothing begins')
  })

  await t.test('Validate answers the plan of what would be done, and does nothing', async t => {
    const { status, body } = await build(stack, 'Validate', [acme])
    t.equal(status, 200)
    t.match(body, { taskId: null, plan: [{ msTenantId: tenant, customerShortName: 'Acme_01', notes: [] }] })
    t.same(await partsOf(acme), [
      '1 Customer Acme_01 with site Head_Office', '2 Licence of type 4 for 20 users', '2 Site Branch on SBC 8',
      '3 10 numbers for CallingUserAssignment', '3 2 numbers for CallingUserAssignment'
    ])
    t.same(await world(stack, records), empty)
  })

  await t.test('AddDataOnly stores a document that the later ones may leave unsaid', async t => {
    const { customerFullName: _, ...most } = acme
    t.match(await built(stack, 'AddDataOnly', [{
      ...most, sites: [acme.sites[0], {
        ...branch, scriptParameters: { ...proxy, CarrierUserName: 'u', CarrierUserPassword: 's3cret' }
      }]
    }]), { status: 'CompletedSuccess', details: ['CustomersBuilt'] })
    t.same(await world(stack, records), empty, 'and does nothing else')
    const stored = await stack.call('GET', `${path}/${tenant}`)
    t.match(stored.body, { msTenantId: tenant, customerId: null, document: { customerShortName: 'Acme_01' } })
    t.notMatch(JSON.stringify(stored.body), /s3cret/, 'a password is not stored')
    t.match(await stack.call('GET', path), { body: { totalRecords: 1, data: [{ msTenantId: tenant }] } })
    const incomplete = await build(stack, 'Validate', [{ msTenantId: tenant }])
    t.equal(incomplete.status, 400, 'so that it is asked for when the site is made')
    t.match(JSON.stringify(incomplete.body.errors), /CarrierUserPassword.*stands for a password/)
    await built(stack, 'AddDataOnly', [{ msTenantId: tenant, sites: acme.sites }])
    t.equal((await partsOf({ msTenantId: tenant })).length, 5, 'the tenant alone means that document')
  })

  let byDocument: unknown
  await t.test('Add makes the customer by child tasks of the kinds that there are', async t => {
    const task = await built(stack, 'Add', [acme])
    t.match(task, { status: 'CompletedSuccess', outputData: { Action: 'Add', Customers: [{ key: tenant }] } })
    byDocument = await world(stack, records)
    const [one] = (await stack.call('GET', `/api/v3/task?parentId=${task.id}`)).body.data
    t.match(one, { kind: 'build-customer', parentId: task.id, details: ['CustomerBuilt'] })
    const { body: { data } } = await stack.call('GET', `/api/v3/task?parentId=${one.id}`)
    t.same(data.map(({ kind }: Anything) => kind).sort(), [
      'add-site', 'change-licence', 'create-customer', 'upload-numbers', 'upload-numbers'
    ])
    t.match(one.outputData.Parts.find(({ key }: Anything) => key === 'customer'), {
      kind: 'create-customer', status: 'CompletedSuccess', taskId: data.at(-1).id
    })
    t.match(
      (await stack.call('GET', `/api/v3/task/${task.id}/items?PageSize=1`)).body, { totalRecords: 12 }, 'one list'
    )
    t.same(await partsOf(acme), [], 'all is as the document says')
  })

  await t.test('Modify after changes by hand touches only the difference', async t => {
    const { body: release } = await stack.call('POST', `/api/v3/oc/numbers/action/release?msTenantId=${tenant}`, {
      body: { phoneNumbers: ['+442079460003', '+442079460100'] }
    })
    t.match(await stack.finished(release.taskId), { status: 'CompletedSuccess' })
    const { body: upload } = await stack.call('POST', `/api/v3/oc/numbers/action/upload?msTenantId=${tenant}`, {
      body: {
        callingProfile: profiles.withSbcs, usage: 'CallingUserAssignment', phoneNumbers: ['+442079460555']
      }
    })
    t.match(await stack.finished(upload.taskId), { status: 'CompletedSuccess' })
    const before = await records.query(
      `select number, created_at from number where ms_tenant_id = $1 and number <> '+442079460555' order by 1`, [tenant]
    )
    const { body: { plan } } = await build(stack, 'Validate', [acme])
    t.match(plan[0].parts, [
      { kind: 'upload-numbers', numberRanges: [{ start: '+442079460003', end: '+442079460003' }] },
      { kind: 'upload-numbers', numberRanges: [{ start: '+442079460100', end: '+442079460100' }] },
      { kind: 'release-numbers', stage: 2, numberRanges: [{ start: '+442079460555', end: '+442079460555' }] }
    ])
    t.equal(plan[0].parts.length, 3)
    const task = await built(stack, 'Modify', [acme])
    t.match(task, { status: 'CompletedSuccess' })
    t.same(await world(stack, records), byDocument, 'all is as it was built')
    t.same(
      (await records.query(
        'select number, created_at from number where ms_tenant_id = $1 and number = any($2) order by 1',
        [tenant, before.map(({ number }: Anything) => number)]
      )), before, 'numbers that were there are the same rows'
    )
    t.match(await built(stack, 'Modify', [acme]), { status: 'CompletedSuccess' })
    t.equal((await stack.call('GET', '/api/v3/task')).body.data[0].details[0], 'CustomerUnchanged', 'again: nothing')
  })

  await t.test('Modify changes what held numbers can do, and nothing else of them', async t => {
    const quiet = { ...acme, numberRanges: [{ ...ten, capabilities: ['InboundCalling'] }, two] }
    t.same(await partsOf(quiet), ['1 10 numbers changed: capabilities'])
    const rows = (): Promise<unknown[]> =>
      records.query('select number, created_at from number where ms_tenant_id = $1 order by 1', [tenant])
    const before = await rows()
    t.match(await built(stack, 'Modify', [quiet]), { status: 'CompletedSuccess' })
    t.same(await partsOf(quiet), [], 'all is as the document says')
    const { tenants: held } = await stack.microsoft.control('GET', '/_mock/state')
    t.same(held[tenant].numbers.filter(({ acquiredCapabilities }: Anything) =>
      acquiredCapabilities.includes('OutboundCalling')), [], 'at Microsoft too')
    t.match(await built(stack, 'Modify', [acme]), { status: 'CompletedSuccess' })
    t.same(await world(stack, records), byDocument, 'and back')
    t.same(await rows(), before, 'the numbers are the same rows')
  })

  await t.test('Modify changes, adds and removes sites and licences by what the document says', async t => {
    const changed = {
      ...acme, customerFullName: 'Acme Group', licence: { licenseType: 5 },
      sites: [acme.sites[0], { ...branch, siteLocationName: 'Depot' }], numberRanges: [ten]
    }
    t.same(await partsOf(changed), [
      '1 Licence of type 5', '1 Site Depot on SBC 8', '2 Release of 2 numbers', '3 Removal of site Branch from SBC 8'
    ])
    t.match(await built(stack, 'Modify', [changed]), { status: 'CompletedSuccess' })
    t.same(await partsOf(changed), [])
    t.match(await records.query('select name from site where customer_id = (select id from customer where ' +
      'ms_tenant_id = $1) order by name', [tenant]), [{ name: 'Depot' }, { name: 'Head_Office' }])
    t.same(await partsOf({ msTenantId: tenant }), [], 'the changed document is the one that is stored')
  })

  await t.test('DeleteCustomer leaves the document, DeletecustomerData the customer', async t => {
    t.match(await built(stack, 'DeleteCustomer', [{ msTenantId: tenant }]), {
      status: 'CompletedSuccess', details: ['CustomersDeleted']
    })
    t.same(await world(stack, records), empty, 'nothing is left of it')
    t.match(await stack.call('GET', `${path}/${tenant}`), { status: 200 })
    t.match(await built(stack, 'DeletecustomerData', [{ msTenantId: tenant }]), { status: 'CompletedSuccess' })
    t.match(await stack.call('GET', `${path}/${tenant}`), {
      status: 404, body: { errorCode: 'customer_document_not_found' }
    })
    t.match(await built(stack, 'DeleteCustomerAndcustomerData', [{ msTenantId: tenant }]), {
      status: 'CompletedSuccess'
    }, 'what is gone already is no failure')
  })

  await t.test('single calls make the same customer, row for row, at Microsoft and on the SBCs', async t => {
    const call = async (method: string, url: string, body: object): Promise<Anything> => {
      const answer = await stack.call(method, `/api/v3${url}`, { body })
      const task = await stack.finished(answer.body.taskId ?? answer.body.jobId ?? JSON.stringify(answer.body))
      t.match(task, { status: 'CompletedSuccess' }, `${method} ${url}`)
      return task
    }
    const { outputData: { umpCustomerGuid: id } } = await call('POST', '/customer', {
      configurationName: 'OcEssential_TENANT_TYPE', customerShortName: 'Acme_01', customerFullName: 'Acme Ltd',
      msTenantId: tenant, siteLocation: { siteLocationName: 'Head_Office', sbcId: 8 }
    })
    await call('POST', `/customer/${id}/action/upgrade`, { upgradeToLicense: 4, licenseCount: 20 })
    await call('POST', `/customer/${id}/sitelocation`, branch)
    const asked = {
      callingProfile: profiles.withSbcs, usage: 'CallingUserAssignment', allowTenantAddressUpdate: true,
      workflowVersion: 3
    }
    await call('POST', `/oc/numbers/action/upload?msTenantId=${tenant}`, {
      ...asked, phoneNumberRanges: [{ start: '+442079460000', end: '+442079460009' }]
    })
    await call('POST', `/oc/numbers/action/upload?msTenantId=${tenant}`, {
      ...asked, capabilities: ['InboundCalling'], phoneNumbers: ['+442079460100', '+442079460101']
    })
    t.same(await world(stack, records), byDocument)
    t.same(await partsOf(acme), [], 'and the document says nothing else')
    t.match(await built(stack, 'DeleteCustomerAndcustomerData', [{ msTenantId: tenant }]), {
      status: 'CompletedSuccess'
    })
  })

  await t.test('a build that is canceled takes back what it did, through the tree', async t => {
    await stack.microsoft.control('POST', '/_mock/behaviour', { jobMilliseconds: 1500 })
    const { body: { taskId } } = await build(stack, 'Add', [acme])
    await until('an upload is at Microsoft', async () => {
      const { body } = await stack.call('GET', '/api/v3/task?kind=upload-numbers&status=InProgress')
      return body.data.some(({ step }: Anything) => step === 'await-microsoft')
    })
    await stack.microsoft.control('POST', '/_mock/behaviour', { jobMilliseconds: 20 })
    t.match(await stack.call('POST', `/api/v3/task/${taskId}/cancel`), { status: 200 })
    t.match(await stack.finished(taskId), { status: 'Canceled', outputData: { Customers: [{ status: 'Canceled' }] } })
    t.same(await world(stack, records), empty)
    t.match(await stack.call('GET', `${path}/${tenant}`), { status: 404 }, 'nor is its document stored')
  })

  await t.test('with takeBack, one number that Microsoft refuses takes all of its customer back', async t => {
    await stack.microsoft.control('POST', '/_mock/behaviour', { numberErrors: { '+442079460101': 'InternalError' } })
    const task = await built(stack, 'Add', [acme], { onFailure: 'takeBack' })
    await stack.microsoft.control('POST', '/_mock/behaviour', { numberErrors: {} })
    t.match(task, { status: 'Failed', outputData: { Customers: [{ status: 'Failed' }] } })
    t.same(await world(stack, records), empty, 'nothing of it is left, at Microsoft, on SBCs or in the records')
  })

  await t.test('a build whose worker is killed goes on and repeats nothing', async t => {
    const victim = await stack.startWorker()
    await stack.microsoft.control('POST', '/_mock/behaviour', { jobMilliseconds: 1500 })
    const { body: { taskId } } = await build(stack, 'Add', [acme])
    victim.signal('SIGKILL')
    t.match(await stack.finished(taskId), { status: 'CompletedSuccess' })
    t.same(await world(stack, records), byDocument)
    const { body } = await stack.call('GET', `/api/v3/task/${taskId}/items`)
    t.equal(body.totalRecords, 12, 'each number in one task')
    t.match(await built(stack, 'DeleteCustomerAndcustomerData', [{ msTenantId: tenant }]), {
      status: 'CompletedSuccess'
    })
  })

  await t.test('each customer of a document succeeds or fails by itself', async t => {
    const tenantOf = (n: number): string => `c2000000-0000-4000-8000-00000000000${n}`
    for (let n = 0; n < 10; n++) {
      await records.query(
        `insert into lead (provider_id, id, ms_tenant_id, is_direct, status, consented_countries)
          values (1, $1, $1, false, 'Active', '{GB}')`, [tenantOf(n)]
      )
    }
    const documents = Array.from({ length: 10 }, (_, n) => ({
      msTenantId: tenantOf(n), customerShortName: `Many_${n}`,
      ...([3, 4].includes(n) && { // two of one name, of which an SBC takes one
        sites: [{
          ...branch, siteLocationName: 'Third',
          scriptParameters: { ...proxy, CarrierUserName: 'u', CarrierUserPassword: 's3cret' }
        }]
      })
    }))
    const { body } = await build(stack, 'Add', documents)
    t.equal(body.plan.length, 10)
    const task = await stack.finished(body.taskId)
    t.match(task, { status: 'CompletedWithErrors', details: ['CustomersNotAllBuilt'] })
    const failed = task.outputData.Customers.filter(({ status }: Anything) => status !== 'CompletedSuccess')
    t.match(failed, [{ status: 'Failed', reason: /Third/ }], 'one fails, and says why')
    t.match(await records.query('select count(*)::int as count from customer where short_name like \'Many%\''), [
      { count: 9 }
    ], 'the others are there')
    t.same(
      await records.query(`select id from task where input::text ~ 'sealedPassword|s3cret'`), [],
      'no task that is over holds a password'
    )
  })

  await t.test('below the provider nobody deletes customers or builds beyond its reach', async t => {
    const { body } = await stack.call('POST', path, {
      role: 'channel', body: { action: 'DeleteCustomer', customers: [{ msTenantId: tenant }] }
    })
    t.match(body, { errorCode: 'out_of_scope' })
    t.match(await stack.call('POST', path, { role: 'channel', body: { action: 'Add', customers: [acme] } }), {
      status: 400, body: { errors: { 'Customers[0].MsTenantId': ['The tenant is not one of your leads.'] } }
    })
    t.match(await stack.call('POST', path, { role: 'customer', body: { action: 'Validate', customers: [acme] } }), {
      status: 403
    })
  })
})

t.test('the templates of customer builds are cloned, edited, versioned and compared', async t => {
  const stack = await freshStack(t, 'running')
  const templates = '/api/v3/customer-build-templates'
  const standard = 'CustomerBuild_StandardMicrosoftOperatorConnectCustomersOnly_CFT'
  const call = (method: string, url: string, body?: object): Promise<Answer> =>
    stack.call(method, `${templates}${url}`, body === undefined ? {} : { body })

  t.match((await call('GET', '')).body, { totalRecords: 2, data: [{ name: standard }, { name: usage }] })
  t.match(await call('PUT', `/${usage}`, { settings: {} }), {
    status: 409, body: { errorCode: 'build_template_is_default' }
  })
  t.match((await call('POST', `/${usage}/clone`, { name: 'Inbound' })).body, {
    template: { name: 'Inbound', version: 1, type: 'NumberUsage', clonedFrom: `${usage}@1`, isDefault: false }
  })
  t.match(await call('POST', `/${usage}/clone`, { name: 'INBOUND' }), { status: 400 }, 'a name is taken in any case')
  const settings = {
    usage: 'CallingUserAssignment', capabilities: ['InboundCalling'], callingProfile: profiles.withSbcs
  }
  t.match((await call('PUT', '/inbound', { version: 1, settings })).body, { template: { name: 'Inbound', version: 2 } })
  t.match(await call('PUT', '/Inbound', { version: 1, settings }), {
    status: 409, body: { errorCode: 'build_template_changed' }
  })
  t.match(await call('PUT', '/Inbound', { settings: { licenseType: 4 } }), {
    status: 400, body: { errors: { 'Settings.licenseType': [/has no licenseType/] } }
  })
  t.match((await call('GET', '/Inbound/versions')).body, [{ version: 2, settings }, { version: 1 }])
  t.match((await call('GET', '/Inbound/compare?version=1&withVersion=2')).body, {
    from: 'Inbound@1', to: 'Inbound@2', differences: [
      { setting: 'capabilities', from: ['InboundCalling', 'OutboundCalling'], to: ['InboundCalling'] },
      { setting: 'allowTenantAddressUpdate', from: true, to: null },
      { setting: 'callingProfile', from: null, to: profiles.withSbcs }
    ]
  })
  t.match((await call('GET', `/Inbound/compare?with=${usage}`)).body, { to: `${usage}@1` })

  const range = { usageTemplate: 'Inbound', startTelephoneNumber: '+44207946000X' }
  const judged = async (range: object): Promise<Answer> =>
    build(stack, 'Validate', [{ msTenantId: tenant, customerShortName: 'Acme_01', numberRanges: [range] }])
  t.match(await judged(range), { status: 200 }, 'the newest version names a calling profile')
  t.match(await judged({ ...range, usageTemplate: 'Inbound@1' }), {
    status: 400, body: { errors: { 'Customers[0].NumberRanges[0].CallingProfile': [/required/] } }
  }, 'the first one does not')
  t.match(await judged({ ...range, usageTemplate: standard }), {
    status: 400, body: { errors: { 'Customers[0].NumberRanges[0].UsageTemplate': [/of type Customer/] } }
  })
  t.match(await call('DELETE', '/Inbound'), { status: 200, body: { template: null } })
  t.match(await call('GET', '/Inbound'), { status: 404, body: { errorCode: 'build_template_not_found' } })
})
