import { createServer } from 'node:http'
import { once } from 'node:events'
import t, { type Test } from 'tap'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../../src/database/project-root.ts'
import type { Anything } from '../support/anything.ts'
import { profiles, startStack, tenants } from '../support/stack.ts'
import { reachedFiles } from '../support/bundle-files.ts'

interface Attribute {
  readonly key: string
  readonly value: { readonly stringValue?: string, readonly intValue?: number }
}
interface Span {
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId?: string
  readonly name: string
  readonly kind: number
  readonly attributes: readonly Attribute[]
  readonly process: string
}

/** A collector of OpenTelemetry as far as a test needs one: OTLP over HTTP, as JSON. */
async function startCollector (t: Test): Promise<{ url: string, spans: Span[], authorization: Set<string> }> {
  const spans: Span[] = []
  const authorization = new Set<string>()
  const server = createServer((request, response) => {
    let text = ''
    request.on('data', (chunk: Buffer) => { text += chunk.toString() })
    request.on('end', () => {
      authorization.add(request.headers.authorization ?? '')
      if (request.url === '/v1/traces') spans.push(...spansIn(JSON.parse(text)))
      response.setHeader('content-type', 'application/json').end('{}')
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => server.close())
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The collector listens nowhere')
  return { url: `http://127.0.0.1:${address.port}`, spans, authorization }
}

interface Sent {
  readonly resourceSpans: ReadonlyArray<{
    readonly resource: { readonly attributes: readonly Attribute[] }
    readonly scopeSpans: ReadonlyArray<{ readonly spans: ReadonlyArray<Omit<Span, 'process'>> }>
  }>
}

const valueOf = (attributes: readonly Attribute[], key: string): string | number | undefined => {
  const { stringValue, intValue } = attributes.find(attribute => attribute.key === key)?.value ?? {}
  return stringValue ?? intValue
}

const spansIn = ({ resourceSpans }: Sent): Span[] => resourceSpans.flatMap(({ resource, scopeSpans }) =>
  scopeSpans.flatMap(({ spans }) => spans.map(span =>
    ({ ...span, process: String(valueOf(resource.attributes, 'dialplane.role')) }))))

t.test('a request, its task, its steps and their calls are one trace, across processes', async t => {
  const collector = await startCollector(t)
  const stack = await startStack(t)
  const env = {
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer%20of-the-collector'
  }
  const api = await stack.startApi(env)
  const worker = await stack.startWorker(env)
  const [trace, parent] = ['b0da85edb231924dee2cf223620f3e60', 'e788e6802f612a84']
  const { body } = await stack.call('POST', `/api/v3/oc/numbers/action/upload?msTenantId=${tenants.australian}`, {
    headers: { traceparent: `00-${trace}-${parent}-01` },
    body: { callingProfile: profiles.withSbcs, usage: 'CallingUserAssignment', phoneNumbers: ['+61395556881'] }
  })
  const task = await stack.finished(body.taskId)
  t.match(task, { status: 'CompletedSuccess', traceId: new RegExp(`^00-${trace}-`) })
  await Promise.all([api.stop(), worker.stop()]) // which sends what is left
  const spans = collector.spans.filter(({ traceId }) => traceId === trace)
  const named = (name: RegExp): Span[] => spans.filter(span => name.test(span.name))
  const ids = (of: readonly Span[]): Set<string> => new Set(of.map(({ spanId }) => spanId))

  const [server] = named(/^POST \/api\/v3\/oc\/numbers/)
  t.match(server, { process: 'api', parentSpanId: parent, kind: 2 }, 'the request, below the span of the client')
  t.equal(valueOf(server?.attributes ?? [], 'dialplane.task.id'), body.taskId)
  t.equal(server?.spanId, String(task.traceId).slice(36, 52), 'which is the one that the task keeps')
  const tasks = named(/^task upload-numbers$/)
  t.ok(tasks.length >= 1, 'the task, each time that a worker holds it')
  for (const span of tasks) t.match(span, { process: 'worker', parentSpanId: server?.spanId })
  const steps = named(/^step /)
  t.ok(steps.some(({ name }) => name === 'step program-sbcs'), steps.map(({ name }) => name).join())
  for (const step of steps) t.ok(ids(tasks).has(step.parentSpanId ?? ''), `${step.name} is of the task`)
  const calls = named(/^call /)
  t.same([...new Set(calls.map(({ name }) => name))].sort(), ['call Microsoft', 'call SBC 11', 'call SBC 8'])
  for (const call of calls) t.ok(ids(steps).has(call.parentSpanId ?? ''), `${call.name} is of a step`)
  const requests = spans.filter(({ kind }) => kind === 3)
  t.ok(requests.length >= calls.length, 'what leaves the process')
  for (const request of requests) t.ok(ids(calls).has(request.parentSpanId ?? ''), 'is of a call')
  t.same([...collector.authorization], ['Bearer of-the-collector'], 'the collector knows who sends')

  const heard = await stack.microsoft.control('GET', '/_mock/requests')
  const parents = heard.map(({ traceparent }: Anything) => traceparent)
    .filter((text: string | null) => text?.includes(trace) === true)
  t.ok(parents.length > 0, 'Microsoft is told the trace')
  for (const text of parents) t.ok(ids(requests).has(String(text).slice(36, 52)), 'and the span of the request to it')
})

t.test('nothing of it is loaded where nobody asks for traces', t => {
  const texts = (files: readonly string[]): string => files.map(file => readFileSync(file, 'utf8')).join()
  const start = join(projectRoot(), 'dist/bundle/src/start.js')
  const always = reachedFiles([start], { dynamic: false })
  t.notMatch(texts(always), /OTLPTraceExporter/, 'what a process loads first')
  t.match(texts(reachedFiles([start], { dynamic: true })), /OTLPTraceExporter/, 'it is there when it is wanted')
  t.ok(readdirSync(join(projectRoot(), 'dist/bundle/chunks')).length > 0)
  t.end()
})
