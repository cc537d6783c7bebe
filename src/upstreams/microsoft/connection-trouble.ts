import type { GateName } from '../../schemas/microsoft-gate.ts'

// Which gate a connection failed at, by what the socket, TLS or the proxy said.

const advice = {
  ENOTFOUND: 'The name is not known: compare it, and the name server of this machine.',
  EAI_AGAIN: 'The name server of this machine does not answer.',
  ECONNREFUSED: 'Nothing listens there: compare host and port.',
  ECONNRESET: 'The connection was cut: a firewall may stand between.',
  UND_ERR_SOCKET: 'The connection was cut: a firewall may stand between.',
  UND_ERR_CONNECT_TIMEOUT: 'It does not answer: let the firewall pass connections to it.',
  UND_ERR_HEADERS_TIMEOUT: 'It took the connection and says nothing.',
  ETIMEDOUT: 'It does not answer: let the firewall pass connections to it.',
  EHOSTUNREACH: 'There is no route to it.',
  ENETUNREACH: 'There is no route to it.'
} as const

/** OpenSSL's and Node's codes of certificates and handshakes. */
const ofTls = /CERT|SELF_SIGNED|UNABLE_TO_|SSL|TLS|EPROTO|HOSTNAME_MISMATCH/

/** The innermost codes and words of an error and its causes. */
function chain (error: unknown): Array<{ code: string, message: string }> {
  const found: Array<{ code: string, message: string }> = []
  for (let cause: unknown = error; cause instanceof Error && found.length < 8; cause = cause.cause) {
    found.push({ code: 'code' in cause ? String(cause.code) : '', message: cause.message })
    if (cause instanceof AggregateError) found.push(...cause.errors.flatMap(chain))
  }
  return found
}

/** `baseUrl` did not answer, because of `error`. */
export function closedBy (
  error: unknown, baseUrl: string, proxyUrl: string | undefined
): { gate: GateName, message: string } {
  const causes = chain(error)
  const { host } = new URL(baseUrl)
  const refusal = causes.find(({ message }) => /proxy response|tunnel/i.test(message))
  if (proxyUrl !== undefined && refusal !== undefined) {
    return {
      gate: 'proxy', message: `The proxy does not lead to ${host} (${refusal.message}). Let it pass, or log in.`
    }
  }
  const tls = causes.find(({ code }) => ofTls.test(code))
  if (tls !== undefined) {
    return {
      gate: 'tls',
      message: `The certificate or handshake of ${host} is not accepted (${tls.code}). Is a proxy reading along? ` +
        'Trust its authority with NODE_EXTRA_CA_CERTS.'
    }
  }
  const known = causes.flatMap(({ code }) => Object.entries(advice).filter(([name]) => name === code))[0]
  const [code, what] = known ?? [causes.at(-1)?.code || 'no answer', 'It does not answer.']
  return proxyUrl === undefined
    ? { gate: 'network', message: `${host} cannot be reached (${code}). ${what}` }
    : { gate: 'proxy', message: `The proxy for ${host} cannot be reached (${code}). ${what}` }
}
