import fc from 'fast-check'
import t from 'tap'
import { countryMeant } from '../../src/numbers/tasks/upload-country.ts'
import { asE164 } from '../../src/schemas/phone-number.ts'
import { assignmentStateOf, assignmentStates, isAssigned } from '../../src/schemas/vocabulary/assignment.ts'
import { countriesMeant, parseCountry } from '../../src/schemas/vocabulary/country.ts'
import { usages } from '../../src/schemas/vocabulary/usage.ts'
import { users } from '../support/connections.ts'
import { demo, startStack, tenants, type Stack } from '../support/stack.ts'
import { upload, uploadBody } from '../support/uploads.ts'
import type { Anything } from '../support/anything.ts'

t.test('a state of assignment has one word, whoever says it', async t => {
  for (const word of ['FirstPartyAppAssigned', 'voiceApplicationAssigned', 'VoiceApplicationAssigned', 'voiceapp']) {
    t.equal(assignmentStateOf(word), 'VoiceApp', word)
  }
  for (const word of ['unassigned', 'UserAssigned', 'userAssigned', 'User Assigned', 'conferenceAssigned']) {
    t.ok(assignmentStates.some(state => state === assignmentStateOf(word)), word)
  }
  fc.assert(fc.property(fc.stringMatching(/^[A-Z][a-z]{3,10}Zz$/), word => {
    t.equal(assignmentStateOf(word), word, 'an unknown word stays')
    t.ok(isAssigned(word), 'and is not taken for free')
  }))
})

t.test('a country is known by its code and by its dialling code, in every spelling', async t => {
  for (const text of ['AU', 'au', ' 61', '+61', '0061', '061'.slice(1)]) t.equal(parseCountry(text), 'AU', text)
  for (const text of ['UK', 'gb', '44', '+44']) t.equal(parseCountry(text), 'GB', text)
  for (const text of ['1242', '+1-242', '1 242']) t.equal(parseCountry(text), 'BS', text)
  for (const text of ['1', '+1', '001']) {
    t.equal(parseCountry(text), undefined, `${text} is that of several countries`)
    t.ok(['US', 'CA', 'BS'].every(country => countriesMeant(text).includes(country)), text)
  }
  for (const text of ['', '999', 'XX', '+', 'one']) t.same(countriesMeant(text), [], text)
  const leads = (...countries: string[]) => ({ leads: [{ status: 'Active', countries, direct: false }], declared: [] })
  const [tollFree, canadian] = [asE164('+18005550123'), asE164('+14165550123')]
  t.equal(countryMeant('+1', [tollFree], leads('GB', 'US')), 'US', 'the consent tells')
  t.equal(countryMeant('+1', [tollFree], leads('CA')), 'CA')
  t.equal(countryMeant('+1', [canadian], leads('US', 'CA')), 'CA', 'a number that has a country tells more')
})

const startAll = async (t: Parameters<typeof startStack>[0]): Promise<Stack> => {
  const stack = await startStack(t)
  await Promise.all([stack.startApi(), stack.startWorker()])
  await stack.microsoft.control('POST', '/_mock/behaviour', { jobMilliseconds: 20 })
  return stack
}

t.test('a number of a resource account is one of a voice application, whoever looked last', async t => {
  const stack = await startAll(t)
  const number = '+97239766020'
  const finished = async ({ status, body }: { status: number, body: Anything }): Promise<Anything> => {
    t.equal(status, 200, JSON.stringify(body))
    return stack.finished(body.taskId)
  }
  await finished(await upload(
    stack, uploadBody({ phoneNumbers: [number], usage: 'FirstPartyAppAssignment', country: '972' }),
    { tenant: tenants.israeli }
  ))
  const { tenants: { [tenants.israeli]: { users: all } } } = await stack.microsoft.control('GET', '/_mock/state')
  const changed = all.map((user: { id: string }) =>
    user.id === users[tenants.israeli].yael ? { ...user, isResourceAccount: true } : user
  )
  await stack.microsoft.control('PATCH', '/_mock/state', { tenants: { [tenants.israeli]: { users: changed } } })
  const read = async (): Promise<string> =>
    (await stack.call('GET', `/api/v3/oc/numbers/${number}`)).body.assignmentStatus
  t.match(await finished(await stack.call(
    'PUT', `/api/v2/customer/${demo.israeliCustomer}/user/sip:yael.mizrahi@negevrobotics.example/script`,
    { body: { LineURI: `tel:${number}` } }
  )), { status: 'CompletedSuccess' })
  t.equal(await read(), 'VoiceApp', 'after provisioning')
  await finished(await stack.call('POST', `/api/v3/oc/numbers/action/synchronize?msTenantId=${tenants.israeli}`))
  t.equal(await read(), 'VoiceApp', 'after a synchronization')
  for (const word of ['VoiceApp', 'FirstPartyAppAssigned', 'voiceApplicationAssigned']) {
    const { body } = await stack.call('GET', `/api/v3/oc/numbers?assignmentStatus=${word}`)
    t.same(body.data.map((one: Anything) => one.telephoneNumber), [number], `the filter knows ${word}`)
  }
})

