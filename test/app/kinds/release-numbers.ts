import { tenants } from '../../support/stack.ts'
import type { Example } from './example.ts'

export const releaseNumbers: Example = {
  steps: 'tsk_msjob: validate look-at-microsoft send-to-microsoft* await-microsoft confirm clean-sbcs complete',
  input: () => ({ msTenantId: tenants.australian, removeFromOperatorConnect: true, duplicates: [] }),
  numbers: 2,
  needs: ['upload-numbers'],
  afterFailure: 'named'
}
