import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, type CryptoKey, type JWTHeaderParameters } from 'jose'
import t, { type Test } from 'tap'
import { consoleClientId } from '../../scripts/stack/demo.ts'
import { demo, startStack, tenants, type Answer } from '../support/stack.ts'
import { adminApplication, directory } from '../support/tokens.ts'

const id = '9d576dc4-b85d-4571-880e-4c6ed4c08c31'
/** A person of the demo, who acts for the Australian customer. */
const kim = 'e0000000-0000-4000-8000-000000000005'
const other = '00000000-0000-4000-8000-000000000000'

interface Place {
  readonly env: Record<string, string>
  readonly issuer: string
  readonly signer: CryptoKey
  readonly verifier: CryptoKey
}

/** A directory with keys of its own, at `url/<name>`. */
async function startDirectories (t: Test): Promise<{ one: Place, two: Place, url: string }> {
  const [first, second] = await Promise.all([
    generateKeyPair('RS256', { extractable: true }), generateKeyPair('RS256', { extractable: true })
  ])
  const published: Record<string, object> = {}
  const server = createServer((request, response) => response.end(JSON.stringify(published[request.url ?? ''])))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  t.teardown(() => new Promise(resolve => { server.close(resolve); server.closeAllConnections() }))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const place = async (name: string, { publicKey, privateKey }: typeof first): Promise<Place> => {
    // The same key id in both directories: which key is meant depends on the issuer.
    published[`/${name}`] = { keys: [{ ...await exportJWK(publicKey), kid: 'k', alg: 'RS256', use: 'sig' }] }
    return { env: {}, issuer: `${url}/${name}/{tenantid}/v2.0`, signer: privateKey, verifier: publicKey }
  }
  return { one: await place('one', first), two: await place('two', second), url }
}

