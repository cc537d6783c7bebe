import type { Records } from './records.ts'
import { numberFile } from './files.ts'
import { demo, profiles, tenants, type Stack } from './stack.ts'
import { uploadBody } from './uploads.ts'

export interface Mutation {
  readonly method: string
  readonly path: string
  readonly query?: string
  readonly body?: unknown
  readonly headers?: Record<string, string>
}

/** What a request that is accepted needs: the records to prepare, and a number of its own to make names from. */
export interface Ground { readonly stack: Stack, readonly records: Records, readonly serial: number }

const { australianCustomer, israeliCustomer, channelId } = demo
const ofIsraeli = `msTenantId=${tenants.israeli}`
const ofAustralian = `msTenantId=${tenants.australian}`
const uuidOf = (serial: number): string => `e0000000-0000-4000-8000-${String(serial).padStart(12, '0')}`
const address = uuidOf(0)
const customerClient = 'b0000000-0000-4000-8000-000000000002'
const operator = '0b4a4c1e-6d6f-4a35-9f0b-5f7a1c2d3e40'
const operatorTenant = `/operator-connect/tenants/${operator}`

const post = (path: string, body?: unknown, query = ''): Mutation => ({
  method: 'POST', path: `/api/v3${path}`, body, query
})
const patch = (path: string, body: unknown, query = ''): Mutation => ({
  method: 'PATCH', path: `/api/v3${path}`, body, query
})
const put = (path: string, body?: unknown, query = ''): Mutation => ({
  method: 'PUT', path: `/api/v3${path}`, body, query
})
const remove = (path: string, query = ''): Mutation => ({ method: 'DELETE', path: `/api/v3${path}`, query })

/** A number of the Israeli customer, as far as the records tell. */
async function number ({ records, serial }: Ground, removalStatus = 0): Promise<string> {
  const text = `+9723976${String(4000 + serial)}`
  await records.query(
    'insert into number (provider_id, number, source, ms_tenant_id, usage, country, removal_status) values (1, $1, ' +
    "'webapi', $2, 'CallingUserAssignment', 'IL', $3)",
    [text, tenants.israeli, removalStatus]
  )
  return text
}

/** A number of the inventory at the Israeli customer. */
async function stocked ({ records, serial }: Ground): Promise<string> {
  const text = `+9723976${String(6000 + serial)}`
  await records.query(
    `insert into number_inventory (provider_id, number, customer_id, by_hand, reserved_until, reservation_owner)
      values (1, $1, $2, true, now() + interval '1 day', 'Own')`,
    [text, israeliCustomer]
  )
  return text
}

/** Digits of ten numbers. */
const tenOf = (serial: number): string => `+97238${String(serial).padStart(5, '0')}`
/** The path of a range of the Israeli customer. */
async function namedRange ({ records, serial }: Ground, from = '0', to = '9'): Promise<string> {
  const [{ id }] = await records.query(
    `insert into named_range (provider_id, id, name, first, last, customer_id, created_by)
      values (1, gen_random_uuid(), $1, $2, $3, $4, 'inv_rad_1') returning id`,
    [`Range ${serial} ${from}`, `${tenOf(serial)}${from}`, `${tenOf(serial)}${to}`, israeliCustomer]
  )
  return `/inventory/ranges/${id}`
}
const inventory = (action: string, more: object = {}) => async (ground: Ground): Promise<Mutation> =>
  post(`/inventory/numbers/action/${action}`, { phoneNumbers: [await stocked(ground)], ...more })

/** The path of a plan that somebody else made, of nothing. */
async function repairPlan ({ records, serial }: Ground): Promise<string> {
  await records.query(
    `insert into drift_plan (provider_id, id, made_by, expires_at, fingerprint)
      values (1, $1, 'somebody', now() + interval '1 hour', 'x')`,
    [`drf_pln_${serial}`]
  )
  return `/drift/plans/drf_pln_${serial}`
}

/** The path of a data sync. */
async function dataSync ({ records, serial }: Ground): Promise<string> {
  await records.query(
    `insert into data_sync (provider_id, id, operator_tenant_id, name, model_types)
      values (1, $1, $2, $3, '{Numbers}')`,
    [uuidOf(serial), operator, `Own ${serial}`]
  )
  return `/operator-connect/syncs/${uuidOf(serial)}`
}

