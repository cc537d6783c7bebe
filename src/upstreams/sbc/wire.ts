import { TextDecoder } from 'node:util'
import { Pool, type Dispatcher } from 'undici'
import { UpstreamFault, type FaultKind } from '../../problems.ts'
import { SteadyPool } from '../outbound/steady-pool.ts'
import { connectorOf, fingerprintShownBy } from './device-connection.ts'
import { isOfCertificate, whyUnreachable, wordsOf } from './device-trouble.ts'
import type { SbcConnection } from './sbc.ts'

type Method = 'GET' | 'PUT' | 'POST' | 'DELETE'

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
  readonly #connection: SbcConnection
  /** When the certificate that it showed last ends. */
  certificateEnds: Date | undefined

  constructor (connection: SbcConnection) {
    this.#connection = connection
    this.name = `SBC ${connection.id}`
    this.#url = new URL(connection.baseUrl)
    this.#authorization = `Basic ${Buffer.from(`${connection.username}:${connection.password}`).toString('base64')}`
    const { origin } = this.#url
    const timeoutMs = (connection.timeoutSeconds ?? 60) * 1000
    this.#pool = new SteadyPool(origin, () => new Pool(origin, {
      connections: 1, connect: connectorOf(connection, ends => { this.certificateEnds = ends }),
      headersTimeout: timeoutMs, bodyTimeout: timeoutMs
    }), connection.closers)
  }

  /**
   * `path` is below the path of the base URL. What the device cannot do now, or we may not, is thrown as an
   * UpstreamFault; `isAnswer` tells a body that answers although its status is 500.
   */
  async request (
    method: Method, path: string, body?: string, headers: Record<string, string> = {},
    isAnswer: (text: string) => boolean = () => false
  ): Promise<DeviceAnswer> {
    const { status, text } = await this.#exchange(
      { method, path, body: body ?? null, headers }, response => response.body.text()
    )
    this.#connection.tell?.({ method, path, body: body ?? null, status, answer: text })
    return this.#judge(status, text, isAnswer)
  }

  /**
   * Reads an answer line by line: a configuration of 100,000 rules is too much to hold as one text. After some lines
   * `pause` is awaited before more are read; what it throws is thrown as it is, for it is no fault of the device.
   */
  async readLines (
    path: string, take: (line: string) => void, pause: () => Promise<void> = async () => {}
  ): Promise<DeviceAnswer> {
    const { tell } = this.#connection
    let trouble: { readonly error: unknown } | undefined
    const rest = (): Promise<void> => pause().catch((error: unknown) => {
      trouble = { error }
      throw error
    })
    const kept: string[] = []
    const takeLine = tell === undefined
      ? take
      : (line: string): void => {
          kept.push(line)
          take(line)
        }
    const { status, text } = await this.#exchange({ method: 'GET', path, body: null, headers: {} }, async response => {
      if (response.statusCode !== 200) return response.body.text()
      let begun = ''
      const decoder = new TextDecoder()
      const chunks: AsyncIterable<Uint8Array> = response.body
      for await (const chunk of chunks) {
        const lines = (begun + decoder.decode(chunk, { stream: true })).split(/\r?\n/)
        begun = lines.pop() ?? ''
        for (const line of lines) takeLine(line)
        await rest()
      }
      takeLine(begun)
      await rest()
      return ''
    }).catch((error: unknown) => { throw trouble === undefined ? error : trouble.error })
    tell?.({ method: 'GET', path, body: null, status, answer: text + kept.join('\n') })
    return this.#judge(status, text, () => false)
  }

  async #exchange (
    { path, headers, ...rest }: {
      method: Method
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
      const shown = isOfCertificate(cause) ? await fingerprintShownBy(this.#connection) : undefined
      throw new UpstreamFault(
        this.name, 'unreachable', `${this.name} does not answer; its health says why, to its provider.`,
        { cause, inDetail: whyUnreachable(this.name, this.#url, cause, shown) }
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
      const words = wordsOf(text)
      throw this.fault('busy', `${this.name} is busy (${status})${words === undefined ? '' : `: ${words}`}.`, text)
    }
    return { status, text }
  }

  fault (kind: FaultKind, message: string, cause?: unknown): UpstreamFault {
    return new UpstreamFault(this.name, kind, message, { cause })
  }

  close (): Promise<void> {
    return this.#pool.destroy()
  }
}
