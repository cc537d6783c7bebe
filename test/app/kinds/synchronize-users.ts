import { connectAustralian } from '../../support/connections.ts'
import { tenants } from '../../support/stack.ts'
import type { Example } from './example.ts'

export const synchronizeUsers: Example = {
  steps: 'usr: connect read-users read-numbers',
  input: () => ({ msTenantId: tenants.australian }),
  numbers: 0,
  async prepare ({ stack, services }) {
    await connectAustralian(stack, (text, values) => services.db.query({ text, values }))
    await services.db.query({ text: 'delete from tenant_user' })
    await services.db.query({ text: 'delete from tenant_user_sync' })
  },
  async state ({ services }) {
    const { rows } = await services.db.query({ text: 'select user_principal_name from tenant_user order by 1' })
    const { rows: synchronized } = await services.db.query({ text: 'select ms_tenant_id from tenant_user_sync' })
    return { rows, synchronized }
  },
  afterFailure: 'named'
}
