import { profiles, tenants } from '../../support/stack.ts'
import type { Example } from './example.ts'

export const uploadNumbers: Example = {
  steps:
    'wup: validate find-address look-at-microsoft find-site send-to-microsoft* await-microsoft confirm* ' +
    'program-sbcs* take-back-refused complete',
  input: () => ({
    msTenantId: tenants.australian, callingProfileId: profiles.withSbcs, usage: 'CallingUserAssignment',
    additionalUsages: [], capabilities: ['InboundCalling'], workflowVersion: 3, source: 'webapi', duplicates: []
  }),
  numbers: 2,
  afterFailure: 'clean'
}
