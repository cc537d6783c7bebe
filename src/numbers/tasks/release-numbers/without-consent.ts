import { next, type Outcome } from '../../../engine/define.ts'
import type { E164 } from '../../../schemas/phone-number.ts'
import type { AcquiredNumber } from '../../../upstreams/microsoft/microsoft.ts'
import { isConsentGone } from '../consent-gone.ts'
import type { ReleaseContext, ReleaseProgress } from './progress.ts'

// A tenant that takes its consent back has none of our numbers any more, which is what a release wants: it goes on with
// the SBCs and the records.

/** What `ask` answers; what `otherwise` does when it fails because the tenant has taken its consent back. */
export async function unlessConsentGone<Answer, Otherwise> (
  context: ReleaseContext, ask: () => Promise<Answer>, otherwise: () => Otherwise
): Promise<Answer | Otherwise> {
  if (context.progress.consentGone === true) return otherwise()
  try {
    return await ask()
  } catch (error) {
    if (!await isConsentGone(context, context.input.msTenantId, error)) throw error
    context.say(
      'Warning', 'The tenant has removed the operator, so that Microsoft holds none of its numbers for us any more.'
    )
    return otherwise()
  }
}

/** Which of the numbers Microsoft holds for the tenant; none without consent. */
export const heldAtMicrosoft = (
  context: ReleaseContext, numbers: readonly E164[]
): Promise<ReadonlyMap<string, AcquiredNumber>> =>
  unlessConsentGone(
    context, () => context.microsoft.findNumbers(context.task.providerId, context.input.msTenantId, numbers),
    () => new Map<string, AcquiredNumber>()
  )

/** A step that deals with jobs at Microsoft: without consent there are none left to deal with. */
export const withJobs = (run: (context: ReleaseContext) => Promise<Outcome<ReleaseProgress>>): typeof run => context =>
  unlessConsentGone(context, () => run(context), () => next({ consentGone: true }))
