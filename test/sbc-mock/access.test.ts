import t from 'tap'
import { admin, basic, bootOne, monitor } from './boot.ts'

const sbc = await bootOne(t)
t.beforeEach(async () => { await sbc.mock('POST', 'reset') })

const as = async (authorization: string, method = 'GET', path = '/api/v1/status', body?: string) =>
  sbc.call(method, path, body, { authorization })
const wrong = basic('dialplane', 'guess')

t.test('each resource asks for a login', async t => {
  for (
    const path of [
      '/api/', '/api/v1/', '/api/v1/versions', '/api/v1/status', '/api/v1/files/cliScript', '/api/v1/nowhere'
    ]
  ) {
    const response = await fetch(sbc.base + path)
    t.equal(response.status, 401, path)
    t.match(response.headers.get('www-authenticate'), /^Basic realm=/, `the answer for ${path} asks for Basic`)
  }
  t.equal((await as(wrong)).status, 401, 'a wrong password is refused')
  t.equal((await as('Bearer abc')).status, 401, 'a bearer token is refused')
  t.equal((await as(admin, 'GET', '/api/')).status, 200, 'the administrator has access')
})

t.test('the level of a user decides what it may do', async (t) => {
  t.equal((await as(monitor)).status, 200, 'a Monitor reads the status')
  t.equal((await as(monitor, 'GET', '/api/v1/versions')).status, 200, 'a Monitor reads the versions')
  for (const path of ['/api/v1/files/cliScript', '/api/v1/license', '/api/v1/actions']) {
    t.equal((await as(monitor, 'GET', path)).status, 403, path)
  }
  t.equal((await as(monitor, 'POST', '/api/v1/actions/saveConfiguration')).status, 403, 'a Monitor may not save')

  const token = '{"username":"x","privLevel":"monitor","sessionTimeout":30}'
  const operator = basic('operator', 'o')
  await sbc.mock('PUT', 'state', { users: [{ name: 'operator', password: 'o', level: 'Administrator' }] })
  t.equal((await as(operator, 'POST', '/api/v1/actions/saveConfiguration')).status, 200, 'an Administrator saves')
  t.equal(
    (await as(operator, 'POST', '/api/v1/actions/authToken', token)).status, 403, 'an Administrator makes no tokens'
  )
  t.equal((await as(operator, 'PUT', '/api/v1/license')).status, 403, 'an Administrator changes no licence')
  await sbc.mock('POST', 'reset')
  t.match(
    (await as(admin, 'POST', '/api/v1/actions/authToken', token)).text, /"authToken":"[0-9a-f]{32}"/,
    'a Security Administrator makes tokens'
  )
})

t.test('an unknown verb is answered with 405 and an unknown resource with 404', async t => {
  for (
    const [method, path] of [['POST', '/api/v1/status'], ['GET', '/api/v1/actions/reset'], [
      'DELETE', '/api/v1/files/ini'
    ], ['PUT', '/api/v1/versions']] as const
  ) {
    const answer = await as(monitor, method, path)
    t.equal(answer.status, 405, path)
    t.ok(answer.headers.get('allow'), `the verbs of ${path} are named`)
  }
  t.equal((await as(admin, 'GET', '/api/v1/nowhere')).status, 404, 'an unknown resource is not found')
  t.equal((await as(admin, 'GET', '//')).status, 404, 'an empty path is not found')
  t.equal((await as(admin, 'POST', '/api/v1/actions/lock')).status, 404, 'the device cannot be locked through REST')
})

t.test('three failed logins block the address, also for the right password, until time has passed', async (t) => {
  for (const attempt of [1, 2, 3]) t.match(await as(wrong), { status: 401, text: /wrong/ }, `attempt ${attempt}`)
  t.match(await as(admin), { status: 401, text: /blocked/ })
  await sbc.mock('POST', 'clock', { advanceSeconds: 59 })
  t.equal((await as(admin)).status, 401, 'the address is blocked for a minute')
  await sbc.mock('POST', 'clock', { advanceSeconds: 2 })
  t.equal((await as(admin)).status, 200, 'the address is free after a minute')
})

t.test('a successful login forgets the failures before it', async (t) => {
  for (const attempt of [1, 2, 3]) {
    t.equal((await as(wrong)).status, 401, `attempt ${attempt}`)
    t.equal((await as(wrong)).status, 401, `a second failure in round ${attempt} is only a failure`)
    t.equal((await as(admin)).status, 200, `the right password works in round ${attempt}`)
  }
})

t.test('blocked, new and expired users have no access', async (t) => {
  await sbc.behave({ blockedUser: 'monitor' })
  t.equal((await as(monitor)).status, 401, 'a blocked user has no access')
  t.equal((await as(admin)).status, 200, 'other users have access')
  await sbc.behave({ blockedUser: null, expiredPassword: 'monitor' })
  t.match(await as(monitor), { status: 401, text: /expired/ })
  t.equal((await as(admin)).status, 200, 'an expired password of another user does not matter')
  await sbc.behave({ expiredPassword: true })
  t.equal((await as(admin)).status, 401, 'all passwords have expired')
  await sbc.mock('PUT', 'state', { users: [{ name: 'n', password: 'n', level: 'Monitor', status: 'New' }] })
  await sbc.behave({ expiredPassword: false })
  t.match(await as(basic('n', 'n')), { status: 401, text: /changed first/ })
})

t.test('a user has a limited number of sessions at a time, and one more through REST', async (t) => {
  await sbc.behave({ sessionLimit: 1, delayMilliseconds: 200 })
  const answers = await Promise.all([as(admin), as(admin), as(admin), as(monitor)])
  t.strictSame(answers.map(({ status }) => status).sort(), [200, 200, 200, 403], 'one session is refused')
  t.equal((await as(admin)).status, 200, 'a session is free again')
})