t.test('tokens are accepted as Entra issues them, and as nobody forges them', async t => {
  const stack = await startStack(t)
  const { one, two, url } = await startDirectories(t)
  const version1 = 'https://sts.windows.net/{tenantid}/'
  await stack.startApi({
    TOKEN_ISSUER: [one.issuer, version1, two.issuer].join(','), TOKEN_AUDIENCE: `${id}, api://another-name`,
    TOKEN_JWKS_URL: [`${url}/one`, `${url}/one`, `${url}/two`].join(',')
  })
  const issued = (template: string, tenant = directory): string => template.replace('{tenantid}', tenant)
  const good = {
    iss: issued(one.issuer), aud: id, tid: directory, azp: adminApplication, ver: '2.0', roles: ['Admin']
  }
  const sign = (
    claims: object, { key = one.signer, header = {}, expires = '5 minutes' }:
    { key?: CryptoKey, header?: Partial<JWTHeaderParameters>, expires?: string } = {}
  ): Promise<string> =>
    new SignJWT(JSON.parse(JSON.stringify({ ...good, ...claims })))
      .setProtectedHeader({ alg: 'RS256', kid: 'k', typ: 'JWT', ...header }).setIssuedAt().setExpirationTime(expires)
      .sign(key)
  const ask = (token: string): Promise<Answer> =>
    stack.call('GET', '/api/v3/oc/callingprofile', { role: null, headers: { authorization: `Bearer ${token}` } })

  const inVersion1 = { iss: issued(version1), ver: '1.0', azp: undefined, appid: adminApplication }
  const person = { azp: consoleClientId, oid: other, scp: 'openid access_as_user', roles: ['Monitor'] }
  const genuine: Record<string, Promise<string>> = {
    'version 2.0, bare application id': sign({}),
    'version 2.0, api:// form': sign({ aud: `api://${id}` }),
    'version 1.0, api:// form': sign({ ...inVersion1, aud: `api://${id}` }),
    'version 1.0, bare application id': sign(inVersion1),
    'a second audience': sign({ aud: 'api://another-name' }),
    'a second issuer': sign({ iss: issued(two.issuer) }, { key: two.signer }),
    'a person at the console': sign(person),
    'a person at the console, version 1.0': sign({ ...person, ...inVersion1, appid: consoleClientId })
  }
  for (const [what, token] of Object.entries(genuine)) t.equal((await ask(await token)).status, 200, what)

  const [header = '', payload = '', signature = ''] = (await sign({})).split('.')
  const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const publicPem = new TextEncoder().encode(JSON.stringify(await exportJWK(one.verifier)))
  const own = await generateKeyPair('RS256', { extractable: true })
  const ownJwk = await exportJWK(own.publicKey)
  const forged: Record<string, string | Promise<string>> = {
    'the key of the other directory': sign({}, { key: two.signer }),
    'the issuer of the other directory': sign({ iss: issued(two.issuer) }),
    'another tenant in the issuer': sign({ iss: issued(one.issuer, other) }),
    'another tenant in tid': sign({ tid: other }),
    'the template itself for an issuer': sign({ iss: one.issuer }),
    'a slash more in the issuer': sign({ iss: `${issued(one.issuer)}/` }),
    'an issuer that begins like ours': sign({ iss: `${issued(one.issuer)}.evil.example` }),
    'an issuer that is a list': sign({ iss: [issued(one.issuer)] }),
    'no issuer': sign({ iss: undefined }),
    'a tid that is a list': sign({ tid: [directory] }),
    'another audience': sign({ aud: other }),
    'an audience that begins like ours': sign({ aud: `${id}x` }),
    'api:// twice': sign({ aud: `api://api://${id}` }),
    'no audience': sign({ aud: undefined }),
    'an audience of Graph': sign({ aud: 'https://graph.microsoft.com' }),
    'a person': sign({ scp: 'user_impersonation' }),
    'a person without scopes': sign({ scp: '' }),
    'a person by its type': sign({ idtyp: 'user' }),
    'a person at another application': sign({ ...person, azp: adminApplication }),
    'a person who gave another permission': sign({ ...person, scp: 'access_as_user_of_others' }),
    'a person of no name': sign({ ...person, oid: undefined }),
    'the console itself by type': sign({ ...person, scp: undefined, idtyp: 'user' }),
    'two applications': sign({ appid: other }),
    'no application': sign({ azp: undefined }),
    'roles that are a text': sign({ roles: 'Admin' }),
    expired: sign({}, { expires: '-2 minutes' }),
    'not valid yet': sign({ nbf: Math.floor(Date.now() / 1000) + 600 }),
    'an unknown key': sign({}, { header: { kid: 'nobody' } }),
    'no signature': new UnsecuredJWT(good).setExpirationTime('5 minutes').encode(),
    'the algorithm none with a signature': [encoded({ alg: 'none', kid: 'k' }), payload, signature].join('.'),
    'no signature behind a good header': `${header}.${payload}.`,
    'the signature of another token': [header, encoded({ ...good, exp: 9_999_999_999 }), signature].join('.'),
    'the public key as a shared secret': new SignJWT(good).setProtectedHeader({ alg: 'HS256', kid: 'k' })
      .setExpirationTime('5 minutes').sign(publicPem),
    'a key in its own header': sign({}, { key: own.privateKey, header: { jwk: ownJwk } }),
    'an address of keys in its own header': sign({}, { key: own.privateKey, header: { jku: `${url}/two` } }),
    'a critical extension': [encoded({ alg: 'RS256', kid: 'k', crit: ['exp'], exp: 1 }), payload, signature].join('.'),
    'RSA-PSS where the key is for another algorithm': sign({}, { header: { alg: 'PS256' } }).catch(() => 'a.b.c'),
    'two tokens': `${header}.${payload}.${signature}.${header}`,
    'claims that are no object': [header, Buffer.from('"x"').toString('base64url'), signature].join('.'),
    'claims that are no JSON': [header, 'AAAA', signature].join('.'),
    dots: '..',
    garbage: 'x'.repeat(8000)
  }
  for (const [what, token] of Object.entries(forged)) {
    t.match(await ask(await token), { status: 401, body: { errorCode: 'token_invalid' } }, what)
  }
  for (const azp of ['------------------------------------', 'x'.repeat(300), '\0', adminApplication.slice(1)]) {
    t.match(await ask(await sign({ azp })), { status: 403, body: { errorCode: 'caller_unknown' } }, JSON.stringify(azp))
  }
  t.equal((await ask(await sign({}))).status, 200, 'and a good one is still accepted')

  await t.test('a person has the roles of the token, at the node of the registration', async t => {
    const as = async (claims: object, method: string, path: string): Promise<Answer> => stack.call(method, path, {
      role: null, headers: { authorization: `Bearer ${await sign({ ...person, ...claims })}` }
    })
    const leads = async (claims: object): Promise<string[]> =>
      (await as(claims, 'GET', '/api/v3/oc/lead')).body.data.map((lead: { tenantId: string }) => lead.tenantId)
    t.ok((await leads({})).includes(tenants.israeli), 'who is registered by nothing but the console sees the whole')
    t.same(await leads({ oid: kim }), [tenants.australian], 'who is registered for a customer sees that')
    const sync = '/api/v3/oc/lead/action/synchronize'
    t.match(await as({}, 'POST', sync), { status: 403, body: { errorCode: 'role_missing' } })
    t.match(await as({ roles: ['Admin'] }, 'POST', sync), { status: 200 })
    t.match(await as({ roles: undefined }, 'GET', '/api/v3/oc/lead'), { status: 403 }, 'without roles nothing')
    const [entry] = (await as({ roles: ['Admin'] }, 'GET', '/api/v3/audit?operation=synchronizeLeads')).body.data
    t.match(entry, {
      caller: `${consoleClientId}@${directory}/${other}`, person: other, callerName: other
    }, 'the audit names the application and the person')
    await as({ oid: kim, roles: ['Admin'], preferred_username: 'kim@southernx.example' }, 'POST', sync)
    const [ofKim] = (await as({ roles: ['Admin'] }, 'GET', '/api/v3/audit?operation=synchronizeLeads')).body.data
    t.match(ofKim, {
      caller: `${kim}@${directory}`, person: kim, callerName: 'kim@southernx.example',
      umpCustomerGuid: demo.australianCustomer
    }, 'and one that is registered, with its node')
    const [ofNobody] = (await stack.call('GET', '/api/v3/audit?operation=exportAuditEntries')).body?.data ?? [{}]
    t.equal(ofNobody.person ?? null, null, 'an application that acts for itself names none')
  })
})

t.test('the issuers of each cloud are known by one word', async t => {
  const { readIssuers, readAudiences, issuersOf } = await import('../../src/http/token-issuers.ts')
  const known = readIssuers({
    TOKEN_ISSUER: 'entra, entra-china,https://login.example/v2', TOKEN_JWKS_URL: 'https://k/'
  })
  for (
    const iss of [
      `https://login.microsoftonline.com/${directory}/v2.0`, `https://sts.windows.net/${directory}/`,
      `https://login.partner.microsoftonline.cn/${directory}/v2.0`, `https://sts.chinacloudapi.cn/${directory}/`,
      'https://login.example/v2'
    ]
  ) t.equal(issuersOf(known, iss, directory).length, 1, iss)
  t.same(issuersOf(known, `https://login.microsoftonline.us/${directory}/v2.0`, directory), [], 'another cloud')
  t.throws(() => readIssuers({ TOKEN_ISSUER: 'https://login.example/v2', TOKEN_JWKS_URL: '' }), /TOKEN_JWKS_URL/)
  t.same(readAudiences({ TOKEN_AUDIENCE: `api://${id}` }), [id, `api://${id}`], 'both forms of an application id')
})
