import { setTimeout as sleep } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { Pool } from 'undici'
import type { Program } from '../support/program.ts'
import { openRecords } from '../support/records.ts'
import { profiles, startStack, tenants, type Stack } from '../support/stack.ts'
import { until } from '../support/until.ts'

/** One API process as a load balancer sees it. */
interface Backend { readonly program: Program, readonly pool: Pool, ready: boolean }

/** Sends each request to a process that was ready when it asked last, on kept connections. */
class Balancer {
  readonly failures: string[] = []
  readonly #backends = new Set<Backend>()
  #turn = 0

  async add (t: Test, stack: Stack): Promise<Backend> {
    // Long enough for a balancer on a busy machine: it asks ten times a second.
    const program = await stack.startApi({ DRAIN_SECONDS: '10' })
    const pool = new Pool(stack.baseUrl, { connections: 4 })
    t.teardown(() => pool.destroy())
    const backend = { program, pool, ready: true }
    this.#backends.add(backend)
    return backend
  }

  async probe (over: () => boolean): Promise<void> {
    for (; !over(); await sleep(100)) {
      await Promise.all([...this.#backends].map(async backend => {
        const answer = await backend.pool.request({ method: 'GET', path: '/readyz' }).catch(() => undefined)
        await answer?.body.dump()
        backend.ready = answer?.statusCode === 200
      }))
    }
  }

  remove (backend: Backend): void {
    this.#backends.delete(backend)
  }

  async send (token: string, method: 'GET' | 'POST', path: string, body?: object): Promise<unknown> {
    const ready = [...this.#backends].filter(backend => backend.ready)
    const backend = ready[this.#turn++ % ready.length]
    try {
      const answer = await backend?.pool.request({
        method, path, body: body === undefined ? null : JSON.stringify(body),
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
      })
      if (answer?.statusCode !== 200) this.failures.push(`${method} ${path}: ${answer?.statusCode}`)
      return await answer?.body.json()
    } catch (error) {
      this.failures.push(`${method} ${path}: ${String(error)}`)
      return undefined
    }
  }
}

t.test('a rolling restart under load fails no request and no task', async t => {
  const stack = await startStack(t)
  const balancer = new Balancer()
  let isOver = false
  const [first, second] = [await balancer.add(t, stack), await balancer.add(t, stack)]
  const firstWorker = await stack.startWorker()
  const token = await stack.token()
  const probing = balancer.probe(() => isOver)
  const tasks: string[] = []
  let numbers = 0
  const upload = async (): Promise<void> => {
    const answer = await balancer.send(token, 'POST',
      `/api/v3/oc/numbers/action/upload?msTenantId=${tenants.australian}`, {
        callingProfile: profiles.withSbcs, usage: 'CallingUserAssignment',
        capabilities: ['InboundCalling', 'OutboundCalling'], phoneNumbers: [`+613955561${10 + numbers++}`]
      })
    if (typeof answer === 'object' && answer !== null && 'taskId' in answer) tasks.push(String(answer.taskId))
  }
  const load = Array.from({ length: 4 }, async () => {
    for (; !isOver; await sleep(5)) await balancer.send(token, 'GET', '/api/v3/oc/callingprofile')
  })
  const replace = async (old: Backend): Promise<void> => {
    await balancer.add(t, stack)
    await upload()
    old.program.signal('SIGTERM')
    await upload()
    t.equal(await old.program.gone, 0, 'the old process ends well')
    balancer.remove(old)
    await upload()
  }
  await replace(first)
  const secondWorker = await stack.startWorker()
  firstWorker.signal('SIGTERM')
  t.equal(await firstWorker.gone, 0, 'the old worker ends well')
  await replace(second)
  const ends = await Promise.all(tasks.map(id => stack.finished(id)))
  isOver = true
  await Promise.all([probing, ...load])
  t.same(balancer.failures, [], 'no request failed')
  t.equal(tasks.length, 6, 'every upload was accepted')
  t.same(ends.map(({ status }) => status), tasks.map(() => 'CompletedSuccess'), 'and ended well')
  const records = await openRecords(t, stack.databaseUrl)
  t.same(await records.query('select id from task where crashes > 0'), [], 'no task counts a crash')
  await until('one worker is left', async () =>
    (await records.query('select from worker where ended_at is null')).length === 1)
  t.equal(secondWorker.child.exitCode, null, 'which runs')
})
