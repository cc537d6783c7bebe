import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import t from 'tap'
import { problems, type ProblemCode } from '../../src/problems.ts'
import { startWire, type Wire } from '../support/cut-wire.ts'
import { readDocument } from '../support/documents.ts'
import { openRecords, type Records } from '../support/records.ts'
import { demo, startStack, tenants, type Answer, type Stack } from '../support/stack.ts'
import { adminApplication, directory, startIssuer, type Issuer } from '../support/tokens.ts'
import { upload, uploadBody } from '../support/uploads.ts'
import { until } from '../support/until.ts'

/** Sends bytes as they are; the connection is closed after the answer. */
async function raw ({ baseUrl }: Stack, bytes: string): Promise<Answer> {
  const { hostname, port } = new URL(baseUrl)
  const socket = connect(Number(port), hostname)
  socket.write(bytes)
  const answer = await text(socket)
  const [head = '', body = ''] = answer.split('\r\n\r\n')
  const [line = '', ...fields] = head.split('\r\n')
  const headers: Answer['headers'] = Object.fromEntries(fields.map(field => field.split(': ')).map((
    [name = '', value]
  ) => [name.toLowerCase(), value]))
  const length = Number(headers['content-length'])
  return { status: Number(line.split(' ')[1]), body: JSON.parse(body.slice(0, length)), headers }
}

interface Place { stack: Stack, records: Records, issuer: Issuer, wire: Wire }

const profilesRead = '/api/v3/oc/callingprofile'

const usersOf = (customer: string): string => `/api/v3/customer/${customer}/user`

const operatorTenant = '/api/v3/operator-connect/tenants/0b4a4c1e-6d6f-4a35-9f0b-5f7a1c2d3e40'

/** A plan about one number that an SBC has. */
async function addPlan ({ query }: Records, id: string, mode: string): Promise<void> {
  await query(
    `insert into drift_plan (provider_id, id, made_by, expires_at, fingerprint)
      values (1, $1, 'somebody', now() + interval '1 hour', 'x')`, [id]
  )
  await query(
    `insert into drift_plan_item (provider_id, plan_id, number, class, sbc_id, repair, mode, attributes, evidence)
      values (1, $1, '+61399990000', 'sbc_only', 8, 'take-off-sbc', $2, '{}',
        '{"records": null, "microsoft": null, "sbc": {"name": "x", "tag": "x"}}')`, [id, mode]
  )
}

/** A range of ten numbers; `end`: when it ended, by what and how. */
async function addRange ({ query }: Records, digit: string, end: string): Promise<void> {
  await query(
    `insert into named_range (provider_id, id, name, first, last, created_by, ended_at, ended_by, ended_as)
      values (1, $1, $2, $3, $4, 'inv_rad_1', ${end})`,
    [`94a9e000-0000-4000-8000-00000000000${digit}`, `Range ${digit}`, `+612999900${digit}0`, `+612999900${digit}9`]
  )
}

/** What only the task can refuse; no worker runs otherwise. */
async function withWorker (stack: Stack, call: () => Promise<Answer>): Promise<Answer> {
  const worker = await stack.startWorker()
  return call().finally(() => worker.stop())
}

/**
 * How each problem comes about. The type makes the list complete: a code that nobody can meet has no place in the
 * catalogue.
 */
