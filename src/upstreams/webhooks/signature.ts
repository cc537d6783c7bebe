import { createHmac } from 'node:crypto'

/**
 * The headers of a message after Standard Webhooks 1.0 (standardwebhooks.com): id, time, and a signature for each live
 * secret over `id.time.body`. A few lines of our own: the library `standardwebhooks` brings two packages, one of them a
 * SHA-256 in JavaScript, for what node:crypto has; the tests verify with it.
 */
export function signedHeaders (
  id: string, body: string, secrets: readonly string[], now = Date.now()
): Record<string, string> {
  const time = String(Math.floor(now / 1000))
  const signatures = secrets.map(secret => {
    const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
    return `v1,${createHmac('sha256', key).update(`${id}.${time}.${body}`).digest('base64')}`
  })
  return {
    'webhook-id': id, 'webhook-timestamp': time,
    ...(signatures.length > 0 && { 'webhook-signature': signatures.join(' ') })
  }
}
