import { tenants } from '../../support/stack.ts'
import type { Example } from './example.ts'

export const validateTenant: Example = {
  steps: 'wvt: ask-entra', input: () => ({ msTenantId: tenants.australian }), numbers: 0, afterFailure: 'clean'
}
