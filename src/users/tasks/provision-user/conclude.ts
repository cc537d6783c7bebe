import type { Ending, TaskKind } from '../../../engine/define.ts'
import type { ProvisionInput, ProvisionProgress } from './progress.ts'

type Conclude = Parameters<TaskKind<ProvisionInput, ProvisionProgress>['conclude']>[0]

export function concludeProvisioning ({ input, progress, failure }: Conclude): Ending {
  const changed = progress.before !== undefined || progress.giving !== undefined
  return {
    status: failure?.status ?? 'CompletedSuccess',
    details: [failure !== undefined ? 'UserNotProvisioned' : changed ? 'UserProvisioned' : 'UserUnchanged'],
    output: {
      MsTenantId: input.msTenantId, SipAddress: `sip:${input.sipAddress}`,
      UserPrincipalName: progress.userPrincipalName ?? null,
      LineURI: input.number === undefined ? null : `tel:${input.number}`, FieldsNotSet: input.notSet
    }
  }
}
