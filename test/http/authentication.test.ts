import { SignJWT, UnsecuredJWT } from 'jose'
import t, { type Test } from 'tap'
import { requestToken } from '../../scripts/stack/demo.ts'
import { openRecords } from '../support/records.ts'
import { startStack, tenants, type Answer } from '../support/stack.ts'
import { adminApplication, directory, startIssuer } from '../support/tokens.ts'
import { upload, uploadBody } from '../support/uploads.ts'

const bearer = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}` })

function refused (t: Test, answer: Answer, status: 401 | 403, errorCode: string, what: string): void {
  t.match(answer, {
    status,
    headers: { 'content-type': /^application\/problem\+json/, 'www-authenticate': /^Bearer/ },
    body: {
      status, errorCode, type: String, title: String, detail: String, instance: '/api/v3/oc/callingprofile',
      errorTicket: /^[0-9a-f]{32}$/, traceId: String
    }
  }, what)
}

t.test('a token must be ours in every respect', async t => {
  const stack = await startStack(t)
  const audience = stack.env['TOKEN_AUDIENCE'] ?? ''
  const issuer = await startIssuer(t, audience)
  await stack.startApi(issuer.env)
  const ask = (headers: Record<string, string>): Promise<Answer> =>
    stack.call('GET', '/api/v3/oc/callingprofile', { role: null, headers })

  await t.test('a good one is let in, whatever the case of the scheme', async t => {
    const token = await issuer.token()
    t.equal((await ask(bearer(token))).status, 200)
    t.equal((await ask({ authorization: `bearer ${token}` })).status, 200)
    t.equal(
      (await ask(bearer(await issuer.token({ azp: undefined, appid: adminApplication })))).status, 200,
      'a token of version 1.0 names the application appid'
    )
  })

  await t.test('none, or another scheme', async t => {
    const attempts: Array<Record<string, string>> = [{}, { authorization: 'Bearer' }, { authorization: 'Bearer ' }, {
      authorization: `Basic ${btoa('admin:admin')}`
    }]
    for (const headers of attempts) refused(t, await ask(headers), 401, 'token_missing', JSON.stringify(headers))
  })

  await t.test('anything wrong with it', async t => {
    const tokens: Record<string, string> = {
      garbage: 'abc',
      'three parts of garbage': 'a.b.c',
      'another audience': await issuer.token({ aud: 'api://somebody-else' }),
      'another issuer': await issuer.token({ iss: 'https://login.example/v2.0' }),
      'the issuer of another directory': await issuer.token({ tid: '00000000-0000-4000-8000-000000000000' }),
      'no directory': await issuer.token({ tid: undefined }),
      'no application': await issuer.token({ azp: undefined }),
      expired: await issuer.token({}, { expiresIn: '-2 minutes' }),
      'not valid yet': await issuer.token({ nbf: Math.floor(Date.now() / 1000) + 600 }),
      'a key that nobody knows': await issuer.token({}, { keyId: 'two' }),
      'no signature': new UnsecuredJWT({ tid: directory, azp: adminApplication, roles: ['Admin'] }).setAudience(
        audience
      ).setExpirationTime('5 minutes').encode(),
      'a shared secret for a signature': await new SignJWT({ tid: directory, azp: adminApplication, roles: ['Admin'] })
        .setProtectedHeader({ alg: 'HS256', kid: 'one' }).setAudience(audience).setExpirationTime('5 minutes').sign(
          new TextEncoder().encode('x'.repeat(32))
        )
    }
    const [header, payload, signature] = (await issuer.token()).split('.')
    const more = JSON.parse(Buffer.from(payload ?? '', 'base64url').toString()) as object
    tokens['claims changed after signing'] = [
      header, Buffer.from(JSON.stringify({ ...more, roles: ['Admin', 'God'] })).toString('base64url'), signature
    ].join('.')
    for (const [what, token] of Object.entries(tokens)) refused(t, await ask(bearer(token)), 401, 'token_invalid', what)
  })

  await t.test('an application that nobody registered', async t => {
    for (const azp of ['00000000-0000-4000-8000-000000000000', 'not a guid']) {
      refused(t, await ask(bearer(await issuer.token({ azp }))), 403, 'caller_unknown', azp)
    }
  })

  await t.test('an application without a role', async t => {
    for (const roles of [undefined, [], ['admin'], ['Owner']]) {
      refused(t, await ask(bearer(await issuer.token({ roles }))), 403, 'role_missing', JSON.stringify(roles))
    }
  })
})

t.test('who may see and do what', async t => {
  const stack = await startStack(t)
  await stack.startApi()
  const records = await openRecords(t, stack.databaseUrl)
  await records.query(`insert into number (provider_id, number, source, ms_tenant_id)
    values (1, '+61395570001', 'webapi', $1), (1, '+97239764533', 'webapi', $2)`, [tenants.australian, tenants.israeli])
  const numbersOf = async (role: 'admin' | 'channel' | 'customer', query = '', headers = {}): Promise<string[]> => {
    const { body } = await stack.call('GET', `/api/v3/oc/numbers${query}`, { role, headers })
    return body.data.map((record: { telephoneNumber: string }) => record.telephoneNumber)
  }

  await t.test('Monitor reads, and changes nothing', async t => {
    t.equal((await stack.call('GET', '/api/v3/oc/numbers', { role: 'monitor' })).status, 200)
    const before = await records.counts()
    t.match(await upload(stack, uploadBody(), { role: 'monitor' }), {
      status: 403, headers: { 'www-authenticate': /insufficient_scope/ }, body: { errorCode: 'role_missing' }
    })
    t.same(await records.counts(), before)
  })

  await t.test('a channel and a customer see their own numbers only, in every form', async t => {
    t.same(await numbersOf('admin'), ['+61395570001', '+97239764533'])
    for (const role of ['channel', 'customer'] as const) {
      t.same(await numbersOf(role), ['+61395570001'])
      t.same(await numbersOf(role, `?msTenantId=${tenants.israeli}`), [], 'another\'s part is empty')
      const { body } = await stack.call('GET', '/api/v2/oc/numbers', { role })
      t.match(body, [{ telephoneNumber: '+61395570001' }])
      t.equal(body.length, 1)
      t.equal((await stack.call('GET', '/api/v3/oc/numbers/+61395570001', { role })).status, 200)
      t.match(await stack.call('GET', '/api/v3/oc/numbers/+97239764533', { role }), {
        status: 404, body: { errorCode: 'number_not_found' }
      })
    }
  })

  await t.test('the header X-Ovoc-Channel-Id narrows, and does not widen', async t => {
    t.same(await numbersOf('admin', '', { 'X-Ovoc-Channel-Id': '1574' }), ['+61395570001'])
    t.same(await numbersOf('admin', '', { 'X-Ovoc-Channel-Id': '1' }), [])
    t.same(await numbersOf('channel', '', { 'X-Ovoc-Channel-Id': '1574' }), ['+61395570001'])
    const textOf = async (path: string, channel: string): Promise<string> =>
      JSON.stringify((await stack.call('GET', path, { headers: { 'X-Ovoc-Channel-Id': channel } })).body)
    for (const path of ['/api/v2/oc/numbers', '/api/v3/oc/numbers', '/api/v3/oc/numbers/export']) {
      t.match(await textOf(path, '1574'), '+61395570001', path)
      t.notMatch(await textOf(path, '1574'), '+97239764533', path)
      t.notMatch(await textOf(path, '1'), /\+61395570001|\+97239764533/, path)
      t.match(await stack.call('GET', path, { role: 'channel', headers: { 'X-Ovoc-Channel-Id': '1' } }), {
        status: 403, body: { errorCode: 'out_of_scope' }
      }, path)
      t.match(await stack.call('GET', path, { headers: { 'X-Ovoc-Channel-Id': 'one' } }), {
        status: 400, body: { errors: { 'X-Ovoc-Channel-Id': [/whole number/] } }
      }, path)
    }
  })

  await t.test('a channel and a customer upload to their own, and do not learn whether others exist', async t => {
    for (const [role, number] of [['channel', '+61395570010'], ['customer', '+61395570011']] as const) {
      t.equal((await upload(stack, uploadBody({ phoneNumbers: [number] }), { role })).status, 200)
      const answers = await Promise.all(
        [tenants.israeli, tenants.unlicensed, tenants.suspended, '00000000-0000-4000-8000-000000000000']
          .map(tenant =>
            upload(stack, uploadBody({ phoneNumbers: ['+97239764599'], country: undefined }), { role, tenant })
          )
      )
      for (const answer of answers) {
        t.same([answer.status, answer.body.errors], [400, {
          MsTenantId: ['The tenant is not known: it has neither consented nor been added as a lead.']
        }])
      }
    }
  })

  await t.test('and they read the tasks of their own only', async t => {
    const own = await upload(stack, uploadBody({ phoneNumbers: ['+61395570020'] }))
    const other = await upload(stack, uploadBody({ phoneNumbers: ['+97239764544'], country: undefined }), {
      tenant: tenants.israeli
    })
    for (const role of ['channel', 'customer'] as const) {
      t.equal((await stack.call('GET', `/api/v3/task/${own.body.taskId}`, { role })).status, 200)
      t.match(await stack.call('GET', `/api/v2/task/${other.body.taskId}`, { role }), {
        status: 404, body: { errorCode: 'task_not_found' }
      })
    }
  })

  await t.test('a directory that changes its keys is followed', async t => {
    await stack.microsoft.control('POST', '/_mock/rotate-keys', {})
    const token = await requestToken(stack.microsoft.url, 'operator')
    // Keys are not read again within seconds of the last time, or anybody could make us ask for them all day.
    for (const end = Date.now() + 20_000; ;) {
      const { status, body } = await stack.call('GET', '/api/v3/oc/callingprofile', {
        role: null, headers: bearer(token)
      })
      if (status === 200) break
      if (Date.now() > end) throw new Error('The new key is not followed.')
      t.match(body, { errorCode: 'token_invalid' })
      await new Promise(resolve => setTimeout(resolve, 250))
    }
    t.equal(
      (await stack.call('GET', '/api/v3/oc/callingprofile')).status, 200,
      'and a token of the older key is good until it expires'
    )
  })
})

t.test('when the keys cannot be read, nobody is let in, and everybody is told to come back', async t => {
  const stack = await startStack(t)
  await stack.startApi({ TOKEN_JWKS_URL: 'http://127.0.0.1:9/keys' })
  t.match(await stack.call('GET', '/api/v3/oc/callingprofile'), {
    status: 503, headers: { 'retry-after': '5' }, body: { errorCode: 'identity_unavailable' }
  })
})
