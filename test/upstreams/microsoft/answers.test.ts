import t from 'tap'
import fc from 'fast-check'
import { readRetryAfter } from '../../../src/upstreams/microsoft/retry-after.ts'
import { explainCode } from '../../../src/upstreams/microsoft/error-codes.ts'
import { australian, startMock } from '../../microsoft-mock/start-mock.ts'
import { adapterFor, behave, hold, numbersOf, script, thrownBy } from './operator-client.ts'

const [number] = numbersOf(1)
const settings = {
  callingProfileId: '5f3fbb3b-df9b-483d-b294-c7eb01e22aac', usage: 'CallingUserAssignment', additionalUsages: [],
  capabilities: ['InboundCalling'], allowTenantAddressUpdate: true
}

t.test('the words of jobs are read in any case and in all their synonyms', async t => {
  const mock = await startMock(t)
  const microsoft = adapterFor(t, mock)
  const job = async (status: string, entry: object = { status: 'Success' }): Promise<unknown> => {
    const telephoneNumbers = [{ telephoneNumber: number, ...entry }]
    await script(mock, { path: 'UploadTelephoneNumbers/', status: 200, body: { id: 'job', status, telephoneNumbers } })
    return microsoft.uploadJob(1, australian, 'job')
  }
  const release = async (status: string, entry: object = { status: 'Success' }): Promise<unknown> => {
    const phoneNumberReleaseStatusDetails = { '+61395556000': entry }
    await script(mock, {
      path: 'ReleaseTelephoneNumbers/', status: 200, body: { releaseId: 'job', status, phoneNumberReleaseStatusDetails }
    })
    return microsoft.releaseJob(1, australian, 'job')
  }

  for (const word of ['Success', 'success', 'SUCCEEDED', 'Complete', 'completed']) {
    t.match(await job(word, { status: word }), {
      status: 'finished', microsoftStatus: 'Success', isSuccess: true, numbers: [{ outcome: 'succeeded' }]
    }, `an upload that is ${word}`)
    t.match(await release(word, { status: word }), {
      status: 'finished', microsoftStatus: 'Complete', numbers: [{ outcome: 'succeeded' }]
    }, `a release that is ${word}`)
  }
  for (const word of ['Error', 'failed', 'FAILURE']) {
    t.match(await job(word, { status: word }), {
      status: 'finished', microsoftStatus: 'Error', isSuccess: false, numbers: [{ outcome: 'failed' }]
    }, `an upload that is ${word}`)
    t.match(await release(word), { status: 'finished', microsoftStatus: 'Failed' }, `a release that is ${word}`)
  }
  for (const word of ['inprogress', 'Running', 'in_progress']) {
    t.match(await job(word), { status: 'running', microsoftStatus: 'InProgress' }, `an upload that is ${word}`)
  }
  for (const word of ['notStarted', 'PENDING']) {
    t.match(await release(word), { status: 'running', microsoftStatus: 'Pending' }, `a release that is ${word}`)
  }
  t.match(await job('partialSuccess'), { status: 'finished', microsoftStatus: 'PartialSuccess', isSuccess: false })
  t.same(await job('EXPIRED'), { status: 'vanished', expired: true }, 'an upload expires like a release')
  t.match(await job('Bananas'), { status: 'unknown', microsoftStatus: 'Bananas' }, 'an unknown word stays unknown')
  t.match(await job('Success', { status: 'Ripe' }), {
    status: 'finished', numbers: [{ outcome: 'unknown', word: 'Ripe' }]
  }, 'also of a number')
  for (const errorCode of ['TelephoneNumberNotFound', 'telephone_number_not_found', 'TELEPHONENUMBERNOTFOUND']) {
    t.match(await release('Failed', { status: 'Error', errorCode }), { numbers: [{ isGone: true }] }, errorCode)
  }
  t.match(await job('Error', { status: 'Error', errorCode: 3042 }), {
    numbers: [{ code: '3042', reason: /does not say what 3042 means.*Synchronize.*request-id [0-9a-f-]{36}/ }]
  }, 'a code may be an integer, and is explained')
  t.match(await job('Error', { status: 'Error', errorCode: 'unable_to_match_geography_entry' }), {
    numbers: [{ code: 'unable_to_match_geography_entry', reason: /does not belong to the place.*Name an address/ }]
  })
})

t.test('what Microsoft says of a code goes before what we know of it, and the advice stays', async t => {
  t.equal(explainCode('TelephoneNumberAssigned', 'It rings.'), 'It rings. Unassign it first.')
  t.equal(explainCode('Bananas', 'It is yellow.'), 'It is yellow.')
  t.equal(explainCode('Bananas', undefined), undefined)
})