const ways: Record<ProblemCode, (place: Place) => Promise<Answer>> = {
  // First, while the API has not read the keys yet; it keeps what it has read.
  identity_unavailable: ({ stack, issuer }) => issuer.whileSilent(() => stack.call('GET', profilesRead)),
  validation_failed: ({ stack }) => upload(stack, {}),
  syntax_error: ({ stack }) => upload(stack, '{'),
  idempotency_key_invalid: ({ stack }) => upload(stack, uploadBody(), { headers: { 'idempotency-key': 'two words' } }),
  token_missing: ({ stack }) => stack.call('GET', profilesRead, { role: null }),
  token_invalid: ({ stack }) => stack.call('GET', profilesRead, { role: null, headers: { authorization: 'Bearer x' } }),
  caller_unknown: async ({ stack, issuer }) =>
    stack.call('GET', profilesRead, {
      role: null, headers: { authorization: `Bearer ${await issuer.token({ azp: tenants.israeli })}` }
    }),
  role_missing: async ({ stack, issuer }) =>
    stack.call('GET', profilesRead, {
      role: null, headers: { authorization: `Bearer ${await issuer.token({ roles: [] })}` }
    }),
  out_of_scope: ({ stack }) => asChannel(stack, '/api/v3/oc/numbers', { 'x-ovoc-channel-id': '1' }),
  tenant_id_invalid: ({ stack }) => stack.call('GET', '/api/v3/oc/numbers/removal-status/summary?msTenantId=contoso'),
  request_unreadable: ({ stack }) => raw(stack, 'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: many\r\n\r\n'),
  async request_timeout ({ stack, issuer }) {
    const { baseUrl } = stack
    const hasty = await stack.startApi({ ...issuer.env, REQUEST_SECONDS: '1' })
    const head = `POST /api/v3/oc/lead HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${await stack.token()}\r\n`
    try {
      return await raw(stack, `${head}content-type: application/json\r\ncontent-length: 9\r\n\r\n{`)
    } finally {
      await hasty.stop()
      stack.baseUrl = baseUrl
    }
  },
  headers_too_large: ({ stack }) => raw(stack, `GET / HTTP/1.1\r\nhost: x\r\nx: ${'x'.repeat(20_000)}\r\n\r\n`),
  route_not_found: ({ stack }) => stack.call('GET', '/api/v3/nothing'),
  method_not_allowed: ({ stack }) => stack.call('GET', '/api/v3/oc/numbers/action/upload'),
  async caller_disabled ({ stack, issuer, records }) {
    await records.query(
      `insert into credential (entra_tenant_id, client_id, provider_id, name, disabled_at)
        values ($1, $1, 1, 'x', now())`,
      [directory]
    )
    return stack.call('GET', profilesRead, {
      role: null, headers: { authorization: `Bearer ${await issuer.token({ azp: directory })}` }
    })
  },
  caller_not_found: ({ stack }) => stack.call('GET', '/api/v3/callers/da68eafc-4a1e-4d6e-9c52-6f2a0a4b7c11'),
  caller_exists: ({ stack }) =>
    stack.call('POST', '/api/v3/callers', {
      body: { name: 'x', clientId: adminApplication, tenantId: directory, role: 'Admin' }
    }),
  allocation_not_found: ({ stack }) => stack.call('GET', '/api/v3/allocation/da68eafc-4a1e-4d6e-9c52-6f2a0a4b7c11'),
  not_allocated: ({ stack }) => upload(stack, uploadBody({ phoneNumbers: ['+61299990001'] }), { role: 'channel' }),
  async allocated_elsewhere ({ stack, records }) {
    await records.query(
      `insert into allocation (provider_id, channel_id, kind, value, digits)
        values (1, $1, 'number', '+6129999', int8multirange(dialled_range('+6129999')))`,
      [demo.channelId]
    )
    return stack.call('POST', '/api/v3/allocation', {
      body: { kind: 'number', value: '+61299990001', umpCustomerGuid: demo.israeliCustomer }
    })
  },
  channel_not_assigned: ({ stack }) =>
    stack.call('PUT', `/api/v3/ovoc/channel/action/remove/?msTenantId=${tenants.israeli}`),
  channel_not_found: ({ stack }) => stack.call('GET', '/api/ovoc/v1/topology/channels/7'),
  channel_in_use: ({ stack }) => stack.call('DELETE', `/api/v3/ovoc/channel/${demo.channelId}`),
  lead_not_found: ({ stack }) => stack.call('GET', '/api/v3/oc/lead/da68eafc-4a1e-4d6e-9c52-6f2a0a4b7c11'),
  lead_in_use: ({ stack }) => stack.call('DELETE', `/api/v3/oc/lead?msTenantId=${tenants.australian}`),
  plan_not_found: ({ stack }) => stack.call('GET', '/api/v3/drift/plans/drf_pln_0'),
  async plan_stale ({ stack, records }) {
    await addPlan(records, 'drf_pln_1', 'repair')
    return stack.call('POST', '/api/v3/drift/plans/drf_pln_1/apply', { body: {} })
  },
  async approval_needed ({ stack, records }) {
    await addPlan(records, 'drf_pln_2', 'approve')
    return stack.call('POST', '/api/v3/drift/plans/drf_pln_2/apply', { body: {} })
  },
  async repair_limit ({ stack, records }) {
    await addPlan(records, 'drf_pln_3', 'repair')
    await records.query(
      `insert into drift (provider_id, number, class, sbc_id, evidence, task_id)
        select 1, number, class, sbc_id, evidence, 'drf_1' from drift_plan_item where plan_id = 'drf_pln_3'`
    )
    await records.query(
      "insert into drift_policy (provider_id, class, mode, hourly_max) values (1, 'sbc_only', 'repair', 0)"
    )
    return stack.call('POST', '/api/v3/drift/plans/drf_pln_3/apply', { body: {} })
  },
  webhook_not_found: ({ stack }) => stack.call('GET', '/api/v3/webhooks/5b7f1f0c-8c1f-4a6a-9d7b-9a4f0d3c2b10'),
  cursor_unknown: ({ stack }) => stack.call('GET', '/api/v3/events?after=999999999'),
  task_not_found: ({ stack }) => stack.call('GET', '/api/v3/task/wup_0'),
  site_not_found: ({ stack }) => stack.call('GET', '/api/v3/sitelocation/3f2d8f0e-6a0b-4d9c-9a77-0a4f6a4d2b10'),
  async site_in_use ({ stack, records }) {
    await records.query(
      "insert into number (provider_id, number, source, ms_tenant_id) values (1, '+97239753099', 'webapi', $1)",
      [tenants.israeli]
    )
    const { body: [site] } = await stack.call('GET', `/api/v3/customer/${demo.israeliCustomer}/sitelocation`)
    return stack.call('DELETE', `/api/v3/sitelocation/${site.id}`)
  },
  async dial_plan_not_found (place) {
    const path = await demoSite(place)
    await place.records.query(
      'insert into dial_plan_reading (provider_id, sbc_id, plan, place, rules, rules_read_at) values (1, 11, ' +
      "'CustDialPlan', 1, '[]', now()) on conflict do nothing"
    )
    return place.stack.call('GET', `${path}/dialplan/Nowhere`)
  },
  dial_plan_guarded: async place => place.stack.call('DELETE', `${await demoSite(place)}/dialplan/OCDialPlan`),
  async sbc_unavailable (place) { // no worker runs here
    const path = await demoSite(place)
    await place.records.query('delete from dial_plan_reading')
    return place.stack.call('GET', `${path}/dialplan/CustDialPlan`, { headers: { prefer: 'wait=1' } })
  },
  script_template_not_found: ({ stack }) => stack.call('GET', '/api/v3/scripttemplates/10099'),
  script_template_built_in: ({ stack }) => stack.call('DELETE', '/api/v3/scripttemplates/7'),
  async script_template_in_use ({ stack, records }) {
    await records.query(
      'insert into script_template (provider_id, id, name, script_type, script, cleanup_script) values (1, 20001, ' +
      "'used', 2, '', null), (1, 20002, 'user', 1, '', 20001)"
    )
    return stack.call('DELETE', '/api/v3/scripttemplates/20001')
  },
  gateway_not_found: ({ stack }) =>
    stack.call(
      'POST', `/api/v3/customer/${demo.israeliCustomer}/addNewOnlinePstnGateway/7a5f7e44-0bb0-4f66-9d0a-3f3f2f0a9c11`
    ),
  customer_not_found: ({ stack }) => stack.call('GET', '/api/v3/customer/da68eafc-5a42-4a3b-9d0e-6c1b5f6f0a11'),
  civic_address_not_found: ({ stack }) =>
    stack.call('GET', `/api/v3/oc/civicaddress/815aa0c1-cc95-425f-8315-11757c906aec?msTenantId=${tenants.australian}`),
  job_not_found: ({ stack }) => stack.call('GET', '/api/v3/oc/job/899c58a5-92df-4e93-a142-a35e72b7b743'),
  customer_busy: async ({ stack }) => {
    await upload(stack, uploadBody({ phoneNumbers: ['+61395550008'] }))
    return stack.call('DELETE', `/api/v3/customer/${demo.australianCustomer}`)
  },
  async customer_has_numbers ({ stack, records }) {
    await records.query(
      "insert into number (provider_id, number, source, ms_tenant_id) values (1, '+97239764599', 'webapi', $1)",
      [tenants.israeli]
    )
    return stack.call('DELETE', `/api/v3/customer/${demo.israeliCustomer}`)
  },
  number_not_found: ({ stack }) => stack.call('GET', '/api/v3/oc/numbers/+61395556880'),
  sbc_not_found: ({ stack }) => stack.call('GET', '/api/v3/sbc/999'),
  sbc_change_not_found: ({ stack }) => stack.call('GET', '/api/v3/sbc/8/changes/4711'),
  freeze_not_found: ({ stack }) => stack.call('DELETE', '/api/v3/freeze/none'),
  range_not_found: ({ stack }) => stack.call('GET', '/api/v3/inventory/ranges/none'),
  async range_ended ({ stack, records }) {
    await addRange(records, '9', "now(), 'inv_rre_1', 'removed'")
    return stack.call('DELETE', '/api/v3/inventory/ranges/94a9e000-0000-4000-8000-000000000009')
  },
  async range_taken ({ stack, records }) {
    await addRange(records, '8', 'null, null, null')
    return stack.call('POST', '/api/v3/inventory/ranges', {
      body: { name: 'Another', first: '+61299990085', last: '+61299990095' }
    })
  },
  sbc_in_use: ({ stack }) => stack.call('DELETE', '/api/v3/sbc/8'),
  sbc_credentials_refused: ({ stack }) => withWorker(stack, () =>
    stack.call('PUT', '/api/v3/sbc/8/credentials', { body: { password: 'wrong' } })),
  operator_tenant_not_found: ({ stack }) =>
    stack.call('GET', '/api/v3/operator-connect/tenants/00000000-0000-4000-8000-000000000000'),
  async operator_tenant_taken ({ stack, records }) {
    await records.query("insert into provider (id, name) overriding system value values (77, 'Rival')")
    await records.query(
      'insert into operator_connect_tenant (provider_id, tenant_id, client_id, name) values (77, ' +
      "'00000000-0000-4000-8000-000000000077', '00000000-0000-4000-8000-000000000078', 'Rival')"
    )
    return withWorker(stack, () => stack.call('POST', '/api/v3/operator-connect/tenants', {
      body: {
        name: 'Ours', tenantId: '00000000-0000-4000-8000-000000000077', clientId: '00000000-0000-4000-8000-000000000079'
      }
    }))
  },
  data_sync_not_found: ({ stack }) =>
    stack.call('GET', '/api/v3/operator-connect/syncs/00000000-0000-4000-8000-000000000000'),
  async data_sync_is_default ({ stack }) {
    const { body: { data: [{ syncId }] } } = await stack.call('GET', '/api/v3/operator-connect/syncs')
    return stack.call('DELETE', `/api/v3/operator-connect/syncs/${syncId}`)
  },
  number_order_not_found: ({ stack }) => stack.call('GET', '/api/v3/operator-connect/number-orders/wup_nothing'),
  operator_tenant_in_use: ({ stack }) => stack.call('DELETE', operatorTenant),
  credential_refused: ({ stack }) => withWorker(stack, () =>
    stack.call('PUT', `${operatorTenant}/credential`, { body: { clientSecret: 'wrong' } })),
  credential_missing: ({ stack }) => withWorker(stack, () =>
    stack.call('POST', `${operatorTenant}/credential/action/promote`)),
  consent_not_found: ({ stack }) =>
    stack.call('PATCH', '/api/v3/operator-connect/consents/00000000-0000-4000-8000-000000000000/relationship', {
      body: { relationshipStatus: 'AgreementSigned' }
    }),
  customer_document_not_found: ({ stack }) =>
    stack.call('GET', '/api/v3/customer-build/00000000-0000-4000-8000-000000000000'),
  build_template_not_found: ({ stack }) => stack.call('GET', '/api/v3/customer-build-templates/None'),
  build_template_is_default: ({ stack }) =>
    stack.call('DELETE', '/api/v3/customer-build-templates/Default_OC_CallingUser_Assignment'),
  async build_template_changed ({ stack, records }) {
    await records.query(
      `insert into build_template (provider_id, name, version, type, settings, task_id)
        values (1, 'Changed', 8, 'NumberUsage', '{}', 'btm_1')`
    )
    return stack.call('PUT', '/api/v3/customer-build-templates/Changed', { body: { version: 7, settings: {} } })
  },
  relationship_conflict: ({ stack }) =>
    stack.call('PATCH', `/api/v3/operator-connect/consents/${tenants.unlicensed}/relationship`, {
      body: { relationshipStatus: 'ContractTerminated', reason: 'It is over' }
    }),
  license_insufficient: ({ stack }) => stack.call('GET', usersOf(demo.australianCustomer)),
  connection_broken: place => whileReadingEnds(place, { code: 'connection_broken', reason: 'It does not work.' }),
  connection_required: ({ stack }) =>
    stack.call('POST', `/api/v3/oc/numbers/action/unassign?msTenantId=${tenants.australian}`, {
      body: ['+61395556880']
    }),
  async number_busy ({ stack }) {
    await upload(stack, uploadBody({ phoneNumbers: ['+61395550001'] }))
    return upload(stack, uploadBody({ phoneNumbers: ['+61395550001'] }))
  },
  async number_reserved ({ stack, records }) {
    await keepBack(records, '+61395550092', 'reserved_until')
    return upload(stack, uploadBody({ phoneNumbers: ['+61395550092'] }))
  },
  async number_cooling ({ stack, records }) {
    await keepBack(records, '+61395550093', 'cooling_until')
    return upload(stack, uploadBody({ phoneNumbers: ['+61395550093'] }))
  },
  async synchronization_running ({ stack }) {
    const path = `/api/v3/oc/numbers/action/synchronize?msTenantId=${tenants.israeli}`
    await stack.call('POST', path)
    return stack.call('POST', `${path}&removalPercentMax=100`)
  },
  async secrets_not_kept ({ stack, records }) {
    await records.query(
      'insert into task (provider_id, id, kind, partition_key, step, input, caller, state, status) values (1, ' +
      `'sbc_reg_1', 'register-sbc', 'one', 'look', '{"secretsForgotten": true}', 'test', 'finished', 'Failed')`
    )
    return stack.call('POST', '/api/v3/task/sbc_reg_1/retry')
  },
  task_finished: async place =>
    place.stack.call('POST', `/api/v3/task/${await finishedTask(place, '+61395550002')}/cancel`),
  async task_not_finished ({ stack }) {
    const { body } = await upload(stack, uploadBody({ phoneNumbers: ['+61395550003'] }))
    return stack.call('POST', `/api/v3/task/${body.taskId}/retry`)
  },
  nothing_to_retry: async place =>
    place.stack.call('POST', `/api/v3/task/${await finishedTask(place, '+61395550004')}/retry`),
  task_not_awaiting_approval: async place =>
    place.stack.call('POST', `/api/v3/task/${await finishedTask(place, '+61395550009')}/approve`, { body: {} }),
  task_not_parked: async place =>
    place.stack.call('POST', `/api/v3/task/${await finishedTask(place, '+61395550005')}/release`),
  body_too_large: ({ stack }) => upload(stack, uploadBody({ ticketId: 'x'.repeat(3_000_000) })),
  media_type_unsupported: ({ stack }) => upload(stack, 'a=b', { headers: { 'content-type': 'text/plain' } }),
  async idempotency_key_reused ({ stack }) {
    const headers = { 'idempotency-key': 'order-1' }
    await upload(stack, uploadBody({ phoneNumbers: ['+61395550006'] }), { headers })
    return upload(stack, uploadBody({ phoneNumbers: ['+61395550007'] }), { headers })
  },
  async rate_limited ({ stack }) {
    const answers = await Promise.all(
      Array.from({ length: 12 }, () =>
        stack.call('POST', '/api/v3/oc/numbers/action/release?msTenantId=' + tenants.israeli, { body: [] }))
    )
    return answers.find(answer => answer.status === 429) ?? answers[0] as Answer
  },
  // no worker runs here
  task_unfinished: ({ stack }) => createLead(stack, 'c1a7e2d0-5555-4a61-9b01-0000000000e5', { prefer: 'wait=0' }),
  async task_failed ({ stack, records }) {
    const answer = createLead(stack, '41747617-089b-4128-a9c8-7c9c2c596c25')
    const failed =
      "update task set state = 'finished', status = 'Failed', finished_at = now() where kind = 'create-lead' and " +
      "ms_tenant_id = '41747617-089b-4128-a9c8-7c9c2c596c25' returning id"
    await until('the task is there to fail', async () => (await records.query(failed))[0])
    return answer
  },
  async internal_error ({ stack, records }) {
    await records.query('alter table calling_profile rename to lost')
    return stack.call('GET', profilesRead).finally(() => records.query('alter table lost rename to calling_profile'))
  },
  async database_unavailable ({ stack, wire }) {
    wire.cut()
    return stack.call('GET', profilesRead).finally(() => wire.mend())
  }
}

