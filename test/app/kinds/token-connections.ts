import { connectionPlace } from '../../../src/schemas/secret-place.ts'
import { demo, tenants } from '../../support/stack.ts'
import type { Example, Place } from './example.ts'

const customerId = demo.israeliCustomer
const msTenantId = tenants.israeli

const credentialOf = ({ services, providerId = 1 }: Place): object => ({
  type: 'secret',
  sealedMaterial: services.secrets.seal('demo-customer-secret', connectionPlace(providerId, msTenantId))
    .toString('base64')
})

async function state ({ services: { db } }: Place): Promise<unknown> {
  const { rows } = await db.query({
    text: `select client_id, status, credential_type, next_credential_type, proxy_shown from tenant_connection
      where customer_id = $1`,
    values: [customerId]
  })
  return rows
}

/** The customer as it was before anything followed. */
async function withoutNext ({ services: { db } }: Place): Promise<void> {
  await db.query({
    text: `update tenant_connection set next_credential_type = null, next_credential_encrypted = null,
      next_expires_at = null, next_thumbprint = null where customer_id = $1`,
    values: [customerId]
  })
}

export const setTokenConnection: Example = {
  steps: 'tcn_set: try keep look', numbers: 0, afterFailure: 'named', msTenantId, state, prepare: withoutNext,
  input: place => ({ customerId, clientId: 'b0000000-0000-4000-8000-000000000002', credential: credentialOf(place) })
}

export const changeTokenCredential: Example = {
  steps: 'tcn_crd: try keep', numbers: 0, afterFailure: 'named', msTenantId, state, prepare: withoutNext,
  input: place => ({ customerId, credential: credentialOf(place) })
}

export const promoteTokenCredential: Example = {
  steps: 'tcn_prm: promote', numbers: 0, afterFailure: 'clean', msTenantId, state,
  async prepare ({ services: { db, secrets } }) {
    await db.query({
      text: `update tenant_connection set next_credential_type = 'secret', next_credential_encrypted = $2
        where customer_id = $1`,
      values: [customerId, secrets.seal('demo-customer-secret', connectionPlace(1, msTenantId))]
    })
  },
  input: () => ({ customerId })
}
