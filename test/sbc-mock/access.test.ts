import t from 'tap'
import { admin, basic, bootOne, monitor } from './boot.ts'

const sbc = await bootOne(t)
t.beforeEach(async () => { await sbc.mock('POST', 'reset') })

const as = async (authorization: string, method = 'GET', path = '/api/v1/status', body?: string) =>
  sbc.call(method, path, body, { authorization })
const wrong = basic('dialplane', 'guess')

t.test('every resource asks for a login', async t => {
  for (
    const path of [
      '/api/', '/api/v1/', '/api/v1/versions', '/api/v1/status', '/api/v1/files/cliScript', '/api/v1/nowhere'
    ]
  ) {
    const response = await fetch(sbc.base + path)
    t.equal(response.status, 401, path)
    t.match(response.headers.get('www-authenticate'), /^Basic realm=/)
  }
  t.equal((await as(wrong)).status, 401)
  t.equal((await as('Bearer abc')).status, 401)
  t.equal((await as(admin, 'GET', '/api/')).status, 200)
})

t.test('levels decide what a user may do', async (t) => {
  t.equal((await as(monitor)).status, 200)
  t.equal((await as(monitor, 'GET', '/api/v1/versions')).status, 200)
  for (const path of ['/api/v1/files/cliScript', '/api/v1/license', '/api/v1/actions']) {
    t.equal((await as(monitor, 'GET', path)).status, 403, path)
  }
  t.equal((await as(monitor, 'POST', '/api/v1/actions/saveConfiguration')).status, 403)

  const token = '{"username":"x","privLevel":"monitor","sessionTimeout":30}'
  const operator = basic('operator', 'o')
  await sbc.mock('PUT', 'state', { users: [{ name: 'operator', password: 'o', level: 'Administrator' }] })
  t.equal((await as(operator, 'POST', '/api/v1/actions/saveConfiguration')).status, 200)
  t.equal((await as(operator, 'POST', '/api/v1/actions/authToken', token)).status, 403)
  t.equal((await as(operator, 'PUT', '/api/v1/license')).status, 403)
  await sbc.mock('POST', 'reset')
  t.match((await as(admin, 'POST', '/api/v1/actions/authToken', token)).text, /"authToken":"[0-9a-f]{32}"/)
})

t.test('a verb that a resource does not know is answered with 405, an unknown resource with 404', async t => {
  for (
    const [method, path] of [['POST', '/api/v1/status'], ['GET', '/api/v1/actions/reset'], [
      'DELETE', '/api/v1/files/ini'
    ], ['PUT', '/api/v1/versions']] as const
  ) {
    const answer = await as(monitor, method, path)
    t.equal(answer.status, 405, path)
    t.ok(answer.headers.get('allow'))
  }
  t.equal((await as(admin, 'GET', '/api/v1/nowhere')).status, 404)
  t.equal((await as(admin, 'GET', '//')).status, 404)
  t.equal((await as(admin, 'POST', '/api/v1/actions/lock')).status, 404, 'the device cannot be locked through REST')
})

t.test('three failed logins block the address, the right password too, until time has passed', async (t) => {
  for (const attempt of [1, 2, 3]) t.match(await as(wrong), { status: 401, text: /wrong/ }, `attempt ${attempt}`)
  t.match(await as(admin), { status: 401, text: /blocked/ })
  await sbc.mock('POST', 'clock', { advanceSeconds: 59 })
  t.equal((await as(admin)).status, 401)
  await sbc.mock('POST', 'clock', { advanceSeconds: 2 })
  t.equal((await as(admin)).status, 200)
})

t.test('a login that works forgets the failures before it', async (t) => {
  for (const attempt of [1, 2, 3]) {
    t.equal((await as(wrong)).status, 401, `attempt ${attempt}`)
    t.equal((await as(wrong)).status, 401)
    t.equal((await as(admin)).status, 200)
  }
})

t.test('blocked, new and expired users are kept out', async (t) => {
  await sbc.behave({ blockedUser: 'monitor' })
  t.equal((await as(monitor)).status, 401)
  t.equal((await as(admin)).status, 200)
  await sbc.behave({ blockedUser: null, expiredPassword: 'monitor' })
  t.match(await as(monitor), { status: 401, text: /expired/ })
  t.equal((await as(admin)).status, 200)
  await sbc.behave({ expiredPassword: true })
  t.equal((await as(admin)).status, 401)
  await sbc.mock('PUT', 'state', { users: [{ name: 'n', password: 'n', level: 'Monitor', status: 'New' }] })
  await sbc.behave({ expiredPassword: false })
  t.match(await as(basic('n', 'n')), { status: 401, text: /changed first/ })
})

t.test('a user holds a limited number of sessions at a time, and one more through REST', async (t) => {
  await sbc.behave({ sessionLimit: 1, delayMilliseconds: 200 })
  const answers = await Promise.all([as(admin), as(admin), as(admin), as(monitor)])
  t.strictSame(answers.map(({ status }) => status).sort(), [200, 200, 200, 403])
  t.equal((await as(admin)).status, 200)
})
