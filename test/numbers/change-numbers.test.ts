import t from 'tap'
import { openRecords } from '../support/records.ts'
import { stackOfFile } from '../support/shared-stack.ts'
import { profiles, tenants, type Answer } from '../support/stack.ts'
import type { Anything } from '../support/anything.ts'
import { until } from '../support/until.ts'

const freshStack = stackOfFile(t)
const [first, second, elsewhere] = ['+61395556880', '+61395556881', '+97239764533']
const office = {
  id: '815aa0c1-cc95-425f-8315-11757c906aec', default: '2671b55f-1cf5-4dcd-89f6-ef73f08f006e',
  level3: 'b4ab2322-20a5-4c7b-89ae-acf70b78944a'
}

t.test('the facts that Microsoft holds about numbers can be changed', async t => {
  const stack = await freshStack(t, 'running')
  const records = await openRecords(t, stack.databaseUrl)
  const post = (action: string, body: object, tenant: string = tenants.australian, options = {}): Promise<Answer> =>
    stack.call('POST', `/api/v3/oc/numbers/action/${action}?msTenantId=${tenant}`, { body, ...options })
  const capabilities = (body: object, tenant?: string): Promise<Answer> => post('update-capabilities', body, tenant)
  const locate = (body: object, tenant?: string): Promise<Answer> => post('change-emergency-location', body, tenant)
  const done = async (answer: Answer): Promise<Anything> => {
    t.equal(answer.status, 200, JSON.stringify(answer.body))
    return stack.finished(answer.body.taskId)
  }
  const upload = async (phoneNumbers: string[], tenant: string = tenants.australian): Promise<void> => {
    t.match(
      await done(
        await post(
          'upload', { callingProfile: profiles.withSbcs, usage: 'CallingUserAssignment', phoneNumbers }, tenant
        )
      ),
      { status: 'CompletedSuccess' }, 'the upload succeeds'
    )
  }
  const items = async (id: string): Promise<unknown> => (await stack.call('GET', `/api/v3/task/${id}/items`)).body.data
  const held = async (number: string): Promise<Anything> =>
    (await stack.microsoft.control('GET', '/_mock/state')).tenants[tenants.australian].numbers
      .find((known: { telephoneNumber: string }) => known.telephoneNumber === number)
  const changes = async (): Promise<number> =>
    (await stack.microsoft.control('GET', '/_mock/state')).effects.filter((effect: { kind: string }) =>
      effect.kind === 'numberUpdate'
    ).length
  const read = async (number: string): Promise<Anything> =>
    (await stack.call('GET', `/api/v3/oc/numbers/${number}`)).body
  const patch = (tenant: string, state: object): Promise<unknown> =>
    stack.microsoft.control('PATCH', '/_mock/state', { tenants: { [tenant]: state } })

  await upload([first, second])
  await upload([elsewhere], tenants.israeli)

  await t.test('capabilities and usage of a number change at Microsoft and in the records', async t => {
    const task = await done(
      await capabilities({
        phoneNumbers: [first], usage: 'FirstPartyAppAssignment', capabilities: ['InboundCalling'], ticketId: 'INC-7'
      })
    )
    t.match(task, {
      status: 'CompletedSuccess', kind: 'change-numbers', ticketId: 'INC-7', details: ['NumbersChanged'],
      outputData: { NumbersChanged: 1, NumbersUnchanged: 0, NumbersFailed: 0 }
    })
    t.match(await held(first), { usage: 'FirstPartyAppAssignment', choosableCapabilities: ['InboundCalling'] })
    const record = await read(first)
    t.ok(
      record.acquiredCapabilities.includes('FirstPartyAppAssignment') &&
        !record.acquiredCapabilities.includes('OutboundCalling'),
      'the record shows the new usage and lacks the capability that was taken away'
    )
    t.match((await stack.call('GET', `/api/v3/oc/numbers/${first}/history`)).body.data[0], {
      change: 'changed', taskId: task.id, before: { usage: 'CallingUserAssignment' },
      after: { usage: 'FirstPartyAppAssignment', capabilities: ['InboundCalling'] }
    })
  })

  await t.test('a number that has the wanted facts already is reported unchanged and not touched', async t => {
    const before = await changes()
    const task = await done(
      await capabilities({
        phoneNumbers: [first, second], usage: 'CallingUserAssignment',
        capabilities: ['InboundCalling', 'OutboundCalling']
      })
    )
    t.match(task.outputData, { NumbersChanged: 1, NumbersUnchanged: 1 })
    t.match(await items(task.id), [{ number: first, outcome: 'succeeded' }, { number: second, outcome: 'unchanged' }])
    t.equal(await changes(), before + 1, 'Microsoft was asked to change one number only')
  })

  await t.test('an emergency location can be named by an address, by a place within it, or by its words', async t => {
    await done(await locate({ phoneNumbers: [first], civicAddressId: office.id }))
    t.match(await read(first), { civicAddressId: office.id, locationId: office.default })
    await done(await locate({ phoneNumbers: [first, second], locationId: office.level3 }))
    t.match([await held(first), await held(second)], [{ locationId: office.level3 }, {
      locationId: office.level3, civicAddressId: office.id
    }])
    const again = await done(
      await locate({ phoneNumbers: [second], address: '120 Collins Street', location: 'Level 3' })
    )
    t.match(again, { details: ['NumbersUnchanged'], outputData: { NumbersUnchanged: 1 } })
    t.match((await stack.call('GET', `/api/v3/oc/civicaddress?msTenantId=${tenants.australian}`)).body.data, [{
      id: office.id
    }], 'and the address is kept')
  })

  await t.test('a number that Microsoft refuses to change fails alone', async t => {
    await stack.microsoft.control('POST', '/_mock/faults', {
      method: 'PATCH', path: encodeURIComponent(second).replace('+', '\\+'), status: 409,
      body: { code: 'TelephoneNumberAssigned', message: 'The telephone number is assigned.' }
    })
    const task = await done(await locate({ phoneNumbers: [first, second], civicAddressId: office.id }))
    t.match(task, {
      status: 'CompletedWithErrors', details: ['NumbersPartiallyChanged'],
      outputData: { NumbersChanged: 1, NumbersFailed: 1 }
    })
    t.match(await items(task.id), [{ number: first, outcome: 'succeeded' }, {
      number: second, outcome: 'failed', errorCode: 'TelephoneNumberAssigned'
    }])
    t.match([await read(first), await read(second)], [{ locationId: office.default }, { locationId: office.level3 }])
  })

  await t.test('a number is changed once although the answer of Microsoft is lost', async t => {
    const before = await changes()
    await stack.microsoft.control('POST', '/_mock/faults', { method: 'PATCH', path: 'TelephoneNumbers', cut: 'after' })
    t.match((await done(await locate({ phoneNumbers: [second], civicAddressId: office.id }))).outputData, {
      NumbersChanged: 1, NumbersUnchanged: 0
    })
    t.equal(await changes(), before + 1, 'Microsoft has changed the number once')
  })

  await t.test('a request with any fault changes nothing', async t => {
    const [count, counts] = [await changes(), await records.counts()]
    t.match(await capabilities({ phoneNumbers: [first, elsewhere], capabilities: ['InboundCalling'] }), {
      status: 400, body: { errors: { PhoneNumbers: [`${elsewhere} does not belong to this tenant.`] } }
    })
    t.match(await locate({ phoneNumbers: [first, '+61395559999'], civicAddressId: office.id }), {
      status: 400, body: { errors: { PhoneNumbers: [/^\+61395559999 does not/] } }
    })
    t.match(await locate({ phoneNumbers: [first, '0395'], civicAddressId: office.id }), {
      status: 400, body: { errors: { 'phoneNumbers[1]': [/not a valid number/] } }
    })
    t.match(await capabilities({ phoneNumbers: [first] }), {
      status: 400, body: { errors: { Usage: [/^Nothing to change/] } }
    })
    t.match(await capabilities({ phoneNumbers: [first], usage: 'Singing' }), {
      status: 400, body: { errors: { Usage: [/is not a usage/] } }
    })
    t.match(await capabilities({ phoneNumbers: [first], capabilities: ['Telepathy'] }), {
      status: 400, body: { errors: { Capabilities: [/Telepathy is not offered/] } }
    })
    t.match(await capabilities({ phoneNumbers: [first], additionalUsages: ['CallingUserAssignment'] }), {
      status: 400, body: { errors: { AdditionalUsages: [/already the usage/] } }
    })
    t.match(await locate({ phoneNumbers: [first] }), {
      status: 400, body: { errors: { CivicAddressId: [/required/] } }
    })
    t.match(await locate({ phoneNumbers: [first], civicAddressId: 'here' }), {
      status: 400, body: { errors: { CivicAddressId: [/not a GUID/] } }
    })
    t.match(await locate({ phoneNumbers: [first], civicAddressId: office.id }, tenants.unlicensed), {
      status: 400, body: { errors: { MsTenantId: [/not one of your licensed/] } }
    })
    t.match(
      await post(
        'change-emergency-location', { phoneNumbers: [elsewhere], civicAddressId: office.id }, tenants.israeli,
        { role: 'channel' }
      ),
      { status: 400 }
    )
    await records.query("update number set assignment_status = 'UserAssigned' where number = $1", [second])
    t.match(await capabilities({ phoneNumbers: [first, second], usage: 'ConferenceAssignment' }), {
      status: 400, body: { errors: { PhoneNumbers: [/is assigned \(UserAssigned\)/] } }
    })
    await records.query("update number set assignment_status = 'Unassigned' where number = $1", [second])
    t.same([await changes(), await records.counts()], [count, counts], 'no number and no record has changed')
  })

  await t.test("an address must be the tenant's own, and validated in the US and in Canada", async t => {
    const before = await changes()
    const forget = (): Promise<unknown> => records.query("update civic_address set confirmed_at = '2020-01-01'")
    const unknown = await done(
      await locate({ phoneNumbers: [first], civicAddressId: '68f8ce04-dbdb-4188-8a75-8906277028b2' })
    )
    t.match(unknown, { status: 'Failed', details: ['NumbersNotChanged'] }, 'a task with an unknown address fails')
    t.match(
      await items(unknown.id), [{ outcome: 'failed', errorCode: 'address_unknown' }],
      'the number fails because the address is not known'
    )
    const { civicAddresses } = (await stack.microsoft.control('GET', '/_mock/state')).tenants[tenants.australian]
    for (const [country, failure] of [['US', 'Failed'], ['CA', 'Failed'], ['AU', 'CompletedSuccess']] as const) {
      await patch(tenants.australian, {
        civicAddresses: [{ ...civicAddresses[0], country, validationStatus: 'NotValidated' }]
      })
      await forget()
      const task = await done(await locate({ phoneNumbers: [first], locationId: office.level3 }))
      t.match(task, { status: failure }, country)
      if (failure === 'Failed') {
        t.match(await items(task.id), [{
          outcome: 'failed', errorCode: 'address_not_validated', error: /is not validated/
        }], `a number in ${country} fails because the address is not validated`)
      }
    }
    t.equal(await changes(), before + 1, 'only the Australian address was set')
    await patch(tenants.australian, {
      civicAddresses: [{ ...civicAddresses[0], country: 'US', validationStatus: 'Validated' }]
    })
    await forget()
    t.match(await done(await locate({ phoneNumbers: [first], civicAddressId: office.id })), {
      status: 'CompletedSuccess'
    }, 'a validated address in the US can be set')
  })

  await t.test('a number that another task holds is not changed', async t => {
    await records.query(
      "insert into task_item (provider_id, task_id, ordinal, key) values (1, 'wup_other', 0, $1)", [first]
    )
    t.match(await locate({ phoneNumbers: [first], civicAddressId: office.id }), {
      status: 409, body: { errorCode: 'number_busy' }
    })
  })
})

