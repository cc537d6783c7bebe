import t from 'tap'
import { australian, operatorOf, startMock, uploadOf } from './start-mock.ts'

const uploads = `/tenants/${australian}/UploadTelephoneNumbers`

t.test('a barrier holds the one request that it names, before or after its effect, until it is released', async t => {
  const mock = await startMock(t)
  const operator = await operatorOf(mock)
  const jobs = async (): Promise<number> => (await operator.call('GET', uploads)).body.value.length
  for (const [hold, made] of [['before', 0], ['after', 1]] as const) {
    const before = await jobs()
    const { status, body: { id } } = await mock.call('POST', '/_mock/barriers', {
      method: 'post', path: 'Upload', hold
    })
    t.equal(status, 201)
    const sent = operator.call('POST', uploads, uploadOf(['+61395556880']))
    t.match((await mock.call('GET', `/_mock/barriers/${id}`)).body, {
      state: 'held', request: { method: 'POST', path: `/operator/v1.0${uploads}` }
    })
    t.equal(await jobs(), before + made, `the request is held ${hold} its effect`)
    t.equal((await operator.call('POST', uploads, uploadOf(['+61395556881']))).status, 202, 'the next one is not held')
    t.match((await mock.call('POST', `/_mock/barriers/${id}/release`)).body, { state: 'released' })
    t.equal((await sent).status, 202)
    t.equal(await jobs(), before + 2)
  }
})

t.test('a barrier lets as many requests pass first as it is told', async t => {
  const mock = await startMock(t)
  const operator = await operatorOf(mock)
  const { body: { id } } = await mock.call('POST', '/_mock/barriers', { path: 'TenantCallingProfiles', after: 1 })
  t.equal((await operator.call('GET', '/TenantCallingProfiles')).status, 200)
  t.match((await mock.call('GET', `/_mock/barriers/${id}?seconds=0`)).body, { state: 'armed', request: null })
  const arrived = mock.call('GET', `/_mock/barriers/${id}?seconds=20`)
  const second = operator.call('GET', '/TenantCallingProfiles')
  t.match((await arrived).body, { state: 'held' }, 'who asks before the request comes is answered when it comes')
  await mock.call('DELETE', '/_mock/barriers')
  t.equal((await second).status, 200, 'dropping the barriers releases what they hold')
  t.equal((await mock.call('GET', `/_mock/barriers/${id}`)).status, 404)
})

t.test('a barrier that is released, or gone with a reset, holds nothing', async t => {
  const mock = await startMock(t)
  const operator = await operatorOf(mock)
  const { body: { id } } = await mock.call('POST', '/_mock/barriers', {})
  await mock.call('POST', `/_mock/barriers/${id}/release`)
  t.equal((await operator.call('GET', '/TenantCallingProfiles')).status, 200)
  await mock.call('POST', '/_mock/barriers', {})
  t.equal((await mock.call('GET', '/_mock/barriers')).status, 200, 'no barrier holds a control route')
  await mock.call('POST', '/_mock/reset')
  t.same((await mock.call('GET', '/_mock/barriers')).body, [])
  t.equal((await operator.call('GET', '/TenantCallingProfiles')).status, 200)
})

t.test('a barrier that cannot be is refused', async t => {
  const mock = await startMock(t)
  for (const barrier of [{ pth: 'x' }, { hold: 'middle' }, { path: '(' }, { after: -1 }, []]) {
    t.equal((await mock.call('POST', '/_mock/barriers', barrier)).status, 400, JSON.stringify(barrier))
  }
  t.equal((await mock.call('GET', '/_mock/barriers/7')).status, 404)
  t.equal((await mock.call('POST', '/_mock/barriers/7/release')).status, 404)
  t.same((await mock.call('GET', '/_mock/barriers')).body, [])
})
