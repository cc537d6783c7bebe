import type { Test } from 'tap'
import type { Role } from '../../scripts/stack/demo.ts'
import { openRecords, type Records } from './records.ts'
import { users } from './connections.ts'
import { demo, startStack, tenants, type Stack } from './stack.ts'

const audience = 'api://9d576dc4-b85d-4571-880e-4c6ed4c08c31'
/** The tenant of the customer that is a stranger to all others. */
export const strangeTenant = '99999999-0000-4000-8000-000000000001'

/** Applications that act for other nodes of the tree than all that the demo has, each as an administrator. */
export const strangers = {
  'another channel': 'channel', 'another customer': 'customer', 'another provider': 'operator'
} as const satisfies Record<string, Role>
export type Stranger = keyof typeof strangers

/** What is looked for in answers: nothing of it is a stranger's. */
export const theirs = {
  customer: demo.israeliCustomer, tenant: tenants.israeli, number: '+97239760001', shortName: 'Negev',
  lead: 'd1000000-0000-4000-8000-000000000001', company: 'Their Lead',
  site: 'd2000000-0000-4000-8000-000000000001', siteName: 'THEIRSITE', task: 'wup_their-task',
  import: 'imp_their-import', load: 'blk_their-load', audit: 'inv_aud_their-audit',
  job: 'd3000000-0000-4000-8000-000000000001', operation: 'd4000000-0000-4000-8000-000000000001',
  gateway: 'their.sbc.example', correlation: 'd5000000-0000-4000-8000-000000000001',
  user: 'amit.cohen@negevrobotics.example', address: 'd6000000-0000-4000-8000-000000000001', street: 'Their Street',
  allocation: 'd7000000-0000-4000-8000-000000000001', range: 'db000000-0000-4000-8000-000000000001',
  caller: 'd8000000-0000-4000-8000-000000000001', webhook: 'd9000000-0000-4000-8000-000000000001',
  plan: 'drf_pln_their-plan', rule: '+97239769', channel: 'Pacific Resellers'
} as const

/** What only another provider may not see: the provider shares it with all that are below it. */
export const theirProviders = {
  template: 'Their Template', device: 'Demo SBC', trunk: 'oc1.sbc.dialplane.example',
  operatorTenant: 'Demo Operator Connect'
} as const

export const templateId = 30_000
export const serviceId = 700
export const changeId = 700
export const buildTemplateName = 'Their builds'
export const dataSyncId = 'da000000-0000-4000-8000-000000000001'

/** The demo with something of everything, and strangers that have nothing of it but, one, a number of its own. */
export async function strangersScene (t: Test): Promise<{ stack: Stack, records: Records }> {
  const stack = await startStack(t)
  const records = await openRecords(t, stack.databaseUrl)
  await records.query("insert into provider (id, name) overriding system value values (2, 'Another provider')")
  await records.query( // a list of no numbers would have no pages
    "insert into number (provider_id, number, source, ms_tenant_id) values (2, '+97239760099', 'webapi', $1)",
    [strangeTenant]
  )
  await records.query(
    "insert into channel (provider_id, id, name) overriding system value values (1, 9999, 'Strangers')"
  )
  await records.query(
    `insert into lead (provider_id, id, ms_tenant_id, is_direct, status, channel_id)
      values (1, $1, $1, false, 'Active', 9999)`,
    [strangeTenant]
  )
  const [{ id }] = await records.query(
    `insert into customer (provider_id, ms_tenant_id, lead_id, short_name, full_name, license_type, channel_id)
      values (1, $1, $1, 'Stranger', 'Stranger', 4, 9999) returning id`,
    [strangeTenant]
  )
  await records.query(
    `insert into tenant_connection (provider_id, customer_id, client_id, credential_encrypted, status)
      values (1, $1, $1, '', 'Connected')`,
    [id]
  )
  await records.query("update credential set channel_id = 9999 where name = 'channel'")
  await records.query("update credential set customer_id = $1 where name = 'customer'", [id])
  await records.query("update credential set provider_id = 2 where name = 'operator'")
  const { applications } = await stack.microsoft.control('GET', '/_mock/state')
  await stack.microsoft.control('PATCH', '/_mock/state', {
    applications: applications.map((one: { name: string }) =>
      Object.values<string>(strangers).includes(one.name) ? { ...one, roles: { [audience]: ['Admin'] } } : one
    )
  })
  await stack.microsoft.control('PATCH', '/_mock/state', {
    tenants: {
      [theirs.tenant]: {
        numbers: [{
          telephoneNumber: theirs.number, assignmentTargetId: users[theirs.tenant].amit,
          assignmentStatus: 'UserAssigned', assignmentCategory: 'primary'
        }]
      }
    }
  })
  const { dialPlans } = await stack.sbcs[1].control('GET', '/_mock/state')
  await stack.sbcs[1].control('PUT', '/_mock/state', {
    dialPlans: { ...dialPlans, CustDialPlan: [{ name: 'x', prefix: theirs.rule, tag: 'x' }] }
  })
  await addTheirs(records)
  return { stack, records }
}

