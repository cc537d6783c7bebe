import { UpstreamFault } from '../../problems.ts'
import { requestIdText, type HttpAnswer } from './http-client.ts'
import { textOf } from './retry-after.ts'

/**
 * The claims that a new token must have, as JSON, when the answer is a claims challenge; Entra is asked for them once
 * (docs/wire/microsoft.md#claims-challenges).
 */
export function claimsOf ({ headers }: Pick<HttpAnswer, 'headers'>): string | undefined {
  const encoded = /\bclaims="?([\w+/=-]+)/i.exec(textOf(headers['www-authenticate']) ?? '')?.[1]
  if (encoded === undefined) return undefined
  const claims = Buffer.from(encoded, 'base64').toString('utf8') // reads base64url too
  try {
    const parsed: unknown = JSON.parse(claims)
    return typeof parsed === 'object' && parsed !== null ? claims : undefined
  } catch {
    return undefined
  }
}

/** The fault when a new token was not taken either, though it was asked for with the claims of the challenge. */
export function tokenRefused (upstream: string, whose: string, answer: HttpAnswer): UpstreamFault {
  const { requestId } = answer
  const challenge = textOf(answer.headers['www-authenticate']) ?? ''
  const message = /claims="?[\w+/=-]+/i.test(challenge)
    ? `${upstream} demands more of the token of ${whose} than Entra gives it (claims challenge of continuous access ` +
      'evaluation). Compare the Conditional Access policies of the application with the addresses that we call from.'
    : `${upstream} does not accept the token of ${whose}.`
  return new UpstreamFault(upstream, 'unauthorized', message + requestIdText(requestId), {
    requestId, cause: { challenge }
  })
}
