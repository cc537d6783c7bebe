import { errors } from 'undici'
import { isNotAllowed } from '../outbound/guarded-connector.ts'
import { WrongCertificate } from './device-connection.ts'

// Why a device cannot be reached, in words for those who own it. Codes of Node and undici are for the log.

const certificateCodes = /^(UNABLE_TO_|SELF_SIGNED_CERT|DEPTH_ZERO_SELF_SIGNED|CERT_|UNABLE_TO_VERIFY)/

const reasons: ReadonlyArray<readonly [code: RegExp, reason: (host: string) => string]> = [
  [/^(ENOTFOUND|EAI_AGAIN)$/, host => `the name ${host.replace(/:\d+$/, '')} is not known (DNS)`],
  [/^ECONNREFUSED$/, host => `${host} refuses the connection`],
  [/TIMEOUT|ETIMEDOUT/, host => `${host} is silent (timeout)`],
  [/^(EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|ENETDOWN)$/, host => `no way leads to ${host} (routing or firewall)`],
  [/^(UND_ERR_SOCKET|ECONNRESET|EPIPE|ECONNABORTED|UND_ERR_ABORTED)$/, host =>
    `${host} closes the connection before its answer is complete`],
  [/CONTENT_LENGTH_MISMATCH/, host => `the answer of ${host} is not as long as it says`],
  [/^HPE_|HEADERS_OVERFLOW|^UND_ERR_/, host => `${host} does not speak HTTP as it should`],
  [/^(ERR_SSL|ERR_TLS)|^EPROTO$/, host =>
    `TLS fails at ${host}; it may want a client certificate, or speak plain HTTP`]
]

/** `shown`: the fingerprint of the certificate that is not trusted. */
export function whyUnreachable (
  name: string, { host, hostname, protocol }: URL, cause: unknown, shown?: string
): string {
  if (isNotAllowed(cause)) {
    return `${name} is not called: ${host} has no address at which an SBC may be` +
      `${protocol === 'http:' ? ' without TLS' : ''} (SBC_ADDRESSES, SBC_PLAIN_NETWORKS).`
  }
  if (cause instanceof WrongCertificate) {
    return `${name} shows a certificate other than the one that is pinned: its SHA-256 is ${cause.fingerprint}.`
  }
  const code = codeOf(cause)
  if (isOfCertificate(cause)) {
    const offer = shown === undefined
      ? ''
      : ` Its SHA-256 is ${shown}; when the device itself shows the same, set it as certificateFingerprint.`
    return `${name} cannot be trusted (TLS): ${whyNotTrusted(code, hostname)}.${offer}`
  }
  const reason = reasons.find(([pattern]) => pattern.test(code))?.[1]
  return `${name} does not answer: ${reason?.(host) ?? `the connection to ${host} fails`}.`
}

function whyNotTrusted (code: string, hostname: string): string {
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return `its certificate is not for ${hostname}`
  return code === 'CERT_HAS_EXPIRED' || code === 'CERT_NOT_YET_VALID'
    ? 'its certificate has expired or is not valid yet'
    : 'its certificate is not signed by an authority that is accepted'
}

export function isOfCertificate (cause: unknown): boolean {
  const code = codeOf(cause)
  return certificateCodes.test(code) || code === 'ERR_TLS_CERT_ALTNAME_INVALID'
}

function codeOf (cause: unknown): string {
  if (cause instanceof errors.HTTPParserError) return 'HPE_' // which of its codes it has does not matter, or none
  return cause instanceof Error && 'code' in cause ? String(cause.code) : ''
}

/**
 * What the device itself says in an answer, as one short line: a Mediant in a description, an Oracle SBC in a message,
 * a Kamailio in an error or in the first of its lines. Undefined when that is no text of its own.
 */
export function wordsOf (answer: string): string | undefined {
  const said = described(answer) ?? /<message>([^<]*)<\/message>/.exec(answer)?.[1] ??
    /^([ -~]{1,80})\nend\n$/.exec(answer)?.[1]
  const words = said?.replace(/[^\x20-\x7e]+/g, ' ').trim().replace(/\.$/, '').slice(0, 160)
  return words === '' ? undefined : words
}

function described (answer: string): string | undefined {
  try {
    const { description, error }: { description?: unknown, error?: { message?: unknown } } = JSON.parse(answer) ?? {}
    const said = description ?? error?.message
    return typeof said === 'string' ? said : undefined
  } catch {
    return undefined
  }
}
