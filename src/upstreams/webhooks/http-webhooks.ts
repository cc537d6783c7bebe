import { rootCertificates } from 'node:tls'
import { Agent } from 'undici'
import type { AddressPolicy } from '../../schemas/address-policy.ts'
import { guardedConnector, isNotAllowed, type Resolve } from '../outbound/guarded-connector.ts'
import type { Delivery, WebhookCall } from '../../schemas/webhook-call.ts'
import { signedHeaders } from './signature.ts'
import type { Webhooks } from './webhooks.ts'

export interface WebhookSettings {
  readonly tries: number
  /** In which a receiver must have answered, from the look-up of its name on. */
  readonly answerSeconds?: number
  /** Where receivers may be. */
  readonly addresses: AddressPolicy
  /** Finds the addresses of names, in the place of the system. */
  readonly resolve?: Resolve | undefined
  /** Told why nobody answered: a caller must not learn what there is behind an address that it cannot reach itself. */
  readonly noteTrouble?: (host: string, why: string) => void
  /** PEM of an authority that is trusted beside the public ones. */
  readonly certificateAuthority?: string | undefined
}

/** What it answers is not read by anybody. */
const largestAnswer = 64 * 1024
/** Statuses that ask to come again. */
const comesAgain = [408, 425, 429]

const notCallable: Delivery = { outcome: 'refused', reason: 'The URL must be an https URL without user and password.' }

export function httpWebhooks (settings: WebhookSettings): Webhooks {
  const { answerSeconds = 10 } = settings
  const timeoutMs = answerSeconds * 1000
  const agent = new Agent({
    pipelining: 0, // each call looks its address up anew
    connect: guardedConnector(settings.addresses, {
      timeout: timeoutMs,
      ...(settings.certificateAuthority !== undefined && { ca: [...rootCertificates, settings.certificateAuthority] })
    }, settings.resolve),
    maxResponseSize: largestAnswer
  })

  async function call (url: URL, { id, body, secrets = [] }: WebhookCall): Promise<Delivery> {
    const text = JSON.stringify(body)
    const response = await agent.request({
      origin: url.origin,
      path: url.pathname + url.search,
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': 'Dialplane', ...signedHeaders(id, text, secrets) },
      body: text,
      signal: AbortSignal.timeout(timeoutMs)
    })
    await response.body.dump({ limit: largestAnswer }).catch(() => {}) // it has answered, whatever becomes of the rest
    const { statusCode: status } = response
    if (status >= 200 && status < 300) return { outcome: 'delivered', status }
    const reason = `${url.host} answered ${status}.`
    if (status >= 300 && status < 400) {
      return { outcome: 'refused', status, reason: `${url.host} answered ${status}; redirects are not followed.` }
    }
    return { outcome: status >= 500 || comesAgain.includes(status) ? 'unreachable' : 'refused', reason, status }
  }

  return {
    tries: settings.tries,
    async deliver (message) {
      const url = URL.canParse(message.url) ? new URL(message.url) : undefined
      if (url === undefined || url.protocol !== 'https:' || url.username !== '' || url.password !== '') {
        return notCallable
      }
      try {
        return await call(url, message)
      } catch (error) {
        const isForbidden = isNotAllowed(error)
        settings.noteTrouble?.(
          url.host, isForbidden ? 'Its address may not be called.' : whyUnreachable(error, answerSeconds)
        )
        return { outcome: isForbidden ? 'refused' : 'unreachable', reason: silence(url, answerSeconds) }
      }
    },
    close: () => agent.destroy()
  }
}

/** The same for all: it must not tell an open port from a closed one, nor a name that exists from one that does not. */
function silence ({ host }: URL, seconds: number): string {
  return `${host} could not be called: it must be a public host that answers within ${seconds} s, with a ` +
    'certificate of a known authority.'
}

function whyUnreachable (error: unknown, seconds: number): string {
  const name = error instanceof Error ? error.name : 'Error'
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'Its name is not known (DNS).'
  if (code === 'ECONNREFUSED') return 'It refuses the connection.'
  if (name === 'TimeoutError' || /TIMEOUT|ETIMEDOUT/.test(code ?? '')) {
    return `It does not answer within ${seconds} s.`
  }
  if (/^(UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|CERT_|ERR_TLS_CERT)/.test(code ?? '')) {
    return `It cannot be trusted (TLS): ${code}.`
  }
  return `It does not answer: ${code ?? name}.`
}
