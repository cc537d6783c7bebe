import t from 'tap'
import { armBarrier } from '../support/barriers.ts'
import { assignBehindOurBack, assignmentsAt, users } from '../support/connections.ts'
import { openRecords } from '../support/records.ts'
import { stackOfFile } from '../support/shared-stack.ts'
import { demo, tenants, type Answer, type Stack } from '../support/stack.ts'
import { messagesOf, upload, uploadBody } from '../support/uploads.ts'
import type { Anything } from '../support/anything.ts'
import { until } from '../support/until.ts'

const freshStack = stackOfFile(t)
const { amit, yael } = users[tenants.israeli]
const [first, second] = ['+97239764578', '+97239764579'] as const
const address = 'sip:amit.cohen@negevrobotics.example'

interface Options { user?: string, customer?: string, version?: string, role?: 'admin' | 'channel' }

const provision = (
  stack: Stack, body: unknown,
  { user = address, customer = demo.israeliCustomer, version = 'v2', role = 'admin' }: Options = {}
): Promise<Answer> => stack.call('PUT', `/api/${version}/customer/${customer}/user/${user}/script`, { body, role })

async function provisioned (stack: Stack, body: unknown, options: Options = {}): Promise<Anything> {
  const answer = await provision(stack, body, options)
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
  return stack.finished(answer.body.taskId)
}

const userAt = async (stack: Stack, id: string): Promise<Record<string, unknown>> =>
  (await stack.microsoft.control('GET', '/_mock/state')).tenants[tenants.israeli].users.find((user: { id: string }) =>
    user.id === id
  )

