import { reject, type Outcome } from '../../../engine/define.ts'
import { isConsentGone } from '../consent-gone.ts'
import type { UploadContext, UploadProgress } from './progress.ts'

type Run = (context: UploadContext) => Promise<Outcome<UploadProgress>>

/** A step that ends with the truth when the tenant takes its consent back meanwhile: trying again would not help. */
export function whileConsented (run: Run): Run {
  return async context => {
    try {
      return await run(context)
    } catch (error) {
      const { msTenantId } = context.input
      if (!await isConsentGone(context, msTenantId, error)) throw error
      return reject('consent_removed', 'The tenant has removed the operator, so that it can have no number of ours.')
    }
  }
}
