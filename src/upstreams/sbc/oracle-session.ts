import { UpstreamFault, type FaultKind } from '../../problems.ts'
import type { SbcConnection } from './sbc.ts'
import { Wire, type DeviceAnswer } from './wire.ts'
import { childrenOf, find, parseXml, type XmlElement } from './xml.ts'

export type Method = 'GET' | 'PUT' | 'POST' | 'DELETE'
interface Token { readonly version: string, readonly token: string }

/** Newest first; which one a device has is found when the token is asked for. */
const versions = ['v1.2', 'v1.1']

/** The way to an Oracle SBC: one token for all requests, and answers that are proved to be whole. */
export class OracleSession {
  readonly #wire: Wire
  #token: Token | undefined

  constructor (connection: SbcConnection) {
    this.#wire = new Wire(connection)
  }

  get name (): string {
    return this.#wire.name
  }

  get certificateEnds (): string | undefined {
    return this.#wire.certificateEnds?.toISOString()
  }

  async request (method: Method, path: string, body?: string): Promise<DeviceAnswer> {
    const known = this.#token
    try {
      return await this.#send(known ?? await this.#login(), method, path, body)
    } catch (error) {
      // A token ends with its time, or with a restart; nothing was done with one that is refused.
      if (!(error instanceof UpstreamFault) || error.kind !== 'unauthorized' || known === undefined) throw error
      return this.#send(await this.#login(), method, path, body)
    }
  }

  #send ({ version, token }: Token, method: Method, path: string, body?: string): Promise<DeviceAnswer> {
    return this.#wire.request(method, `/rest/${version}${path}`, body, {
      accept: 'application/xml', authorization: `Bearer ${token}`,
      ...(body !== undefined && { 'content-type': 'application/xml' })
    })
  }

  async #login (): Promise<Token> {
    for (const version of versions) {
      const path = `/rest/${version}/auth/token`
      const answer = await this.#wire.request('POST', path, '', { accept: 'application/xml' })
      if (answer.status === 404 && version !== versions.at(-1)) continue
      if (answer.status !== 200) throw this.unexpected(path, answer)
      const token = find(this.whole(answer, path), 'accessToken')?.text.trim()
      if (token !== undefined && token !== '') {
        this.#token = { version, token }
        return this.#token
      }
    }
    throw this.fault('busy', `${this.name} gives no token; its base URL may lead to something else.`)
  }

  /** The answer, of which the last line proves that it is whole; also what is absent is told by a response. */
  whole ({ text, status }: DeviceAnswer, path: string): XmlElement {
    const root = parseXml(text)
    if (root?.name === 'response' && (childrenOf(root, 'data').length > 0 || status !== 200)) return root
    throw this.fault(
      'busy', `${this.name} does not answer ${path.split('?')[0]} with a whole response (${status}); nothing is ` +
        'concluded from it.'
    )
  }

  unexpected (path: string, { status, text }: DeviceAnswer): UpstreamFault {
    const words = wordsOf(text)
    const said = words === undefined ? '' : `: ${words}`
    if (status === 423) {
      return this.fault('busy', `The configuration of ${this.name} is locked by another user (423)${said}.`)
    }
    return this.fault('unexpected', `${this.name} answers ${path.split('?')[0]} with ${status}${said}.`)
  }

  fault (kind: FaultKind, message: string): UpstreamFault {
    return this.#wire.fault(kind, message)
  }

  close (): Promise<void> {
    return this.#wire.close()
  }
}

/** What the device says itself, as one short line. */
export function wordsOf (text: string): string | undefined {
  const said = find(find(parseXml(text), 'messages'), 'message')?.text.replace(/[^\x20-\x7e]+/g, ' ').trim()
  return said === undefined || said === '' ? undefined : said.replace(/\.$/, '').slice(0, 160)
}
