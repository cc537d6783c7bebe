import { Type, type Static } from '@sinclair/typebox'
import { Value } from '@sinclair/typebox/value'
import { UpstreamFault } from '../../problems.ts'
import type { Credential } from '../../schemas/microsoft-credential.ts'
import { proofOf } from './client-proof.ts'
import type { TokenSettings } from './client-credentials.ts'
import type { HttpAnswer, HttpClient } from './http-client.ts'
import type { Application } from './identities.ts'

export interface IssuedToken { readonly token: string, readonly lifetimeSeconds: number }

/** The metadata service answers with the number as a text. */
const TokenAnswer = Type.Object({
  access_token: Type.String(), expires_in: Type.Union([Type.Number(), Type.String({ pattern: '^\\d+$' })])
})
const TokenRefusal = Type.Object({ error: Type.String(), error_description: Type.Optional(Type.String()) })

/** Only one word of Entra's is worth another try. */
const isFinal = ({ error }: Static<typeof TokenRefusal>): boolean => error !== 'temporarily_unavailable'

/** One request for one token, with one credential; `claims`: what a challenge demands of the token, as JSON. */
export async function requestToken (
  http: HttpClient, settings: TokenSettings, { tenantId, clientId, cloud, proxyUrl }: Application,
  credential: Credential, scope: string, claims?: string
): Promise<IssuedToken> {
  if (credential.type === 'managed-identity') {
    // The service is on the machine: no proxy leads there, and it takes no claims.
    const service = http.at(settings.identityUrl ?? 'http://169.254.169.254')
    const query = new URLSearchParams({
      'api-version': '2018-02-01', resource: scope.replace(/\/\.default$/, ''),
      ...(credential.clientId !== undefined && { client_id: credential.clientId })
    })
    return read(tenantId, credential.clientId ?? clientId, await service.request({
      method: 'GET', path: `/metadata/identity/oauth2/token?${query.toString()}`, headers: { metadata: 'true' }
    }))
  }
  const login = http.at(settings.hostsOf?.(cloud ?? 'global').loginUrl, proxyUrl)
  const path = `/${encodeURIComponent(tenantId)}/oauth2/v2.0/token`
  const proof = await proofOf(credential, clientId, login.baseUrl + path)
  const form = new URLSearchParams({
    grant_type: 'client_credentials', client_id: clientId, scope, ...proof, ...(claims !== undefined && { claims })
  })
  const answer = await login.request({
    method: 'POST', path, headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: form.toString()
  })
  if (claims !== undefined && Value.Check(TokenRefusal, answer.body) && isFinal(answer.body)) {
    throw new UpstreamFault(
      'Entra', 'unauthorized',
      `Entra does not meet a claims challenge for application ${clientId}: ${answer.body.error}. Compare the ` +
      'Conditional Access policies of the application with the addresses that we call from.',
      { cause: answer.body }
    )
  }
  return read(tenantId, clientId, answer)
}

function read (tenantId: string, clientId: string, { status, body }: HttpAnswer): IssuedToken {
  if (status === 200 && Value.Check(TokenAnswer, body)) {
    return { token: body.access_token, lifetimeSeconds: Number(body.expires_in) }
  }
  if (Value.Check(TokenRefusal, body)) {
    if (!isFinal(body)) {
      throw new UpstreamFault('Entra', 'busy', 'Entra is temporarily unavailable.')
    }
    throw new UpstreamFault(
      'Entra', 'unauthorized',
      `Entra refused a token for application ${clientId} in tenant ${tenantId}: ${body.error}.`,
      { cause: body }
    )
  }
  throw new UpstreamFault('Entra', 'unexpected', `Entra answered ${status} without a token.`)
}
