import t from 'tap'
import { request } from 'undici'
import { openDashboard, withoutPrometheus, type Line } from '../support/dashboard.ts'
import { Scraper, valuesOf, type Scrape } from '../support/scrapes.ts'
import { profiles, tenants } from '../support/stack.ts'
import { until } from '../support/until.ts'
import { inWords, plain } from './conditions.ts'
import { openField, type Field } from './field.ts'
import { openGround } from './ground.ts'
import { pause } from './random.ts'
import { runSeed } from './run-seed.ts'

// Two seeds of what `node dist/test/faults/run.js --seeds 1..200` does for hours, and a fail-over as operators see it.

const ground = await openGround()
t.teardown(() => ground.close())

t.test('whatever process dies, nothing is lost, doubled or left half done', async t => {
  // Between them they draw a pooler, two versions and full tables.
  for (const seed of [4, 18]) {
    const { conditions, missing, complaints, toll, log } = await runSeed(ground, seed, { seconds: 4, patience: 240 })
    t.same(complaints, [], `seed ${seed}; again with: node dist/test/faults/run.js --seed ${seed} --seconds 4`)
    t.comment([inWords(conditions), ...missing, JSON.stringify(toll)].join('; '))
    if (complaints.length > 0) console.error(log.slice(-20_000))
  }
})

/** Asks the API of the field; undefined for a request that came to no answer. */
async function ask (field: Field, path: string, body?: object): Promise<unknown> {
  const answer = await request(`${field.baseUrls[0]}/api/v3${path}`, {
    method: body === undefined ? 'GET' : 'POST', body: body === undefined ? null : JSON.stringify(body),
    headers: { authorization: `Bearer ${field.token}`, 'content-type': 'application/json' }
  }).catch(() => undefined)
  return answer?.body.json().catch(() => undefined)
}

async function uploadToItsEnd (field: Field, number: string): Promise<string> {
  const path = `/oc/numbers/action/upload?msTenantId=${tenants.australian}`
  const { taskId } = await ask(field, path, {
    callingProfile: profiles.withSbcs, usage: 'CallingUserAssignment',
    capabilities: ['InboundCalling', 'OutboundCalling'], phoneNumbers: [number]
  }) as { taskId: string }
  return until(`task ${taskId} is over`, async () => {
    const task = await ask(field, `/task/${taskId}`)
    return typeof task === 'object' && task !== null && 'status' in task && task.status !== 'InProgress' &&
      String(task.status)
  })
}

const metricPort = (line: string): string | undefined => /"port":(\d+),"msg":"Probes/.exec(line)?.[1]

function watch (field: Field): Scraper {
  const scraper = new Scraper()
  scraper.add('api', field.baseUrls[0] ?? '')
  for (const worker of field.workers) scraper.add('worker', `http://127.0.0.1:${metricPort(worker.output())}`)
  return scraper
}

const all = (scrape: Scrape, metric: string, value: number): boolean => {
  const values = valuesOf(scrape, metric)
  return values.length === 3 && values.every(each => each === value)
}
const isWell = (scrape: Scrape): boolean => all(scrape, 'dialplane_database_up', 1) && all(scrape, 'dialplane_ready', 1)
const isAway = (scrape: Scrape): boolean => all(scrape, 'dialplane_database_up', 0) && all(scrape, 'dialplane_ready', 0)

/** What was so at first, was otherwise in between, and is so again. */
const window = (line: Line): string => line.join('').replaceAll(/(.)\1+/g, '$1')

t.test('a fail-over of PostgreSQL under load shows on the dashboard as what it is', {
  skip: withoutPrometheus
}, async t => {
  await ground.freshDatabase('watched')
  const field = await openField(ground, 'watched', plain, { DATABASE_POOL_SIZE: '2', READINESS_SECONDS: '10' })
  t.teardown(() => field.close())
  const scraper = watch(field)
  const shown = (what: string, holds: (scrape: Scrape) => boolean): Promise<unknown> =>
    until(what, async () => holds(await scraper.scrape()))
  const refused = (scrape: Scrape): number => valuesOf(scrape, 'dialplane_http_requests_total', 'status="503"')[0] ?? 0
  await shown('all is well at first', isWell)
  let isOver = false
  const load = Array.from({ length: 8 }, async () => {
    for (; !isOver; await pause(10)) await ask(field, '/oc/callingprofile')
  })
  t.equal(await uploadToItsEnd(field, '+61395556881'), 'CompletedSuccess')
  await scraper.scrape()
  await ground.failOver('killed', async () => {
    let before = Infinity
    await shown('nobody reaches a database', isAway)
    await shown('requests wait for a connection', scrape => valuesOf(scrape, 'dialplane_database_waiting')[0] !== 0)
    await shown('requests are refused', scrape => {
      const [earlier, now] = [before, refused(scrape)]
      before = Math.min(before, now)
      return now > earlier
    })
  })
  await shown('all is well again', isWell)
  t.equal(await uploadToItsEnd(field, '+61395556882'), 'CompletedSuccess')
  isOver = true
  await Promise.all(load)
  for (let count = 0; count < 25; count++) { // more than the five minutes over which rates are taken
    await ask(field, '/oc/callingprofile')
    await scraper.scrape()
  }

  const dashboard = await openDashboard(t, scraper.scrapes)
  const reached = await dashboard.lines('Database reachable')
  t.equal(reached.size, 3)
  for (const [instance, line] of reached) t.match(window(line), /^10(10)*1$/, `${instance} had none for a while`)
  const [processes, ready] = ['A', 'B'].map(query => dashboard.lines('Processes, and those that are ready', query))
  t.strictSame([...(await processes ?? [])].map(([role, line]) => [role, window(line)]).sort(),
    [['api', '1'], ['worker', '2']], 'no process ended')
  for (const [role, line] of await ready ?? []) {
    t.match(line.join(''), /^([12])+.*0.*\1$/, `${role}: none was ready meanwhile, and all are again`)
  }
  const answers = await dashboard.lines('Requests a second, by status')
  const errors = answers.get('503') ?? []
  t.ok(errors.some(rate => rate !== undefined && rate > 0), 'requests were answered 503')
  t.equal(errors.at(-1), 0, 'and are not any more')
  t.ok((answers.get('200')?.at(-1) ?? 0) > 0, 'but well')
  const waiting = await dashboard.line('Database: connections and who waits', 'B')
  t.ok(Math.max(...waiting.map(count => count ?? 0)) > 0, 'statements waited for a connection')
  t.equal(waiting.at(-1), 0, 'and none does any more')
  t.same([...(await dashboard.lines('Tasks a second, by outcome')).keys()].filter(status => /Fail|Error/.test(status)),
    [], 'no task failed')
})
