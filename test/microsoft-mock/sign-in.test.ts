import { createHash } from 'node:crypto'
import { decodeJwt } from 'jose'
import t from 'tap'
import { operatorTenant, startMock } from './start-mock.ts'

const clientId = 'a0000000-0000-4000-8000-0000000000c0'
const ada = 'e0000000-0000-4000-8000-000000000001'
const verifier = 'v'.repeat(43)
const redirectUri = 'http://127.0.0.1:4321/console/'
const asked = {
  client_id: clientId, redirect_uri: redirectUri, response_type: 'code', state: 's', nonce: 'n',
  scope: 'api://9d576dc4-b85d-4571-880e-4c6ed4c08c31/access_as_user openid profile offline_access',
  code_challenge: createHash('sha256').update(verifier).digest('base64url'), code_challenge_method: 'S256'
}

t.test('people sign in by a code, for pages of an application that has no secret', async t => {
  const { url } = await startMock(t)
  const authorize = `${url}/organizations/oauth2/v2.0/authorize`
  const ask = async (form: object, origin: string | undefined = 'http://127.0.0.1:4321'): Promise<Said> => {
    const response = await fetch(`${url}/${operatorTenant}/oauth2/v2.0/token`, {
      method: 'POST', headers: { ...origin !== '' && { origin } },
      body: new URLSearchParams({ client_id: clientId, redirect_uri: redirectUri, scope: asked.scope, ...form })
    })
    const body: Said = await response.json() as Said
    return { ...body, allowed: response.headers.get('access-control-allow-origin') }
  }
  const code = async (more: object = {}): Promise<string> => {
    const answer = await fetch(authorize, {
      method: 'POST', redirect: 'manual', body: new URLSearchParams({ ...asked, person: ada, ...more })
    })
    const back = new URL(answer.headers.get('location') ?? '')
    t.equal(back.origin + back.pathname, redirectUri)
    t.equal(new URLSearchParams(back.hash.slice(1)).get('state'), 's')
    return new URLSearchParams(back.hash.slice(1)).get('code') ?? ''
  }
  const page = await (await fetch(`${authorize}?${new URLSearchParams(asked)}`)).text()
  t.match(page, /Ada Admin/)

  const grant = { grant_type: 'authorization_code', code: await code(), code_verifier: verifier }
  const issued = await ask(grant)
  t.equal(issued.allowed, 'http://127.0.0.1:4321', 'the page may read it')
  t.match(decodeJwt(issued.access_token ?? ''), {
    oid: ada, scp: 'access_as_user', azp: clientId, roles: ['Admin'], tid: operatorTenant
  })
  t.match(decodeJwt(issued.id_token ?? ''), { aud: clientId, nonce: 'n', preferred_username: 'ada@operator.example' })
  const renewed = await ask({ grant_type: 'refresh_token', refresh_token: issued.refresh_token })
  t.match(decodeJwt(renewed.access_token ?? ''), { oid: ada })

  t.match(await ask(grant), { error_codes: [54005] }, 'a code is worth something once')
  t.match(await ask({ ...grant, code: await code(), code_verifier: 'w'.repeat(43) }), { error_codes: [501481] })
  t.match(await ask({ ...grant, code: await code() }, ''), { error_codes: [9002327] }, 'from pages only')
  t.match(await ask({ ...grant, code: await code() }, 'http://evil.example'), { error_codes: [50011] })
  t.match(await ask({ grant_type: 'refresh_token', refresh_token: 'x' }), { error_codes: [700082] })
  for (const [more, number] of [
    [{ redirect_uri: 'http://evil.example/console/' }, 50011], [{ code_challenge_method: 'plain' }, 501461],
    [{ response_type: 'token' }, 700054], [{ client_id: ada }, 700016], [{ scope: 'openid' }, 70011],
    [{ code_challenge: '' }, 900144]
  ] as const) {
    const refused = await fetch(`${authorize}?${new URLSearchParams({ ...asked, ...more })}`)
    t.match(await refused.json(), { error_codes: [number] })
  }
})

interface Said {
  access_token?: string
  id_token?: string
  refresh_token?: string
  error_codes?: number[]
  allowed: string | null
}