t.test('a word of Microsoft that nobody knows is kept, shown and said', async t => {
  const stack = await startAll(t)
  await stack.microsoft.control('PATCH', '/_mock/state', {
    tenants: {
      [tenants.israeli]: { numbers: [{ telephoneNumber: '+97239766021', assignmentStatus: 'HologramAssigned' }] }
    }
  })
  const { body } = await stack.call('POST', `/api/v3/oc/numbers/action/synchronize?msTenantId=${tenants.israeli}`)
  t.match((await stack.finished(body.taskId)).executionMessages, [{ level: 'Warning', message: /HologramAssigned/ }])
  t.match((await stack.call('GET', '/api/v3/oc/numbers/+97239766021')).body, { assignmentStatus: 'HologramAssigned' })
  t.match((await stack.call('GET', '/api/v3/oc/numbers?assignmentStatus=hologramassigned')).body, { totalRecords: 1 })
})

t.test('what a read, a list or an export prints, every write accepts with the same meaning', async t => {
  const stack = await startAll(t)
  const tenant = tenants.israeli
  const offered = usages.filter(usage => usage !== 'ThirdPartyAppAssignment')
  const chosen = [['InboundCalling'], ['InboundCalling', 'OutboundCalling'], []]
  const numbers = offered.flatMap((usage, row) => chosen.map((choosableCapabilities, column) => ({
    telephoneNumber: `+9723976${5100 + row * 10 + column}`, usage, choosableCapabilities,
    assignmentStatus: ['Unassigned', 'UserAssigned', 'FirstPartyAppAssigned'][(row + column) % 3]
  })))
  await stack.microsoft.control('PATCH', '/_mock/state', { tenants: { [tenant]: { numbers } } })
  const sync = await stack.call('POST', `/api/v3/oc/numbers/action/synchronize?msTenantId=${tenant}`)
  await stack.finished(sync.body.taskId)
  const list = async (): Promise<Anything[]> => (await stack.call('GET', '/api/v3/oc/numbers')).body.data
  const before = await list()
  t.equal(before.length, numbers.length, 'all numbers are there')

  for (const record of before) {
    const { telephoneNumber: number, isoCountryCode: country, acquiredCapabilities: capabilities } = record
    for (const [field, value] of [
      ['country', country], ['source', record.source], ['assignmentStatus', record.assignmentStatus],
      ['acquiredNumberStatus', record.acquiredNumberStatus], ['callingProfileId', record.callingProfileId],
      ['msTenantId', record.tenantId], ['umpCustomerGuid', record.umpCustomerGuid], ['numberPrefix', number]
    ]) {
      const { status, body } = await stack.call(
        'GET', `/api/v3/oc/numbers?PageSize=1000&${field}=${encodeURIComponent(value)}`
      )
      t.equal(status, 200, JSON.stringify(body))
      t.ok(body.data.some((one: Anything) => one.telephoneNumber === number), `${field}=${value} finds ${number}`)
    }
    const usage = numbers.find(one => one.telephoneNumber === number)?.usage
    const uploaded = await upload(stack, uploadBody({
      phoneNumbers: [number], usage, capabilities, country, callingProfile: record.callingProfileId
    }), { tenant })
    t.equal(uploaded.status, 200, JSON.stringify(uploaded.body))
    const task = await stack.finished(uploaded.body.taskId)
    t.match(task, { details: ['NumbersUnchanged'] }, `an upload takes ${capabilities.join(' ')} for ${usage}`)
    t.match((await stack.call('GET', `/api/v3/task/${task.id}/items`)).body.data, [{
      code: 'not_adopted', reason: /^((?!instead of).)*$/
    }], 'and finds no difference')
    const changed = await stack.call(
      'POST', `/api/v3/oc/numbers/action/update-capabilities?msTenantId=${tenant}`,
      { body: { phoneNumbers: [number], usage, capabilities } }
    )
    t.equal(changed.status, 200, JSON.stringify(changed.body))
    t.match(await stack.finished(changed.body.taskId), { details: ['NumbersUnchanged'] }, 'so does a change')
  }

  const file = (await stack.call('GET', `/api/v3/oc/numbers/export?msTenantId=${tenant}`)).body
  const { status, body } = await stack.call('POST', '/api/v3/oc/numbers/import', {
    body: file, headers: { 'content-type': 'text/csv' }
  })
  t.equal(status, 200, JSON.stringify(body))
  t.match(await stack.finished(body.taskId), { status: 'CompletedSuccess', details: ['NumbersUnchanged'] })
  t.same(await list(), before, 'nothing is changed by any of it')

  await t.test('an upload of a new number takes mandatory capabilities as records print them', async t => {
    const answer = await upload(stack, uploadBody({
      phoneNumbers: ['+97239765190'], country: '+972',
      capabilities: ['InboundCalling', 'OutboundCalling', 'UserAssignment', 'Office365']
    }), { tenant })
    t.equal(answer.status, 200, JSON.stringify(answer.body))
    t.match(await stack.finished(answer.body.taskId), { details: ['NumbersUploaded'] })
    t.match(await upload(stack, uploadBody({
      phoneNumbers: ['+97239765191'], capabilities: ['ConferenceAssignment'], country: 'IL'
    }), { tenant }), { status: 400, body: { errors: { Capabilities: [/not offered/] } } }, 'those of another usage are not')
  })
})