t.test('changed numbers are reported as changed when the task is canceled while Microsoft does not answer about ' +
  'one', async t => {
  const stack = await freshStack(t, 'running')
  const records = await openRecords(t, stack.databaseUrl)
  const numbers = Array.from({ length: 25 }, (_, index) => `+613955568${10 + index}`)
  const [, silent = ''] = numbers
  const post = (action: string, body: object): Promise<Answer> =>
    stack.call('POST', `/api/v3/oc/numbers/action/${action}?msTenantId=${tenants.australian}`, { body })
  t.match(
    await stack.finished(
      (await post('upload', {
        callingProfile: profiles.withSbcs, usage: 'CallingUserAssignment', phoneNumbers: numbers
      })).body.taskId
    ),
    { status: 'CompletedSuccess' }
  )
  await stack.microsoft.control('POST', '/_mock/faults', {
    method: 'PATCH', path: `TelephoneNumbers.*${silent.slice(1)}`, status: 500, times: 1000
  })
  const { body: { taskId } } = await post('update-capabilities', {
    phoneNumbers: numbers, usage: 'FirstPartyAppAssignment'
  })
  await until('all other numbers are changed', async () =>
    (await records.query("select from task_item where task_id = $1 and outcome = 'succeeded'", [taskId])).length === 24
  )
  await stack.call('POST', `/api/v3/task/${taskId}/cancel`)
  t.match(await stack.finished(taskId), { status: 'Canceled', outputData: { NumbersChanged: 24 } })
  t.same(
    await records.query('select key as number, outcome from task_item where task_id = $1 and outcome <> $2', [
      taskId, 'succeeded'
    ]),
    [{ number: silent, outcome: 'canceled' }], 'only the number without an answer is canceled'
  )
  t.same(await records.query('select usage, count(*)::int from number group by 1 order by 2'), [{
    usage: 'CallingUserAssignment', count: 1
  }, { usage: 'FirstPartyAppAssignment', count: 24 }], 'the records show the new usage for all other numbers')
})
