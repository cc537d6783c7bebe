import type { Ending, TaskKind } from '../../../engine/define.ts'
import type { ProvisionInput, ProvisionProgress } from './progress.ts'

type Conclude = Parameters<TaskKind<ProvisionInput, ProvisionProgress>['conclude']>[0]

/** Fields that were asked for and are not so: those that Graph cannot set, and voice where the number decides it. */
export function fieldsNotSet ({ input, progress }: Pick<Conclude, 'input' | 'progress'>): string[] {
  const { notSet, enterpriseVoice } = input
  const isVoiceSo = enterpriseVoice === undefined || enterpriseVoice === (progress.hasNumber ?? false)
  const notGiven = [...progress.policiesNotSet ?? [], ...progress.policiesNotShown ?? []]
  return [...notSet, ...notGiven, ...isVoiceSo ? [] : ['EnterpriseVoiceEnabled']]
}

export function concludeProvisioning ({ input, progress, failure }: Conclude): Ending {
  const missing = fieldsNotSet({ input, progress })
  const given = progress.policies?.length ?? 0
  const asked = Object.keys(input.attributes).length + given + (input.number === undefined ? 0 : 1)
  const status = failure?.status ??
    (missing.length === 0 ? 'CompletedSuccess' : asked === 0 ? 'Failed' : 'CompletedWithErrors')
  const changed = progress.before !== undefined || progress.giving !== undefined || given > 0
  const word = {
    CompletedSuccess: changed ? 'UserProvisioned' : 'UserUnchanged', CompletedWithErrors: 'UserPartiallyProvisioned',
    Failed: 'UserNotProvisioned', Canceled: 'UserNotProvisioned'
  }
  return {
    status,
    details: [word[status]],
    output: {
      MsTenantId: input.msTenantId, SipAddress: `sip:${input.sipAddress}`,
      UserPrincipalName: progress.userPrincipalName ?? null,
      LineURI: input.number === undefined ? null : `tel:${input.number}`, FieldsNotSet: missing
    }
  }
}
