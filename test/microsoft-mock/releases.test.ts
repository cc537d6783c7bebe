import t from 'tap'
import { australian, israeli, operatorOf, startMock } from './start-mock.ts'

t.test('a released number is free for another tenant', async (t) => {
  const mock = await startMock(t)
  const operator = await operatorOf(mock)
  await operator.upload(australian, ['+61395556880', '+61395556881'])
  const { body } = await operator.release(australian, ['+61395556880'])
  t.match(body, { status: 'Complete', phoneNumberReleaseStatusDetails: { '+61395556880': { status: 'Success' } } })
  t.same(await operator.numbers(australian), ['+61395556881'], 'the other number stays')
  t.equal(
    (await operator.call('GET', `/tenants/${australian}/TelephoneNumbers/+61395556880`)).body.code,
    'TelephoneNumberNotFound', 'the released number is not found'
  )
  await mock.call('PATCH', '/_mock/state', {
    tenants: { [israeli]: { consent: { consentedCountries: ['IL', 'AU'] } } }
  })
  t.equal((await operator.upload(israeli, ['+61395556880'])).body.status, 'Success', 'the other tenant gets the number')
})

t.test('absent and assigned numbers fail one by one', async (t) => {
  const mock = await startMock(t, {
    change: (state) => {
      const tenant = state.tenants[australian]
      if (tenant) {
        tenant['numbers'] = [{ telephoneNumber: '+61395556880', assignmentStatus: 'UserAssigned' }, {
          telephoneNumber: '+61395556881'
        }]
      }
    }
  })
  const operator = await operatorOf(mock)
  const failed = await operator.release(australian, ['+61395556880', '+61395556889'])
  t.equal(failed.body.status, 'Failed', 'the release fails as a whole')
  t.match(failed.body.phoneNumberReleaseStatusDetails, {
    '+61395556880': { status: 'Error', errorCode: 'TelephoneNumberAssigned' },
    '+61395556889': { status: 'Error', errorCode: 'TelephoneNumberNotFound' }
  })
  const mixed = await operator.release(australian, ['+61395556880', '+61395556881'])
  t.equal(mixed.body.status, 'Complete', 'the release completes when one number can go')
  t.same(await operator.numbers(australian), ['+61395556880'], 'the assigned number stays')
  const { body } = await mock.call('GET', '/_mock/effects')
  t.match(body.value, [
    { kind: 'releaseAccepted' }, { kind: 'releaseAccepted' }, { kind: 'release', telephoneNumbers: ['+61395556881'] }
  ])
})

t.test('a release can expire without an effect', async (t) => {
  const mock = await startMock(t)
  const operator = await operatorOf(mock)
  await operator.upload(australian, ['+61395556880'])
  await mock.call('POST', '/_mock/behaviour', { expireReleases: true })
  t.equal((await operator.release(australian, ['+61395556880'])).body.status, 'Expired', 'the release has expired')
  t.same(await operator.numbers(australian), ['+61395556880'], 'the number stays')
})

t.test('lists lag behind the truth in both directions', async (t) => {
  const mock = await startMock(t)
  const operator = await operatorOf(mock)
  const listed = async (wanted: number) => {
    let waited = 0
    while ((await operator.numbers(australian)).length !== wanted) waited++
    return waited
  }
  await mock.call('POST', '/_mock/behaviour', { jobMilliseconds: 0, consistencyMilliseconds: 300 })
  t.equal((await operator.upload(australian, ['+61395556880'])).body.status, 'Success', 'the upload succeeds')
  t.ok(await listed(1) > 0, 'it appears only later')
  t.equal((await operator.release(australian, ['+61395556880'])).body.status, 'Complete', 'the release completes')
  t.equal(
    (await operator.call('GET', `/tenants/${australian}/TelephoneNumbers/+61395556880`)).status, 200,
    'it is still shown'
  )
  t.ok(await listed(0) > 0, 'it disappears only later')
})
