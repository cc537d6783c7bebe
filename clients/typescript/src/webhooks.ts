import type { Event } from './events.ts'

interface WebhookHeaders { get (name: string): string | null }

/** A message that nobody who knows the secret has signed, or that is too old. Answer 400 to it. */
export class NotVerified extends Error {
  override readonly name = 'NotVerified'
}

const toleranceSeconds = 300

/**
 * The event of a webhook call, once its signature holds (Standard Webhooks). Give the body as it came: text that was
 * parsed and made again is other text. `secrets`: while two are live, each of them.
 */
export async function verifyWebhook (
  body: string, headers: WebhookHeaders | Readonly<Record<string, string | string[] | undefined>>,
  secrets: string | readonly string[]
): Promise<Event> {
  const [id, timestamp, signatures] = ['id', 'timestamp', 'signature'].map(name => header(headers, `webhook-${name}`))
  if (id === undefined || timestamp === undefined || signatures === undefined) {
    throw new NotVerified('The call has no signature.')
  }
  const age = Math.abs(Date.now() / 1000 - Number(timestamp))
  if (!(age <= toleranceSeconds)) throw new NotVerified('The call was signed too long ago, or in the future.')
  const signed = new TextEncoder().encode(`${id}.${timestamp}.${body}`)
  const given = signatures.split(' ').filter(text => text.startsWith('v1,')).map(text => bytesOf(text.slice(3)))
  for (const secret of typeof secrets === 'string' ? [secrets] : secrets) {
    const key = await crypto.subtle.importKey(
      'raw', bytesOf(secret.replace(/^whsec_/, '')), { name: 'HMAC', hash: 'SHA-256' }, false, ['verify']
    )
    for (const signature of given) {
      // It compares in constant time.
      if (await crypto.subtle.verify('HMAC', key, signature, signed)) {
        const event: Event = JSON.parse(body)
        return event
      }
    }
  }
  throw new NotVerified('No signature of the call holds.')
}

function header (
  headers: WebhookHeaders | Readonly<Record<string, string | string[] | undefined>>, name: string
): string | undefined {
  const value = 'get' in headers && typeof headers.get === 'function' ? headers.get(name) : Reflect.get(headers, name)
  return typeof value === 'string' ? value : undefined
}

function bytesOf (base64: string): Uint8Array<ArrayBuffer> {
  try {
    return Uint8Array.from(atob(base64), character => character.charCodeAt(0))
  } catch {
    throw new NotVerified('A secret or a signature is not base64.')
  }
}