/** The path of a template of customer builds. */
async function buildTemplate ({ records, serial }: Ground): Promise<string> {
  await records.query(
    `insert into build_template (provider_id, name, version, type, settings, task_id)
      values (1, $1, 1, 'NumberUsage', '{}', 'btm_1')`,
    [`Own ${serial}`]
  )
  return `/customer-build-templates/Own%20${serial}`
}

async function template ({ records, serial }: Ground): Promise<number> {
  const id = 40_000 + serial
  await records.query(
    'insert into script_template (provider_id, id, name, script_type, script) values (1, $1, $2, 2, \'configure ' +
    'voip\n  no ip-group "x"\nexit\')',
    [id, `Own ${id}`]
  )
  return id
}

/** The path of a site of the Israeli customer that is its own. */
async function site ({ records, serial }: Ground, kept = ''): Promise<string> {
  await records.query(
    'insert into site (provider_id, id, customer_id, sbc_id, name, customer_type, deployment_state) values (1, $1, ' +
    "$2, 11, $3, 'IPGROUP_TYPE', 'Deployed')",
    [uuidOf(serial), israeliCustomer, `Own${serial}`]
  )
  return `${kept}/sitelocation/${uuidOf(serial)}`
}

/** A task that is not over; a number that failed lets it be tried again. */
async function task (ground: Ground, state: 'ready' | 'parked' | 'finished'): Promise<string> {
  const { records, serial } = ground
  const id = `wup_${serial}`
  await records.query(`insert into task (provider_id, id, kind, partition_key, step, state, status, input, caller,
    ms_tenant_id, customer_id,
    item_count, finished_at)
    values (1, $1, 'upload-numbers', 'one', 'validate', $2, $3, '{}', 'somebody', $4, $6, 1, $5)`, [
    id, state, state === 'finished' ? 'Failed' : 'InProgress', tenants.australian,
    state === 'finished' ? new Date() : null, australianCustomer
  ])
  await records.query(
    "insert into task_item (provider_id, task_id, ordinal, key, outcome, active) values (1, $1, 0, $2, 'failed', " +
    'false)',
    [id, `+6139555${4000 + serial}`]
  )
  return `/task/${id}`
}

/** The path of a task that waits for an approval; somebody else asked for it. */
async function asked (ground: Ground): Promise<string> {
  const path = await task(ground, 'parked')
  await ground.records.query(
    `update task set asked = '{"what": "Much would be done.", "count": 9}' where id = $1`, [`wup_${ground.serial}`]
  )
  return path
}

/** The path of an application of the Israeli customer. */
async function caller ({ records, serial }: Ground): Promise<string> {
  await records.query(
    'insert into credential (id, entra_tenant_id, client_id, provider_id, name, customer_id) values ($1, $1, $1, 1, ' +
    "'Own', $2)",
    [uuidOf(serial), israeliCustomer]
  )
  return `/callers/${uuidOf(serial)}`
}

/** The path of a webhook of the Israeli customer. */
async function webhook ({ records, serial }: Ground): Promise<string> {
  await records.query(
    `insert into webhook (provider_id, id, name, customer_id, url_encrypted, url_shown, secret_encrypted, position)
      values (1, $1, 'Own', $2, '', 'own.example', '', 0)`,
    [uuidOf(serial), israeliCustomer]
  )
  return `/webhooks/${uuidOf(serial)}`
}

const customerOf = (serial: number): object => ({ customerShortName: `Own_${serial}`, customerFullName: 'Own' })
const rule = ({ serial }: Ground): object => ({ name: `Own${serial}`, prefix: `+4420${serial}`, tag: 'x' })
const locate = async (ground: Ground): Promise<Mutation> => {
  await ground.records.query(
    'insert into civic_address (provider_id, ms_tenant_id, id, country, validated, printed) values (1, $1, $2, ' +
    "'IL', true, '{}') on conflict do nothing",
    [tenants.israeli, address]
  )
  return post('/oc/numbers/action/change-emergency-location', {
    phoneNumbers: [await number(ground)], civicAddressId: address
  }, ofIsraeli)
}

/** What one request began is in the way of the next. */
export async function finishAll ({ query }: Records): Promise<void> {
  await query(
    "update task set state = 'finished', status = 'CompletedSuccess', finished_at = now() where state <> 'finished'"
  )
  await query('update task_item set active = false where active')
  await query("delete from lead where is_direct and company_name like 'Own%'")
  await query('delete from number_sync')
  await query('delete from customer_leaving')
}

