import { TextDecoder } from 'node:util'
import { Pool, type buildConnector, type Dispatcher } from 'undici'
import { UpstreamFault, type FaultKind } from '../../problems.ts'
import { guardedConnector, isNotAllowed } from '../outbound/guarded-connector.ts'
import { SteadyPool } from '../outbound/steady-pool.ts'
import type { SbcConnection } from './sbc.ts'

export interface DeviceAnswer { readonly status: number, readonly text: string }

/**
 * The way to one device over HTTP: one connection, Basic authentication, and faults in words an operator can act on.
 */
export class Wire {
  /** How messages call the device. */
  readonly name: string
  readonly #url: URL
  readonly #pool: SteadyPool
  readonly #authorization: string

  constructor (connection: SbcConnection) {
    this.name = `SBC ${connection.id}`
    this.#url = new URL(connection.baseUrl)
    this.#authorization = `Basic ${Buffer.from(`${connection.username}:${connection.password}`).toString('base64')}`
    const { origin } = this.#url
    const timeoutMs = (connection.timeoutSeconds ?? 60) * 1000
    this.#pool = new SteadyPool(origin, () => new Pool(origin, {
      connections: 1, connect: connectorOf(connection), headersTimeout: timeoutMs, bodyTimeout: timeoutMs
    }), connection.closers)
  }

  /**
   * `path` is below the path of the base URL. What the device cannot do now, or we may not, is thrown as an
   * UpstreamFault; `isAnswer` tells a body that answers although its status is 500.
   */
  async request (
    method: 'GET' | 'PUT' | 'POST', path: string, body?: string, headers: Record<string, string> = {},
    isAnswer: (text: string) => boolean = () => false
  ): Promise<DeviceAnswer> {
    const { status, text } = await this.#exchange(
      { method, path, body: body ?? null, headers }, response => response.body.text()
    )
    return this.#judge(status, text, isAnswer)
  }

  /** Reads an answer line by line: a configuration of 100,000 rules is too much to hold as one text. */
  async readLines (path: string, take: (line: string) => void): Promise<DeviceAnswer> {
    const { status, text } = await this.#exchange({ method: 'GET', path, body: null, headers: {} }, async response => {
      if (response.statusCode !== 200) return response.body.text()
      let rest = ''
      const decoder = new TextDecoder()
      const chunks: AsyncIterable<Uint8Array> = response.body
      for await (const chunk of chunks) {
        const lines = (rest + decoder.decode(chunk, { stream: true })).split(/\r?\n/)
        rest = lines.pop() ?? ''
        for (const line of lines) take(line)
      }
      take(rest)
      return ''
    })
    return this.#judge(status, text, () => false)
  }

  async #exchange (
    { path, headers, ...rest }: {
      method: 'GET' | 'PUT' | 'POST'
      path: string
      body: string | null
      headers: Record<string, string>
    },
    read: (response: Dispatcher.ResponseData) => Promise<string>
  ): Promise<DeviceAnswer> {
    try {
      const response = await this.#pool.request({
        ...rest, path: this.#url.pathname.replace(/\/$/, '') + path,
        headers: { authorization: this.#authorization, ...headers }
      })
      return { status: response.statusCode, text: await read(response) }
    } catch (cause) {
      throw new UpstreamFault(
        this.name, 'unreachable', `${this.name} does not answer; its health says why, to its provider.`,
        { cause, inDetail: this.#whyUnreachable(cause) }
      )
    }
  }

  #judge (status: number, text: string, isAnswer: (text: string) => boolean): DeviceAnswer {
    if (status === 401) {
      throw this.fault(
        'unauthorized',
        `${this.name} does not accept our credentials (401): the user or the password is wrong, blocked or expired.`
      )
    }
    if (status === 403 && /session/i.test(text)) {
      throw this.fault('busy', `${this.name} has no session left for our user (403).`)
    }
    if (status === 403 || status === 405) {
      throw this.fault(
        'forbidden',
        `The user of ${this.name} may not do this (${status}): it needs the level Administrator or higher.`
      )
    }
    if (status === 409 || status === 429 || (status >= 500 && !isAnswer(text))) {
      throw this.fault('busy', `${this.name} is busy (${status}).`, text)
    }
    return { status, text }
  }

  fault (kind: FaultKind, message: string, cause?: unknown): UpstreamFault {
    return new UpstreamFault(this.name, kind, message, { cause })
  }

  close (): Promise<void> {
    return this.#pool.destroy()
  }

  #whyUnreachable (cause: unknown): string {
    const message = cause instanceof Error ? cause.message : ''
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
    const { host, hostname } = this.#url
    if (isNotAllowed(cause)) {
      return `${this.name} is not called: ${host} has no address at which an SBC may be` +
        `${this.#url.protocol === 'http:' ? ' without TLS' : ''} (SBC_ADDRESSES, SBC_PLAIN_NETWORKS).`
    }
    if (cause instanceof WrongCertificate) {
      return `${this.name} shows a certificate other than the one that is pinned: its SHA-256 is ${cause.fingerprint}.`
    }
    if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
      return `${this.name} does not answer: the name ${hostname} is not known (DNS).`
    }
    if (code === 'ECONNREFUSED') return `${this.name} does not answer: ${host} refuses the connection.`
    if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
      return `${this.name} cannot be trusted (TLS): its certificate is not for ${hostname}.`
    }
    if (code === 'CERT_HAS_EXPIRED' || code === 'CERT_NOT_YET_VALID') {
      return `${this.name} cannot be trusted (TLS): its certificate has expired or is not valid yet.`
    }
    if (certificateCodes.test(code)) {
      return `${this.name} cannot be trusted (TLS): its certificate is not signed by an authority that is accepted ` +
        `(${code}).`
    }
    if (code.startsWith('ERR_SSL') || code.startsWith('ERR_TLS') || code === 'EPROTO') {
      return `${this.name} does not answer: TLS fails at ${host} (${code}); it may want a client certificate, or ` +
        'speak plain HTTP.'
    }
    if (/TIMEOUT|ETIMEDOUT/.test(code)) return `${this.name} does not answer: ${host} is silent (timeout).`
    return `${this.name} does not answer: ${code === '' ? message : code} at ${host}.`
  }
}

