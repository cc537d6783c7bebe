import { isIP } from 'node:net'
import { rootCertificates } from 'node:tls'
import { Agent } from 'undici'
import { isPublicAddress, lookupPublic, NotPublic } from './public-address.ts'
import type { Delivery, WebhookCall, Webhooks } from './webhooks.ts'

export interface WebhookSettings {
  readonly tries: number
  /** For laboratories and tests: receivers may be on loopback or in a private network. */
  readonly allowPrivateAddresses: boolean
  /** PEM of an authority that is trusted beside the public ones. */
  readonly certificateAuthority?: string | undefined
}

/** A receiver has so long to answer, from the look-up of its name on. */
const timeoutMs = 10_000
/** What it answers is not read by anybody. */
const largestAnswer = 64 * 1024
/** Statuses that ask to come again. */
const comesAgain = [408, 425, 429]

const notCallable: Delivery = { outcome: 'refused', reason: 'The URL must be an https URL without user and password.' }

export function httpWebhooks (settings: WebhookSettings): Webhooks {
  const agent = new Agent({
    pipelining: 0, // each call looks its address up anew
    connect: {
      timeout: timeoutMs,
      ...(!settings.allowPrivateAddresses && { lookup: lookupPublic }),
      ...(settings.certificateAuthority !== undefined && { ca: [...rootCertificates, settings.certificateAuthority] })
    },
    maxResponseSize: largestAnswer
  })

  async function call (url: URL, { id, body }: WebhookCall): Promise<Delivery> {
    const response = await agent.request({
      origin: url.origin,
      path: url.pathname + url.search,
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': 'Dialplane', 'webhook-id': id },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(timeoutMs)
    })
    await response.body.dump({ limit: largestAnswer }).catch(() => {}) // it has answered, whatever becomes of the rest
    const { statusCode: status } = response
    if (status >= 200 && status < 300) return { outcome: 'delivered' }
    const reason = `${url.host} answered ${status}.`
    if (status >= 300 && status < 400) {
      return { outcome: 'refused', reason: `${url.host} answered ${status}; redirects are not followed.` }
    }
    return { outcome: status >= 500 || comesAgain.includes(status) ? 'unreachable' : 'refused', reason }
  }

  return {
    tries: settings.tries,
    async deliver (message) {
      const url = URL.canParse(message.url) ? new URL(message.url) : undefined
      if (url === undefined || url.protocol !== 'https:' || url.username !== '' || url.password !== '') {
        return notCallable
      }
      // A socket asks for no name where there is none.
      const literal = url.hostname.replace(/^\[|\]$/g, '')
      if (!settings.allowPrivateAddresses && isIP(literal) !== 0 && !isPublicAddress(literal)) return notPublic(url)
      try {
        return await call(url, message)
      } catch (error) {
        return isNotPublic(error) ? notPublic(url) : { outcome: 'unreachable', reason: whyUnreachable(url, error) }
      }
    },
    close: () => agent.destroy()
  }
}

function notPublic ({ hostname }: URL): Delivery {
  return { outcome: 'refused', reason: `${hostname} is not a public address on the Internet.` }
}

function isNotPublic (error: unknown): boolean {
  return error instanceof NotPublic || (error instanceof Error && error.cause !== undefined && isNotPublic(error.cause))
}

function whyUnreachable ({ host, hostname }: URL, error: unknown): string {
  const name = error instanceof Error ? error.name : 'Error'
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return `The name ${hostname} is not known (DNS).`
  if (code === 'ECONNREFUSED') return `${host} refuses the connection.`
  if (name === 'TimeoutError' || /TIMEOUT|ETIMEDOUT/.test(code ?? '')) {
    return `${host} does not answer within ${timeoutMs / 1000} s.`
  }
  if (/^(UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|CERT_|ERR_TLS_CERT)/.test(code ?? '')) {
    return `${host} cannot be trusted (TLS): ${code}.`
  }
  return `${host} does not answer: ${code ?? name}.`
}