t.test('a user can be provisioned', async t => {
  const stack = await freshStack(t, 'running')
  await stack.microsoft.control('POST', '/_mock/behaviour', { jobMilliseconds: 20 })
  await stack.finished(
    (await upload(stack, uploadBody({ phoneNumbers: [first, second], country: 'IL' }), { tenant: tenants.israeli }))
      .body.taskId
  )

  await t.test('a user gets its attributes and a number, at Microsoft and in the records', async t => {
    const answer = await provision(stack, {
      FirstName: 'Amit', 'Last Name': 'Kohen', City: 'Tel Aviv', Department: 'Engineering', Office: 'TLV 3',
      PostalCode: '61000', StateOrProvince: 'Tel Aviv District', StreetAddress: 'Rothschild 1', UsageLocation: 'il',
      EnterpriseVoiceEnabled: 'true', HostedVoiceMail: true, ClientPolicy: 'Default', ConferencingPolicy: '',
      TeamsCallingPolicy: 'AllowCalling', OnlineVoiceRoutingPolicy: 'Unrestricted', LineURI: `tel:${first}`,
      ticketId: 'SR-7'
    })
    t.match(answer, { status: 200, body: { taskId: /^tsk_\d+$/ }, headers: { location: /^\/api\/v2\/task\/tsk_/ } })
    const task = await stack.finished(answer.body.taskId)
    t.match(task, {
      status: 'CompletedWithErrors',
      details: ['UserPartiallyProvisioned'],
      totalNumbersCount: 1,
      ticketId: 'SR-7',
      outputData: {
        SipAddress: address, UserPrincipalName: 'amit.cohen@negevrobotics.example', LineURI: `tel:${first}`,
        FieldsNotSet: ['ClientPolicy', 'HostedVoiceMail']
      }
    })
    t.match(task.executionMessages, [
      { message: 'Policies given: TeamsCallingPolicy, OnlineVoiceRoutingPolicy.' },
      { message: `Assigned: ${first}.` },
      {
        level: 'Warning', message: /^Not set.*ClientPolicy, HostedVoiceMail\. Set them in the Teams admin center/
      }, { message: 'Workflow completed.' }
    ])
    t.match(await userAt(stack, amit), {
      givenName: 'Amit', surname: 'Kohen', city: 'Tel Aviv', department: 'Engineering', officeLocation: 'TLV 3',
      postalCode: '61000', state: 'Tel Aviv District', streetAddress: 'Rothschild 1', usageLocation: 'IL',
      policies: { TeamsCallingPolicy: 'AllowCalling', OnlineVoiceRoutingPolicy: 'Unrestricted' }
    })
    t.match(await assignmentsAt(stack, tenants.israeli), { [first]: amit, [second]: null })
    t.match((await stack.call('GET', `/api/v3/oc/numbers/${first}`)).body, { assignmentStatus: 'UserAssigned' })
    t.match((await stack.call('GET', `/api/v3/oc/numbers/${first}/history`)).body.data[0], {
      change: 'assigned', taskId: task.id, after: { userId: amit }
    })
    t.match((await stack.call('GET', `/api/v3/task/${task.id}/items`)).body.data, [{
      number: first, outcome: 'succeeded'
    }])
  })

  await t.test('provisioning the same again changes nothing, however the address is written', async t => {
    for (const user of ['sip%3Aamit.cohen%40negevrobotics.example', 'AMIT.COHEN@negevrobotics.example']) {
      const task = await provisioned(stack, { LastName: 'Kohen', LineURI: first }, { user, version: 'v3' })
      t.match(task, { status: 'CompletedSuccess', details: ['UserUnchanged'] }, `nothing is changed for ${user}`)
      t.match((await stack.call('GET', `/api/v3/task/${task.id}/items`)).body.data, [{
        number: first, outcome: 'unchanged'
      }], `the number of ${user} is unchanged`)
    }
    t.equal(
      (await stack.microsoft.control('GET', '/_mock/effects')).value.filter(({ kind }: { kind: string }) =>
        kind === 'userUpdate'
      ).length,
      1, 'Microsoft changed the user once'
    )
  })

  await t.test('every documented field is accepted, and those that nobody can set are named', async t => {
    const policies = [
      'ClientPolicy', 'ConferencingPolicy', 'PinPolicy', 'ExternalAccessPolicy', 'HostedVoicemailPolicy',
      'MobilityPolicy', 'TeamsCallingPolicy', 'OnlineVoiceRoutingPolicy', 'TenantDialPlan'
    ]
    const task = await provisioned(stack, {
      FirstName: 'Yael', 'Last Name': 'Mizrahi', City: 'Haifa', Department: 'Sales', Office: 'HFA 1',
      PostalCode: '31000', StateOrProvince: 'Haifa District', StreetAddress: 'HaNamal 1', UsageLocation: 'IL',
      ...Object.fromEntries(policies.map(policy => [policy, 'Own'])), HostedVoiceMail: false,
      EnterpriseVoiceEnabled: false
    }, { user: 'sip:yael.mizrahi@negevrobotics.example' })
    t.match(task, {
      status: 'CompletedWithErrors',
      outputData: { FieldsNotSet: ['ClientPolicy', 'ConferencingPolicy', 'PinPolicy', 'HostedVoiceMail'] }
    })
    t.match(await userAt(stack, yael), {
      givenName: 'Yael', surname: 'Mizrahi', city: 'Haifa', department: 'Sales', officeLocation: 'HFA 1',
      postalCode: '31000', state: 'Haifa District', streetAddress: 'HaNamal 1', usageLocation: 'IL'
    })
  })

  await t.test('a policy alone is given, one that the tenant lacks fails the task, and one that we may not give ' +
    'is no success', async t => {
    const yaels = { user: 'sip:yael.mizrahi@negevrobotics.example' }
    const given = async (): Promise<unknown> => (await userAt(stack, yael))['policies']
    t.match(await provisioned(stack, { TeamsCallingPolicy: 'AllowCalling' }, yaels), {
      status: 'CompletedSuccess', details: ['UserProvisioned'], outputData: { FieldsNotSet: [] }
    })
    t.match(await given(), { TeamsCallingPolicy: 'AllowCalling', TenantDialPlan: 'Own' })
    const unknown = await provisioned(stack, { City: 'Eilat', TeamsCallingPolicy: 'Nobody' }, yaels)
    t.match(unknown, { status: 'Failed', details: ['UserNotProvisioned'] })
    t.ok(messagesOf(unknown).includes('The tenant has no TeamsCallingPolicy that is called Nobody.'), 'it says why')
    t.not((await userAt(stack, yael))['city'], 'Eilat', 'and nothing was changed')

    const { applications } = await stack.microsoft.control('GET', '/_mock/state')
    const without = applications.map((entry: Anything) =>
      entry.tenantId === tenants.israeli
        ? {
            ...entry, roles: Object.fromEntries(Object.entries<string[]>(entry.roles).map(([resource, roles]) =>
              [resource, roles.filter(role => !role.startsWith('TeamsPolicy'))]
            ))
          }
        : entry
    )
    await stack.microsoft.control('PATCH', '/_mock/state', { applications: without })
    const before = await given()
    const refused = await provisioned(stack, { TeamsCallingPolicy: 'DisallowCalling' }, yaels)
    await stack.microsoft.control('PATCH', '/_mock/state', { applications })
    t.match(refused, {
      status: 'Failed', details: ['UserNotProvisioned'], outputData: { FieldsNotSet: ['TeamsCallingPolicy'] }
    })
    t.ok(
      messagesOf(refused).some(message => message.includes('TeamsPolicyUserAssign.ReadWrite.All')), 'it says what for'
    )
    t.same(await given(), before, 'the policy stays')
  })

  await t.test('policies are given back when the task is canceled', async t => {
    const before = await userAt(stack, amit)
    t.match(before['policies'], { TeamsCallingPolicy: 'AllowCalling', TenantDialPlan: undefined })
    const held = await armBarrier(stack.microsoft, { method: 'POST', path: 'userAssignments/assign', hold: 'after' })
    const wanted = { TeamsCallingPolicy: 'DisallowCalling', TenantDialPlan: 'Own' }
    const { body: { taskId } } = await provision(stack, wanted)
    await held.arrived()
    t.match((await userAt(stack, amit))['policies'], wanted)
    t.match(await stack.call('POST', `/api/v3/task/${taskId}/cancel`), { status: 200 })
    await held.release()
    t.match(await stack.finished(taskId), { status: 'Canceled' })
    t.same(await userAt(stack, amit), before, 'the user is as before')
  })

  await t.test('voice that the number decides otherwise is no success when nothing else is asked for', async t => {
    const task = await provisioned(stack, { EnterpriseVoiceEnabled: false })
    t.match(task, {
      status: 'Failed', details: ['UserNotProvisioned'], outputData: { FieldsNotSet: ['EnterpriseVoiceEnabled'] }
    })
    t.match(await provisioned(stack, { EnterpriseVoiceEnabled: true }), { details: ['UserUnchanged'] })
  })

  await t.test('provisioning fails as a whole, with the reason, when the number or the user is not right', async t => {
    const cases: Array<[string, object, Options, RegExp]> = [
      ['a number of somebody else', { LineURI: first, City: 'Eilat' }, {
        user: 'sip:yael.mizrahi@negevrobotics.example'
      }, /is assigned to somebody else/],
      ['a second number', { LineURI: second, City: 'Eilat' }, {}, /The user has \+97239764578; unassign it first/],
      [
        'a user that does not exist', { City: 'Eilat' }, { user: 'sip:nobody@negevrobotics.example' },
        /The tenant has no user nobody@/
      ]
    ]
    for (const [what, body, options, reason] of cases) {
      const task = await provisioned(stack, body, options)
      t.match(task, { status: 'Failed', details: ['UserNotProvisioned'] }, what)
      t.ok(messagesOf(task).some(message => reason.test(message)), what)
    }
    t.not((await userAt(stack, yael))['city'], 'Eilat', 'the city was not set for the refused number')
    t.match(await assignmentsAt(stack, tenants.israeli), { [first]: amit, [second]: null })
  })

  await t.test('everything is taken back when Microsoft fails the assignment', async t => {
    const before = await userAt(stack, yael)
    await stack.microsoft.control('POST', '/_mock/behaviour', {
      numberErrors: { [second]: 'The user is synchronized from on-premises' }
    })
    const task = await provisioned(stack, { City: 'Eilat', Department: 'Export', LineURI: second }, {
      user: 'sip:yael.mizrahi@negevrobotics.example'
    })
    await stack.microsoft.control('POST', '/_mock/behaviour', { numberErrors: {} })
    t.match(task, {
      status: 'Failed', executionMessages: [{ level: 'Error', message: /The user is synchronized from on-premises/ }]
    })
    t.same(await userAt(stack, yael), before, 'the user is as before')
    t.match((await stack.call('GET', `/api/v3/task/${task.id}/items`)).body.data, [{
      number: second, outcome: 'failed', errorCode: 'refused_by_microsoft'
    }])
  })

  await t.test('provisioning waits while Microsoft is busy, and assigns again when Microsoft forgot the ' +
    'operation', async t => {
    await stack.microsoft.control('POST', '/_mock/faults', [
      {
        method: 'POST', path: 'assignNumber', status: 429, headers: { 'retry-after': '1' },
        body: { error: { code: 'TooManyRequests', message: 'Please retry again later.' } }
      },
      { method: 'GET', path: 'operations', status: 404, body: { error: { code: 'NotFound', message: 'gone' } } }
    ])
    t.match(await provisioned(stack, { LineURI: second }, { user: 'sip:yael.mizrahi@negevrobotics.example' }), {
      status: 'CompletedSuccess'
    })
    t.match(await assignmentsAt(stack, tenants.israeli), { [second]: yael })
    await assignBehindOurBack(stack, tenants.israeli, { [second]: null })
  })

  await t.test('provisioning is taken back when it is canceled, also while Microsoft assigns the number', async t => {
    await stack.microsoft.control('POST', '/_mock/behaviour', { stuckJobs: true })
    const before = await userAt(stack, yael)
    const { body } = await provision(stack, { City: 'Eilat', LineURI: second }, {
      user: 'sip:yael.mizrahi@negevrobotics.example'
    })
    await until('Microsoft has accepted the assignment', async () =>
      (await stack.microsoft.control('GET', '/_mock/effects')).value.some((
        { kind, telephoneNumbers: [number] }: { kind: string, telephoneNumbers: string[] }
      ) => kind === 'assignAccepted' && number === second)
    )
    await stack.call('POST', `/api/v3/task/${body.taskId}/cancel`)
    await stack.microsoft.control('POST', '/_mock/behaviour', { stuckJobs: false })
    t.match(await stack.finished(body.taskId), { status: 'Canceled' })
    t.same(await userAt(stack, yael), before, 'the user is as before')
    t.match(await assignmentsAt(stack, tenants.israeli), { [second]: null })
  })

  await t.test('a canceled assignment is taken back also when a list does not show it yet', async t => {
    const accepted = async (): Promise<number> =>
      (await stack.microsoft.control('GET', '/_mock/effects')).value.filter((effect: { kind: string }) =>
        effect.kind === 'assignAccepted'
      ).length
    await stack.microsoft.control('POST', '/_mock/behaviour', { stuckJobs: true })
    const before = await accepted()
    const { body } = await provision(stack, { LineURI: second }, { user: 'sip:yael.mizrahi@negevrobotics.example' })
    await until('Microsoft has accepted the assignment', async () => await accepted() > before)
    await stack.microsoft.control('POST', '/_mock/faults', {
      method: 'GET',
      path: 'numberAssignments.*telephoneNumber',
      times: 1,
      afterEffect: true,
      status: 200,
      body: {
        value: [{
          telephoneNumber: second, numberType: 'operatorConnect', assignmentStatus: 'unassigned', assignmentTargetId: ''
        }]
      }
    })
    await stack.call('POST', `/api/v3/task/${body.taskId}/cancel`)
    await stack.microsoft.control('POST', '/_mock/behaviour', { stuckJobs: false })
    t.match(await stack.finished(body.taskId), { status: 'Canceled' })
    t.match(await assignmentsAt(stack, tenants.israeli), { [second]: null })
  })

  await t.test('nobody gets a number who only has the address as a user name', async t => {
    const { tenants: { [tenants.israeli]: { users: all } } } = await stack.microsoft.control('GET', '/_mock/state')
    const moved = all.map((user: { id: string }) =>
      user.id === yael ? { ...user, imAddresses: ['other.person@negevrobotics.example'], proxyAddresses: [] } : user
    )
    await stack.microsoft.control('PATCH', '/_mock/state', { tenants: { [tenants.israeli]: { users: moved } } })
    const task = await provisioned(stack, { LineURI: second }, { user: 'sip:yael.mizrahi@negevrobotics.example' })
    t.match(task, { status: 'Failed' })
    t.ok(
      messagesOf(task).includes('The tenant has no user yael.mizrahi@negevrobotics.example.'),
      'the task says that the tenant has no such user'
    )
    t.match(await assignmentsAt(stack, tenants.israeli), { [second]: null })
  })
})

