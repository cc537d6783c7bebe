import type { Precondition } from '../../engine/records/preconditions.ts'
import {
  keyOf, stillSays, type UploadContext, type UploadContextReader, type ReachedUploadQuestion
} from '../records/upload-context.ts'
import { Problem } from '../../problems.ts'
import { PreconditionFailed } from '../../engine/enqueue.ts'

/**
 * Judges a request by the upload context that an earlier request read, and stores the task under the precondition that
 * the context has not changed: this saves a statement for each request. Before it refuses a request by a remembered
 * context, it reads a fresh one.
 */
export type JudgeUpload = <Result>(
  question: ReachedUploadQuestion,
  judge: (context: UploadContext, precondition: Precondition | undefined) => Promise<Result>
) => Promise<Result>

/** A context with the one precondition that all requests judged by it share: the statement asks it once. */
interface Remembered { readonly context: UploadContext, readonly precondition: Precondition }

/** Contexts remembered at most. */
const kept = 500

/** How often a request is judged by a fresh context; the last time without precondition, so that it ends. */
const tries = 3

export function rememberUploadContexts (read: UploadContextReader): JudgeUpload {
  const known = new Map<string, Remembered>()
  const remember = (key: string, fresh: Remembered): void => {
    const [oldest] = known.keys()
    if (known.size >= kept && oldest !== undefined && !known.has(key)) known.delete(oldest)
    known.set(key, fresh)
  }
  return async (question, judge) => {
    const key = keyOf(question)
    const remembered = known.get(key)
    let refusal: Problem | undefined
    try {
      if (remembered !== undefined) return await judge(remembered.context, remembered.precondition)
    } catch (error) {
      if (error instanceof Problem && error.code === 'validation_failed') refusal = error
      else if (!(error instanceof PreconditionFailed)) throw error
    }
    for (let attempt = 1; ; attempt++) {
      const context = await read(question)
      if (refusal !== undefined && context.version === remembered?.context.version) throw refusal
      const { reach: { providerId }, msTenantId, callingProfile } = question
      const fresh = { context, precondition: stillSays({ providerId, msTenantId, callingProfile }, context) }
      if (remembered !== undefined) remember(key, fresh)
      try {
        const result = await judge(context, attempt < tries ? fresh.precondition : undefined)
        remember(key, fresh)
        return result
      } catch (error) {
        // Without the context's precondition only the request's own can fail, and judging anew would not help.
        if (!(error instanceof PreconditionFailed) || attempt > tries) throw error
      }
    }
  }
}
