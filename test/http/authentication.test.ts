import { SignJWT, UnsecuredJWT } from 'jose'
import t, { type Test } from 'tap'
import { requestToken } from '../../scripts/stack/demo.ts'
import { openRecords } from '../support/records.ts'
import { stackOfFile } from '../support/shared-stack.ts'
import { tenants, type Answer } from '../support/stack.ts'
import { adminApplication, directory, startIssuer } from '../support/tokens.ts'
import { upload, uploadBody } from '../support/uploads.ts'
import { until } from '../support/until.ts'

const freshStack = stackOfFile(t)
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

t.test('only a token that is valid in every respect opens the API', async t => {
  const stack = await freshStack(t)
  const audience = stack.env['TOKEN_AUDIENCE'] ?? ''
  const issuer = await startIssuer(t, audience)
  await stack.startApi(issuer.env)
  const ask = (headers: Record<string, string>): Promise<Answer> =>
    stack.call('GET', '/api/v3/oc/callingprofile', { role: null, headers })

  await t.test('a valid token opens the API, whatever the case of the scheme', async t => {
    const token = await issuer.token()
    t.equal((await ask(bearer(token))).status, 200, 'the scheme may be written Bearer')
    t.equal((await ask({ authorization: `bearer ${token}` })).status, 200, 'the scheme may be written bearer')
    t.equal(
      (await ask(bearer(await issuer.token({ azp: undefined, appid: adminApplication })))).status, 200,
      'a token of version 1.0 names the application appid'
    )
  })

  await t.test('a request without a bearer token is answered with 401', async t => {
    const attempts: Array<Record<string, string>> = [{}, { authorization: 'Bearer' }, { authorization: 'Bearer ' }, {
      authorization: `Basic ${btoa('admin:admin')}`
    }]
    for (const headers of attempts) refused(t, await ask(headers), 401, 'token_missing', JSON.stringify(headers))
  })

  await t.test('a token with any fault is answered with 401', async t => {
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

  await t.test('an application that nobody registered is answered with 403', async t => {
    for (
      const azp of [
        '00000000-0000-4000-8000-000000000000', 'not a guid', '-'.repeat(36), '-', '', 'x'.repeat(3000)
      ]
    ) {
      refused(t, await ask(bearer(await issuer.token({ azp }))), 403, 'caller_unknown', azp)
    }
  })

  await t.test('an application without a role is answered with 403', async t => {
    for (const roles of [undefined, [], ['admin'], ['Owner']]) {
      refused(t, await ask(bearer(await issuer.token({ roles }))), 403, 'role_missing', JSON.stringify(roles))
    }
  })
})

t.test('roles and the place in the tree decide who may see and do what', async t => {
  const stack = await freshStack(t)
  await stack.startApi({ FAILED_TOKENS_PER_MINUTE: '100000' })
  const records = await openRecords(t, stack.databaseUrl)
  await records.query(`insert into number (provider_id, number, source, ms_tenant_id)
    values (1, '+61395570001', 'webapi', $1), (1, '+97239764533', 'webapi', $2)`, [tenants.australian, tenants.israeli])
  const numbersOf = async (role: 'admin' | 'channel' | 'customer', query = '', headers = {}): Promise<string[]> => {
    const { body } = await stack.call('GET', `/api/v3/oc/numbers${query}`, { role, headers })
    return body.data.map((record: { telephoneNumber: string }) => record.telephoneNumber)
  }

  await t.test('a Monitor may read and may change nothing', async t => {
    t.equal((await stack.call('GET', '/api/v3/oc/numbers', { role: 'monitor' })).status, 200, 'a Monitor reads numbers')
    const before = await records.counts()
    t.match(await upload(stack, uploadBody(), { role: 'monitor' }), {
      status: 403, headers: { 'www-authenticate': /insufficient_scope/ }, body: { errorCode: 'role_missing' }
    })
    t.same(await records.counts(), before, 'its refused upload changed nothing')
  })

  await t.test('a channel and a customer see only their own numbers, in every version and list', async t => {
    t.same(await numbersOf('admin'), ['+61395570001', '+97239764533'], 'the provider sees all numbers')
    for (const role of ['channel', 'customer'] as const) {
      t.same(await numbersOf(role), ['+61395570001'], `${role} sees its own number only`)
      t.same(await numbersOf(role, `?msTenantId=${tenants.israeli}`), [], 'another\'s part is empty')
      const { body } = await stack.call('GET', '/api/v2/oc/numbers', { role })
      t.match(body, [{ telephoneNumber: '+61395570001' }], `${role} sees its own number in version 2`)
      t.equal(body.length, 1, `${role} sees no other number in version 2`)
      t.equal(
        (await stack.call('GET', '/api/v3/oc/numbers/+61395570001', { role })).status, 200,
        `${role} can read its own number by itself`
      )
      t.match(await stack.call('GET', '/api/v3/oc/numbers/+97239764533', { role }), {
        status: 404, body: { errorCode: 'number_not_found' }
      }, `${role} cannot read the number of another customer`)
    }
  })

  await t.test('the header X-Ovoc-Channel-Id narrows what a caller sees and never widens it', async t => {
    t.same(
      await numbersOf('admin', '', { 'X-Ovoc-Channel-Id': '1574' }), ['+61395570001'],
      'the provider sees the numbers of the named channel'
    )
    t.same(
      await numbersOf('admin', '', { 'X-Ovoc-Channel-Id': '1' }), [], 'a channel without numbers has an empty list'
    )
    t.same(
      await numbersOf('channel', '', { 'X-Ovoc-Channel-Id': '1574' }), ['+61395570001'], 'a channel may name itself'
    )
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

  await t.test('a channel and a customer upload to their own tenants and do not learn whether other tenants ' +
    'exist', async t => {
    for (const [role, number] of [['channel', '+61395570010'], ['customer', '+61395570011']] as const) {
      t.equal(
        (await upload(stack, uploadBody({ phoneNumbers: [number] }), { role })).status, 200,
        `${role} uploads to its own tenant`
      )
      const answers = await Promise.all(
        [tenants.israeli, tenants.unlicensed, tenants.suspended, '00000000-0000-4000-8000-000000000000']
          .map(tenant =>
            upload(stack, uploadBody({ phoneNumbers: ['+97239764599'], country: undefined }), { role, tenant })
          )
      )
      for (const answer of answers) {
        t.same([answer.status, answer.body.errors], [400, {
          MsTenantId: ['The tenant is not known: it has neither consented nor been added as a lead.']
        }], `${role} gets the same answer for every tenant that is not its own`)
      }
    }
  })

  await t.test('a channel and a customer read only tasks of their own customers', async t => {
    const own = await upload(stack, uploadBody({ phoneNumbers: ['+61395570020'] }))
    const other = await upload(stack, uploadBody({ phoneNumbers: ['+97239764544'], country: undefined }), {
      tenant: tenants.israeli
    })
    for (const role of ['channel', 'customer'] as const) {
      t.equal(
        (await stack.call('GET', `/api/v3/task/${own.body.taskId}`, { role })).status, 200,
        `${role} reads a task of its own customer`
      )
      t.match(await stack.call('GET', `/api/v2/task/${other.body.taskId}`, { role }), {
        status: 404, body: { errorCode: 'task_not_found' }
      }, `${role} does not see the task of another customer`)
    }
  })

  await t.test('a new signing key of the directory is accepted after it was read', async t => {
    await stack.microsoft.control('POST', '/_mock/rotate-keys', {})
    const token = await requestToken(stack.microsoft.url, 'operator')
    // Keys are not read again within seconds of the last time, or anybody could make us ask for them all day.
    await until('the new key is accepted', async () => {
      const { status, body } = await stack.call('GET', '/api/v3/oc/callingprofile', {
        role: null, headers: bearer(token)
      })
      if (status !== 200) t.match(body, { errorCode: 'token_invalid' }, 'the new key is not known yet')
      return status === 200
    })
    t.equal(
      (await stack.call('GET', '/api/v3/oc/callingprofile')).status, 200,
      'and a token of the older key is good until it expires'
    )
  })
})

t.test('callers are told to come back later when the signing keys cannot be read', async t => {
  const stack = await freshStack(t)
  await stack.startApi({ TOKEN_JWKS_URL: 'http://127.0.0.1:9/keys' })
  t.match(await stack.call('GET', '/api/v3/oc/callingprofile'), {
    status: 503, headers: { 'retry-after': '5' }, body: { errorCode: 'identity_unavailable' }
  })
})
