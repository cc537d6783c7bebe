import { tenants } from '../../support/stack.ts'
import type { Example } from './example.ts'

export const changeRemovalStatus: Example = {
  steps: 'wrs: change-status',
  input: () => ({ strange: ['+61395559999'], to: 3 }),
  numbers: 2,
  async prepare ({ services, numbers }) {
    await services.db.query({
      text:
        "insert into number (provider_id, number, source, ms_tenant_id, removal_status) select 1, n, 'ocsync', $2, " +
        '2 from unnest($1::text[]) n',
      values: [numbers, tenants.australian]
    })
  },
  afterFailure: 'clean'
}
