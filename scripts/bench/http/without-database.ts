import fastify, { LogController, type FastifyInstance } from 'fastify'
import { pino } from 'pino'
import { authenticate } from '../../../src/http/authenticate.ts'
import { renderProblems } from '../../../src/http/render-problem.ts'
import type { ApiDependencies } from '../../../src/http/resource.ts'
import { traceOf } from '../../../src/http/trace.ts'
import { resourcesOf } from '../../../src/app/domains.ts'
import { mountVersion } from '../../../src/app/versions.ts'
import { readConfig } from '../../../src/config.ts'
import { connect, type Database } from '../../../src/database/connect.ts'
import { ReachedRecords } from '../../../src/database/reach.ts'
import { credentialOf } from '../../../src/tenancy/records/credentials.ts'
import { readUploadContexts } from '../../../src/numbers/records/upload-context.ts'
import type { StoredTask } from '../../../src/engine/records/task-reads.ts'
import { tuneHeap } from '../../../src/heap.ts'

// The same routes, schemas, validation and authentication on Fastify, but what the database would answer is at hand.
// Neither the queue nor the JSON parser is ours: what they cost counts as a cost of ours.

tuneHeap(true)
const config = readConfig()
const db = connect(config.DATABASE_URL, 2, pino({ level: 'silent' }))
const [facts] = await readUploadContexts(db, [{
  providerId: 1, msTenantId: 'c1a7e2d0-1111-4a61-9b01-0000000000a1',
  callingProfile: '5f3fbb3b-df9b-483d-b294-c7eb01e22aac'
}])
if (facts === undefined) throw new Error('The demo operator is missing')

const task = {
  id: 'wup_0199c0de-0000-7000-8000-000000000000',
  status: 'CompletedSuccess',
  details: [],
  executionMessages: Array.from(
    { length: 6 },
    () => ({
      level: 'Information', message: 'Telephone numbers programmed in SBC. 8', step: 'program-sbcs',
      at: '2026-11-22T03:10:00.123Z'
    })
  ),
  outputData: { msTenantId: 'c1a7e2d0-1111-4a61-9b01-0000000000a1' },
  createTime: '2026-11-22T03:10:00.123456Z',
  completeTime: '2026-11-22T03:10:01.123456Z',
  cancellationRequested: false,
  totalNumbersCount: 1,
  kind: 'upload-numbers',
  step: null,
  parked: false, awaitsApproval: null,
  ticketId: null,
  traceId: null,
  retryOf: null, parentId: null,
  msTenantId: null,
  customerId: null,
  channelId: null
} as StoredTask

// What the records say about uploads is at hand, too.
const remembering: Database = {
  ...db, query: async () => ({ rows: [{ context: facts }], rowCount: 1 }) as never
}
const means = {
  config,
  db,
  records: ({ reach }) => new ReachedRecords(remembering, reach),
  queue: {
    enqueue: async () => ({ taskId: task.id, replayed: false }), remembered: async () => undefined,
    remember: async () => {}
  },
  readTask: async () => task
} as Partial<ApiDependencies> as ApiDependencies

const app: FastifyInstance = fastify({
  genReqId: traceOf,
  logController: new LogController({ disableRequestLogging: true }),
  bodyLimit: 1024 * 1024,
  routerOptions: { ignoreTrailingSlash: true, caseSensitive: false, maxParamLength: 200 },
  ajv: {
    customOptions: { coerceTypes: false, removeAdditional: false, useDefaults: true, allErrors: true, strict: false }
  }
})
app.decorateRequest('caller')
app.decorate('memoOf', () => '')
renderProblems(app, { methodsOf: () => [] })
authenticate(app, config, (entraTenantId, clientId) => credentialOf(db, entraTenantId, clientId))
await mountVersion(app, 'v3', resourcesOf(remembering), means)
await app.listen({ host: '127.0.0.1', port: 0 })
const address = app.server.address()
console.log(`listening ${typeof address === 'object' ? address?.port ?? 0 : 0}`)
