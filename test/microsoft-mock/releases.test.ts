import t from 'tap'
import { until } from '../support/until.ts'
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
  const lag = (milliseconds: number) =>
    mock.call('POST', '/_mock/behaviour', { jobMilliseconds: 0, consistencyMilliseconds: milliseconds })
  const [hidden, number] = ['+61395556880', '+61395556881']
  const [hour, moment] = [3_600_000, 50]
  const listed = async (wanted: string) => (await operator.numbers(australian)).includes(wanted)

  await lag(hour)
  t.equal((await operator.upload(australian, [hidden])).body.status, 'Success', 'the upload succeeds')
  t.notOk(await listed(hidden), 'an uploaded number is not listed yet')
  await lag(moment)
  await operator.upload(australian, [number])
  await until('the uploaded number is listed', () => listed(number))

  await lag(hour)
  t.equal((await operator.release(australian, [number])).body.status, 'Complete', 'the release completes')
  t.ok(await listed(number), 'a released number is still listed')
  t.equal(
    (await operator.call('GET', `/tenants/${australian}/TelephoneNumbers/${number}`)).status, 200,
    'a released number is still shown'
  )
  await lag(moment)
  await operator.upload(australian, ['+61395556882'])
  await until('the other uploaded number is listed', () => listed('+61395556882'))
  await operator.release(australian, ['+61395556882'])
  await until('the released number is not listed any more', async () => !await listed('+61395556882'))
})