t.test('a wrong request to provision a user is refused at once and changes nothing', async t => {
  const stack = await freshStack(t)
  await stack.startApi()
  const records = await openRecords(t, stack.databaseUrl)
  t.match(await provision(stack, { City: 'Perth' }, { customer: demo.australianCustomer }), {
    status: 400, body: { errorCode: 'license_insufficient', detail: /Essentials/ }
  })
  t.match(await provision(stack, { City: 'Haifa' }, { customer: 'nonsense' }), {
    status: 404, body: { errorCode: 'customer_not_found' }
  })
  t.match(await provision(stack, { City: 'Haifa' }, { role: 'channel' }), { status: 404 })
  t.match(await provision(stack, { City: 'Haifa' }, { user: 'amit' }), {
    status: 400, body: { errors: { SipAddress: [/is not a SIP address/] } }
  })
  t.match(await provision(stack, {}), { status: 400, body: { errors: { Body: [/name at least one field/] } } })
  t.match(await provision(stack, { FirstName: '', LineURI: null }), { status: 400 })
  t.match(await provision(stack, { ClientPolicy: 'Default', HostedVoiceMail: true }), {
    status: 400, body: { errors: { ClientPolicy: [/cannot set it/], HostedVoiceMail: [/cannot set it/] } }
  }, 'what nobody can set is refused when nothing else is asked for')
  t.match(await provision(stack, { UsageLocation: 'Israel', LineURI: '039764578' }), {
    status: 400, body: { errors: { UsageLocation: [/not a country/], LineURI: [/not a valid number/] } }
  })
  t.match(await provision(stack, { LineURI: first }), {
    status: 400, body: { errors: { LineURI: [`${first} is not among the numbers of the customer; upload it first.`] } }
  })
  t.match(await records.counts(), { tasks: 0, items: 0 })
})
