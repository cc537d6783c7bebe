import { randomUUID } from 'node:crypto'
import t from 'tap'
import {
  american, australian, callingProfile, israeli, operatorOf, operatorTenant, startMock, uploadOf
} from './start-mock.ts'

const path = (tenantId: string) => `/tenants/${tenantId}/UploadTelephoneNumbers`

t.test('numbers belong to the tenant when their job has succeeded, and not before', async (t) => {
  const mock = await startMock(t)
  const operator = await operatorOf(mock)
  await mock.call('POST', '/_mock/behaviour', { stuckJobs: true })
  const requestId = randomUUID()
  const accepted = await operator.call('POST', path(australian), uploadOf(['+61395556880']), {
    'Repeatability-Request-ID': requestId
  })
  t.match(accepted, {
    status: 202,
    body: { id: String, requestId, tenantId: australian, createdAt: /^[-\d]+T[:\d]+\.\d{7}Z$/, lastUpdatedAt: String }
  })
  const running = await operator.call('GET', `${path(australian)}/${accepted.body.id}`)
  t.match(running.body, {
    status: 'InProgress', telephoneNumbers: [{ telephoneNumber: '+61395556880', status: 'InProgress' }]
  })
  t.same(await operator.numbers(australian), [], 'no number is there while the job runs')

  await mock.call('POST', '/_mock/behaviour', { stuckJobs: false })
  const done = await operator.settled(`${path(australian)}/${accepted.body.id}`)
  t.match(done.body, { status: 'Success', telephoneNumbers: [{ telephoneNumber: '+61395556880', status: 'Success' }] })
  const record = await operator.call('GET', `/tenants/${australian}/TelephoneNumbers/%2B61395556880`)
  t.match(record.body, {
    telephoneNumber: '+61395556880',
    tenantId: australian,
    callingProfileId: callingProfile,
    acquiredCapabilities: ['Office365', 'InboundCalling', 'OutboundCalling', 'UserAssignment'],
    isoCountryCode: 'AU',
    tnUploadJobId: accepted.body.id,
    assignmentStatus: 'Unassigned',
    allowTenantAddressUpdate: true
  })
  const { body: effects } = await mock.call('GET', '/_mock/effects')
  t.match(effects.value, [
    { sequence: 1, kind: 'uploadAccepted', requestId, jobId: accepted.body.id },
    { sequence: 2, kind: 'upload', requestId, tenantId: australian, telephoneNumbers: ['+61395556880'] }
  ])
})

t.test('each number has its own outcome', async (t) => {
  const mock = await startMock(t)
  const operator = await operatorOf(mock)
  await operator.upload(israeli, ['+97239764533'])
  await operator.upload(american, ['+12125550101'])
  await mock.call('POST', '/_mock/behaviour', { numberErrors: { '+12125550103': 'UnableToMatchGeographyEntry' } })
  const { body } = await operator.upload(american, [
    '+12125550101', '+442079460101', '+97239764533', '+61395556880', '+14165550101', '+12125550103', '+210123456789'
  ])
  t.equal(body.status, 'PartialSuccess', 'a part of the numbers succeeds')
  t.same(body.telephoneNumbers.map(({ status, errorCode }) => errorCode ?? status), [
    'Success', 'Success', 'TelephoneNumberOwnedByAnotherTenant', 'CountryNotConsented', 'CountryNotConsented',
    'UnableToMatchGeographyEntry', 'UnknownCountryCode'
  ], 'each number has its outcome')
  t.same(await operator.numbers(american), ['+12125550101', '+442079460101'], 'only the good numbers are there')
  t.equal(
    (await operator.upload(american, ['+61395556880'])).body.status, 'Error', 'a job without a good number is an error'
  )
  const { body: effects } = await mock.call('GET', '/_mock/effects?since=4')
  t.same(effects.value.filter(({ kind }) => kind === 'upload')
    .map(({ telephoneNumbers }) => telephoneNumbers), [['+442079460101']], 'what was there already is no effect')
})

