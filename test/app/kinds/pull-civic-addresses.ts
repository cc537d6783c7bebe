import { tenants } from '../../support/stack.ts'
import type { Example } from './example.ts'

export const pullCivicAddresses: Example = {
  steps: 'tsk: read-addresses',
  input: () => ({ msTenantId: tenants.australian }),
  numbers: 0,
  prepare: async ({ services }) => { await services.db.query({ text: 'delete from civic_address' }) },
  async state ({ services }) {
    const { rows } = await services.db.query({
      text:
        'select a.id, a.printed, l.id as location from civic_address a left join civic_location l on ' +
        'l.civic_address_id = a.id order by 1, 3'
    })
    return rows
  },
  afterFailure: 'clean'
}
