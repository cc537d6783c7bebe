import type { Upstreams } from './exchange.ts'
import type { StandIns } from './stand-ins.ts'

const guid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i
const number = /^((?:tel:)?(?:\+|%2B)?)([1-9]\d{6,14})$/i
const mail = /^((?:sips?:|smtp:|mailto:)?)([\w.!#$&'*+=^~-]+@[\w-]+(?:\.[\w-]+)+)$/i
const host = /^(?!microsoft\.graph\.)(?:[a-z\d_](?:[a-z\d-]*[a-z\d])?\.)+[a-z][a-z\d-]*[a-z]$/i
const jwt = /^[\w-]{8,}\.[\w-]{8,}\.[\w-]{8,}$/
const time = /^\d{4}-\d\d-\d\d(?:[T ][\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?$/
// Names of Microsoft's have no digits in them, and what says who something is of has.
const base64 = /^(?=.*\d)(?=.*[A-Z])(?=.*[a-z])[A-Za-z\d+/_-]{20,}={0,2}$/
const word = /^[A-Za-z][\w. ,-]{0,79}$/
const microsoftHost = /(?:^|\.)(?:microsoft(?:online)?\.(?:com|us)|windows\.net|chinacloudapi\.cn|azure\.com)$/i

const anywhere = new RegExp([
  String.raw`(?<link>https?:\/\/[^\s"'<>\\]+)`,
  String.raw`(?<jwt>\beyJ[\w-]{5,}\.[\w-]+\.[\w-]*)`,
  String.raw`(?<mail>[\w.!#$&*+=^~-]+@[\w-]+(?:\.[\w-]+)+)`,
  String.raw`(?<guid>\b[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\b)`,
  String.raw`(?<number>(?:\+|%2B)[1-9]\d{6,14}(?!\d))`,
  String.raw`(?<address>\b\d{1,3}(?:\.\d{1,3}){3}\b)`,
  String.raw`(?<quoted>'(?:[^']|'')+')`
].join('|'), 'gi')

// By the names of fields. What is in none of these lists is taken for something that identifies somebody.
const secretFields = /secret|password|assertion|^hint$|^keyId$|customKeyIdentifier/i
const tokenFields = /^(?:access|refresh|id)_token$/i
const messageFields =
  /^(?:message|error_description|errorMessage|statusDetail|scope|resource|claims|client_assertion_type)$/i
const wordFields = new RegExp(
  'status|state$|code$|codes$|^error|type|capabilit|usage|category|context|origin|source|region|scope|countr|locale|' +
  'action|option|kind|version|service|roles|grant|method|claims_supported|values_supported|sku|validation|^unit$|' +
  'productContext|companySize|relationship|warning|reason$', 'i'
)
// Short, and yet of a place that somebody lives at.
const placeFields = /stateOrProvince|^state$|house|postal|zip|latitude|longitude|elin/i

/** Replaces what identifies anybody, the same by the same, and leaves how Microsoft says it. */
export class Scrub {
  readonly #standIns: StandIns
  readonly #upstreams: ReadonlyArray<[name: string, baseUrl: string]>

  constructor (standIns: StandIns, upstreams: Upstreams) {
    this.#standIns = standIns
    this.#upstreams = Object.entries(upstreams).sort(([, one], [, other]) => other.length - one.length)
  }

  /** A path with its query. */
  path (path: string): string {
    const [segments = '', query] = path.split(/\?(.*)/s)
    const clean = segments.split('/').map(segment => encode(this.#segment(decode(segment)))).join('/')
    if (query === undefined) return clean
    const parameters = query.split('&').map(parameter => {
      const [name = '', value] = parameter.split(/=(.*)/s)
      return value === undefined ? name : `${name}=${encode(this.#parameter(decode(name), decode(value)))}`
    })
    return `${clean}?${parameters.join('&')}`
  }

  /** A JSON value below the field `name`. */
  value (value: unknown, name = ''): unknown {
    if (typeof value === 'string') return this.#text(name, value)
    if (Array.isArray(value)) return value.map(item => this.value(item, name))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [this.#patterns(key), this.value(inner, key)])
    )
  }

  /** A sentence: what is recognized in it is replaced, and what was replaced elsewhere. */
  inText (text: string): string {
    return this.#standIns.inText(this.#patterns(text))
  }

  /** A header; the claims of a challenge may tell addresses. */
  header (value: string): string {
    const open = value.replace(/(?<=claims="?)[\w+/=-]+/gi, claims =>
      Buffer.from(this.inText(Buffer.from(claims, 'base64').toString('utf8'))).toString('base64')
    )
    return this.inText(open)
  }

  #patterns (text: string): string {
    return text.replace(anywhere, (found, ...rest) => {
      const groups: Record<string, string | undefined> = rest.at(-1)
      if (groups['link'] !== undefined) return this.#link(found)
      if (groups['jwt'] !== undefined) return this.#standIns.for('token', found)
      if (groups['mail'] !== undefined) return this.#standIns.for('mail', found)
      if (groups['guid'] !== undefined) return this.#standIns.for('guid', found)
      if (groups['number'] !== undefined) return this.#signed(found)
      if (groups['address'] !== undefined) return this.#standIns.for('address', found)
      return `'${this.#quoted(found.slice(1, -1))}'`
    })
  }

  #signed (number: string): string {
    return number.replace(/[1-9]\d{6,}$/, digits => this.#standIns.for('number', digits))
  }

  #segment (segment: string): string {
    return this.#identified(segment) ?? this.#patterns(segment)
  }

  #parameter (name: string, value: string): string {
    if (/token$/i.test(name)) return this.#standIns.for('opaque', value)
    if (/^\$?(?:filter|search)$/i.test(name)) {
      return this.#patterns(value).replace(/:([^":]+)"/g, (_, text: string) => `:${this.#quoted(text)}"`)
    }
    return this.#identified(value) ?? this.#patterns(value)
  }

  #text (name: string, value: string): string {
    if (value === '' || time.test(value)) return value
    if (tokenFields.test(name)) return this.#standIns.for('token', value)
    if (secretFields.test(name) && !/_type$|_supported$/i.test(name)) return this.#standIns.for('secret', value)
    if (/^https?:\/\//i.test(value)) return this.#link(value)
    if (name.startsWith('@odata.') || messageFields.test(name)) return this.inText(value)
    const identified = this.#identified(value)
    if (identified !== undefined) return identified
    const isWord = (wordFields.test(name) && word.test(value)) || /^(?:[A-Z]{2}|true|false|\d{1,6})$/.test(value)
    return isWord && !placeFields.test(name) ? value : this.#standIns.for('text', value)
  }

  #quoted (text: string): string {
    const isName = /^[A-Za-z]+(?:[A-Z][a-z]+)+$/.test(text) || /^[\w.]+\.graph\.\w+$/.test(text)
    return isName ? text : this.#identified(text.replaceAll("''", "'")) ?? this.#standIns.for('text', text)
  }

  /** The stand-in of what is an id, a number, a mail address … as a whole; undefined for everything else. */
  #identified (text: string): string | undefined {
    if (guid.test(text)) return this.#standIns.for('guid', text)
    const [, sign, digits] = number.exec(text) ?? []
    if (digits !== undefined) return `${sign}${this.#standIns.for('number', digits)}`
    const [, scheme, address] = mail.exec(text) ?? []
    if (address !== undefined) return `${scheme}${this.#standIns.for('mail', address)}`
    if (jwt.test(text)) return this.#standIns.for('token', text)
    if (host.test(text)) return microsoftHost.test(text) ? text : this.#standIns.for('host', text)
    return base64.test(text) ? this.#encoded(text) : undefined
  }

  /** Microsoft writes ids in base64 from what they are of. */
  #encoded (text: string): string {
    const inside = Buffer.from(text, 'base64').toString('utf8')
    // eslint-disable-next-line no-control-regex
    if (/[\u0000-\u001f\ufffd]/.test(inside)) return this.#standIns.for('opaque', text)
    return Buffer.from(this.inText(inside)).toString(/[+/=]/.test(text) ? 'base64' : 'base64url')
  }

  #link (link: string): string {
    for (const [name, baseUrl] of this.#upstreams) {
      if (link !== baseUrl && !link.startsWith(`${baseUrl}/`)) continue
      const [below = '', hash] = link.slice(baseUrl.length).split(/#(.*)/s)
      return `{${name}}${this.path(below)}${hash === undefined ? '' : `#${this.#patterns(hash)}`}`
    }
    if (!URL.canParse(link)) return this.#standIns.for('text', link)
    const { protocol, hostname, pathname, search } = new URL(link)
    const where = microsoftHost.test(hostname) ? hostname : this.#standIns.for('host', hostname)
    return `${protocol}//${where}${this.path(pathname + search)}`
  }
}

function decode (text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** As paths are mostly written: the signs of OData stay readable. */
const encode = (text: string): string =>
  encodeURIComponent(text).replace(/%(24|28|29|27|2C|3D|3A|40|7B|7D)/gi, sign => decodeURIComponent(sign))
