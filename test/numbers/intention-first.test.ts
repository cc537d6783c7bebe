import { pino } from 'pino'
import t from 'tap'
import { readConfig } from '../../src/config.ts'
import { requestCancellation } from '../../src/engine/records/task-control.ts'
import { buildServices, workerDependencies } from '../../src/services.ts'
import { openQueue } from '../../src/engine/enqueue.ts'
import { taskKinds } from '../../src/app/domains.ts'
import { startWorker } from '../../src/engine/worker.ts'
import type { Anything } from '../support/anything.ts'
import { armBarrier, type Held } from '../support/barriers.ts'
import { startStack, tenants, type Mock, type Stack } from '../support/stack.ts'
import { examples } from '../app/kinds/index.ts'
import type { Example, Place } from '../app/kinds/example.ts'
import { siteName } from '../app/kinds/add-site.ts'
import { adminApplication, directory } from '../support/tokens.ts'
import { until } from '../support/until.ts'

// A worker may die in any instant, so what it is about to do stands in the records before the world hears of it: each
// request is held when it arrives at the mock, before it has an effect, and the intention is looked for.

const script = { method: 'PUT', path: 'cliScript/incremental$' }
const atMicrosoft = ({ microsoft }: Stack): Mock => microsoft
const atSbc = ({ sbcs: [sbc] }: Stack): Mock => sbc

type Expected = ((found: unknown) => boolean) | object | string | boolean

interface Intention {
  readonly kind: string
  readonly at: (stack: Stack) => Mock
  /** The request that is held. */
  readonly request: Held
  /** What the task remembers then. */
  readonly progress: (place: Place) => Record<string, Expected>
  /** Where the task is canceled: the request takes something back. */
  readonly canceledAt?: { at: (stack: Stack) => Mock, request: Held }
}

/** Both devices are written to at the same time, so that the other one may stand there too. */
const hasSbc8 = (onSbcs: unknown): boolean => Array.isArray(onSbcs) && onSbcs.some(({ sbcId }) => sbcId === 8)

const intentions: Record<string, Intention> = {
  'an upload': {
    kind: 'upload-numbers', at: atMicrosoft, request: { method: 'POST', path: 'UploadTelephoneNumbers$' },
    progress: () => ({ chunks: [{ sent: true, jobId: undefined }] })
  },
  'rules on an SBC': {
    kind: 'upload-numbers', at: atSbc, request: script, progress: () => ({ onSbcs: hasSbc8 })
  },
  'an upload that is taken back': {
    kind: 'upload-numbers', at: atMicrosoft, request: { method: 'POST', path: 'ReleaseTelephoneNumbers$' },
    canceledAt: { at: atSbc, request: script },
    progress: ({ numbers }) => ({ withdrawal: { releases: [{ sent: true, jobId: undefined, numbers }] } })
  },
  'a release': {
    kind: 'release-numbers', at: atMicrosoft, request: { method: 'POST', path: 'ReleaseTelephoneNumbers$' },
    progress: () => ({ chunks: [{ sent: true, jobId: undefined }] })
  },
  'an unassignment': {
    kind: 'unassign-numbers', at: atMicrosoft, request: { method: 'POST', path: 'unassignNumber$' },
    progress: ({ numbers }) => ({ wave: numbers.map(number => ({ number, sent: true, operationId: undefined })) })
  },
  'a change of numbers': {
    kind: 'change-numbers', at: atMicrosoft, request: { method: 'PATCH', path: 'TelephoneNumbers/' },
    progress: ({ numbers }) => ({ wave: numbers })
  },
  'a change of a user': {
    kind: 'provision-user', at: atMicrosoft, request: { method: 'PATCH', path: '/users/' },
    progress: () => ({ before: { city: 'Melbourne', department: null } })
  },
  'an assignment': {
    kind: 'provision-user', at: atMicrosoft, request: { method: 'POST', path: '/assignNumber$' },
    progress: () => ({ giving: { tries: 1, operationId: undefined } })
  },
  'an assignment that is taken back': {
    kind: 'provision-user', at: atMicrosoft, request: { method: 'POST', path: 'unassignNumber$' },
    canceledAt: { at: atMicrosoft, request: { method: 'POST', path: '/assignNumber$', hold: 'after' } },
    progress: () => ({ taking: { tries: 1, operationId: undefined } })
  },
  'a domain of a gateway': {
    kind: 'add-gateway', at: atMicrosoft, request: { method: 'POST', path: '/domains$' },
    progress: () => ({ addedDomain: true })
  },
  'the user of a gateway': {
    kind: 'add-gateway', at: atMicrosoft, request: { method: 'POST', path: '/users$' },
    progress: () => ({ userPrincipalName: /@site/ })
  },
  'a lead': {
    kind: 'create-lead', at: atMicrosoft, request: { method: 'POST', path: 'PartnerOperatorConsents$' },
    progress: () => ({ sent: true })
  },
  'the removal of a lead': {
    kind: 'delete-lead', at: atMicrosoft, request: { method: 'DELETE', path: 'PartnerOperatorConsents/' },
    progress: () => ({ sent: true })
  },
  'a change of a site': {
    kind: 'modify-site', at: ({ sbcs: [, sbc] }) => sbc, request: script,
    progress: place => ({ before: { name: siteName(place), sbcId: 8 } })
  },
  'the removal of a site': { kind: 'delete-site', at: atSbc, request: script, progress: () => ({ begun: true }) }
}

