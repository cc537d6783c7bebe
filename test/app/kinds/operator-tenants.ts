import { insertOperatorTenant } from '../../../src/provider/records/operator-tenant-changes.ts'
import { tenants } from '../../support/stack.ts'
import type { Example, Place } from './example.ts'
import { operatorPlace } from '../../../src/schemas/secret-place.ts'

/** The operator's tenant at the mock. */
const demoTenant = '0b4a4c1e-6d6f-4a35-9f0b-5f7a1c2d3e40'
/** Each run has a tenant of its own in the records, which Microsoft does not know. */
const idOf = ({ serial }: Place): string => `0c000000-0000-4000-8000-${String(serial).padStart(12, '0')}`
const settingsOf = ({ serial }: Place): { name: string, clientId: string } => ({
  name: `Europe ${serial}`, clientId: '0c111111-0000-4000-8000-000000000001'
})

async function prepare (place: Place): Promise<void> {
  await insertOperatorTenant(place.services.db, 1, idOf(place), settingsOf(place), undefined)
}

const stateOf = (of: (place: Place) => string) => async (place: Place): Promise<unknown> => {
  const { rows } = await place.services.db.query({
    text: `select regexp_replace(name, '[0-9]+$', '') as name, description, credential_type, next_credential_type,
      jsonb_path_query_array(gates, '$[*].result') as gates, synchronized_at is not null as synchronized
      from operator_connect_tenant where tenant_id = $1`,
    values: [of(place)]
  })
  return rows
}

const credentialOf = ({ services, providerId = 1 }: Place, tenantId: string): object => ({
  type: 'secret',
  sealedMaterial: services.secrets.seal('demo-operator-connect-secret', operatorPlace(providerId, tenantId))
    .toString('base64')
})

export const addOperatorTenant: Example = {
  steps: 'oct_add: remember* synchronize', numbers: 0,
  afterFailure: 'clean', state: stateOf(idOf),
  input: place => ({
    operatorTenantId: idOf(place), settings: settingsOf(place), credential: credentialOf(place, idOf(place)),
    synchronize: false
  })
}

export const changeOperatorTenant: Example = {
  steps: 'oct_chg: change synchronize', numbers: 0, afterFailure: 'named',
  prepare, state: stateOf(idOf),
  input: place => ({ operatorTenantId: idOf(place), settings: { description: 'Customers in Europe' } })
}

export const removeOperatorTenant: Example = {
  steps: 'oct_rem: remove', numbers: 0, afterFailure: 'named', prepare, state: stateOf(idOf),
  input: place => ({ operatorTenantId: idOf(place) })
}

export const testOperatorTenant: Example = {
  steps: 'oct_tst: examine', numbers: 0, afterFailure: 'named', state: stateOf(() => demoTenant),
  input: () => ({ operatorTenantId: demoTenant })
}

export const synchronizeOperatorTenant: Example = {
  steps: 'oct_syn: synchronize', numbers: 0, afterFailure: 'named',
  input: () => ({ operatorTenantId: demoTenant }),
  async prepare ({ services: { db } }) {
    await db.query({ text: "update calling_profile set region = 'somewhere' where provider_id = 1" })
    await db.query({ text: 'delete from capability_plan where provider_id = 1' })
  },
  async state ({ services: { db } }) {
    const { rows } = await db.query({
      text: `select (select count(*) from calling_profile where region = 'somewhere')::int as old,
        (select count(*) from capability_plan where ms_tenant_id is null)::int as plans,
        (select count(*) from lead where operator_tenant_id = $1)::int as leads`,
      values: [demoTenant]
    })
    return rows
  }
}

export const changeOperatorCredential: Example = {
  steps: 'oct_crd: try keep', numbers: 0, afterFailure: 'named', state: stateOf(() => demoTenant),
  input: place => ({ operatorTenantId: demoTenant, credential: credentialOf(place, demoTenant) })
}

export const promoteOperatorCredential: Example = {
  steps: 'oct_prm: promote', numbers: 0, afterFailure: 'named', state: stateOf(() => demoTenant),
  async prepare ({ services: { db, secrets } }) {
    await db.query({
      text: `update operator_connect_tenant set next_credential_type = 'secret', next_credential_encrypted = $2
        where tenant_id = $1`,
      values: [demoTenant, secrets.seal('demo-operator-connect-secret', operatorPlace(1, demoTenant))]
    })
  },
  input: () => ({ operatorTenantId: demoTenant })
}

export const changeRelationship: Example = {
  steps: 'rel_chg: tell read-back', numbers: 0, msTenantId: tenants.unlicensed, afterFailure: 'named',
  input: () => ({ tenantId: tenants.unlicensed, status: 'CustomerContacted' }),
  async prepare ({ stack, services: { db } }) {
    await stack.microsoft.control('PATCH', '/_mock/state', {
      tenants: { [tenants.unlicensed]: { consent: { customerRelationship: null } } }
    })
    await db.query({
      text: 'update lead set relationship = null where ms_tenant_id = $1', values: [tenants.unlicensed]
    })
  },
  async state ({ stack, services: { db } }) {
    const { rows } = await db.query({
      text: "select relationship ->> 'status' as status from lead where ms_tenant_id = $1",
      values: [tenants.unlicensed]
    })
    const { tenants: known } = await stack.microsoft.control('GET', '/_mock/state')
    return { rows, microsoft: known[tenants.unlicensed].consent.customerRelationship?.status }
  }
}

const syncOf = ({ serial }: Place): string => `0d000000-0000-4000-8000-${String(serial).padStart(12, '0')}`
const syncState = async (place: Place): Promise<unknown> => {
  const { rows } = await place.services.db.query({
    text: `select regexp_replace(name, '[0-9]+$', '') as name, model_types, schedule, next_run_at is not null as due
      from data_sync where id = $1`,
    values: [syncOf(place)]
  })
  return rows
}

export const keepDataSync: Example = {
  steps: 'dsy_kep: keep*', numbers: 0, afterFailure: 'clean', state: syncState,
  input: place => ({
    operatorTenantId: demoTenant, syncId: syncOf(place), isNew: true,
    settings: { name: `Nightly ${place.serial}`, modelTypes: ['Numbers'], schedule: '0 4 * * *' }
  })
}

export const removeDataSync: Example = {
  steps: 'dsy_rem: remove', numbers: 0, afterFailure: 'named', state: syncState,
  async prepare (place) {
    await place.services.db.query({
      text: `insert into data_sync (provider_id, id, operator_tenant_id, name, model_types)
        values (1, $1, $2, $3, '{Numbers}')`,
      values: [syncOf(place), demoTenant, `Weekly ${place.serial}`]
    })
  },
  input: place => ({ operatorTenantId: demoTenant, syncId: syncOf(place) })
}

/** A workbook of one row, which sets the cooling policies. */
export const loadSheets: Example = {
  steps: 'blk: load* complete', numbers: 0, afterFailure: 'named',
  async state ({ services }) {
    const { rows } = await services.db.query({ text: 'select country, days from cooling_policy' })
    return rows
  },
  prepare: async ({ services }) => { await services.db.query({ text: 'delete from cooling_policy' }) },
  input: () => ({
    requests: [{
      key: 'CoolingPolicies 1', phase: 30, kind: 'keep-cooling-policy', items: [],
      input: { policies: [{ country: 'AU', numberType: '*', days: 30, maximumDays: 90 }] }
    }],
    rows: [{
      sheet: 'CoolingPolicies', line: 2, cells: { country: 'AU', numberType: '*', days: '30', maximumDays: '90' },
      request: 'CoolingPolicies 1'
    }]
  })
}