t.test('Retry-After is seconds, with or without a fraction, or a date by the clock of the sender', async t => {
  const now = Date.parse('2026-11-29T22:00:00Z')
  t.equal(readRetryAfter({ 'retry-after': '7' }, now), 7)
  t.equal(readRetryAfter({ 'retry-after': '5.362' }, now), 5.362)
  t.equal(readRetryAfter({ 'retry-after': 'Sun, 29 Nov 2026 22:10:00 GMT' }, now), 600)
  t.equal(
    readRetryAfter({ 'retry-after': 'Sun, 29 Nov 2026 22:10:00 GMT', date: 'Sun, 29 Nov 2026 22:09:00 GMT' }, now), 60,
    'our clock does not matter where the answer has a date'
  )
  t.equal(readRetryAfter({ 'retry-after': 'soon' }, now), undefined, 'nonsense is nothing')
  t.equal(readRetryAfter({}, now), undefined, 'nothing is nothing')
  fc.assert(fc.property(fc.string(), text => {
    const seconds = readRetryAfter({ 'retry-after': text }, now)
    return seconds === undefined || (seconds >= 0 && seconds <= 6 * 3600)
  }))
})

t.test('each refusal says what it is and what to do', async t => {
  const mock = await startMock(t)
  const microsoft = adapterFor(t, mock)
  const read = (): Promise<unknown> => thrownBy(microsoft.findNumbers(1, australian, numbersOf(1)))
  const answered = async (fault: object): Promise<unknown> => {
    await script(mock, { path: 'TelephoneNumbers/', ...fault })
    const thrown = await read()
    await mock.call('DELETE', '/_mock/faults')
    return thrown
  }

  t.match(await answered({ status: 429, headers: { 'retry-after': '600.5' } }), {
    kind: 'throttled', retryAfterSeconds: 600.5, message: /slow down, until \d{4}-\d\d-\d\dT[\d:.]+Z\. \(request-id /
  }, 'who is told to wait says until when')
  const inTenMinutes = new Date(Date.now() + 600_000).toUTCString()
  const dated = await answered({ status: 503, headers: { 'retry-after': inTenMinutes } })
  t.match(dated, { kind: 'busy', message: /answered 503, until / })
  const seconds = (dated as { retryAfterSeconds: number }).retryAfterSeconds
  t.ok(seconds > 590 && seconds <= 600, `a date is a time to wait: ${seconds}`)
  t.match(await answered({ status: 409, headers: { 'retry-after': '3' }, body: { code: 'Busy' } }), {
    kind: 'busy', retryAfterSeconds: 3
  }, 'a refusal that says when to come back is none')
  t.match(await answered({ status: 302, headers: { location: 'https://login.example/' } }), {
    kind: 'unexpected', message: /redirects us to https:\/\/login\.example\/.*base URL/
  })
  t.match(await answered({ status: 200, headers: { 'content-type': 'text/html' }, body: '<html>Sign in</html>' }), {
    kind: 'unexpected', message: /answered 200 with a web page instead of JSON.*proxy/
  })
  t.match(await answered({ status: 404, headers: { 'content-type': 'text/html' }, body: '<html>None</html>' }), {
    kind: 'unexpected', message: /answered 404 with a web page/
  }, 'a page that is not found is not a number that is not found')
  t.match(await answered({ status: 503, headers: { 'content-type': 'text/html' }, body: '<html>Our</html>' }), {
    kind: 'busy', message: /answered 503 with a web page/
  })
  const claims = 'Bearer realm="", error="insufficient_claims", claims="eyJhY2Nlc3NfdG9rZW4iOnt9fQ=="'
  t.match(await answered({ status: 401, headers: { 'www-authenticate': claims }, times: 2 }), {
    kind: 'unauthorized', message: /claims challenge of continuous access evaluation.*Conditional Access/
  })
  t.match(await answered({ status: 403, body: { code: 'ApplicationNotEnabled', message: 'Not enabled.' } }), {
    kind: 'forbidden', code: 'ApplicationNotEnabled', requestId: /^[0-9a-f-]{36}$/,
    message: /Not enabled\. Enter its client id at operatorconnect.*request-id/
  })
  t.match(await answered({ headers: { 'content-encoding': 'gzip' } }), {
    kind: 'unexpected', message: /cannot be decompressed/
  })
})

t.test('an answer that is compressed though nobody asked is read', async t => {
  const mock = await startMock(t)
  const microsoft = adapterFor(t, mock)
  await hold(mock, numbersOf(1))
  await behave(mock, { gzip: true })
  t.same([...(await microsoft.findNumbers(1, australian, numbersOf(1))).keys()], numbersOf(1))
})

t.test('a read that is put off for a moment is asked again in place, and nothing else is', async t => {
  const mock = await startMock(t)
  const microsoft = adapterFor(t, mock)
  await hold(mock, numbersOf(1))
  const putOff = async (fault: object): Promise<void> => {
    await mock.call('DELETE', '/_mock/faults')
    await mock.call('DELETE', '/_mock/requests')
    const refusal = { path: 'TelephoneNumbers', status: 429, headers: { 'retry-after': '0.05' }, body: {} }
    await script(mock, { ...refusal, ...fault })
  }
  const asked = async (): Promise<number> => {
    const { body } = await mock.call('GET', '/_mock/requests')
    return Object.values(body).filter(request => JSON.stringify(request).includes('TelephoneNumbers')).length
  }
  await putOff({ times: 3 })
  t.equal((await microsoft.findNumbers(1, australian, numbersOf(1))).size, 1)
  t.equal(await asked(), 4, 'three times')
  await putOff({ times: 4 })
  t.match(await thrownBy(microsoft.findNumbers(1, australian, numbersOf(1))), { kind: 'throttled' })
  t.equal(await asked(), 4, 'and not more often')
  await putOff({ status: 503, headers: {} })
  t.match(await thrownBy(microsoft.findNumbers(1, australian, numbersOf(1))), { kind: 'busy' })
  t.equal(await asked(), 1, 'one that does not say when is for the task to wait for')
  await putOff({})
  const id = '5b2f3a1e-7c44-4d0a-9a53-0d6a3b1f9c11'
  t.match(await thrownBy(microsoft.startRelease(1, australian, id, numbersOf(1))), { kind: 'throttled' })
  t.equal(await asked(), 1, 'and so is what changes something')
})

t.test('an answer that comes in drops or compressed is read, and one that is cut short is none', async t => {
  const mock = await startMock(t)
  const microsoft = adapterFor(t, mock)
  await hold(mock, numbersOf(1))
  const answered = async (fault: object): Promise<unknown> => {
    await script(mock, { path: 'TelephoneNumbers/', ...fault })
    const found = await microsoft.findNumbers(1, australian, numbersOf(1)).then(map => map.size, error => error)
    await mock.call('DELETE', '/_mock/faults')
    return found
  }
  t.equal(await answered({ drip: { bytes: 50, milliseconds: 2 } }), 1, 'in drops')
  t.equal(await answered({ gzip: true }), 1, 'compressed')
  t.equal(await answered({ gzip: true, drip: { bytes: 50, milliseconds: 2 } }), 1, 'both')
  t.match(await answered({ length: 100_000 }), { kind: 'unreachable' }, 'fewer bytes than were promised')
  t.match(await answered({ length: 20 }), { message: /not JSON/ }, 'more bytes than were promised')
  t.equal(await answered({}), 1, 'and what comes after is read')
})

t.test('a job says when Microsoft wants to be asked again', async t => {
  const mock = await startMock(t)
  const microsoft = adapterFor(t, mock)
  await script(mock, { path: 'UploadTelephoneNumbers', headers: { 'retry-after': '12.5' }, times: 2 })
  const started = await microsoft.startUpload(
    1, australian, '5b2f3a1e-7c44-4d0a-9a53-0d6a3b1f9c11', numbersOf(1), settings
  )
  t.match(started, { status: 'started', askAgainSeconds: 12.5 })
  t.match(await microsoft.uploadJob(1, australian, started.status === 'started' ? started.jobId : ''), {
    status: 'running', askAgainSeconds: 12.5
  })
})

t.test('every call says who calls, and has an id of its own', async t => {
  const mock = await startMock(t)
  const microsoft = adapterFor(t, mock)
  await microsoft.findNumbers(1, australian, numbersOf(3))
  const requests = Object.values((await mock.call('GET', '/_mock/requests')).body)
  t.ok(requests.length >= 4, 'a token and three numbers were asked for')
  for (const request of requests) {
    t.match(request, { userAgent: 'Dialplane/1.2.3', clientRequestId: /^[0-9a-f-]{36}$/ })
  }
  const ids = JSON.stringify(requests).match(/"clientRequestId":"[^"]+"/g)
  t.equal(new Set(ids).size, requests.length, 'no id is used twice')
})
