import t from 'tap'
import { openRecords } from '../support/records.ts'
import { demo, profiles, startStack, tenants, type Answer } from '../support/stack.ts'

const tenant = 'c1a7e2d0-5555-4a61-9b01-0000000000e5'
const user = {
  id: '5d5d5d5d-0000-4000-8000-0000000000e5', userPrincipalName: 'liv.berg@fjordtimber.example',
  sip: 'sip:liv.berg@fjordtimber.example'
}
const application = { clientId: 'b0000000-0000-4000-8000-0000000000e5', secret: 'secret of Fjord Timber' }
const numbers = ['+61395556880', '+61395556881']

/** What a provider's business is made of, as far as this customer may change it. */
const tables = [
  'provider', 'channel', 'lead', 'customer', 'credential', 'tenant_connection', 'tenant_user', 'tenant_user_sync',
  'site', 'number', 'number_on_sbc', 'sbc', 'calling_profile', 'licence_hold'
]

t.test('a customer lives from a lead without consent to its deletion and leaves nothing behind', async t => {
  const stack = await startStack(t)
  await stack.startApi()
  await stack.startWorker()
  const records = await openRecords(t, stack.databaseUrl)
  await stack.microsoft.control('POST', '/_mock/behaviour', { jobMilliseconds: 20 })
  await furnishTenant()

  /** The tenant gets a user with Teams Phone, and registers an application for us. */
  async function furnishTenant (): Promise<void> {
    const { applications, tenants: known } = await stack.microsoft.control('GET', '/_mock/state')
    const [model] = known[tenants.australian].users.filter((
      one: { assignedPlans: unknown[], isResourceAccount: boolean }
    ) => one.assignedPlans.length > 1 && !one.isResourceAccount)
    const [like] = applications.filter((one: { tenantId: string }) => one.tenantId === tenants.australian)
    await stack.microsoft.control('PATCH', '/_mock/state', {
      applications: [...applications, {
        ...like, tenantId: tenant, clientId: application.clientId, secrets: [{ value: application.secret }]
      }],
      tenants: {
        [tenant]: {
          users: [{
            ...model, id: user.id, userPrincipalName: user.userPrincipalName, mail: user.userPrincipalName,
            imAddresses: [user.userPrincipalName], proxyAddresses: []
          }],
          subscribedSkus: known[tenants.australian].subscribedSkus
        }
      }
    })
  }

  const world = async (): Promise<unknown> => ({
    // Microsoft keeps its jobs and what it was asked; so do we keep tasks and histories.
    microsoft: Object.entries<{ consent: unknown, numbers: unknown, users: unknown, civicAddresses: unknown }>(
      (await stack.microsoft.control('GET', '/_mock/state')).tenants
    )
      .map(([id, { consent, numbers, users, civicAddresses }]) => ({ id, consent, numbers, users, civicAddresses })),
    sbcs: await Promise.all(stack.sbcs.map(async sbc => {
      const { rows, dialPlans, saved, users } = await sbc.control('GET', '/_mock/state')
      // Proxy sets are shared by customers and stay, as the template says.
      return {
        rows: Object.entries<unknown[]>(rows).filter(([table, list]) =>
          list.length > 0 && !table.endsWith('proxy-set')
        ),
        dialPlans,
        saved,
        users
      }
    })),
    records: await Promise.all(
      // When an application called last is told by reading alone.
      tables.map(table => records.query(
        `select to_jsonb(r) - 'last_used_at' as row from ${table} r order by (to_jsonb(r) - 'last_used_at')::text`
      ))
    ),
    licences: await records.query('select customer_id from licence_day where customer_id not in ($1, $2)', [
      demo.australianCustomer, demo.israeliCustomer
    ]),
    held: await records.query('select key as number from task_item where active')
  })
  const call = async (method: string, path: string, body?: unknown): Promise<Answer['body']> => {
    const answer = await stack.call(method, path, { body })
    t.equal(answer.status, 200, `${method} ${path}: ${JSON.stringify(answer.body).slice(0, 400)}`)
    return answer.body
  }
  const succeed = async (taskId: string): Promise<Answer['body']> => {
    const task = await stack.finished(taskId)
    t.equal(task.status, 'CompletedSuccess', `${task.kind}: ${JSON.stringify(task.executionMessages)}`)
    return task
  }

  const before = await world()

  await call('POST', '/api/v2/oc/lead', { tenantId: tenant, companyName: 'Fjord Timber' })
  t.match(
    await call('PUT', '/api/v3/ovoc/channel/action/assign', { leadMsTenantId: tenant, channelId: demo.channelId }),
    { succeeded: true }
  )
  t.match(await call('GET', `/api/v3/oc/tenant/validation?msTenantId=${tenant}`), {
    exists: true, isLead: true, isCustomer: false
  })

  const { jobId } = await call('POST', '/api/v3/customer', {
    configurationName: 'OcEssential_IPGROUP_TYPE', customerShortName: 'Fjord', customerFullName: 'Fjord Timber',
    msTenantId: tenant, siteLocation: { siteLocationName: 'Fjord_HQ' },
    scriptParameters: { ProxySet: 'SIPTrunk', OnlinePstnGateway: 'oc1.sbc.dialplane.example' }
  })
  const { umpCustomerGuid: customer } = (await succeed(jobId)).outputData
  t.match(await call('GET', `/api/v3/customer/${customer}?allDetails=true`), {
    CustomerShortName: 'Fjord', LicenseType: 3, SiteLocation: [{ name: 'Fjord_HQ', sbcDeploymentState: 'Deployed' }]
  })

  await succeed(
    (await call('POST', `/api/v2/oc/numbers/action/upload?msTenantId=${tenant}`, {
      callingProfile: profiles.withSbcs, usage: 'CallingUserAssignment',
      capabilities: ['InboundCalling', 'OutboundCalling'], phoneNumbers: numbers, workflowVersion: 3, country: 'AU'
    })).taskId
  )
  t.equal((await call('GET', `/api/v2/oc/numbers?msTenantId=${tenant}`)).length, 2, 'both numbers are listed')

  await succeed(
    await call('POST', `/api/v2/customer/${customer}/action/upgrade`, { upgradeToLicense: 4, licenseCount: 20 })
  )
  t.equal(
    await call('PATCH', `/api/v3/customer/${customer}`, {
      licenseType: 4, licensedUsersCount: 50, applicationClientId: application.clientId,
      applicationClientSecret: application.secret
    }),
    1, 'the documented answer is 1'
  )
  t.match(await call('GET', `/api/v3/customer/${customer}/user`), { totalRecords: 1 })
  await succeed(
    (await call('PUT', `/api/v2/customer/${customer}/user/${user.sip}/script`, {
      EnterpriseVoiceEnabled: true, LineURI: `tel:${numbers[0]}`
    })).taskId
  )
  await succeed(await call('POST', `/api/v2/customer/${customer}/action/upgrade`, { upgradeToLicense: 5 }))
  t.match(await call('GET', `/api/v3/customer/${customer}`), {
    LicenseType: 5, LicensedUsersCount: 50, ApplicationClientSecret: '***'
  })
  const days = await call('GET', `/api/v3/customer/${customer}/licenseinfo`)
  t.match(days, [{ acquiredLicenses: 50, umpCustomerGuid: customer }])
  t.same([days[0].totalMonitoredUsers, days[0].currentlyLicensed], [1, 1], 'one user is monitored and licensed')
  t.match(await call('GET', `/api/v2/customer/${customer}/licensedUsers`), [{ sipAddress: user.userPrincipalName }])
  const { services } = await call('GET', '/api/ovoc/v1/topology/services/')
  t.match(services.find(({ serviceId }: { serviceId: string }) => serviceId === customer), {
    serviceUcaasTenantId: tenant, usedDIDs: 1, freeDIDs: 1, usersCount: 1, elementsCount: { sites: 1 }
  })

  t.equal(
    (await stack.call('DELETE', `/api/v2/customer/${customer}`)).status, 409,
    'no customer with numbers is deleted by mistake'
  )
  await succeed(
    (await call('POST', `/api/v2/oc/numbers/action/unassign?msTenantId=${tenant}`, { telephoneNumbers: [numbers[0]] }))
      .taskId
  )
  await succeed((await call('POST', `/api/v2/oc/numbers/action/release?msTenantId=${tenant}`, numbers)).taskId)
  t.equal(await call('DELETE', `/api/v2/customer/${customer}`), 1, 'the documented answer is 1')
  t.match(await call('GET', `/api/v2/oc/lead?msTenantID=${tenant}`), [{ umpCustomerGuid: null }], 'its lead stays')

  t.match(await call('PUT', `/api/v3/ovoc/channel/action/remove/?msTenantId=${tenant}`), { status: true })
  await call('DELETE', `/api/v2/oc/lead?msTenantId=${tenant}`)
  t.same(await world(), before, 'and at Microsoft, on both SBCs and in the records all is as it was')
})
