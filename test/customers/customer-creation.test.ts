import t from 'tap'
import { openRecords } from '../support/records.ts'
import { demo, startStack, tenants, type Answer } from '../support/stack.ts'

const unknown = 'da68eafc-5a42-4a3b-9d0e-6c1b5f6f0a11'
const gateway = 'oc1.sbc.dialplane.example'
const saysOneThing = {
  details: ['Converted'], executionMessages: [{ level: 'Information', message: 'Site created in Ovoc' }]
}

t.test('a lead becomes a customer', async t => {
  const stack = await startStack(t)
  await stack.startApi()
  await stack.startWorker()
  const records = await openRecords(t, stack.databaseUrl)
  const create = (body: object, options: Parameters<typeof stack.call>[2] = {}): Promise<Answer> =>
    stack.call('POST', '/api/v3/customer', { body, ...options })
  const patch = (body: object, id: string = tenants.unlicensed, version = 'v2'): Promise<Answer> =>
    stack.call('PATCH', `/api/${version}/oc/lead?msTenantID=${id}`, { body })
  const plain = {
    configurationName: 'OcEssential_TENANT_TYPE', customerShortName: 'SIPTest', customerFullName: 'SIPTest',
    msTenantID: tenants.unlicensed
  }
  const withGroups = {
    ...plain, configurationName: 'OcEssential_IPGROUP_TYPE', customerShortName: 'SIPTest4',
    scriptParameters: { ProxySet: 'SIPTrunk', OnlinePstnGateway: gateway }
  }
  /** Customers and sites are as before, and neither SBC has an IP group. */
  const bare = async (): Promise<unknown> => [
    await records.query('select id from customer order by 1'),
    await records.query('select id, deployment_state from site order by 1'),
    // The customers of the demo get theirs from housekeeping, whenever that comes by.
    await records.query('select * from licence_day where customer_id not in ($1, $2)', [
      demo.australianCustomer, demo.israeliCustomer
    ]),
    await records.query('select id, status, channel_id from lead order by 1'),
    ...await Promise.all(stack.sbcs.map(groups))
  ]
  const groups = async (sbc: typeof stack.sbcs[number]): Promise<string[]> =>
    ((await sbc.control('GET', '/_mock/state')).rows['voip ip-group'] ?? []).map((row: { name: string }) => row.name)
  const forget = async (): Promise<void> => {
    for (const table of ['site', 'licence_day']) {
      await records.query(`delete from ${table} where customer_id not in ($1, $2)`, [
        demo.australianCustomer, demo.israeliCustomer
      ])
    }
    await records.query('delete from customer where id not in ($1, $2)', [
      demo.australianCustomer, demo.israeliCustomer
    ])
  }
  const before = await bare()

  await t.test('the documented request of version 2 answers a bare task id, and the task tells nothing ' +
    'more', async t => {
    const { status, headers, body } = await patch({
      statusChange: 'OCEssential', customerShortName: 'Acme_01', customerFullName: 'Acme Ltd'
    })
    t.equal(status, 200, 'the request is accepted')
    t.match(headers['content-type'], /^application\/json/, 'the answer is JSON')
    t.match(body, /^wst_[0-9a-f-]{36}$/, 'the body is the task id')
    t.equal(headers['location'], `/api/v2/task/${body}`, 'the header Location names the task')
    await stack.finished(body)
    const task = (await stack.call('GET', `/api/v2/task/${body}`)).body
    t.match(task, { id: body, status: 'CompletedSuccess' })
    t.same([task.details, task.executionMessages, task.outputData], [
      saysOneThing.details, saysOneThing.executionMessages, {}
    ], 'the task has the documented details, message and no output')
    const { body: list } = await stack.call('GET', '/api/v2/customer')
    const created = list.find((customer: { ShortName: string }) => customer.ShortName === 'Acme_01')
    t.match(created, { Id: /^[0-9a-f-]{36}$/, FullName: 'Acme Ltd', LicenseType: 3 })
    const { body: { SiteLocation: [site] } } = await stack.call('GET', `/api/v2/customer/${created.Id}`)
    t.match(site, { name: /^GSB[A-Z]{10}$/, sbcId: 8, sbcDeploymentState: 'Deployed' })
    t.not(site.id, created.Id, 'the site has an id of its own')
    t.match((await stack.call('GET', `/api/v3/customer/${created.Id}/licenseinfo`)).body, [{
      umpCustomerGuid: created.Id, acquiredLicenses: 0
    }])
    await forget()
  })

  await t.test('the documented request of version 3 answers a job, and the output of the job names the ' +
    'customer', async t => {
    const { status, body, headers } = await create(plain)
    t.equal(status, 200, 'the request is accepted')
    t.same(Object.keys(body), ['jobId'], 'the body holds the job id only')
    t.match(body.jobId, /^wst_[0-9a-f-]{36}$/, 'the job id has the documented prefix')
    t.match(headers, { location: `/api/v3/task/${body.jobId}`, 'retry-after': /^\d+$/ })
    await stack.finished(body.jobId)
    const task = (await stack.call('GET', `/api/v2/task/${body.jobId}`)).body
    t.match(task, saysOneThing)
    t.same(Object.keys(task.outputData), ['umpCustomerGuid'], 'the output names the customer only')
    t.match((await stack.call('GET', `/api/v3/customer/${task.outputData.umpCustomerGuid}`)).body, {
      CustomerShortName: 'SIPTest', LicenseType: 3, MsTenantId: tenants.unlicensed
    })
    t.same(await Promise.all(stack.sbcs.map(groups)), [[], []], 'the tenant-id type has nothing of its own on an SBC')
    await forget()
  })

  await t.test('a customer is created with IP groups on its SBC by a script template, with all documented ' +
    'fields', async t => {
    const { body } = await create({
      ...withGroups,
      ovocCustomerType: 'IPGROUP_TYPE',
      channelId: String(demo.channelId),
      lcCustomerId: '12',
      siteLocation: {
        siteLocationName: 'Head_Office', sbcId: 11, sbcOnboardingScript: 7, sbcCleanupScript: 700,
        sbcOcUploadNumberScript: 5000, sbcOcReleaseNumberScript: 5001, sbcDeploymentState: 'Deployed'
      },
      scriptParameters: {
        ProxySet: 'SIPTrunk', OnlinePstnGateway: gateway, CarrierUserName: 'carol',
        carrierUserPASSWORD: 'correct horse', CarrierHostName: 'carrier.example'
      }
    })
    const task = await stack.finished(body.jobId)
    t.match(task, { status: 'CompletedSuccess' })
    t.same(
      task.executionMessages.map((entry: { message: string }) => entry.message), ['Site created in Ovoc'],
      'the task tells one message'
    )
    t.same(
      await Promise.all(stack.sbcs.map(groups)), [[], ['Head_Office-c', 'Head_Office-t']],
      'the IP groups of the site are on the named SBC only'
    )
    const { body: details } = await stack.call(
      'GET', `/api/v3/customer/${task.outputData.umpCustomerGuid}?allDetails=true`, { role: 'channel' }
    )
    t.match(details, {
      SiteLocation: [{
        name: 'Head_Office', sbcId: 11, sbcDeploymentState: 'Deployed', sbcConfigurationType: 'SipTrunk'
      }]
    }, 'and its channel sees it')
    const everything = JSON.stringify(await records.query('select t.*, s.script_parameters from task t, site s'))
    t.notMatch(everything, 'correct horse', 'the password of the carrier is nowhere in clear')
    await stack.sbcs[1].control('POST', '/_mock/reset')
    await forget()
  })

  await t.test('a customer is created on the SBC of its gateway when none is named, in every spelling of the ' +
    'fields', async t => {
    const { body } = await create({
      ConfigurationName: 'ocessential_ipgroup_type',
      shortName: 'SIPTest4',
      CustomerFulName: 'Sip Test',
      leadMsTenantId: tenants.unlicensed.toUpperCase(),
      ScriptParameters: [{ key: 'ProxySet', value: 'SIPTrunk' }, {
        OnlinePstnGateway: 'site.oc2.sbc.dialplane.example'
      }]
    })
    const { outputData } = await stack.finished(body.jobId)
    t.match((await stack.call('GET', `/api/v3/customer/${outputData.umpCustomerGuid}?allDetails=true`)).body, {
      CustomerFullName: 'Sip Test', SiteLocation: [{ sbcId: 11 }]
    })
    await stack.sbcs[1].control('POST', '/_mock/reset')
    await forget()
  })

  await t.test('a lead can be licensed by its own id, and version 3 answers the change of status with a ' +
    'job', async t => {
    const [{ id }] = await records.query('select id from lead where ms_tenant_id = $1', [tenants.unlicensed])
    const { body } = await patch({ StatusChange: 'OC Essential', CustomerShortName: 'ByLead' }, id, 'v3')
    t.match(await stack.finished(body.jobId), { ...saysOneThing, outputData: { umpCustomerGuid: /./ } })
    t.match(await records.query('select full_name from customer where short_name = $1', ['ByLead']), [{
      full_name: 'ByLead'
    }])
    await forget()
  })

  await t.test('a repeated request gets the same job, and another request for a licensed lead is refused', async t => {
    const headers = { 'idempotency-key': 'license-1' }
    const first = await create(plain, { headers })
    t.match(await stack.finished(first.body.jobId), { status: 'CompletedSuccess' })
    t.match(await create(plain, { headers }), {
      status: 200, body: first.body, headers: { 'idempotency-replayed': 'true' }
    })
    t.match(await create({ ...plain, customerShortName: 'Other' }), {
      status: 400, body: { errors: { MsTenantId: [/^The tenant is licensed already, as customer /] } }
    })
    await forget()
  })

  await t.test('of two requests at the same time one creates the customer and the other leaves nothing', async t => {
    const answers = await Promise.all(
      ['One', 'Two'].map(name => create({ ...withGroups, customerShortName: `Twin_${name}` }))
    )
    // The later one may come so late that the request is refused already.
    const refused = answers.filter(({ status }) => status !== 200)
    for (const { status, body } of refused) {
      t.match(
        { status, body }, { status: 400, body: { errors: { MsTenantId: [/licensed already/] } } },
        'a request that comes late is refused because the lead is licensed'
      )
    }
    const tasks = await Promise.all(
      answers.filter(({ status }) => status === 200).map(({ body }) => stack.finished(body.jobId))
    )
    const failed = tasks.filter(task => task.status === 'Failed')
    t.equal(tasks.length - failed.length, 1, 'one is licensed')
    for (const task of failed) {
      t.match(task, {
        details: ['NotConverted'], outputData: {}, executionMessages: [{ level: 'Error', message: /licensed/ }]
      }, 'the task that comes late fails because the lead is licensed')
    }
    t.equal((await groups(stack.sbcs[0])).length, 2, 'the SBC has the IP groups of one site')
    t.equal((await records.query('select from site')).length, 3, 'the records have the site of one customer more')
    await stack.sbcs[0].control('POST', '/_mock/reset')
    await forget()
  })

  await t.test('a customer that its SBC refuses is not created, and nothing is left of it', async t => {
    const { body } = await create({
      ...withGroups, scriptParameters: { ...withGroups.scriptParameters, CacProfile: 'no such profile' }
    })
    const task = await stack.finished(body.jobId)
    t.match(task, {
      status: 'Failed', details: ['NotConverted'], outputData: {},
      executionMessages: [{ level: 'Error', message: /has no .*cac-profile "no such profile"/ }]
    })
    t.same(await bare(), before, 'customers, sites, leads and SBCs are as before')
  })

  await t.test('a request with a fault is refused with the reason and changes nothing', async t => {
    const wrong: Array<[object, Record<string, string[]>]> = [
      [{ customerShortName: 'ab' }, {
        CustomerShortName: ['CustomerShortName must be between 3 and 15 characters long.']
      }],
      [{ customerShortName: 'a'.repeat(16) }, {
        CustomerShortName: ['CustomerShortName must be between 3 and 15 characters long.']
      }],
      [{ customerShortName: 'two words' }, { CustomerShortName: ['CustomerShortName must not contain spaces.'] }],
      [{ customerShortName: 'semi;colon' }, {
        CustomerShortName: ['CustomerShortName may contain letters, digits and underscores only.']
      }],
      [{ customerShortName: 'NEGEV' }, { CustomerShortName: ['Another customer is called NEGEV.'] }],
      [{ msTenantID: unknown }, { MsTenantId: ['The tenant is not one of your leads.'] }],
      [{ msTenantID: 'contoso' }, { MsTenantId: ['The tenant is not one of your leads.'] }],
      [{ msTenantID: tenants.suspended }, {
        MsTenantId: ['The lead is Suspended; only an active one can be licensed.']
      }],
      [{ msTenantID: tenants.australian }, {
        MsTenantId: [`The tenant is licensed already, as customer ${demo.australianCustomer}.`]
      }],
      [{ configurationName: undefined }, { ConfigurationName: ['The ConfigurationName field is required.'] }],
      [{ configurationName: 'OcPro' }, {
        ConfigurationName: ['ConfigurationName must be one of OcEssential_TENANT_TYPE, OcEssential_IPGROUP_TYPE.']
      }],
      [{ ovocCustomerType: 'IPGROUP_TYPE' }, {
        OvocCustomerType: ['OvocCustomerType IPGROUP_TYPE contradicts the configuration OcEssential_TENANT_TYPE.']
      }],
      [{ ovocCustomerType: 'GROUP' }, {
        OvocCustomerType: ['OvocCustomerType must be one of TENANT_TYPE, IPGROUP_TYPE.']
      }],
      [{ channelId: 15 }, { ChannelId: ['Channel 15 does not exist.'] }],
      [{ siteLocation: { sbcId: 7 } }, { 'SiteLocation.SbcId': ['SBC 7 does not exist.'] }],
      [{ siteLocation: { siteLocationName: 'a b' } }, {
        'SiteLocation.SiteLocationName': [
          'The name of a site has 3 to 15 letters, digits, _ and -, and begins with a letter or a digit.'
        ]
      }],
      [{ ...withGroups, siteLocation: { sbcOnboardingScript: 77, sbcCleanupScript: 7 } }, {
        'SiteLocation.SbcOnboardingScript': ['Script template 77 does not exist.'],
        'SiteLocation.SbcCleanupScript': ['Script template 7 (sbc-scenario7) is of another kind.']
      }],
      [{ ...withGroups, scriptParameters: { ...withGroups.scriptParameters, CarrierHostName: 'carrier.exämple' } }, {
        'ScriptParameters.CarrierHostName': ['The value cannot be written to an SBC: only printable ASCII can.']
      }],
      [{ ...withGroups, scriptParameters: {} }, {
        'ScriptParameters.ProxySet': ['ProxySet is required by script template 7 (sbc-scenario7).']
      }]
    ]
    const tasks = await records.counts()
    for (const [change, errors] of wrong) {
      const { status, body } = await create({ ...plain, ...change })
      t.equal(status, 400, JSON.stringify(change))
      t.same(body.errors, errors, `${JSON.stringify(change)} is refused with its reason`)
    }
    t.match(await patch({ statusChange: 'OCPro', customerShortName: 'Acme_01' }), {
      status: 400, body: { errors: { StatusChange: ['StatusChange must be OCEssential.'] } }
    })
    const nobody = await patch({ statusChange: 'OCEssential', customerShortName: 'Acme_01' }, unknown)
    t.match(nobody, { status: 404, headers: { 'content-type': /^application\/json/ }, body: 'Invalild lead' })
    t.same(await records.counts(), tasks, 'no task was made')
    t.same(await bare(), before, 'customers, sites, leads and SBCs are as before')
  })

  await t.test('a customer is created only below the node of its caller', async t => {
    t.match(await create(plain, { role: 'channel' }), {
      status: 400, body: { errors: { MsTenantId: ['The tenant is not one of your leads.'] } }
    })
    t.match(await create(plain, { role: 'customer' }), { status: 403, body: { errorCode: 'out_of_scope' } })
    await records.query('update lead set channel_id = $1 where ms_tenant_id = $2', [demo.channelId, tenants.unlicensed])
    const other = await records.query(
      "insert into channel (provider_id, id, name) values (1, 15, 'Other') returning id"
    )
    t.match(await create({ ...plain, channelId: other[0].id }, { role: 'channel' }), {
      status: 400, body: { errors: { ChannelId: ['Channel 15 is not the channel the application acts for.'] } }
    })
    for (
      const [settings, fault] of [['max_customers = 0', 'has all the 0 customers that it may have'], [
        'operator_connect_enabled = false', 'is not enabled for Operator Connect'
      ]]
    ) {
      await records.query(`update channel set ${settings} where id = 15`)
      t.match(await create({ ...plain, channelId: 15 }), {
        status: 400, body: { errors: { ChannelId: [`Channel 15 ${fault}.`] } }
      }, `channel 15 ${fault}`)
    }
    const { body } = await create(plain, { role: 'channel' })
    const { outputData } = await stack.finished(body.jobId)
    t.match(await records.query('select channel_id from customer where id = $1', [outputData.umpCustomerGuid]), [{
      channel_id: demo.channelId
    }], 'and the customer is in the channel of its lead')
  })
})
