import { keyOf, type Assumption, type FactsQuestion, type UploadFacts, type UploadFactsReader } from '../database/upload-facts.ts'
import { Problem } from '../problems.ts'
import { RecordsChanged } from '../tasks/enqueue.ts'

/**
 * Judges a request by what the records said for an earlier one, and stores its task under the assumption that they still do: one
 * statement less a request, and none is accepted by what is not so any more. What speaks against it is looked up before it is refused.
 */
export type AssumeFacts = <Result>(question: FactsQuestion, judge: (facts: UploadFacts, assumes: Assumption | undefined) => Promise<Result>) => Promise<Result>

/** Answers kept at most: of the tenants that upload just now. */
const kept = 500

/** Times that a request is judged by fresh facts; at the last they may change, for else it might never be accepted. */
const tries = 3

export function assumedFacts (read: UploadFactsReader): AssumeFacts {
  const known = new Map<string, { facts: UploadFacts, assumes: Assumption }>()
  return async (question, judge) => {
    const key = keyOf(question)
    const remembered = known.get(key)
    if (remembered !== undefined) {
      try {
        return await judge(remembered.facts, remembered.assumes)
      } catch (error) {
        if (!(error instanceof RecordsChanged) && !(error instanceof Problem && error.code === 'validation_failed')) throw error
        known.delete(key)
      }
    }
    for (let attempt = 1; ; attempt++) {
      const facts = await read(question)
      try {
        const assumes = { question, mark: facts.mark }
        const result = await judge(facts, attempt < tries ? assumes : undefined)
        if (known.size >= kept) known.clear()
        known.set(key, { facts, assumes })
        return result
      } catch (error) {
        if (!(error instanceof RecordsChanged)) throw error
      }
    }
  }
}