t.test('a request that breaks a rule is refused as a whole', async (t) => {
  const mock = await startMock(t)
  const operator = await operatorOf(mock)
  const ours = ['+12125550101']
  const app = { usage: 'FirstPartyAppAssignment' }
  const [first, second] = await operator.addresses(american)
  const cases: [string, object, string][] = [
    ['no numbers', uploadOf([]), 'InvalidRequest'],
    [
      'too many numbers', uploadOf(Array.from({ length: 1001 }, (_, index) => `+1212${5550000 + index}`)),
      'InvalidRequest'
    ],
    ['no E.164', uploadOf(['2125550101']), 'InvalidTelephoneNumber'],
    ['a number twice', uploadOf([...ours, ...ours]), 'DuplicateTelephoneNumber'],
    ['an unknown field', uploadOf(ours, { country: 'US' }), 'InvalidRequest'],
    ['an unknown profile', uploadOf(ours, { callingProfileId: operatorTenant }), 'CallingProfileNotFound'],
    ['an unoffered usage', uploadOf(ours, { usage: 'ThirdPartyAppAssignment' }), 'UsageNotSupported'],
    [
      'an unoffered additional usage', uploadOf(ours, { additionalUsages: ['ThirdPartyAppAssignment'] }),
      'UsageNotSupported'
    ],
    [
      'a capability of another usage', uploadOf(ours, { ...app, choosableCapabilities: ['Mobile'] }),
      'CapabilityNotSupported'
    ],
    ['toll-free for users', uploadOf(['+18005550101'], { displayedCountryCode: 'US' }), 'TollFreeNotSupported'],
    ['toll-free without country', uploadOf(['+18005550101'], app), 'DisplayedCountryCodeRequired'],
    ['no address', uploadOf(ours, { allowTenantAddressUpdate: false }), 'AddressRequired'],
    ['an unknown location', uploadOf(ours, { locationId: operatorTenant }), 'LocationNotFound'],
    ['an unknown address', uploadOf(ours, { civicAddressId: operatorTenant }), 'CivicAddressNotFound'],
    ['a location elsewhere', uploadOf(ours, {
      civicAddressId: first?.id, locationId: second?.defaultLocationId
    }), 'LocationNotFound'],
    ['a long ticket', uploadOf(ours, { ticketId: 'x'.repeat(65) }), 'InvalidRequest']
  ]
  for (const [name, body, code] of cases) {
    const answer = await operator.call('POST', path(american), body)
    t.match(answer, { status: 400, body: { code, message: String, details: Array } }, name)
  }
  const { body: effects } = await mock.call('GET', '/_mock/effects')
  t.same(effects.value, [], 'and leaves no trace')
})

t.test('an address stays with its number, and its parts complete each other', async (t) => {
  const mock = await startMock(t)
  const operator = await operatorOf(mock)
  const [first] = await operator.addresses(american)
  t.ok(first?.placeId, 'the address has a place')
  const fixed = { allowTenantAddressUpdate: false }
  await operator.upload(american, ['+12125550101'], { ...fixed, locationId: first?.placeId })
  await operator.upload(american, ['+12125550102'], { ...fixed, civicAddressId: first?.id })
  const read = async (number: string) =>
    (await operator.call('GET', `/tenants/${american}/TelephoneNumbers/${number}`)).body
  t.match(await read('+12125550101'), { civicAddressId: first?.id, locationId: first?.placeId })
  t.match(await read('+12125550102'), { civicAddressId: first?.id, locationId: first?.defaultLocationId })

  const patch = (body: object) => operator.call('PATCH', `/tenants/${american}/TelephoneNumbers/+12125550102`, body)
  t.match((await patch({ locationId: first?.placeId })).body, { locationId: first?.placeId })
  t.equal((await patch({ locationId: null })).body.code, 'AddressRequired', 'the address cannot be taken away')
  t.equal((await patch({})).status, 400, 'an empty change is refused')
  t.match((await patch({ usage: 'ConferenceAssignment', choosableCapabilities: ['InboundCalling'] })).body, {
    acquiredCapabilities: ['Office365', 'InboundCalling', 'ConferenceAssignment']
  })
})

