import t, { type Test } from 'tap'
import { openRecords } from '../support/records.ts'
import { profiles, startStack, tenants } from '../support/stack.ts'
import { australianNumbers, upload, uploadBody, type UploadOptions } from '../support/uploads.ts'

const validation = {
  type: 'https://tools.ietf.org/html/rfc7231#section-6.5.1', title: 'One or more validation errors occurred.',
  status: 400
}
const traceId = /^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/

t.test('an upload that is not possible is refused at once and changes nothing', async t => {
  const stack = await startStack(t)
  await stack.startApi()
  const records = await openRecords(t, stack.databaseUrl)
  const license = (tenant: string, shortName: string, type = 3): Promise<unknown> =>
    records.query(`insert into customer (provider_id, ms_tenant_id, lead_id, short_name, full_name, license_type)
    select 1, ms_tenant_id, id, $2, $2, $3 from lead where ms_tenant_id = $1`, [tenant, shortName, type])
  await license(tenants.suspended, 'Suspended')

  async function refused (
    t: Test, body: unknown, errors: Record<string, Array<string | RegExp>>, options: UploadOptions = {}
  ): Promise<void> {
    const before = await records.counts()
    const answer = await upload(stack, body, options)
    t.equal(answer.status, 400, 'the upload is refused')
    t.match(answer.headers['content-type'], /^application\/problem\+json/, 'the answer is a problem')
    t.same(Object.keys(answer.body), ['errors', 'type', 'title', 'status', 'traceId'], 'the documented shape')
    t.match(answer.body, { ...validation, errors, traceId }, 'the answer has the documented words')
    t.same(Object.keys(answer.body.errors), Object.keys(errors), 'only the wrong fields are named')
    t.same(await records.counts(), before, 'no task, nothing changed')
  }

  await t.test('a calling profile that does not exist is refused in the documented words', async t => {
    for (
      const callingProfile of ['5f3fbb3b-df9b-483d-b294-c7eb01e22aad', 'No such profile', profiles.withSbcs.slice(1)]
    ) {
      await refused(t, uploadBody({ callingProfile }), { CallingProfile: ['Invalid CallingProfileId!'] })
    }
  })

  await t.test('a calling profile without SBCs is refused in the documented words', t =>
    refused(t, uploadBody({ callingProfile: profiles.withoutSbc }), {
      CallingProfile: ['There are no SBCs assigned to this calling profile!']
    }))

  await t.test('an emergency calling profile is refused', t =>
    refused(t, uploadBody({ callingProfile: profiles.emergency }), { CallingProfile: [/emergency/] }))

  await t.test('a name that two calling profiles have is refused', async t => {
    await records.query(
      "insert into calling_profile (provider_id, id, name) select 1, gen_random_uuid(), 'Twice' from " +
      'generate_series(1, 2)'
    )
    await refused(t, uploadBody({ callingProfile: 'Twice' }), { CallingProfile: ['Invalid CallingProfileId!'] })
    const others = await Promise.all(Array.from({ length: 8 }, (_, index) => upload(stack, uploadBody({
      callingProfile: index % 2 === 0 ? 'Twice' : profiles.withSbcs, phoneNumbers: ['not a number'.slice(index)]
    }))))
    for (const { status } of others) t.equal(status, 400, 'each of them is refused')
  })

  await t.test('a syntax error in JSON is refused with path, line and position as documented', async t => {
    const numbers = Array.from({ length: 11 }, (_, index) => `"+972397645${30 + index}"`).join(',')
    const text = [
      '{', `"callingProfile": "${profiles.withSbcs}",`, '"usage": "CallingUserAssignment",',
      '"additionalUsages": ["FirstPartyAppAssignment"],', '"capabilities": ["InboundCalling", "OutboundCalling"],',
      `"phoneNumbers": [${numbers},,"+97239764550"],`, '"workflowVersion": 3', '}'
    ].join('\n')
    await refused(t, text, {
      'phoneNumbers[11]': [
        "Unexpected character encountered while parsing value: ,. Path 'phoneNumbers[11]', line 6, position 183."
      ]
    })
    await refused(t, '{"usage": "CallingUserAssignment"', {
      usage: [/^Unexpected end .* Path 'usage', line 1, position 33\.$/]
    })
  })

  await t.test('a missing body and a body that is not an object are refused', async t => {
    const headers = { 'content-type': 'application/json' }
    for (const body of [undefined, '', 'null']) {
      await refused(t, body, { '': ['A non-empty request body is required.'] }, { headers })
    }
    for (const body of ['[]', '"+61395556880"', '7']) await refused(t, body, { '': [/object/] }, { headers })
  })

  await t.test('a missing, malformed or unknown tenant is refused', async t => {
    await refused(t, uploadBody(), { MsTenantId: ['msTenantId has not a Guid format'] }, { tenant: 'contoso' })
    await refused(t, uploadBody(), { MsTenantId: ['msTenantId has not a Guid format'] }, { tenant: '' })
    await refused(t, uploadBody(), { MsTenantId: [/must be string/] }, {
      tenant: `${tenants.australian}&msTenantId=${tenants.israeli}`
    })
    await refused(t, uploadBody(), { MsTenantId: ['The MsTenantId field is required.'] }, {
      path: '/api/v2/oc/numbers/action/upload?tenant=', tenant: ''
    })
    await refused(t, uploadBody(), { MsTenantId: [/not known/] }, { tenant: '00000000-0000-4000-8000-000000000000' })
  })

  await t.test('a tenant without a licence, or with one for Direct Routing only, is refused', async t => {
    await refused(t, uploadBody(), { MsTenantId: [/no Operator Connect license/] }, { tenant: tenants.unlicensed })
    await license(tenants.unlicensed, 'Transatlantic', 2)
    await refused(t, uploadBody(), { MsTenantId: [/no Operator Connect license/] }, { tenant: tenants.unlicensed })
    await records.query('update customer set license_type = 3 where ms_tenant_id = $1', [tenants.unlicensed])
  })

  await t.test('a tenant whose consent is suspended, removed or not active yet is refused', async t => {
    await refused(t, uploadBody(), { MsTenantId: [/not active: it is Suspended/] }, { tenant: tenants.suspended })
    for (const status of ['Removed', 'NotActive']) {
      await records.query('update lead set status = $1 where ms_tenant_id = $2', [status, tenants.suspended])
      await refused(t, uploadBody(), { MsTenantId: [new RegExp(`not active: it is ${status}`)] }, {
        tenant: tenants.suspended
      })
    }
  })

  await t.test('a number in a country that the consent does not cover is refused', t =>
    refused(t, uploadBody({ phoneNumbers: ['+61395556880', '+97239764533'] }), {
      PhoneNumbers: ['+97239764533: The consent of the tenant does not cover IL.']
    }))

  await t.test('missing fields are refused', t =>
    refused(t, {}, {
      CallingProfile: ['The CallingProfile field is required.'], Usage: ['The Usage field is required.'],
      PhoneNumbers: ['At least one number or range of numbers is required.']
    }))

  await t.test('empty lists are refused', async t => {
    for (
      const lists of [{ phoneNumbers: [] }, { phoneNumbers: undefined }, { phoneNumbers: null }, {
        phoneNumbers: [], phoneNumberRanges: []
      }]
    ) {
      await refused(t, uploadBody(lists), { PhoneNumbers: ['At least one number or range of numbers is required.'] })
    }
  })

  await t.test('ranges that are not valid are refused', async t => {
    const ranges = (start: string, end: string): Record<string, unknown> =>
      uploadBody({
        phoneNumbers: undefined, phoneNumberRanges: [{ start: '+61395556000', end: '+61395556009' }, { start, end }]
      })
    await refused(t, ranges('+61395556889', '+61395556880'), {
      'phoneNumberRanges[1]': ['The start +61395556889 comes after the end +61395556880.']
    })
    await refused(t, ranges('+61395556880', '+611300555688'), { 'phoneNumberRanges[1]': [/have different lengths/] })
    await refused(t, ranges('61395556880', '+61395556889'), {
      'phoneNumberRanges[1]': [/start "61395556880" is not a valid number\. The number must start with \+/]
    })
    await refused(t, ranges('+61395556880', 'x'), { 'phoneNumberRanges[1]': [/end "x" is not a valid number/] })
    await refused(t, uploadBody({ phoneNumberRanges: [{ start: '+61395556880' }] }), {
      'phoneNumberRanges[0].end': ['The End field is required.']
    })
  })

  await t.test('numbers that are not E.164 are refused, each with its index and reason', async t => {
    await refused(
      t,
      uploadBody({
        phoneNumbers: ['+61395556880', '0395556881', '+61', '+99912345678', '', 'call me', '+61395556882']
      }),
      {
        'phoneNumbers[1]': [
          '"0395556881" is not a valid number. The number must start with + and the country calling code.'
        ],
        'phoneNumbers[2]': [/^"\+61" is not a valid number\. The number is too short/],
        'phoneNumbers[3]': [/known country calling code/],
        'phoneNumbers[4]': [/is not a valid number/],
        'phoneNumbers[5]': [/character \d+ is U\+[0-9A-F]{4}/]
      }
    )
    await refused(t, uploadBody({ phoneNumbers: ['+61395556880', true, null] }), {
      'phoneNumbers[1]': [/must be string/], 'phoneNumbers[2]': [/must be string/]
    })
    await refused(t, uploadBody({ phoneNumbers: ['+61395556880', 61395556881] }), {
      'phoneNumbers[1]': [/must start with \+/]
    })
  })

  await t.test('ten thousand bad numbers are refused with a hundred complaints and a count of the rest', async t => {
    const answer = await upload(
      stack, uploadBody({ phoneNumbers: Array.from({ length: 10_000 }, (_, index) => `0${index}`) })
    )
    t.equal(answer.status, 400, 'the upload is refused')
    t.equal(Object.keys(answer.body.errors).length, 101, 'a hundred numbers and the count are named')
    t.match(answer.body.errors.PhoneNumbers, ['9900 more entries are not valid.'])
  })

  await t.test('a usage or a capability that the plan of the tenant does not offer is refused', async t => {
    await refused(t, uploadBody({ usage: 'ThirdPartyAppAssignment' }), {
      Usage: ['The usage ThirdPartyAppAssignment is not offered to this tenant.']
    })
    await refused(t, uploadBody({ usage: 'Whistling' }), {
      Usage: [/^Whistling is not a usage\. Use one of CallingUserAssignment/]
    })
    await refused(t, uploadBody({ capabilities: ['InboundCalling', 'Teleportation'] }), {
      Capabilities: ['The capability Teleportation is not offered for the usage CallingUserAssignment.']
    })
    await refused(t, uploadBody({ additionalUsages: ['ThirdPartyAppAssignment'] }), {
      AdditionalUsages: [/not offered/]
    })
    await refused(t, uploadBody({ additionalUsages: ['CallingUserAssignment'] }), {
      AdditionalUsages: [/already the usage/]
    })
    await records.query(`insert into capability_plan (provider_id, ms_tenant_id, usage, name, choosable_capabilities,
      supports_toll_free)
      values (1, $1, 'ConferenceAssignment', 'Conferences only', '{InboundCalling}', false)`, [tenants.israeli])
    await refused(t, uploadBody({ phoneNumbers: ['+97239764533'], country: undefined }), {
      Usage: [/not offered to this tenant/]
    }, { tenant: tenants.israeli })
  })

  await t.test('an additional usage without workflow version 3, and unknown versions, are refused', async t => {
    await refused(t, uploadBody({ additionalUsages: 'FirstPartyAppAssignment', workflowVersion: '2' }), {
      AdditionalUsages: ['Additional usages require workflowVersion 3.']
    })
    for (const workflowVersion of [0, 4, '4', 'three', 1.5]) {
      await refused(t, uploadBody({ workflowVersion }), { WorkflowVersion: [/must be/] })
    }
  })

  await t.test('toll-free numbers for calling users, without a country, or of another type of service are ' +
    'refused', async t => {
    const american = { tenant: tenants.unlicensed }
    const tollFree = { phoneNumbers: ['+18002255288'], country: 'US', usage: 'FirstPartyAppAssignment' }
    await refused(t, uploadBody({ ...tollFree, usage: 'CallingUserAssignment' }), {
      Usage: ["+18002255288: Toll-free numbers must be configured with the usage 'FirstPartyAppAssignment'."]
    }, american)
    await refused(t, uploadBody({ ...tollFree, country: undefined }), {
      Country: [/^\+18002255288: The country is mandatory/]
    }, american)
    await refused(
      t, uploadBody({ ...tollFree, typeOfService: 'Geographic' }), { TypeOfService: [/must be TollFree/] }, american
    )
    await refused(t, uploadBody({ ...tollFree, phoneNumbers: ['+12125551234'], typeOfService: 'Toll Free' }), {
      TypeOfService: [/is not a toll-free number/]
    }, american)
    await records.query("update capability_plan set supports_toll_free = false where usage = 'FirstPartyAppAssignment'")
    await refused(t, uploadBody(tollFree), { Usage: [/not offered for toll-free/] }, american)
  })

  await t.test('a calling user without an address is refused when the tenant may not set it', t =>
    refused(t, uploadBody({ phoneNumbers: ['+12125551234'], country: 'US', allowTenantAddressUpdate: 'false' }), {
      Address: [/^\+12125551234: An emergency address is mandatory/]
    }, { tenant: tenants.unlicensed }))

  await t.test('several wrong values are refused together in one answer', t =>
    refused(
      t,
      uploadBody({
        country: 'Atlantis', typeOfService: 'Satellite', civicAddressId: '1 Main Street', locationId: 'Level 3'
      }),
      {
        Country: [/^Atlantis is neither/], TypeOfService: [/^Satellite is not a type of service/],
        CivicAddressId: [/is not a GUID/], LocationId: [/is not a GUID/]
      }
    ))

  await t.test('a ticket that is too long and texts that cannot be stored are refused', async t => {
    await refused(t, uploadBody({ ticketId: 'x'.repeat(65) }), { TicketId: [/64 characters/] })
    for (const text of ['a\0b', '\ud800', 'a\udc00']) {
      await refused(t, uploadBody({ ticketId: text }), { '': [/cannot be stored/] })
      await refused(t, uploadBody({ callingProfile: text }), { '': [/cannot be stored/] })
    }
  })

  await t.test('a body that is not JSON and a body that is too large are refused', async t => {
    const before = await records.counts()
    t.match(
      await upload(stack, 'phoneNumbers=+61395556880', {
        headers: { 'content-type': 'application/x-www-form-urlencoded' }
      }),
      { status: 415, body: { errorCode: 'media_type_unsupported' } }
    )
    t.match(await upload(stack, uploadBody({ phoneNumbers: ['x'.repeat(3_000_000)] })), {
      status: 413,
      body: { errorCode: 'body_too_large', status: 413, instance: '/api/v3/oc/numbers/action/upload', traceId }
    })
    t.same(await records.counts(), before, 'no row was written')
  })

  const range = (first: number, count: number): object => ({
    start: `+613955${String(first).padStart(5, '0')}`, end: `+613955${String(first + count - 1).padStart(5, '0')}`
  })
  await t.test('more than 10,000 numbers are refused, however they are named', async t => {
    await refused(t, uploadBody({ phoneNumbers: australianNumbers(0, 10_001) }), { PhoneNumbers: [/10000 items/] })
    await refused(t, uploadBody({ phoneNumbers: undefined, phoneNumberRanges: [range(0, 10_001)] }), {
      'phoneNumberRanges[0]': [/holds 10001 numbers; a request may have 10000/]
    })
    await refused(t, uploadBody({ phoneNumbers: australianNumbers(0, 6000), phoneNumberRanges: [range(6000, 4001)] }), {
      'phoneNumberRanges[0]': [/holds 4001 numbers/]
    })
    await refused(
      t, uploadBody({ phoneNumbers: undefined, phoneNumberRanges: [{ start: '+61200000000', end: '+61899999999' }] }),
      { 'phoneNumberRanges[0]': [/holds 700000000 numbers/] }
    )
  })

  await t.test('exactly 10,000 numbers are accepted, each counted once however often it is named', async t => {
    const answer = await upload(stack, uploadBody({ phoneNumbers: australianNumbers(0, 10_000) }))
    t.equal(answer.status, 200, '10,000 numbers are accepted')
    const ranged = await upload(
      stack,
      uploadBody({
        phoneNumbers: australianNumbers(10_000, 3), phoneNumberRanges: [{ start: '+61395510000', end: '+61395519999' }]
      })
    )
    t.equal(ranged.status, 200, 'also when a range names them again')
    const whole = range(20_000, 10_000)
    t.equal(
      (await upload(
        stack, uploadBody({ phoneNumbers: undefined, phoneNumberRanges: [whole, whole, range(25_000, 3), whole] })
      )).status,
      200,
      'or the same range'
    )
    const stored = await records.query(
      'select item_count, (select count(*)::int from task_item i where i.task_id = t.id) as items, input -> ' +
      "'duplicates' as twice from task t order by sequence"
    )
    const all = { item_count: 10_000, items: 10_000 }
    t.same(stored, [{ ...all, twice: [] }, { ...all, twice: ['+61395510000 to +61395510002'] }, {
      ...all, twice: ['+61395520000 to +61395529999']
    }], 'each task holds 10,000 numbers and knows which were named twice')
    await refused(
      t, uploadBody({ phoneNumbers: undefined, phoneNumberRanges: [range(30_000, 6000), range(30_000, 10_001)] }),
      { 'phoneNumberRanges[1]': [/holds 4001 more numbers; a request may have 10000/] }
    )
  })

  await t.test('a number that another task works on is refused with the id of that task', async t => {
    const first = await upload(stack, uploadBody({ phoneNumbers: ['+61395580001', '+61395580002', '+61395580001'] }))
    t.equal(first.status, 200, 'a number named twice is not an error')
    const before = await records.counts()
    const second = await upload(stack, uploadBody({ phoneNumbers: ['+61395580003', '+61395580002'] }))
    t.match(second, {
      status: 409,
      headers: { 'content-type': /^application\/problem\+json/, 'retry-after': /^\d+$/ },
      body: {
        status: 409, errorCode: 'number_busy', title: 'A number is being processed by another task.',
        errorTicket: /^[0-9a-f]{32}$/, traceId,
        detail: new RegExp(`\\+61395580002 is being processed by task ${first.body.taskId}`),
        errors: { PhoneNumbers: [`+61395580002 is being processed by task ${first.body.taskId}.`] }
      }
    })
    t.same(await records.counts(), before, 'and its other number is free')
    const [{ input }] = await records.query('select input from task where id = $1', [first.body.taskId])
    t.same(input.duplicates, ['+61395580001'], 'what was named twice is kept for the task to say')
  })

  await t.test('refusals ask neither Microsoft nor an SBC anything', async t => {
    const asked: Array<{ path: string }> = await stack.microsoft.control('GET', '/_mock/requests')
    t.same(
      asked.map(({ path }) => path).filter(path => !/oauth2\/v2\.0\/token|discovery\/v2\.0\/keys/.test(path)), [],
      'only tokens and keys were asked for'
    )
    for (const sbc of stack.sbcs) t.same(await sbc.control('GET', '/_mock/requests'), [], 'the SBC was not asked')
  })
})