t.test('every problem of the catalogue can be met and has its documented shape', async t => {
  const stack = await startStack(t)
  const [issuer, wire] = [
    await startIssuer(t, stack.env['TOKEN_AUDIENCE'] ?? ''), await startWire(t, stack.databaseUrl)
  ]
  const place: Place = { stack, issuer, wire, records: await openRecords(t, stack.databaseUrl) }
  stack.token = role => issuer.token({ azp: `a0000000-0000-4000-8000-00000000000${role === 'channel' ? 4 : 1}` })
  await stack.startApi({ ...issuer.env, DATABASE_URL: wire.url })
  const documents = [await readDocument(stack, 'v2'), await readDocument(stack, 'v3')]

  for (const [code, reach] of Object.entries(ways) as Array<[ProblemCode, (place: Place) => Promise<Answer>]>) {
    const { status, title } = problems[code]
    await t.test(`${code} is answered as documented: ${title}`, async t => {
      for (const { info } of documents) {
        t.ok(info.description.includes(`| \`${code}\` | ${status} | ${title} |`), 'is in the table of the documents')
      }
      const answer = await reach(place)
      t.match(answer, {
        status, headers: { 'content-type': /^application\/problem\+json/ },
        body: { type: /^(https:|\/problems\/)/, title, status, traceId: /^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/ }
      }, 'the answer is a problem of this status and title')
      // Validation errors have the shape that clients know, which has no code (docs/wire/live-cloud.md#errors).
      if (/^(validation_failed|syntax_error)$/.test(code)) {
        t.ok(Object.keys(answer.body.errors).length > 0, 'the answer names the fields that are wrong')
      } else {
        t.match(await stack.call('GET', answer.body.type, { role: null }), {
          status: 200, headers: { 'content-type': /^text\/html/ }, body: new RegExp(`<code>${code}</code>`)
        }, 'its type leads to a page about it')
        t.match(answer.body, {
          errorCode: code, detail: /\w/, instance: /^\//, errorTicket: answer.body.traceId.slice(3, 35)
        }, 'the answer names its code, place and ticket')
      }
      if (status === 429 || status === 503 || code === 'number_busy') {
        t.match(answer.headers['retry-after'], /^\d+$/, 'says when to come back')
      }
      if (status >= 500) {
        t.notMatch(
          JSON.stringify(answer.body), /relation|select|ECONN|node_modules/i, 'and keeps our insides to itself'
        )
      }
    })
  }
})