const certificateCodes = /^(UNABLE_TO_|SELF_SIGNED_CERT|DEPTH_ZERO_SELF_SIGNED|CERT_|UNABLE_TO_VERIFY)/

class WrongCertificate extends Error {
  readonly fingerprint: string

  constructor (fingerprint: string) {
    super('The certificate is not the pinned one')
    this.fingerprint = fingerprint
  }
}

/** A pinned certificate is trusted as such; an authority of our own as well, when both are named. */
function connectorOf (
  {
    addresses, certificateAuthority, certificateFingerprint, clientCertificate, clientKey, connectSeconds
  }: SbcConnection
): buildConnector.connector {
  const connect = guardedConnector(addresses, {
    timeout: (connectSeconds ?? 5) * 1000,
    ...(certificateAuthority !== undefined && { ca: certificateAuthority }),
    ...(clientCertificate !== undefined && { cert: clientCertificate, key: clientKey }),
    ...(certificateFingerprint !== undefined && certificateAuthority === undefined && { rejectUnauthorized: false })
  })
  if (certificateFingerprint === undefined) return connect
  const wanted = bare(certificateFingerprint)
  return (options, callback) => {
    connect(options, (error, socket) => {
      if (error !== null) return callback(error, null)
      const shown = 'getPeerCertificate' in socket ? socket.getPeerCertificate().fingerprint256 : ''
      if (bare(shown) === wanted) return callback(null, socket)
      socket.destroy()
      callback(new WrongCertificate(shown), null)
    })
  }
}

function bare (fingerprint: string): string {
  return fingerprint.replace(/[^0-9a-f]/gi, '').toLowerCase()
}
