import {
  keyOf, type Assumption, type FactsQuestion, type UploadFacts, type UploadFactsReader
} from '../database/upload-facts.ts'
import { Problem } from '../problems.ts'
import { RecordsChanged } from '../tasks/enqueue.ts'

/**
 * Judges a request by what the records said for an earlier one, and stores its task under the assumption that they
 * still do: one statement less a request, and none is accepted by what is not so any more. What speaks against it is
 * looked up before it is refused.
 */
export type AssumeFacts = <Result>(
  question: FactsQuestion, judge: (facts: UploadFacts, assumes: Assumption | undefined) => Promise<Result>
) => Promise<Result>

/** Answers kept at most: of the tenants that upload just now. */
const kept = 500

/** Times that a request is judged by fresh facts; at the last they may change, for else it might never be accepted. */
const tries = 3

interface Remembered { readonly facts: UploadFacts, readonly assumes: Assumption }

export function assumedFacts (read: UploadFactsReader): AssumeFacts {
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
      if (remembered !== undefined) return await judge(remembered.facts, remembered.assumes)
    } catch (error) {
      if (error instanceof Problem && error.code === 'validation_failed') refusal = error
      else if (!(error instanceof RecordsChanged)) throw error
    }
    for (let attempt = 1; ; attempt++) {
      const facts = await read(question)
      if (refusal !== undefined && facts.mark === remembered?.assumes.mark) throw refusal
      const fresh = { facts, assumes: { question, mark: facts.mark } }
      if (remembered !== undefined) remember(key, fresh)
      try {
        const result = await judge(facts, attempt < tries ? fresh.assumes : undefined)
        remember(key, fresh)
        return result
      } catch (error) {
        if (!(error instanceof RecordsChanged)) throw error
      }
    }
  }
}
