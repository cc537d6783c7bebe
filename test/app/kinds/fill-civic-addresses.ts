import { tenants } from '../../support/stack.ts'
import type { Example } from './example.ts'

export const fillCivicAddresses: Example = {
  steps: 'wfa: read-addresses',
  input: () => ({ msTenantIds: [tenants.israeli] }),
  numbers: 0,
  async prepare ({ services }) {
    await services.db.query({ text: 'delete from civic_address where ms_tenant_id = $1', values: [tenants.israeli] })
  },
  async state ({ services }) {
    return (await services.db.query({
      text: 'select id from civic_address where ms_tenant_id = $1 order by id', values: [tenants.israeli]
    })).rows
  },
  afterFailure: 'clean'
}