t.test('written down before it is done', async t => {
  t.setTimeout(300_000) // a task or two for each of them
  const stack = await startStack(t)
  const services = buildServices(readConfig({ ...stack.env, ROLE: 'worker' }), { log: pino({ level: 'silent' }) })
  t.teardown(() => services.close())
  const { db } = services
  await stack.microsoft.control('POST', '/_mock/behaviour', { jobMilliseconds: 20 })
  const worker = startWorker(taskKinds, workerDependencies(services), services.log, {
    databaseUrl: services.config.DATABASE_URL, version: 'test', concurrency: 4, leaseSeconds: 60, shutdownSeconds: 1,
    crashLimit: 5
  })
  t.teardown(() => worker.stop())
  const queue = openQueue(db, { wake: worker.wake })
  let serial = 0

  const row = async (id: string): Promise<Anything> =>
    (await db.query({ text: 'select * from task where id = $1', values: [id] })).rows[0]
  const finished = async (id: string): Promise<string> => {
    await until('it is so', async () => (await row(id)).state === 'finished')
    return (await row(id)).status
  }
  const exampleOf = (name: string): Example => {
    const example = examples[name]
    if (example === undefined) throw new Error(`There is no example of ${name}`)
    return example
  }
  const begin = async (name: string, place: Place): Promise<string> => {
    const kind = taskKinds.find(known => known.name === name)
    if (kind === undefined) throw new Error(`There is no kind ${name}`)
    const { input, msTenantId = tenants.australian, numbers } = exampleOf(name)
    const { taskId } = await queue.enqueue({
      kind, input: input(place), providerId: 1, caller: `${adminApplication}@${directory}`,
      items: place.numbers.slice(0, numbers), msTenantId
    })
    return taskId
  }
  const prepare = async (name: string): Promise<Place> => {
    serial += 1
    const first = 61395550000 + serial * 10
    const numbers = Array.from({ length: exampleOf(name).numbers }, (_, index) => `+${first + index}`)
    const place = { stack, services, numbers, serial }
    for (const needed of exampleOf(name).needs ?? []) await finished(await begin(needed, place))
    await exampleOf(name).prepare?.(place)
    return place
  }

  for (const [what, { kind, at, request, progress, canceledAt }] of Object.entries(intentions)) {
    await t.test(what, async t => {
      const place = await prepare(kind)
      const stop = canceledAt && await armBarrier(canceledAt.at(stack), canceledAt.request)
      const barrier = await armBarrier(at(stack), request)
      const id = await begin(kind, place)
      if (stop !== undefined) {
        await stop.arrived()
        await requestCancellation(db, { providerId: 1, id })
        await stop.release()
      }
      await barrier.arrived()
      for (const [name, expected] of Object.entries(progress(place))) {
        const found = (await row(id)).progress[name]
        if (typeof expected === 'function') t.ok(expected(found), `${name} of the task is ${JSON.stringify(found)}`)
        else t.match(found, expected, `${name} of the task`)
      }
      await barrier.release()
      t.equal(await finished(id), stop === undefined ? 'CompletedSuccess' : 'Canceled')
    })
  }

  await t.test('rows of a site on an SBC', async t => {
    const place = await prepare('add-site')
    const barrier = await armBarrier(atSbc(stack), script)
    const id = await begin('add-site', place)
    await barrier.arrived()
    const { rows } = await db.query({ text: 'select claims from site where name = $1', values: [siteName(place)] })
    t.match(rows, [{ claims: [{ sbcId: 8, table: 'ip-group' }] }])
    await barrier.release()
    t.equal(await finished(id), 'CompletedSuccess')
  })
})