async function addTheirs ({ query }: Records): Promise<void> {
  const { customer, tenant, number } = theirs
  await query("update data_sync set id = $1 where name = 'SyncMSOperatorConnect'", [dataSyncId])
  await query(
    `insert into number_order (provider_id, id, type, source, ms_tenant_id, task_id, status, total, succeeded,
        unchanged, failed, ordered_at)
      values (1, $1, 'order', 'task', $2, $1, 'Failed', 1, 0, 0, 1, now()),
        (1, $3, 'release', 'task', $2, $3, 'Failed', 1, 0, 0, 1, now())`,
    [theirs.task, tenant, theirs.import]
  )
  await query(
    `insert into catalogue_history (provider_id, model, key, ms_tenant_id, change, task_id)
      values (1, 'PartnerOperatorConsents', $1::text, $1::uuid, 'changed', $2)`, [tenant, theirs.task]
  )
  await query(
    `insert into number_order_range (provider_id, order_id, first, last, count, outcome, reason)
      values (1, $1, $2, $2, 1, 'failed', $2)`, [theirs.task, number]
  )
  await query(
    `insert into event (provider_id, position, task_ids, kinds, events, steps, statuses)
      values (1, 1, array[$1], array['upload-numbers'], array['finished'], array['complete'], array['Failed'])`,
    [theirs.task]
  )
  await query('insert into event_head (provider_id, position) values (1, 1)')
  await query(
    `insert into customer_document (provider_id, ms_tenant_id, document, task_id)
      values (1, $1, jsonb_build_object('customerShortName', $2::text, 'customerFullName', $3::text), $4)`,
    [tenant, theirs.shortName, theirs.company, theirs.task]
  )
  await query(
    `insert into build_template (provider_id, name, version, type, description, settings, task_id)
      select 1, $1, n, 'NumberUsage', $2, jsonb_build_object('callingProfile', $2 || n), 'btm_1'
      from generate_series(1, 2) n`,
    [buildTemplateName, theirProviders.device]
  )
  await query('update customer set service_id = $1 where id = $2', [serviceId, customer])
  await query('update site set id = $1, name = $2 where customer_id = $3', [theirs.site, theirs.siteName, customer])
  await query(
    `insert into lead (provider_id, id, ms_tenant_id, is_direct, status, company_name)
      values (1, $1, $1, true, 'Active', $2)`,
    [theirs.lead, theirs.company]
  )
  await query(
    `insert into number (provider_id, number, country, source, ms_tenant_id, removal_status)
      values (1, $1, 'NZ', 'webapi', $2, 2)`,
    [number, tenant]
  )
  await query(
    `insert into number_history (provider_id, number, change, task_id, after)
      values (1, $1, 'uploaded', $2, jsonb_build_object('msTenantId', $3::text))`,
    [number, theirs.task, tenant]
  )
  for (const [id, kind] of [
    [theirs.task, 'upload-numbers'], [theirs.import, 'import-numbers'], [theirs.audit, 'audit-inventory'],
    [theirs.load, 'load-sheets']
  ]) {
    await query(
      `insert into task (provider_id, id, kind, partition_key, step, state, status, input, caller,
        ms_tenant_id, customer_id,
        finished_at, item_count, messages)
      values (1, $1, $2, 'one', 'complete', 'finished', 'Failed',
        '{"rows": [], "requests": []}', 'somebody', $3, $4, now(), 1,
        jsonb_build_array(jsonb_build_object('level', 'Error', 'message', $5::text)))`,
      [id, kind, tenant, customer, number]
    )
    await query(
      `insert into task_item (provider_id, task_id, ordinal, key, outcome, active)
        values (1, $1, 0, $2, 'failed', false)`,
      [id, number]
    )
  }
  await query(
    `insert into inventory_finding (provider_id, task_id, number, codes, proposal)
      values (1, $1, $2, '{wrong_type}', '{}')`,
    [theirs.audit, number]
  )
  await query(
    `insert into drift (provider_id, number, class, sbc_id, ms_tenant_id, evidence, task_id)
      values (1, $1, 'missing_on_sbc', 8, $2, '{"records": {}, "microsoft": null, "sbc": null}', 'drf_1')`,
    [number, tenant]
  )
  await query(
    `insert into drift_plan (provider_id, id, made_by, expires_at, fingerprint) values (1, $1, 'x', now(), 'x')`,
    [theirs.plan]
  )
  await query(
    `insert into drift_plan_item (provider_id, plan_id, number, class, sbc_id, ms_tenant_id, repair, mode, attributes,
      evidence) values (1, $1, $2, 'missing_on_sbc', 8, $3, 'put-on-sbc', 'approve', '{}', '{}')`,
    [theirs.plan, number, tenant]
  )
  await query(
    `insert into drift_reading (provider_id, side, place, round, task_id) values (1, 'microsoft', $1, 1, 'drf_1')`,
    [tenant]
  )
  await query('insert into number_import (provider_id, task_id, row_count) values (1, $1, 1)', [theirs.import])
  await query(
    `insert into number_import_row (provider_id, task_id, line, cells, number, outcome, error)
      values (1, $1, 2, jsonb_build_object('telephoneNumber', $2::text), $2, 'failed', 'No.')`,
    [theirs.import, number]
  )
  await query(
    `insert into microsoft_job (provider_id, operation_id, job_id, type, ms_tenant_id, customer_id, task_id, status,
      total) values (1, $1, $2, 'upload', $3, $4, $5, 'Success', 1)`,
    [theirs.operation, theirs.job, tenant, customer, theirs.task]
  )
  await query(
    `insert into civic_address (provider_id, ms_tenant_id, id, country, validated, printed)
      values (1, $1, $2, 'IL', true, jsonb_build_object('streetName', $3::text))`,
    [tenant, theirs.address, theirs.street]
  )
  await query(
    `insert into online_pstn_gateway (provider_id, correlation_id, customer_id, fqdn, trunk_model, state)
      values (1, $1, $2, $3, 'DerivedTrunk', 'Active')`,
    [theirs.correlation, customer, theirs.gateway]
  )
  await query(
    `insert into sbc_change (provider_id, id, sbc_id, plan, task_ids, added, removed) overriding system value
      values (1, $1, 8, 'OCDialPlan', '{}', $2, '[]')`,
    [changeId, JSON.stringify([{ name: theirs.siteName, prefix: theirs.number, tag: `Trunk=${theirs.tenant}` }])]
  )
  await query(
    `insert into site_rule (provider_id, sbc_id, plan, prefix, name, tag, site_id)
      values (1, 11, 'CustDialPlan', $1, 'x', 'x', $2)`,
    [theirs.rule, theirs.site]
  )
  await query(
    `insert into named_range (provider_id, id, name, first, last, customer_id, created_by)
      values (1, $1, 'Theirs', $2, $2, $3, $4)`,
    [theirs.range, number, customer, theirs.task]
  )
  await query(
    `insert into allocation (provider_id, id, customer_id, kind, value) values (1, $1, $2, 'tag', 'theirs')`,
    [theirs.allocation, customer]
  )
  await query(
    `insert into credential (id, entra_tenant_id, client_id, provider_id, name, customer_id)
      values ($1, $1, $1, 1, 'Theirs', $2)`,
    [theirs.caller, customer]
  )
  await query(
    `insert into webhook (provider_id, id, name, customer_id, url_encrypted, url_shown, secret_encrypted, position,
      state) values (1, $1, 'Theirs', $2, '', 'their.hooks.example', '', 0, 'paused')`,
    [theirs.webhook, customer]
  )
  await query(
    `insert into webhook_delivery (provider_id, webhook_id, position, type, state, last_answer)
      values (1, $1, 1, 'numbers.uploaded', 'failed', $2)`,
    [theirs.webhook, theirs.gateway]
  )
  await query(
    `insert into script_template (provider_id, id, name, script_type, script)
      overriding system value values (1, $1, $2, 2, 'configure voip\n  no ip-group "x"\nexit')`,
    [templateId, theirProviders.template]
  )
}
