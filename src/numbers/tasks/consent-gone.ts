import { UpstreamFault } from '../../problems.ts'
import type { StepContext } from '../../upstreams/guarded/tools.ts'

/** What Microsoft says to whom the tenant gave no consent, or has taken it back from. */
export const saysConsentGone = (code: string | undefined): boolean => /^consent(removed|notfound)$/i.test(code ?? '')

/**
 * Whether a call failed because the tenant has taken its consent back, for which it must have given all its numbers
 * back before: then nothing of it is left at Microsoft for us. Microsoft's list of consents must say the same.
 */
export async function isConsentGone (
  { microsoft, task }: Pick<StepContext<unknown, object>, 'microsoft' | 'task'>, msTenantId: string, error: unknown
): Promise<boolean> {
  if (!(error instanceof UpstreamFault) || !saysConsentGone(error.code)) return false
  const consent = await microsoft.findConsent(task.providerId, msTenantId)
  return consent === undefined || consent.status === 'Removed'
}
