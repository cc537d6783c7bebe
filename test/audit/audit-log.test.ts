import { spawnSync } from 'node:child_process'
import { connect } from 'node:net'
import { join } from 'node:path'
import t from 'tap'
import { projectRoot } from '../../src/database/project-root.ts'
import { openRecords } from '../support/records.ts'
import { until } from '../support/until.ts'
import { demo, startStack, type Answer } from '../support/stack.ts'

interface Entry { sequence: number, operation: string, verdict: string, [name: string]: unknown }

t.test('the audit log remembers who asked for what, and what was said', async t => {
  const stack = await startStack(t)
  const records = await openRecords(t, stack.databaseUrl)
  const api = await stack.startApi({ TRUST_PROXY: 'true' })
  const entries = async (query = ''): Promise<Entry[]> =>
    (await stack.call('GET', `/api/v3/audit?${query}`)).body.data
  const headers = { 'x-forwarded-for': '203.0.113.7', prefer: 'wait=0' }
  const ask = (method: string, path: string, body?: object, role: 'admin' | 'channel' | 'monitor' = 'admin'):
  Promise<Answer> => stack.call(method, path, { role, headers, ...(body !== undefined && { body }) })

  await t.test('a change, with its task, and with its secrets masked', async t => {
    const { body } = await ask('PUT', '/api/v3/sbc/8/credentials', { password: 'the new password' })
    t.match(await entries(), [{
      sequence: 1, caller: /^a0000000-0000-4000-8000-000000000001@/, callerName: 'admin', channelId: null,
      address: '203.0.113.7', operation: 'rotateSbcCredentials', object: '/api/v3/sbc/8/credentials',
      verdict: 'accepted', request: { password: '********' }, traceId: /^00-/, digest: /^[0-9a-f]{64}$/
    }])
    t.ok((await entries())[0]?.['taskId'], JSON.stringify(body))
    await ask('POST', `/api/v3/customer/${demo.australianCustomer}/sitelocation`, {
      siteLocationName: 'Audited', sbcId: 8, scriptParameters: [{ key: 'CarrierUserPassword', value: 'the other' }]
    })
    const all = JSON.stringify([
      await records.query('select * from audit_entry'), await records.query('select * from audit_pending')
    ])
    t.notMatch(all, /the new password|the other/, 'no secret is kept')
    t.match(all, /Audited/, 'what is none is')
  })

  await t.test('a change is stored with its entry, or not at all', async t => {
    await records.query('alter table audit_pending add constraint broken check (task_id is null) not valid')
    const [before] = await records.query('select count(*)::int as count from task')
    t.match(await ask('POST', '/api/v3/sbc/8/action/test'), { status: 500 })
    t.same(await records.query('select count(*)::int as count from task'), [before], 'no task without its entry')
    await records.query('alter table audit_pending drop constraint broken')
    const [first, second] = await Promise.all([1, 2].map(() => ask('POST', '/api/v3/sbc/8/action/test')))
    t.equal(first?.body.taskId, second?.body.taskId, 'equal requests have one task')
    const both = (await entries('operation=testSbc&verdict=accepted')).map(({ taskId }) => taskId)
    t.same(both, [first?.body.taskId, first?.body.taskId], 'and an entry each')
  })

  await t.test('a refusal, with its code', async t => {
    await ask('POST', '/api/v3/sbc/8/action/test', undefined, 'monitor')
    await ask('DELETE', `/api/v3/customer/${demo.israeliCustomer}`, undefined, 'channel')
    const refused = await entries('verdict=refused')
    t.match(refused.find(({ operation }) => operation === 'testSbc'), {
      callerName: 'monitor', status: 403, errorCode: 'role_missing'
    })
    t.match(refused.find(({ operation }) => operation === 'deleteCustomer'), {
      callerName: 'channel', channelId: demo.channelId, verdict: 'refused'
    })
  })

  await t.test('a request whose client hung up, with where it came from', async t => {
    const { hostname, port } = new URL(stack.baseUrl)
    const socket = connect(Number(port), hostname)
    const head = `POST /api/v3/oc/lead HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${await stack.token()}\r\n` +
      'content-type: application/json\r\ncontent-length: 100\r\n\r\n{'
    await new Promise<void>(resolve => socket.write(head, () => resolve()))
    await ask('GET', '/api/v3/customer') // by now its head has arrived
    socket.destroy()
    const [entry] = await until('it is remembered', async () => {
      const found = (await entries('verdict=refused')).filter(({ operation }) => operation === 'createLead')
      return found.length > 0 && found
    })
    t.match(entry, { address: /127\.0\.0\.1$/, status: 400 })
  })

  await t.test('a read of what secrets belong to, and no other read', async t => {
    await ask('GET', '/api/v3/sbc/8')
    await ask('GET', '/api/v3/callers')
    await ask('GET', '/api/v3/customer')
    await ask('GET', `/api/v3/customer/${demo.australianCustomer}/sitelocation`)
    await ask('GET', `/api/v3/customer/${demo.israeliCustomer}/connection`)
    await ask('GET', '/api/v3/webhooks')
    t.same(
      (await entries('verdict=read')).map(({ operation }) => operation),
      ['listWebhooks', 'getTokenConnection', 'listSiteLocations', 'listCallers', 'getSbcDevice']
    )
  })

  await t.test('it is paged, filtered and exported, for the part of the tree of whoever reads', async t => {
    const all = await entries()
    t.same(all.map(({ sequence }) => sequence), all.map((_, index) => all.length - index), 'the newest first, no gap')
    t.same(await entries('PageSize=2&PageNumber=2'), all.slice(2, 4), 'a page')
    t.same(await entries('operation=getSbcDevice'), all.filter(({ operation }) => operation === 'getSbcDevice'))
    t.same(await entries('since=2100-01-01'), [], 'a time')
    t.equal((await ask('GET', '/api/v3/audit?since=soon')).status, 400, 'a time that is none')
    t.equal((await ask('GET', '/api/v3/audit', undefined, 'monitor')).status, 403, 'for administrators')
    const { body, headers } = await ask('GET', '/api/v3/audit/export')
    t.match(headers, { 'content-type': /^text\/csv/ })
    const now = await entries()
    t.equal(String(body).trim().split('\r\n').length, now.length + 1, 'all of it, below a header')
    t.match(now[0], { operation: 'exportAuditEntries', verdict: 'read' }, 'and that was remembered')
  })

  await t.test('requests without a good token are lines of the log', async t => {
    await stack.call('GET', '/api/v3/customer', { role: null, headers: { ...headers, authorization: 'Bearer x.y.z' } })
    const line = await api.waitFor(line => line.includes('"securityEvent":"authentication"') ? line : undefined)
    t.match(JSON.parse(line), { address: '203.0.113.7', errorCode: 'token_invalid', operation: 'listCustomers' })
  })

  await t.test('and figures, as refusals for a role and for a limit are', async t => {
    const counted = async (event: string): Promise<number> => {
      const { body } = await stack.call('GET', '/metrics', { role: null })
      const line = new RegExp(`^dialplane_security_events_total\\{event="${event}"\\} (\\d+)$`, 'm').exec(String(body))
      return Number(line?.[1] ?? 0)
    }
    const refuse: Record<string, () => Promise<Answer>> = {
      authentication: () => stack.call('GET', '/api/v3/customer', { role: null }),
      authorization: () => ask('POST', '/api/v3/sbc/8/action/test', undefined, 'monitor')
    }
    for (const [event, ask] of Object.entries(refuse)) {
      const before = await counted(event)
      await ask()
      t.equal(await counted(event), before + 1, event)
    }
    const { baseUrl } = stack
    const narrow = await stack.startApi({ REQUESTS_PER_MINUTE: '1' })
    for (const _ of [1, 2, 3]) await ask('GET', '/api/v3/customer')
    t.ok(await counted('limit') >= 1, 'limit')
    const line = await narrow.waitFor(line => line.includes('"securityEvent":"limit"') ? line : undefined)
    t.match(JSON.parse(line), { errorCode: 'rate_limited', operation: 'listCustomers', caller: /^a0000000-/ })
    await narrow.stop()
    stack.baseUrl = baseUrl
  })

  await t.test('requests at the same time make one chain', async t => {
    await Promise.all(Array.from({ length: 40 }, (_, index) =>
      index % 2 === 0 ? ask('GET', '/api/v3/sbc/8') : ask('POST', '/api/v3/sbc/8/action/test')))
    await entries()
    t.same(await records.query('select * from audit_faults()'), [])
    const [{ count, last }] = await records.query(
      'select count(*)::int as count, max(sequence)::int as last from audit_entry where provider_id = 1'
    )
    t.equal(count, last, 'without a gap')
  })

  await t.test('what a task changed, before and after, and the secrets that workers opened', async t => {
    const worker = await stack.startWorker()
    const { body } = await stack.call('PATCH', '/api/v3/sbc/8', { body: { name: 'Renamed SBC' } })
    await stack.finished(body.taskId)
    await stack.finished((await stack.call('POST', '/api/v3/sbc/8/action/test')).body.taskId)
    const changed = await until('the change is in the log', async () => {
      const found = (await entries('verdict=changed&object=sbc/8'))
      return found.length > 0 && found
    })
    t.match(changed[0], {
      callerName: 'admin', operation: 'change-sbc', object: 'sbc/8', taskId: body.taskId,
      before: { name: 'Demo SBC 1' }, request: { name: 'Renamed SBC' }
    })
    const used = await entries('verdict=used')
    t.match(used.map(({ object }) => object), ['sbc/1/8'], 'a device was logged in to, however often once an hour')
    t.notMatch(JSON.stringify(await entries()), /demo-sbc-password/)
    await worker.stop()
  })

  await t.test('what is older than it is kept for goes, and the rest can still be verified', async t => {
    const [{ middle }] = await records.query('select sequence + 3 as middle from audit_entry order by sequence limit 1')
    const [{ at }] = await records.query('select at from audit_entry where sequence = $1', [middle])
    const [{ gone }] = await records.query('select forget_audit_entries($1)::int as gone', [at])
    t.ok(gone >= 1, `${gone} entries went`)
    t.same(await records.query('select * from audit_faults()'), [], 'the chain goes on behind them')
  })

  await t.test('nothing of it can be changed, and a change past that is found', async t => {
    const verify = (): { status: number | null, stdout: string } =>
      spawnSync(process.execPath, [join(projectRoot(), 'dist/scripts/verify-audit.js')], {
        env: { DATABASE_URL: stack.databaseUrl }, encoding: 'utf8'
      })
    t.match(verify(), { status: 0, stdout: /^Provider 1: \d+ entries, the last with [0-9a-f]{64}\.$/m })
    for (const change of ['update audit_entry set status = 200', 'delete from audit_entry', 'truncate audit_entry']) {
      await t.rejects(records.query(change), /only ever added to/, change)
    }
    t.same(
      await records.query(`select what, has_table_privilege('dialplane_app', 'audit_entry', what) as may
        from unnest(array['select', 'insert', 'update', 'delete']) as what`),
      ['select', 'insert', 'update', 'delete'].map(what => ({ what, may: what === 'select' })),
      'processes may read it, and append by its function alone'
    )
    const tampered: Record<string, RegExp> = {
      "update audit_entry set caller_name = 'nobody' where sequence = 13": /entry 13 .* was changed/,
      'delete from audit_entry where sequence = 13': /entry 14 .* missing/,
      'delete from audit_entry where sequence = (select max(sequence) from audit_entry)': /last entries are missing/
    }
    for (const [change, found] of Object.entries(tampered)) {
      await records.query('create table kept as select * from audit_entry')
      await records.query('alter table audit_entry disable trigger all')
      await records.query(change)
      t.match(verify(), { status: 1, stdout: found }, change)
      await records.query('delete from audit_entry')
      await records.query('insert into audit_entry select * from kept')
      await records.query('drop table kept')
      await records.query('alter table audit_entry enable trigger all')
      t.match(verify(), { status: 0 }, 'and nothing is found when it is as it was')
    }
  })
})
