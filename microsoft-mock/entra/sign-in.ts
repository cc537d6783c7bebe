import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Mock } from '../mock.ts'
import type { Agreement } from '../state/agreements.ts'
import type { Application, Person } from '../state/schema.ts'
import { askedOf, personTokens } from './people.ts'
import { EntraRefusal, missingParameter } from './refusal.ts'

type Asked = { Params: { tenantId: string }, Querystring: Record<string, string> }

const escape = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

/**
 * Authorization code with PKCE, for people and for applications of one page. The page asks who one is and believes it:
 * everything else is as strict as Entra is.
 */
export function signInRoutes (app: FastifyInstance, mock: Mock) {
  app.get<Asked>('/:tenantId/oauth2/v2.0/authorize', async ({ params, query }, reply) => {
    checkRequest(mock, query)
    const people = peopleOf(mock, params.tenantId)
    const fields = Object.entries(query)
      .map(([name, value]) => `<input type="hidden" name="${escape(name)}" value="${escape(value)}">`).join('')
    const choices = people.map(({ objectId, name, userName }) =>
      `<p><button name="person" value="${objectId}">${escape(name)} (${escape(userName)})</button></p>`).join('')
    return reply.type('text/html; charset=utf-8').send(
      `<!doctype html><html lang="en"><meta charset="utf-8"><title>Pick an account</title>
      <link rel="icon" href="data:,"><main><h1>Pick an account</h1>
      <p>This is a mock of Microsoft: no password is asked for.</p>
      <form method="post">${fields}${choices}</form></main></html>`
    )
  })

  app.post<Asked>('/:tenantId/oauth2/v2.0/authorize', async ({ params, body }, reply) => {
    if (!(body instanceof URLSearchParams)) throw missingParameter('client_id')
    const query = Object.fromEntries(body)
    const application = checkRequest(mock, query)
    const person = peopleOf(mock, params.tenantId).find(({ objectId }) => objectId === query['person'])
    if (person === undefined) throw new EntraRefusal(400, 'invalid_request', 50034, 'The user account does not exist.')
    return sendCode(mock, reply, query, { application, person })
  })

  app.get<Asked>('/:tenantId/oauth2/v2.0/logout', async ({ query }, reply) => {
    const back = query['post_logout_redirect_uri']
    if (back !== undefined && mock.world.applications.some((application) => isRegistered(application, back))) {
      return reply.redirect(back)
    }
    return reply.type('text/html; charset=utf-8').send('<!doctype html><title>Signed out</title><p>You are signed out.')
  })
}

function sendCode (
  mock: Mock, reply: FastifyReply, query: Record<string, string>, who: { application: Application, person: Person }
) {
  const redirectUri = query['redirect_uri'] ?? ''
  const agreement: Agreement = {
    ...who, redirectUri, scope: query['scope'] ?? '', nonce: query['nonce'] ?? null,
    challenge: query['code_challenge'] ?? ''
  }
  const told = new URLSearchParams({
    code: mock.world.agreements.codeFor(agreement), session_state: mock.world.epoch,
    ...(query['state'] === undefined ? {} : { state: query['state'] })
  })
  const separator = query['response_mode'] === 'query' ? '?' : '#'
  return reply.redirect(`${redirectUri}${separator}${told}`)
}

/** The application that asks, when everything about the request is right; what is wrong is told on the page. */
function checkRequest (mock: Mock, query: Record<string, string>): Application {
  for (const name of ['client_id', 'redirect_uri', 'response_type', 'scope', 'code_challenge']) {
    if (!query[name]) throw missingParameter(name)
  }
  const application = applicationOf(mock, query['client_id'] ?? '')
  const redirectUri = query['redirect_uri'] ?? ''
  if (!isRegistered(application, redirectUri)) {
    throw new EntraRefusal(
      400, 'invalid_request', 50011,
      `The redirect URI '${redirectUri}' specified in the request does not match the redirect URIs configured.`
    )
  }
  if (query['response_type'] !== 'code') {
    throw new EntraRefusal(400, 'unsupported_response_type', 700054, 'Only response_type code is enabled.')
  }
  if (query['code_challenge_method'] !== 'S256') {
    throw new EntraRefusal(400, 'invalid_request', 501461, 'code_challenge_method must be S256.')
  }
  askedOf(query['scope'] ?? '')
  return application
}

function applicationOf (mock: Mock, clientId: string): Application {
  const found = mock.world.applications.find((known) => known.clientId.toLowerCase() === clientId.toLowerCase())
  if (found !== undefined) return found
  throw new EntraRefusal(400, 'unauthorized_client', 700016, `Application with identifier '${clientId}' was not found.`)
}

/** As Entra has it, the port of this machine's own address is not looked at. */
function isRegistered ({ redirectUris = [] }: Application, uri: string) {
  return redirectUris.some((known) => known === uri || withoutPort(known) === withoutPort(uri))
}

function withoutPort (uri: string) {
  if (!URL.canParse(uri)) return uri
  const url = new URL(uri)
  if (['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)) url.port = ''
  return url.href
}

function peopleOf (mock: Mock, tenantId: string): Person[] {
  const id = tenantId.toLowerCase()
  const isAny = id === 'common' || id === 'organizations'
  return mock.world.people.filter((person) => isAny || person.tenantId.toLowerCase() === id)
}

/** The grants of people, for the token endpoint. `origin`: only a page of the application itself may redeem a code. */
export async function personGrant (mock: Mock, form: URLSearchParams, origin: string | undefined) {
  const of = (name: string) => {
    const value = form.get(name)
    if (!value) throw missingParameter(name)
    return value
  }
  const application = applicationOf(mock, of('client_id'))
  if (origin === undefined) {
    throw new EntraRefusal(
      400, 'invalid_request', 9002327,
      "Tokens issued for the 'Single-Page Application' client-type may only be redeemed via cross-origin requests."
    )
  }
  const { agreements } = mock.world
  const agreement = form.get('grant_type') === 'refresh_token'
    ? agreements.refresh(of('refresh_token'))
    : agreements.redeem(of('code'), of('code_verifier'))
  const isOf = agreement.application === application
  const isSent = form.get('grant_type') === 'refresh_token' || form.get('redirect_uri') === agreement.redirectUri
  if (!isOf || !isSent || new URL(agreement.redirectUri).origin !== origin) {
    throw new EntraRefusal(400, 'invalid_grant', 50011, 'The code was given to another application or redirect URI.')
  }
  return await personTokens(mock, { ...agreement, scope: form.get('scope') ?? agreement.scope })
}
