import { tenants } from '../../support/stack.ts'
import type { Example } from './example.ts'

export const synchronizeLeads: Example = {
  steps: 'wls: read-consents settle-missing',
  input: () => ({}),
  numbers: 0,
  /** One lead that Microsoft does not have, one that we lack, and one whose status is old. */
  async prepare ({ services }) {
    // Those of other kinds are unknown to Microsoft, which would fail the whole.
    await services.db.query({ text: "delete from operator_connect_tenant where tenant_id::text like '0c000000-%'" })
    await services.db.query({
      text:
        'insert into lead (provider_id, id, ms_tenant_id, is_direct, status) values (1, ' +
        "'1ead0000-0000-4000-8000-00000000dead', '00000000-0000-4000-8000-00000000dead', false, 'Active') on " +
        "conflict (provider_id, id) do update set status = 'Active'"
    })
    await services.db.query({ text: 'delete from lead where ms_tenant_id = $1', values: [tenants.unlicensed] })
    await services.db.query({
      text: "update lead set status = 'Active' where ms_tenant_id = $1", values: [tenants.suspended]
    })
  },
  async state ({ services }) {
    const known = [tenants.australian, tenants.unlicensed, tenants.suspended, '00000000-0000-4000-8000-00000000dead']
    const { rows } = await services.db.query({
      text:
        'select ms_tenant_id, is_direct, status, consented_countries, relationship from lead where ms_tenant_id = ' +
        'any($1) order by 1, 2',
      values: [known]
    })
    return rows
  },
  afterFailure: 'named'
}
