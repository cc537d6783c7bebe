import { spawnSync } from 'node:child_process'
import t, { type Test } from 'tap'
import { request } from 'undici'
import { openRecords } from '../support/records.ts'
import { profiles, startStack, tenants, type Stack } from '../support/stack.ts'
import type { Program } from '../support/program.ts'
import { until } from '../support/until.ts'

interface Line { msg: string, level: number, [field: string]: unknown }

const linesOf = (program: Program): Line[] =>
  program.output().split('\n').filter(line => line.startsWith('{')).map(line => JSON.parse(line))

const said = (program: Program, msg: string): Line[] => linesOf(program).filter(line => line.msg === msg)

interface Night { stack: Stack, api: Program, worker: Program, metricsOf: (role: 'api' | 'worker') => Promise<string> }

async function startNight (t: Test): Promise<Night> {
  const stack = await startStack(t)
  const api = await stack.startApi({ LOG_REQUESTS: '1' })
  const records = await openRecords(t, stack.databaseUrl)
  await records.query(`insert into task (provider_id, id, kind, partition_key, state, status, step, input, caller,
    finished_at) select 1, 'wup_of_old_' || n, 'upload-numbers', 'x', 'finished', 'CompletedSuccess', 'prepare', '{}',
    'test', now() - interval '10 years' from generate_series(1, 3) n`)
  const worker = await stack.startWorker({ PORT: '0', WORKER_LEASE_SECONDS: '1' })
  const port = await worker.waitFor(line => /"port":(\d+),"msg":"Probes/.exec(line)?.[1])
  const urls = { api: stack.baseUrl, worker: `http://127.0.0.1:${port}` }
  return { stack, api, worker, metricsOf: async role => (await request(`${urls[role]}/metrics`)).body.text() }
}

/** The line of a task's end, which may come later than the row that the API shows. */
const ended = (program: Program, taskId: string): Promise<Line> =>
  program.waitFor(line => line.includes('"A task ended"') && line.includes(taskId) ? JSON.parse(line) : undefined)

async function uploadOne (stack: Stack, number: string): Promise<string> {
  const { body } = await stack.call('POST', `/api/v3/oc/numbers/action/upload?msTenantId=${tenants.australian}`, {
    body: {
      callingProfile: profiles.withSbcs, usage: 'CallingUserAssignment',
      capabilities: ['InboundCalling', 'OutboundCalling'], phoneNumbers: [number]
    }
  })
  return body.taskId
}

t.test('metrics and log tell what happened', async t => {
  const { stack, api, worker, metricsOf } = await startNight(t)
  const records = await openRecords(t, stack.databaseUrl)
  await stack.microsoft.control('POST', '/_mock/faults', { path: '/operator/', times: 3, status: 503, body: 'busy' })
  const good = await uploadOne(stack, '+61395556881')
  t.match(await stack.finished(good), { status: 'CompletedSuccess' })
  await ended(worker, good)
  await stack.call('GET', '/api/v3/oc/callingprofile', { role: null })

  await t.test('a worker answers probes and metrics on a port of its own', async t => {
    const port = /"port":(\d+),"msg":"Probes/.exec(worker.output())?.[1]
    for (const path of ['healthz', 'readyz']) {
      t.equal((await request(`http://127.0.0.1:${port}/${path}`)).statusCode, 200, path)
    }
    t.equal((await request(`http://127.0.0.1:${port}/api/v3/task`)).statusCode, 404, 'and nothing else')
  })

  await t.test('the API counts its requests, by operation, status and caller', async t => {
    const metrics = await metricsOf('api')
    t.match(metrics,
      /http_requests_total\{operation="uploadNumbers",method="POST",status="200",caller="provider"\} 1/)
    t.match(metrics, /http_requests_total\{operation="\w+",method="GET",status="401",caller="none"\} 1/)
    t.match(metrics, /http_request_duration_seconds_count\{operation="uploadNumbers"\} 1/)
    t.match(metrics, /dialplane_info\{role="api",version="[\d.]+"\} 1/)
  })

  await t.test('the worker counts its tasks, its steps and its calls of upstreams', async t => {
    const metrics = await metricsOf('worker')
    t.match(metrics, /tasks_finished_total\{kind="upload-numbers",status="CompletedSuccess"\} 1/)
    t.match(metrics, /step_duration_seconds_count\{kind="upload-numbers",step="\w[\w-]*",result="failed"\} [1-9]/)
    t.match(metrics, /upstream_call_duration_seconds_count\{upstream="microsoft",outcome="busy"\} [1-9]/)
    t.match(metrics, /upstream_call_duration_seconds_count\{upstream="sbc",outcome="ok"\} [1-9]/)
    t.match(metrics, /upstream_breaker_changes_total\{upstream="microsoft",state="open"\} [1-9]/)
    t.match(metrics, /journal_batch_entries_count [1-9]/)
  })

  await t.test('the worker counts what it deleted because it was kept long enough', async t => {
    const gone = "select from task where id like 'wup_of_old_%'"
    await until('the old tasks are gone', async () => (await records.query(gone)).length === 0)
    await until('and counted', async () =>
      (await metricsOf('worker')).includes('dialplane_retention_removed_rows_total{of="tasks"} 3\n'))
    for (const of of ['tasks', 'keys', 'events', 'deliveries', 'audit', 'sbc_changes', 'imports']) {
      t.match(await metricsOf('worker'), new RegExp(`retention_behind_seconds\\{of="${of}"\\} \\d`))
    }
  })

  await t.test('both say how the whole installation stands', async t => {
    for (const role of ['api', 'worker'] as const) {
      const metrics = await metricsOf(role)
      t.match(metrics, /dialplane_workers 1\n/, `${role}: workers`)
      t.match(metrics, /dialplane_tasks\{state="parked"\} 0/, `${role}: queue`)
      t.match(metrics, /dialplane_database_up 1/, `${role}: the database`)
      t.match(metrics, /dialplane_database_server_connections\{of="most"\} \d\d/, `${role}: its connections`)
      t.match(metrics, /dialplane_table_bytes\{table="task"\} \d+/, `${role}: its tables`)
      t.match(metrics, /dialplane_nodejs_eventloop_lag_p99_seconds/, `${role}: its event loop`)
    }
  })

  await t.test('each request and each outcome of a task has one line, which name each other', async t => {
    const [asked, ...others] = said(api, 'Answered').filter(line => line['operation'] === 'uploadNumbers')
    t.match(asked, { status: 200, taskId: good, method: 'POST', caller: /@/, ms: Number, level: 30 })
    t.same(others, [], 'one line for one request')
    t.match(said(api, 'Answered').find(line => line['status'] === 401), { errorCode: 'token_missing' })
    t.match(said(worker, 'A task ended'), [{
      taskId: good, kind: 'upload-numbers', status: 'CompletedSuccess', tenantId: tenants.australian,
      traceId: asked?.['traceId'] as string
    }], 'the trace of the request leads to its task')
  })

  await t.test('trouble of an upstream is told when it begins and when it ends', async t => {
    t.match(said(worker, 'An upstream fails, and is left alone for a while')[0], {
      upstream: /^microsoft/, reason: /503/, level: 40
    })
    t.match(said(worker, 'An upstream works again')[0], { upstream: /^microsoft/ })
  })

  await t.test('a task that fails says why, and one that is parked says that a person is needed', async t => {
    await records.query(`insert into task (provider_id, id, kind, partition_key, step, input, caller)
      values (1, 'wup_of_tomorrow', 'upload-numbers', 'x', 'prepare', '{"from": "tomorrow"}', 'test')`)
    await records.query("select pg_notify('task_ready', '')")
    await until('the task is parked', () => said(worker, 'A task is parked for a person').length > 0)
    t.match(said(worker, 'A task is parked for a person')[0], {
      taskId: 'wup_of_tomorrow', kind: 'upload-numbers', reason: /another version/, level: 50
    })
    t.match(await metricsOf('worker'), /tasks_parked_total\{kind="upload-numbers"\} 1/)
  })

  await t.test('the level of the log changes while the process runs', async t => {
    worker.signal('SIGUSR2')
    await worker.waitFor(line => line.includes('"now":"debug"') ? true : undefined)
    t.match(said(worker, 'The level of the log was changed'), [{ now: 'debug' }])
    t.equal(worker.child.exitCode, null, 'and the process goes on')
  })

  await t.test('a worker that dies is told of by the one that takes over', async t => {
    await stack.microsoft.control('POST', '/_mock/faults', {
      method: 'POST', path: 'UploadTelephoneNumbers$', delayMilliseconds: 20_000, cut: 'before'
    })
    const held = await uploadOne(stack, '+61395556882')
    const sent = "select from task where id = $1 and progress -> 'chunks' -> 0 -> 'sent' = 'true'"
    await until('the worker is about to send', async () => (await records.query(sent, [held])).length === 1)
    worker.signal('SIGKILL')
    const heir = await stack.startWorker({ WORKER_LEASE_SECONDS: '1' })
    t.match(await stack.finished(held), { status: 'CompletedSuccess' })
    t.match(await ended(heir, held), { status: 'CompletedSuccess' })
  })

  await t.test('no line holds a token or a password', async t => {
    const all = api.output() + worker.output()
    t.notMatch(all, /eyJ[\w-]{10,}\.|demo-sbc-password/)
  })

  const promtool = spawnSync('promtool', ['--version']).status === 0
  await t.test('Prometheus reads what is served', {
    skip: !promtool && 'promtool is not installed (Debian: apt-get install prometheus)'
  }, async t => {
    const { status, stdout, stderr } = spawnSync('promtool', ['check', 'metrics'], {
      input: await metricsOf('api'), encoding: 'utf8'
    })
    t.ok(status === 0 || !/error/i.test(stderr), `${stdout}${stderr}`)
  })
})
