import { tenants } from '../../support/stack.ts'
import type { Example } from './example.ts'

const missing = '+61395559999'

export const synchronizeNumbers: Example = {
  steps: 'wns: read-numbers*',
  input: () => ({ msTenantId: tenants.australian }),
  numbers: 0,
  /** A number that Microsoft does not have, and one that we lack. */
  async prepare ({ stack, services }) {
    const state = await stack.microsoft.control('GET', '/_mock/state')
    const others = state.tenants[tenants.australian].numbers.filter((number: { telephoneNumber: string }) =>
      number.telephoneNumber !== '+61395559998'
    )
    await stack.microsoft.control('PATCH', '/_mock/state', {
      tenants: {
        [tenants.australian]: {
          numbers: [...others, { telephoneNumber: '+61395559998', acquiredOn: '2026-02-16T16:15:02.4471180Z' }]
        }
      }
    })
    await services.db.query({ text: "delete from number where number = '+61395559998'" })
    await services.db.query({
      text: `insert into number (provider_id, number, source, ms_tenant_id, created_at)
        values (1, $1, 'ocsync', $2, now() - interval '1 day')
        on conflict (provider_id, number) do update set removal_status = 0`, values: [missing, tenants.australian]
    })
  },
  async state ({ services }) {
    const { rows } = await services.db.query({
      text:
        `select number, source, removal_status, assignment_status from number where number in ('+61395559998', $1)
          order by 1`,
      values: [missing]
    })
    const left = await services.db.query({
      text: 'select ms_tenant_id from number_sync union all select ms_tenant_id from number_seen'
    })
    return [rows, left.rows]
  },
  afterFailure: 'clean'
}