/** A request that is accepted, for each operation of version 3 that changes something, by its `operationId`. */
export const mutations: Readonly<Record<string, (ground: Ground) => Mutation | Promise<Mutation>>> = {
  addInventoryNumbers: ({ serial }) =>
    post('/inventory/numbers', { phoneNumbers: [`+9723977${1000 + serial}`], umpCustomerGuid: israeliCustomer }),
  removeInventoryNumbers: inventory('delete'),
  moveInventoryNumbers: inventory('move', { umpCustomerGuid: israeliCustomer }),
  describeInventoryNumbers: inventory('describe', { notes: 'Ours' }),
  describeInventoryNumber: async ground => patch(`/inventory/numbers/${await stocked(ground)}`, { notes: 'Ours' }),
  reserveNumbers: inventory('reserve', { days: 3 }),
  extendReservation: inventory('extend-reservation', { days: 3 }),
  endReservation: inventory('end-reservation'),
  coolNumbers: inventory('cool', { days: 3, reason: 'Own' }),
  endCooling: inventory('end-cooling', { reason: 'Own' }),
  auditInventory: () => post('/inventory/audits'),
  detectDrift: () => post('/drift/readings'),
  planRepair: () => post('/drift/plans', { classes: ['sbc_only'] }),
  approveRepair: async ground => post(`${await repairPlan(ground)}/approve`, {}),
  applyRepair: async ground => post(`${await repairPlan(ground)}/apply`, {}),
  setBrakes: ({ serial }) => put('/brakes', { brakes: [{ action: 'release-numbers', countMax: serial % 900 }] }),
  setDriftPolicies: ({ serial }) => put('/drift/policies', {
    policies: [{ class: 'sbc_only', mode: 'approve', hourlyMax: serial }]
  }),
  async applyInventoryAudit ({ records, serial }) {
    const id = `inv_aud_${serial}`
    await records.query(
      `insert into task (provider_id, id, kind, partition_key, step, input, caller, state, status)
        values (1, $1, 'audit-inventory', 'one', 'complete', '{}', 'somebody', 'finished', 'CompletedSuccess')`,
      [id]
    )
    await records.query(
      `insert into inventory_finding (provider_id, task_id, number, codes, proposal)
        values (1, $1, $2, '{only_on_sbc}', '{"add": true}')`,
      [id, `+9723978${1000 + serial}`]
    )
    return post(`/inventory/audits/${id}/action/apply`, {})
  },
  loadSheets: ({ serial }) => ({
    method: 'POST', path: '/api/v3/bulk/load', query: 'sheet=CoolingPolicies',
    body: `country,numberType,days,maximumDays\r\nUS,*,${serial % 100},300\r\n`, headers: { 'content-type': 'text/csv' }
  }),
  setNumberingOverrides: ({ serial }) => put('/numbering-plan/overrides', {
    overrides: [{ country: 'AU', start: '+61699900000', end: '+61699900009', source: `Notice ${serial}` }]
  }),
  setCoolingPolicies: ({ serial }) => put('/inventory/cooling-policies', { policies: [{ days: serial % 100 }] }),
  addAllocation: ({ serial }) => post('/allocation', {
    kind: 'number', value: `+4479${serial}`, umpCustomerGuid: israeliCustomer
  }),
  addCaller: ({ serial }) =>
    post('/callers', {
      name: `Own ${serial}`, clientId: uuidOf(serial), tenantId: uuidOf(serial), role: 'Monitor',
      umpCustomerGuid: israeliCustomer
    }),
  addChannel: ({ serial }) => post('/ovoc/channel', { name: `Own ${serial}` }),
  addOnlinePstnGateway: ({ serial }) =>
    post(`/customer/${israeliCustomer}/addNewOnlinePstnGateway`, { fqdn: `own${serial}.sbc.example` }),
  addWebhook: ({ serial }) => post('/webhooks', {
    name: `Own ${serial}`, url: 'https://own.example/', secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
  }),
  changeWebhook: async ground => patch(await webhook(ground), { payload: 'thin' }),
  redeliverEvents: async ground => post(`${await webhook(ground)}/action/redeliver`, { from: '1', to: '2' }),
  removeWebhook: async ground => remove(await webhook(ground)),
  testWebhook: async ground => post(`${await webhook(ground)}/action/test`),
  addSiteLocation: ({ serial }) =>
    post(`/customer/${israeliCustomer}/sitelocation`, {
      siteLocationName: `Own${serial}`, sbcId: 11, scriptParameters: { ProxySet: 'SIPTrunk' }
    }),
  assignChannel: () => put('/ovoc/channel/action/assign', { leadMsTenantId: tenants.unlicensed, channelId }),
  approveTask: async ground => post(`${await asked(ground)}/approve`, {}),
  refuseTask: async ground => post(`${await asked(ground)}/refuse`, { reason: 'Own' }),
  async closeTask (ground) {
    const path = await task(ground, 'parked')
    await ground.records.query("update task set direction = 'undo' where id = $1", [`wup_${ground.serial}`])
    return post(`${path}/close`, { reason: 'Own' })
  },
  cancelTask: async ground => post(`${await task(ground, 'ready')}/cancel`),
  changeCaller: async ground => patch(await caller(ground), { disabled: true }),
  removeCaller: async ground => remove(await caller(ground)),
  changeChannel: ({ serial }) => patch(`/ovoc/channel/${channelId}`, { description: `Own ${serial}` }),
  changeCustomer: () => patch(`/customer/${israeliCustomer}`, { licensedUsersCount: 30 }),
  changeEmergencyLocation: locate,
  changeSbc: ({ serial }) => patch('/sbc/8', { name: `Own ${serial}` }),
  clearNumberRemovalStatus: async ground =>
    post('/oc/numbers/action/clear-removal-status', { telephoneNumbers: [await number(ground, 2)] }),
  clearRemovalStatus: async ground =>
    post('/oc/action/clear-removal-status', { telephoneNumbers: [await number(ground, 2)] }),
  confirmRemoval: async ground =>
    post('/oc/numbers/action/ready-for-removal', { telephoneNumbers: [await number(ground, 2)] }),
  async confirmOnlinePstnGateway ({ records, serial }) {
    await records.query(
      'insert into online_pstn_gateway (provider_id, correlation_id, customer_id, fqdn, trunk_model) values (1, $1, ' +
      "$2, $3, 'DerivedTrunk')",
      [uuidOf(serial), israeliCustomer, `own${serial}.sbc.example`]
    )
    return post(`/customer/${israeliCustomer}/addNewOnlinePstnGateway/${uuidOf(serial)}`)
  },
  createCustomer: ({ serial }) =>
    post('/customer', {
      ...customerOf(serial), configurationName: 'OcEssential_TENANT_TYPE', msTenantId: tenants.unlicensed
    }),
  createLead: ({ serial }) => post('/oc/lead', { tenantId: uuidOf(serial), companyName: `Own ${serial}` }),
  buildCustomers: ({ serial }) => post('/customer-build', {
    action: 'Add', customers: [{ msTenantId: tenants.unlicensed, ...customerOf(serial) }]
  }),
  cloneBuildTemplate: ({ serial }) =>
    post('/customer-build-templates/Default_OC_CallingUser_Assignment/clone', { name: `Own ${serial}` }),
  editBuildTemplate: async ground => put(await buildTemplate(ground), { settings: { usage: 'CallingUserAssignment' } }),
  removeBuildTemplate: async ground => remove(await buildTemplate(ground)),
  createScriptTemplate: ({ serial }) => post('/scripttemplates', { cloneFrom: 7, name: `Own ${serial}` }),
  async deleteChannel ({ records, serial }) {
    await records.query('insert into channel (provider_id, id, name) overriding system value values (1, $1, $2)', [
      5000 + serial, `Channel ${serial}`
    ])
    return remove(`/ovoc/channel/${5000 + serial}`)
  },
  deleteCustomer: () => remove(`/customer/${australianCustomer}`),
  deleteDialPlan: async ground => remove(`/customer/${israeliCustomer}${await site(ground)}/dialplan/CustDialPlan`),
  async deleteLead ({ records, serial }) {
    await records.query(
      'insert into lead (provider_id, id, ms_tenant_id, is_direct, status, company_name, channel_id) ' +
      "values (1, $1, $1, true, 'Active', 'Own', $2)",
      [uuidOf(serial), channelId]
    )
    return remove('/oc/lead', `msTenantId=${uuidOf(serial)}`)
  },
  deleteScriptTemplate: async ground => remove(`/scripttemplates/${await template(ground)}`),
  deleteSiteLocation: async ground => remove(await site(ground)),
  editScriptTemplate: async ground => patch(`/scripttemplates/${await template(ground)}`, { description: 'Own' }),
  importNumbers: ({ serial }) => ({
    ...post('/oc/numbers/import', numberFile([{ telephoneNumber: `+6139555${1000 + serial}` }])),
    headers: { 'content-type': 'text/csv' }
  }),
  licenseLead: ({ serial }) =>
    patch('/oc/lead', { ...customerOf(serial), statusChange: 'OCEssential' }, `msTenantId=${tenants.unlicensed}`),
  modifyDialPlan: async ground =>
    patch(`/customer/${israeliCustomer}${await site(ground)}/dialplan/CustDialPlan`, { add: [rule(ground)] }),
  modifySiteLocation: async ground => patch(await site(ground, `/customer/${israeliCustomer}`), { enableCAC: false }),
  async modifySiteLocationOfCustomer (ground) {
    await site(ground)
    return patch(
      `/customer/${israeliCustomer}/sitelocation`, { enableCAC: false }, `sbcSiteGuid=${uuidOf(ground.serial)}`
    )
  },
  provisionUser: () =>
    put(`/customer/${israeliCustomer}/user/sip:amit.cohen@negevrobotics.example/script`, { City: 'Haifa' }),
  registerSbc: ({ stack, serial }) =>
    post('/sbc', {
      name: 'Own', fqdn: `own${serial}.sbc.example`, baseUrl: stack.sbcs[0].url, username: 'dialplane',
      password: 'demo-sbc-password'
    }),
  addOperatorTenant: ({ serial }) =>
    post('/operator-connect/tenants', { name: `Own ${serial}`, tenantId: uuidOf(serial), clientId: uuidOf(serial) }),
  changeOperatorCredential: () =>
    put(`${operatorTenant}/credential`, { clientSecret: 'demo-operator-connect-secret' }),
  changeOperatorTenant: () => patch(operatorTenant, { description: 'Ours' }),
  setTokenConnection: () =>
    put(`/customer/${israeliCustomer}/connection`, { clientId: customerClient, clientSecret: 'demo-customer-secret' }),
  changeTokenCredential: () =>
    put(`/customer/${israeliCustomer}/connection/credential`, { clientSecret: 'demo-customer-secret' }),
  promoteTokenCredential: () => post(`/customer/${israeliCustomer}/connection/credential/action/promote`),
  changeRelationship: () =>
    patch(`/operator-connect/consents/${tenants.israeli}/relationship`, { relationshipStatus: 'CustomerContacted' }),
  promoteOperatorCredential: () => post(`${operatorTenant}/credential/action/promote`),
  async removeOperatorTenant ({ records, serial }) {
    await records.query(
      'insert into operator_connect_tenant (provider_id, tenant_id, client_id, name) values (1, $1, $1, $2)',
      [uuidOf(serial), `Gone ${serial}`]
    )
    return remove(`/operator-connect/tenants/${uuidOf(serial)}`)
  },
  addDataSync: ({ serial }) =>
    post('/operator-connect/syncs', { operatorTenantId: operator, name: `Own ${serial}`, modelTypes: ['Numbers'] }),
  changeDataSync: async ground => patch(await dataSync(ground), { description: 'Ours' }),
  removeDataSync: async ground => remove(await dataSync(ground)),
  runDataSync: async ground => post(`${await dataSync(ground)}/action/run`, { dryRun: true }),
  synchronizeOperatorTenant: () => post(`${operatorTenant}/action/sync`),
  testOperatorTenant: () => post(`${operatorTenant}/action/test`),
  releaseNumbers: async ground => post('/oc/numbers/action/release', [await number(ground)], ofIsraeli),
  releaseNumberRange: async ground =>
    post('/operator-connect/number-ranges/action/release', {
      msTenantId: tenants.israeli, startTelephoneNumber: await number(ground), range: 1
    }),
  releaseTask: async ground => post(`${await task(ground, 'parked')}/release`),
  async removeAllocation ({ records, serial }) {
    await records.query(
      "insert into allocation (provider_id, id, customer_id, kind, value) values (1, $1, $2, 'tag', $3)",
      [uuidOf(serial), israeliCustomer, `own${serial}`]
    )
    return remove(`/allocation/${uuidOf(serial)}`)
  },
  removeFromChannel: () => put('/ovoc/channel/action/remove/', undefined, ofAustralian),
  async removeSbc ({ stack, records, serial }) {
    await records.query(
      'insert into sbc (provider_id, id, name, fqdn, base_url, username, password_encrypted) overriding system ' +
      "value values (1, $1, 'Own', $2, $3, 'dialplane', '')",
      [7000 + serial, `gone${serial}.sbc.example`, stack.sbcs[0].url]
    )
    return remove(`/sbc/${7000 + serial}`)
  },
  planSbcChange: ({ serial }) =>
    post('/sbc/8/action/plan', { add: [{ name: 'Own', prefix: `+9723977${4000 + serial}`, tag: 'Trunk=x' }] }),
  async undoSbcChanges ({ records }) {
    const [{ id }] = await records.query(
      `insert into sbc_change (provider_id, sbc_id, plan, task_ids, added, removed)
        values (1, 8, 'OCDialPlan', '{}', '[]', '[]') returning id`
    )
    return post(`/sbc/8/changes/${id}/action/undo`)
  },
  qualifySbc: () => post('/sbc/8/action/qualify'),
  addFreeze: ({ serial }) =>
    post('/freeze', {
      startsAt: '2099-01-01T00:00:00Z', endsAt: '2099-01-02T00:00:00Z', reason: `A test ${serial}`
    }),
  addNamedRange: ({ serial }) => post('/inventory/ranges', {
    name: `Own ${serial}`, first: `${tenOf(serial)}0`, last: `${tenOf(serial)}9`, umpCustomerGuid: israeliCustomer
  }),
  describeNamedRange: async ground => patch(await namedRange(ground), { note: 'Own' }),
  splitNamedRange: async ground => post(`${await namedRange(ground)}/action/split`, {
    at: `${tenOf(ground.serial)}5`, lowerName: `Lower ${ground.serial}`, upperName: `Upper ${ground.serial}`
  }),
  async mergeNamedRanges (ground) {
    const paths = [await namedRange(ground, '0', '4'), await namedRange(ground, '5', '9')]
    return post('/inventory/ranges/action/merge', {
      rangeIds: paths.map(path => path.split('/').at(-1)), name: `Own ${ground.serial}`
    })
  },
  removeNamedRange: async ground => remove(await namedRange(ground)),
  async endFreeze ({ records, serial }) {
    await records.query(
      "insert into freeze_window (provider_id, id, starts_at, ends_at, reason) values (1, $1, '2099-01-01', " +
      "'2099-01-02', 'A test')", [uuidOf(serial)]
    )
    return remove(`/freeze/${uuidOf(serial)}`)
  },
  restoreSbc: () => post('/sbc/8/action/restore'),
  retryTask: async ground => post(`${await task(ground, 'finished')}/retry`),
  rotateSbcCredentials: () => put('/sbc/8/credentials', { password: 'demo-sbc-password' }),
  synchronizeLeads: () => post('/oc/lead/action/synchronize'),
  synchronizeNumbers: () => post('/oc/numbers/action/synchronize', undefined, ofIsraeli),
  testSbc: () => post('/sbc/8/action/test'),
  unassignNumbers: async ground => post('/oc/numbers/action/unassign', [await number(ground)], ofIsraeli),
  updateCapabilities: async ground =>
    post('/oc/numbers/action/update-capabilities', {
      phoneNumbers: [await number(ground)], capabilities: ['InboundCalling']
    }, ofIsraeli),
  upgradeCustomer: () =>
    post(`/customer/${australianCustomer}/action/upgrade`, { upgradeToLicense: 4, licenseCount: 20 }),
  uploadNumberRange: ({ serial }) =>
    post('/operator-connect/number-ranges/action/upload', {
      umpCustomerGuid: australianCustomer, callingProfile: profiles.withSbcs,
      startTelephoneNumber: `+6139555${8000 + serial}`
    }),
  uploadNumbers: ({ serial }) =>
    post(
      '/oc/numbers/action/upload',
      uploadBody({ callingProfile: profiles.withSbcs, phoneNumbers: [`+6139555${2000 + serial}`] }), ofAustralian
    )
}
