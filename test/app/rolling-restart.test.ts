import { setTimeout as sleep } from 'node:timers/promises'
import t, { type Test } from 'tap'
import { Pool } from 'undici'
import type { Program } from '../support/program.ts'
import { openDashboard, withoutPrometheus, type Dashboard } from '../support/dashboard.ts'
import { openRecords } from '../support/records.ts'
import { Scraper } from '../support/scrapes.ts'
import { profiles, startStack, tenants, type Stack } from '../support/stack.ts'
import { until } from '../support/until.ts'

/** What takes long on a busy machine is no trouble of theirs. */
const patient = { READINESS_SECONDS: '30', WORKER_LEASE_SECONDS: '60' }

/** One API process as a load balancer sees it. */
interface Backend { readonly program: Program, readonly pool: Pool, readonly url: string, ready: boolean }

/** Sends each request to a process that was ready when it asked last, on kept connections. */
class Balancer {
  readonly failures: string[] = []
  readonly #backends = new Set<Backend>()
  #turn = 0

  async add (t: Test, stack: Stack): Promise<Backend> {
    // Long enough for a balancer on a busy machine: it asks ten times a second.
    const program = await stack.startApi({ ...patient, DRAIN_SECONDS: '10' })
    const pool = new Pool(stack.baseUrl, { connections: 4 })
    t.teardown(() => pool.destroy())
    const backend = { program, pool, url: stack.baseUrl, ready: true }
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

async function startWorker (stack: Stack): Promise<{ program: Program, url: string }> {
  const program = await stack.startWorker({ ...patient, PORT: '0' })
  const port = await program.waitFor(line => /"port":(\d+),"msg":"Probes/.exec(line)?.[1])
  return { program, url: `http://127.0.0.1:${port}` }
}

t.test('a rolling restart under load fails no request and no task', async t => {
  const stack = await startStack(t)
  const balancer = new Balancer()
  const scraper = new Scraper()
  let isOver = false
  const [first, second] = [await balancer.add(t, stack), await balancer.add(t, stack)]
  const firstWorker = await startWorker(stack)
  for (const { url } of [first, second]) scraper.add('api', url)
  scraper.add('worker', firstWorker.url)
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
    await scraper.scrape()
    scraper.add('api', (await balancer.add(t, stack)).url)
    await upload()
    await scraper.scrape()
    old.program.signal('SIGTERM')
    await upload()
    await scraper.scrape()
    t.equal(await old.program.gone, 0, 'the old process ends well')
    balancer.remove(old)
    scraper.remove(old.url)
    await upload()
    await scraper.scrape()
  }
  await replace(first)
  const secondWorker = await startWorker(stack)
  scraper.add('worker', secondWorker.url)
  await scraper.scrape()
  firstWorker.program.signal('SIGTERM')
  t.equal(await firstWorker.program.gone, 0, 'the old worker ends well')
  scraper.remove(firstWorker.url)
  await replace(second)
  const ends = await Promise.all(tasks.map(id => stack.finished(id)))
  await scraper.scrape()
  isOver = true
  await Promise.all([probing, ...load])
  t.same(balancer.failures, [], 'no request failed')
  t.equal(tasks.length, 6, 'every upload was accepted')
  t.same(ends.map(({ status }) => status), tasks.map(() => 'CompletedSuccess'), 'and ended well')
  const records = await openRecords(t, stack.databaseUrl)
  t.same(await records.query('select id from task where crashes > 0'), [], 'no task counts a crash')
  await until('one worker is left', async () =>
    (await records.query('select from worker where ended_at is null')).length === 1)
  t.equal(secondWorker.program.child.exitCode, null, 'which runs')

  await t.test('and the dashboard shows it as what it is', { skip: withoutPrometheus }, async t => {
    await isSeenOn(t, await openDashboard(t, scraper.scrapes))
  })
})

async function isSeenOn (t: Test, dashboard: Dashboard): Promise<void> {
  const processes = await dashboard.lines('Processes, and those that are ready')
  const ready = await dashboard.lines('Processes, and those that are ready', 'B')
  for (const [role, usual] of [['api', 2], ['worker', 1]] as const) {
    const counts = processes.get(role) ?? []
    t.same([...new Set(counts)].sort(), [usual, usual + 1], `${role}: one more while one is replaced`)
    t.equal(counts.at(-1), usual, 'in the end as many as before')
    t.ok(ready.get(role)?.every(count => (count ?? 0) >= usual), `${role}: never fewer that are ready`)
  }
  const reached = [...(await dashboard.lines('Database reachable')).values()]
  t.equal(reached.length, 6, 'three processes went, three came')
  t.equal(reached.filter(line => line.at(-1) === undefined).length, 3)
  t.same(reached.filter(line => line.includes(0)), [], 'each reached the database all the time')
  t.same([...(await dashboard.lines('Requests a second, by status')).keys()], ['200'], 'no request failed')
  t.same([...(await dashboard.lines('Tasks a second, by outcome')).keys()], ['CompletedSuccess'], 'and no task')
  for (const [query, what] of [['B', 'lost its lease'], ['C', 'was taken over']] as const) {
    const line = await dashboard.line('Workers, and lost leases', query)
    t.notOk(line.some(count => count !== undefined && count > 0), `nothing ${what}`)
  }
}
