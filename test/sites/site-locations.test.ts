import t from 'tap'
import { openRecords } from '../support/records.ts'
import { demo, startStack, tenants, type Stack } from '../support/stack.ts'
import { until } from '../support/until.ts'

const sites = `/api/v2/customer/${demo.australianCustomer}/sitelocation/`
const parameters = {
  CacProfile: '10 sessions', ProxySet: 'SIPTrunk', OnlinePstnGateway: 'Site2.sbc.example', CarrierUserName: 'u',
  CarrierUserPassword: 'pä'.replace('ä', '!"\\'), CarrierMailLine: '+61395556880', CarrierHostName: 'h',
  'CustomVar.Variable1': '10.0.0.5'
}
const wanted = {
  siteLocationName: 'Site2', ovocCustomerType: 'IPGROUP_TYPE', sbcId: 8, sbcOnboardingScript: 7, sbcCleanupScript: 700,
  scriptParameters: parameters
}

async function rowsOf (stack: Stack, sbc = 0): Promise<Record<string, Array<Record<string, string>>>> {
  return (await stack.sbcs[sbc]?.control('GET', '/_mock/state')).rows
}

t.test('SIP connections can be added, changed, moved and deleted', async t => {
  const stack = await startStack(t)
  await stack.startApi()
  const records = await openRecords(t, stack.databaseUrl)

  await t.test('a SIP connection is shown at once as documented, with the task that works on it', async t => {
    const { status, body, headers } = await stack.call('POST', sites, { body: wanted })
    t.equal(status, 200, 'the request is accepted')
    t.match(body, { siteGuid: /^[0-9a-f-]{36}$/, taskId: /^tsk_\d+$/ })
    t.equal(headers['location'], `/api/v2/task/${body.taskId}`, 'the Location names the task')
    const read = await stack.call('GET', `/api/v2/sitelocation/${body.siteGuid}`)
    const { pendingTasks, sbcDeploymentState, ...site } = read.body
    t.same(pendingTasks, [body.taskId], 'the task is pending')
    t.equal(sbcDeploymentState, 0, 'the state is the first one')
    t.equal(
      JSON.stringify(site),
      JSON.stringify({
        tenantId: tenants.australian,
        m365DeploymentState: null,
        siteName: 'Site2',
        onlinePstnGateway: 'Site2.sbc.example',
        sbcInfo: {
          sbcConfigurationType: 0,
          cacProfile: '10 sessions',
          carrierHostName: 'h',
          carrierId: 'SIPTrunk',
          carrierMainLine: null,
          carrierUserName: 'u',
          flagConfigureSbc: true,
          sbcId: 8,
          sbcScripts: {
            onboardingScript: 7,
            cleanupScript: 700,
            customerVariables: {
              CarrierUserPassword: '********', CarierMailLine: '+61395556880', 'CustomVar.Variable1': '********'
            }
          }
        },
        m365Info: {
          m365Scripts: {
            flagConfigureM365Routing: false, onboardingScript: null, cleanupScript: null, customerVariables: null
          }
        }
      }),
      'key by key as documented'
    )
    const { rows: [task] } = {
      rows: await records.query('select input::text as text from task where id = $1', [body.taskId])
    }
    t.notMatch(task.text, /!|10\.0\.0\.5/, 'password and customer variables are sealed before a task remembers them')
  })

  await stack.startWorker()
  const [{ body: first }] = [await stack.call('GET', `/api/v3/customer/${demo.australianCustomer}/sitelocation`)]
  const site = first.find((one: { siteName: string }) => one.siteName === 'Site2')

  await t.test('a SIP connection is programmed on its SBC, and then has its state and no pending task', async t => {
    const [taskId] = site.pendingTasks
    t.match(await stack.finished(taskId), {
      status: 'CompletedSuccess', details: [null], outputData: { siteGuid: site.id },
      executionMessages: [{ message: 'Site Site2 programmed in SBC. 8' }, { message: 'Workflow completed.' }]
    })
    t.match((await stack.call('GET', `/api/v2/sitelocation/${site.id}`)).body, {
      sbcDeploymentState: 3, pendingTasks: []
    })
    t.match((await stack.call('GET', `/api/v3/sitelocation/${site.id}`)).body, {
      sbcDeploymentState: 'Deployed', sbcInfo: { sbcConfigurationType: 'SipTrunk', ovocCustomerType: 'IPGROUP_TYPE' }
    })
    const rows = await rowsOf(stack)
    t.same(rows['voip ip-group'], [
      {
        index: 0, name: 'Site2-c', 'proxy-set-name': 'SIPTrunk', 'sip-group-name': 'h', 'contact-user': '+61395556880',
        'cac-profile': '10 sessions'
      },
      {
        index: 1, name: 'Site2-t', 'proxy-set-name': 'Teams-OC', 'local-host-name': 'Site2.sbc.example',
        tags: `Trunk=${tenants.australian}`
      }
    ], 'both IP groups have the values of the request')
    t.match(rows['voip sip-definition account'], [{
      'account-name': 'Site2', 'user-name': 'u', password: parameters.CarrierUserPassword
    }])
    t.same(
      rows['voip proxy-set']?.map(row => row['proxy-name']), ['SIPTrunk', 'Teams-OC'],
      'the proxy sets that the groups name are there'
    )
    t.match(await stack.sbcs[0].control('GET', '/_mock/state'), { saveNeeded: false })
  })

  await t.test('a repeated request gets the same answer with the same id', async t => {
    const headers = { 'idempotency-key': 'site-3' }
    const body = {
      siteLocation: { siteLocationName: 'Site3', sbcId: 8 }, scriptParameters: [{ key: 'Proxy Set', value: 'SIPTrunk' }]
    }
    const first = await stack.call('POST', sites, { body, headers })
    t.equal((await stack.finished(first.body.taskId)).status, 'CompletedSuccess', 'the SIP connection is added')
    const again = await stack.call('POST', sites, { body, headers })
    t.match(again, { status: 200, headers: { 'idempotency-replayed': 'true' } })
    t.same(again.body, first.body, 'the answer is that of the first request')
    t.match((await stack.call('GET', `/api/v3/sitelocation/${first.body.siteGuid}`)).body, {
      siteName: 'Site3', onlinePstnGateway: 'Site3.oc1.sbc.dialplane.example',
      sbcInfo: { carrierId: 'SIPTrunk', sbcScripts: { onboardingScript: 7, cleanupScript: 700 } }
    }, 'nested fields and defaults')
  })

  await t.test('a change changes only what it names, on the SBC too', async t => {
    const before = await rowsOf(stack)
    const { status, body } = await stack.call('PATCH', `${sites}${site.id}`, {
      body: { CacProfile: '20 sessions', scriptParameters: { CarrierUserPassword: 'new one', CarrierMailLine: '' } }
    })
    t.equal(status, 200, 'the change is accepted')
    t.equal(body.siteGuid, site.id, 'the answer names the SIP connection')
    t.equal((await stack.finished(body.taskId)).status, 'CompletedSuccess', 'the change succeeds')
    const rows = await rowsOf(stack)
    t.match(rows['voip ip-group']?.find(row => row['name'] === 'Site2-c'), {
      'cac-profile': '20 sessions', 'contact-user': '', 'sip-group-name': 'h'
    })
    t.match(
      rows['voip sip-definition account']?.map(row => row['password']), ['new one'], 'the password is another one'
    )
    t.same(
      rows['voip ip-group']?.filter(row => row['name'] !== 'Site2-c'),
      before['voip ip-group']?.filter(row => row['name'] !== 'Site2-c'), 'the other rows are as before'
    )
    const off = await stack.call('PATCH', sites, { body: { sbcSiteGuid: site.id, enableCAC: 'false' } })
    t.equal((await stack.finished(off.body.taskId)).status, 'CompletedSuccess', 'the second change succeeds')
    t.equal(
      (await rowsOf(stack))['voip ip-group']?.find(row => row['name'] === 'Site2-c')?.['cac-profile'], '', 'without CAC'
    )
  })

  await t.test('a SIP connection moves to another SBC under another name and leaves nothing behind', async t => {
    const { body } = await stack.call('PATCH', `/api/v3/customer/${demo.australianCustomer}/sitelocation/${site.id}`, {
      body: { sbcId: 11, sbcSiteName: 'Moved' }
    })
    t.equal((await stack.finished(body.taskId)).status, 'CompletedSuccess', 'the move succeeds')
    t.same(
      (await rowsOf(stack))['voip ip-group']?.map(row => row['name']), ['Site3-c', 'Site3-t'],
      'the first SBC has no row of it'
    )
    t.same(
      (await rowsOf(stack, 1))['voip ip-group']?.map(row => row['name']), ['Moved-c', 'Moved-t'],
      'the second SBC has its rows under the new name'
    )
    t.match((await stack.call('GET', `/api/v3/sitelocation/${site.id}`)).body, {
      siteName: 'Moved', sbcInfo: { sbcId: 11 }
    })
  })

  await t.test('a SIP connection stays as it was when the SBC has a row of somebody else in the way', async t => {
    await stack.sbcs[0].control('PUT', '/_mock/state', {
      rows: { 'voip ip-group': [{ name: 'Theirs-t', tags: 'hand=made' }] }
    })
    const { body: added } = await stack.call('POST', sites, { body: { siteLocationName: 'Theirs', sbcId: 8 } })
    t.match(await stack.finished(added.taskId), {
      status: 'Failed',
      executionMessages: [{ message: /has ip-group "Theirs-t" already, and it was not made for this site/ }]
    })
    t.match(await stack.call('GET', `/api/v3/sitelocation/${added.siteGuid}`), {
      status: 404, body: { errorCode: 'site_not_found' }
    })
    const { body } = await stack.call('PATCH', `${sites}${site.id}`, { body: { sbcId: 8, sbcSiteName: 'Theirs' } })
    t.equal((await stack.finished(body.taskId)).status, 'Failed', 'the change fails')
    t.match((await stack.call('GET', `/api/v3/sitelocation/${site.id}`)).body, {
      siteName: 'Moved', sbcDeploymentState: 'Deployed', sbcInfo: { sbcId: 11 }
    })
    t.same(
      (await rowsOf(stack))['voip ip-group'], [{ index: 0, name: 'Theirs-t', tags: 'hand=made' }],
      'only the row of somebody else is on the SBC'
    )
    const { body: cac } = await stack.call('PATCH', `${sites}${site.id}`, {
      body: { CacProfile: 'nowhere', enableCAC: true }
    })
    t.match(await stack.finished(cac.taskId), {
      status: 'Failed', executionMessages: [{ message: /has no sbc cac-profile "nowhere"/ }]
    })
  })

  await t.test('a SIP connection is deleted with two task ids, of which the second stands for nothing to ' +
    'do', async t => {
    const { status, body } = await stack.call('DELETE', `/api/v2/sitelocation/${site.id}`)
    t.equal(status, 200, 'the deletion is accepted')
    t.equal(
      JSON.stringify(body),
      `{"status":true,"msg":"queued","sbcCleanupTaskId":"${body.sbcCleanupTaskId}","o365CleanupTask":"tsk_0"}`,
      'the answer is as documented'
    )
    const task = await stack.finished(body.sbcCleanupTaskId)
    t.match(task, { id: body.sbcCleanupTaskId, status: 'CompletedSuccess', details: [null], outputData: {} })
    t.same(task.executionMessages, [], 'the task says nothing, as is documented')
    t.equal((await stack.call('GET', `/api/v2/sitelocation/${site.id}`)).status, 404, 'the SIP connection is gone')
    t.same((await rowsOf(stack, 1))['voip ip-group'], [], 'the SBC has no row of it')
    t.equal(
      (await stack.call('DELETE', `/api/v2/sitelocation/${site.id}`)).status, 404, 'a second deletion finds nothing'
    )
  })

  await t.test('a repeated change gets its first answer also when the site is gone by then', async t => {
    const { body: added } = await stack.call('POST', sites, {
      body: { siteLocationName: 'Brief', sbcId: 11, ovocCustomerType: 'ipGroup_Type' }
    })
    t.equal((await stack.finished(added.taskId)).status, 'CompletedSuccess', 'the SIP connection is added')
    const changes = [
      {
        path: `${sites}${added.siteGuid}`,
        options: { body: { carrierHostName: 'h1' }, headers: { 'idempotency-key': 'brief-1' } }
      },
      {
        path: sites,
        options: {
          body: { sbcSiteGuid: added.siteGuid, carrierHostName: 'h2' }, headers: { 'idempotency-key': 'brief-2' }
        }
      }
    ]
    const first = []
    for (const { path, options } of changes) {
      first.push((await stack.call('PATCH', path, options)).body)
      t.equal((await stack.finished(first.at(-1).taskId)).status, 'CompletedSuccess', 'the change succeeds')
    }
    const { body: removed } = await stack.call('DELETE', `/api/v2/sitelocation/${added.siteGuid}`)
    t.equal((await stack.finished(removed.sbcCleanupTaskId)).status, 'CompletedSuccess', 'the deletion succeeds')
    for (const [index, { path, options }] of changes.entries()) {
      t.match(await stack.call('PATCH', path, options), {
        status: 200, headers: { 'idempotency-replayed': 'true' }, body: first[index]
      }, `change ${index} gets its first answer`)
    }
  })

  await t.test('a request with a fault is refused with the field of the fault and changes nothing', async t => {
    const before = await records.counts()
    const cases: Array<[body: object, field: string, message: RegExp]> = [
      [{}, 'SiteLocationName', /required/],
      [{ siteLocationName: 'Good' }, 'SbcId', /required/],
      [{ siteLocationName: 'ab', sbcId: 8 }, 'SiteLocationName', /3 to 15/],
      [{ siteLocationName: 'sixteen_letters_', sbcId: 8 }, 'SiteLocationName', /3 to 15/],
      [{ siteLocationName: 'two words', sbcId: 8 }, 'SiteLocationName', /3 to 15/],
      [{ siteLocationName: 'GRXRATNEUZMNZ', sbcId: 8 }, 'SiteLocationName', /taken/],
      [{ siteLocationName: 'Good', sbcId: 99 }, 'SbcId', /no SBC 99/],
      [
        { siteLocationName: 'Good', sbcId: 8, ovocCustomerType: 'TENANT_TYPE' }, 'OvocCustomerType', /Only IPGROUP_TYPE/
      ],
      [
        { siteLocationName: 'Good', sbcId: 8, sbcConfigurationType: 'Pigeon' }, 'SbcConfigurationType',
        /one of SipTrunk/
      ],
      [
        { siteLocationName: 'Good', sbcId: 8, sbcOnboardingScript: 12345 }, 'SbcOnboardingScript',
        /no script template 12345/
      ],
      [{ siteLocationName: 'Good', sbcId: 8, sbcOnboardingScript: 700 }, 'SbcOnboardingScript', /not for onboarding/],
      [{ siteLocationName: 'Good', sbcId: 8, sbcCleanupScript: 7 }, 'SbcCleanupScript', /not for cleaning/],
      [{ siteLocationName: 'Good', sbcId: 8, sbcOcUploadNumberScript: 7 }, 'SbcOcUploadNumberScript', /template 5000/],
      [{ siteLocationName: 'Good', sbcId: 8, scriptParameters: { Nobody: 'x' } }, 'ScriptParameters.Nobody', /neither/],
      [
        { siteLocationName: 'Good', sbcId: 8, scriptParameters: { ProxySet: ['x'] } }, 'ScriptParameters.ProxySet',
        /must be a text/
      ],
      [
        { siteLocationName: 'Good', sbcId: 8, scriptParameters: { CarrierUserName: 'x'.repeat(61) } },
        'ScriptParameters.CarrierUserName', /at most 60/
      ],
      [
        { siteLocationName: 'Good', sbcId: 8, scriptParameters: { OnlinePstnGateway: 'no gateway' } },
        'ScriptParameters.OnlinePstnGateway', /FQDN/
      ],
      [
        { siteLocationName: 'Good', sbcId: 8, CarrierUserPassword: 'x' }, 'ScriptParameters.CarrierUserName',
        /needs a CarrierUserName/
      ]
    ]
    for (const [body, field, message] of cases) {
      const answer = await stack.call('POST', sites, { body })
      t.equal(answer.status, 400, field)
      t.match(answer.body.errors[field]?.join(), message, field)
    }
    const { body: [demoSite] } = await stack.call('GET', `/api/v3/customer/${demo.israeliCustomer}/sitelocation`)
    const israeli = `/api/v3/customer/${demo.israeliCustomer}/sitelocation`
    t.match(await stack.call('PATCH', `${israeli}/${demoSite.id}`, { body: {} }), {
      status: 400, body: { errors: { '': [/nothing that could change/] } }
    })
    t.match(
      await stack.call('PATCH', `${sites}${demoSite.id}`, { body: { sbcId: 11 } }), { status: 404 },
      'a site of another customer'
    )
    t.match(await stack.call('PATCH', sites, { body: { sbcId: 11 } }), {
      status: 400, body: { errors: { SbcSiteGuid: [/which one/] } }
    })
    t.match(
      await stack.call('POST', '/api/v3/customer/da68eafc-5a42-4a3b-9d0e-6c1b5f6f0a11/sitelocation', { body: wanted }),
      { status: 404, body: { errorCode: 'customer_not_found' } }
    )
    t.same(await records.counts(), before, 'no row was written')
  })

  await t.test('a caller does not see SIP connections of others', async t => {
    const { body: [theirs] } = await stack.call('GET', `/api/v3/customer/${demo.israeliCustomer}/sitelocation`)
    for (const role of ['customer', 'channel'] as const) {
      t.equal(
        (await stack.call('GET', `/api/v3/sitelocation/${theirs.id}`, { role })).status, 404,
        `${role} does not see a SIP connection of another customer`
      )
      t.equal(
        (await stack.call('GET', `/api/v3/customer/${demo.israeliCustomer}/sitelocation`, { role })).status, 404,
        `${role} does not see the list of another customer`
      )
      t.equal(
        (await stack.call('GET', `/api/v3/customer/${demo.australianCustomer}/sitelocation`, { role })).status, 200,
        `${role} sees its own list`
      )
    }
    t.equal(
      (await stack.call('GET', `/api/v2/sitelocation/${demo.israeliCustomer}`)).body.siteName, 'GSBFZUBGHWOFI',
      'a single site goes by the id of its customer too'
    )
  })

  await t.test('tasks of a SIP connection wait for an SBC that is away, and for each other', async t => {
    await stack.sbcs[1].control('POST', '/_mock/behaviour', { refuseConnections: true })
    const { body } = await stack.call('POST', sites, { body: { siteLocationName: 'Later', sbcId: 11 } })
    const removal = await stack.call('DELETE', `/api/v3/sitelocation/${body.siteGuid}`)
    await until('the task says that it waits for the SBC', async () =>
      /does not answer|not available/.test(
        JSON.stringify((await stack.call('GET', `/api/v3/task/${body.taskId}`)).body)
      )
    )
    await stack.sbcs[1].control('POST', '/_mock/behaviour', { refuseConnections: false })
    t.equal((await stack.finished(body.taskId)).status, 'CompletedSuccess', 'the SIP connection is added')
    t.equal(
      (await stack.finished(removal.body.sbcCleanupTaskId)).status, 'CompletedSuccess',
      'the SIP connection is deleted after that'
    )
    t.same((await rowsOf(stack, 1))['voip ip-group'], [], 'the SBC has no row of it')
    t.equal(
      (await stack.call('GET', `/api/v3/sitelocation/${body.siteGuid}`)).status, 404, 'the SIP connection is gone'
    )
  })
})