async function createLead (stack: Stack, tenantId: string, headers: Record<string, string> = {}): Promise<Answer> {
  return stack.call('POST', '/api/v3/oc/lead', { body: { tenantId, companyName: tenantId }, headers })
}

async function asChannel (stack: Stack, path: string, headers: Record<string, string>): Promise<Answer> {
  return stack.call('GET', path, { role: 'channel', headers })
}

/** The first request for users waits for their reading, which ends like this; no worker runs here. */
async function whileReadingEnds ({ stack, records }: Place, failure: object): Promise<Answer> {
  const answer = stack.call('GET', usersOf(demo.israeliCustomer))
  await until('the reading is there to end', async () =>
    (await records.query(
      "update task set state = 'finished', status = 'Failed', failure = $1 where kind = 'synchronize-users' and " +
      "state <> 'finished' returning id",
      [failure]
    ))[0]
  )
  return answer
}

/** A task that is over without a failed number, as far as the records tell; no worker runs here. */
async function finishedTask ({ stack, records }: Place, number: string): Promise<string> {
  const { body } = await upload(stack, uploadBody({ phoneNumbers: [number] }))
  await records.query(
    "update task set state = 'finished', status = 'CompletedSuccess', finished_at = now() where id = $1", [body.taskId]
  )
  await records.query("update task_item set active = false, outcome = 'succeeded' where task_id = $1", [body.taskId])
  return body.taskId
}

/** The path of the site of the Israeli customer. */
async function demoSite ({ stack }: Place): Promise<string> {
  const path = `/api/v3/customer/${demo.israeliCustomer}/sitelocation`
  return `${path}/${(await stack.call('GET', path)).body[0].id}`
}

async function keepBack (records: Records, number: string, column: string): Promise<void> {
  await records.query(
    `insert into number_inventory (provider_id, number, by_hand, ${column}) values (1, $1, true, 'infinity')`, [number]
  )
}
