import { Type, type Static } from '@sinclair/typebox'
import { Value } from '@sinclair/typebox/value'

const Headers = Type.Record(Type.String(), Type.String())

/** A line of a recording: a question to one of the three services, and its answer. */
const Exchange = Type.Object({
  upstream: Type.Union([Type.Literal('login'), Type.Literal('operator'), Type.Literal('graph')]),
  request: Type.Object({ method: Type.String(), path: Type.String() }),
  response: Type.Object({
    status: Type.Integer({ minimum: 100, maximum: 599 }),
    headers: Headers,
    body: Type.Optional(Type.Unknown()),
    encoding: Type.Optional(Type.String())
  })
})
type Exchange = Static<typeof Exchange>

export interface RecordedAnswer {
  status: number
  headers: Record<string, string>
  /** Undefined where there was none. */
  body: string | undefined
  encoding: string | undefined
}

const guid = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/gi

/** Answers questions as they were answered when they were recorded: in the order of then, the last one for ever. */
export class Recording {
  readonly #exchanges: Exchange[]
  readonly #used = new Map<string, number>()

  constructor (lines: string) {
    this.#exchanges = lines.split('\n').flatMap((line, index) => {
      if (line.trim() === '') return []
      const exchange: unknown = parsed(line)
      if (Value.Check(Exchange, exchange)) return [exchange]
      throw Object.assign(new Error(`line ${index + 1} of the recording is no exchange`), { statusCode: 400 })
    })
  }

  get length (): number {
    return this.#exchanges.length
  }

  answer (method: string, url: string, baseUrl: string): RecordedAnswer {
    const [, service, below] = /^\/(operator|graph)(\/.*)$/.exec(url) ?? []
    const upstream = service ?? 'login'
    const asked = this.#exchanges.filter((known) => known.upstream === upstream && known.request.method === method)
    const path = below ?? url
    // Ids that the client makes anew for each operation of its own stand in the query.
    const found = among(asked, path, (text) => text) ?? among(asked, path, anyIdInQuery) ?? []
    const key = JSON.stringify([upstream, found[0]?.request])
    const turn = this.#used.get(key) ?? 0
    this.#used.set(key, turn + 1)
    const exchange = found[Math.min(turn, found.length - 1)]
    return exchange === undefined ? notRecorded(method, url) : printed(exchange, baseUrl)
  }
}

function among (exchanges: Exchange[], path: string, form: (path: string) => string): Exchange[] | undefined {
  const wanted = form(decoded(path))
  const found = exchanges.filter(({ request }) => form(decoded(request.path)) === wanted)
  return found.length > 0 ? found : undefined
}

const anyIdInQuery = (path: string) => {
  const [before = '', query = ''] = path.split(/\?(.*)/s)
  return `${before}?${query.replaceAll(guid, '*')}`
}

function printed ({ response: { status, headers, body, encoding } }: Exchange, baseUrl: string): RecordedAnswer {
  const isText = typeof body === 'string' && !/json/i.test(headers['content-type'] ?? '')
  const text = body === undefined ? undefined : isText ? body : JSON.stringify(body)
  const linked = (part: string) => part.replaceAll('{operator}', `${baseUrl}/operator`)
    .replaceAll('{graph}', `${baseUrl}/graph`).replaceAll('{login}', baseUrl)
  return {
    status, encoding, body: text === undefined ? undefined : linked(text),
    // A date of then would be a time to wait of then.
    headers: Object.fromEntries(
      Object.entries(headers).filter(([name]) => name !== 'date').map(([name, value]) => [name, linked(value)])
    )
  }
}

const notRecorded = (method: string, url: string): RecordedAnswer => ({
  status: 400, headers: { 'content-type': 'application/json' }, encoding: undefined,
  body: JSON.stringify({ code: 'NotRecorded', message: `The recording has no ${method} ${url}.` })
})

function parsed (line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return null
  }
}

function decoded (path: string) {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
