import { appendFileSync, closeSync, openSync } from 'node:fs'
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { brotliDecompress, gunzip, inflate } from 'node:zlib'
import { Agent, ProxyAgent, request, type Dispatcher } from 'undici'
import { keptHeaders, relinked, withoutHop } from './wire.ts'
import type { Exchange, Upstream, Upstreams } from './exchange.ts'
import { Scrub } from './scrub.ts'
import { StandIns } from './stand-ins.ts'

export interface RecorderSettings {
  readonly file: string
  readonly port: number
  readonly upstreams: Upstreams
  /** The outbound proxy that Microsoft is reached through. */
  readonly proxyUrl?: string | undefined
}

const decoders = new Map<string, (bytes: Buffer) => Promise<Buffer>>([
  ['gzip', promisify(gunzip)], ['deflate', promisify(inflate)], ['br', promisify(brotliDecompress)]
])

/** Forwards below `/login`, `/operator` and `/graph`, and appends each exchange to the file as a line of JSON. */
export async function startRecorder (settings: RecorderSettings): Promise<{ url: string, close (): Promise<void> }> {
  const file = openSync(settings.file, 'a', 0o600)
  const dispatcher = settings.proxyUrl === undefined ? new Agent() : new ProxyAgent(settings.proxyUrl)
  const scrub = new Scrub(new StandIns(), settings.upstreams)
  const own: Record<Upstream, string> = { login: '', operator: '', graph: '' }
  const server = createServer((asked, answer) => {
    const keep = (exchange: Exchange): void => appendFileSync(file, `${JSON.stringify(exchange)}\n`)
    forward(settings, own, dispatcher, scrub, asked, answer, keep).catch((error: unknown) => {
      // As it would be without us: no answer.
      console.error(`${asked.method} ${asked.url?.split('?')[0]} was not recorded:`, error)
      answer.destroy()
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(settings.port, '127.0.0.1', resolve)
  })
  const address = server.address()
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : settings.port}`
  for (const name of ['login', 'operator', 'graph'] as const) own[name] = `${url}/${name}`
  return {
    url,
    async close () {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
      await dispatcher.destroy()
      closeSync(file)
    }
  }
}

async function forward (
  { upstreams }: RecorderSettings, own: Upstreams, dispatcher: Dispatcher, scrub: Scrub, asked: IncomingMessage,
  answer: ServerResponse, keep: (exchange: Exchange) => void
): Promise<void> {
  const [, upstream, path = '/'] = /^\/(login|operator|graph)(\/.*)?$/.exec(asked.url ?? '') ?? []
  if (upstream === undefined) {
    answer.writeHead(404).end('Ask below /login, /operator or /graph.\n')
    return
  }
  const begun = performance.now()
  const at = new Date().toISOString()
  const body = relinked((await buffer(asked)).toString('utf8'), own, upstreams)
  const method = asked.method ?? 'GET'
  const response = await request(upstreams[upstream as Upstream] + path, {
    dispatcher, method: method as Dispatcher.HttpMethod, headers: withoutHop(asked.headers),
    body: body === '' ? null : body
  })
  const encoding = String(response.headers['content-encoding'] ?? '')
  const bytes = Buffer.from(await response.body.arrayBuffer())
  const text = (await (decoders.get(encoding)?.(bytes) ?? bytes)).toString('utf8')
  const of = (headers: IncomingHttpHeaders): Record<string, string> =>
    Object.fromEntries(keptHeaders(headers).map(([name, value]) => [name, scrub.header(value)]))
  // Before it is answered: who has the answer may read the recording.
  keep({
    at, upstream: upstream as Upstream, milliseconds: Math.round(performance.now() - begun),
    request: {
      method, path: scrub.path(path), headers: of(asked.headers),
      ...recorded(scrub, body, String(asked.headers['content-type']))
    },
    response: {
      status: response.statusCode, headers: of(response.headers), ...(encoding !== '' && { encoding }),
      ...recorded(scrub, text, String(response.headers['content-type']))
    }
  })
  answer.writeHead(response.statusCode, headersFor(response.headers, upstreams, own))
  answer.end(relinked(text, upstreams, own))
}

const headersFor = (headers: IncomingHttpHeaders, from: Upstreams, to: Upstreams): IncomingHttpHeaders => ({
  ...withoutHop(headers),
  ...(typeof headers.location === 'string' && { location: relinked(headers.location, from, to) })
})

/** A body as it is written down: JSON as JSON, a form as its fields, and of anything else only what it was. */
function recorded (scrub: Scrub, text: string, type: string): { body?: unknown } {
  if (text === '') return {}
  if (/x-www-form-urlencoded/i.test(type)) return { body: scrub.value(Object.fromEntries(new URLSearchParams(text))) }
  try {
    return { body: scrub.value(JSON.parse(text)) }
  } catch {
    return { body: `(${type}, ${text.length} characters)` }
  }
}