t.test('toll-free numbers carry the country they are shown in', async (t) => {
  const mock = await startMock(t)
  const operator = await operatorOf(mock)
  const { body } = await operator.upload(american, ['+18005550101'], {
    usage: 'FirstPartyAppAssignment', displayedCountryCode: 'US'
  })
  t.equal(body.status, 'Success', 'the upload succeeds')
  const record = await operator.call('GET', `/tenants/${american}/TelephoneNumbers/+18005550101`)
  t.match(record.body, {
    isoCountryCode: 'US',
    displayedCountryCode: 'US',
    acquiredCapabilities: ['TollFree', 'Office365', 'InboundCalling', 'OutboundCalling', 'FirstPartyAppAssignment']
  })
})

t.test('jobs are found by the operation id of the caller, newest first', async (t) => {
  const mock = await startMock(t)
  const operator = await operatorOf(mock)
  const headers = { 'Repeatability-Request-ID': randomUUID() }
  const post = () => operator.call('POST', path(australian), uploadOf(['+61395556880']), headers)
  const [first, second] = [await post(), await post()]
  t.not(first.body.id, second.body.id, 'by default a repeated id makes a second job')
  const other = await operator.call('POST', path(australian), uploadOf(['+61395556881']))
  const ids = async (query: string) =>
    (await operator.call('GET', path(australian) + query)).body.value.map(({ id }) => id)
  t.same(
    await ids(`?requestId=${headers['Repeatability-Request-ID']}`), [second.body.id, first.body.id],
    'both jobs of the operation are listed'
  )
  t.same(await ids(`?requestId=${randomUUID()}`), [], 'an unknown operation has no job')
  t.same(await ids(''), [other.body.id, second.body.id, first.body.id], 'all jobs are listed')
  t.same(await ids('?$skip=1&$top=1'), [second.body.id], 'a page has its part of the list')
  t.equal(
    (await operator.call('GET', `${path(australian)}?requestId=1`)).status, 400,
    'a malformed operation id is refused in the query'
  )
  t.equal(
    (await operator.call('POST', path(australian), uploadOf(['+61395556882']), { 'Repeatability-Request-ID': '1' }))
      .status,
    400, 'a malformed operation id is refused in the header'
  )

  await mock.call('POST', '/_mock/behaviour', { honourRepeatability: true })
  t.equal((await post()).body.id, first.body.id, 'when told to, it answers with the first job')
})

t.test('jobs can vanish', async (t) => {
  const mock = await startMock(t)
  const operator = await operatorOf(mock)
  const done = await operator.upload(australian, ['+61395556880'])
  await mock.call('POST', '/_mock/behaviour', { vanishedJobs: true })
  t.match(await operator.call('GET', `${path(australian)}/${done.body.id}`), {
    status: 404, body: { code: 'JobNotFound' }
  })
  t.same((await operator.call('GET', path(australian))).body.value, [], 'no job is listed')
})

t.test('a thousand numbers are listed page by page', async (t) => {
  const mock = await startMock(t)
  const operator = await operatorOf(mock)
  const numbers = Array.from({ length: 1000 }, (_, index) => `+6139${5550000 + index}`)
  t.equal((await operator.upload(australian, numbers)).body.status, 'Success', 'the upload succeeds')
  const seen: string[] = []
  let next: string | undefined = `/tenants/${australian}/TelephoneNumbers?skip=0&take=400`
  while (next !== undefined) {
    const { body } = await operator.call('GET', next)
    seen.push(...body.value.map(({ telephoneNumber }) => telephoneNumber))
    next = body.nextLink?.split('/operator/v1.0')[1]
  }
  t.same(seen, numbers, 'each number is listed once and in order')
})
