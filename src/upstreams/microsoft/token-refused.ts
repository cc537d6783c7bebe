import { UpstreamFault } from '../../problems.ts'
import { requestIdText, type HttpAnswer } from './http-client.ts'
import { textOf } from './retry-after.ts'

/** The fault when a new token was not taken either; a claims challenge is a policy, which no further token meets. */
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
