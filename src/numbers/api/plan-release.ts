import type { ReachedRecords } from '../../database/reach.ts'
import type { E164 } from '../../schemas/phone-number.ts'
import type { PlannedItem } from '../../schemas/request-plan.ts'
import { knownNumbers } from '../records/known-numbers.ts'
import { notHeld, resultsOfLeft, sorted } from '../tasks/release-numbers/look-at-microsoft.ts'

/** What a release would do, number by number: by the rules of its task, with the records in place of Microsoft. */
export async function planRelease (
  records: ReachedRecords, { msTenantId, removeFromOperatorConnect }: {
    readonly msTenantId: string, readonly removeFromOperatorConnect: boolean
  }, numbers: readonly E164[]
): Promise<{ items: PlannedItem[], notes: string[] }> {
  const known = await knownNumbers(records, msTenantId, numbers)
  const seen = new Map([...known].map(([number, one]) => [number, one.seen]))
  const left = removeFromOperatorConnect
    ? resultsOfLeft(sorted(numbers, seen, new Set(known.keys())))
    : numbers.filter(number => !known.has(number)).map(number => notHeld(number, 'Our records do not hold'))
  const results = new Map(left.map(result => [result.key, result]))
  return {
    items: numbers.map((key): PlannedItem => {
      const result = results.get(key)
      if (result !== undefined) {
        return {
          key, outcome: result.outcome === 'failed' ? 'failed' : 'unchanged', code: result.errorCode ?? null,
          reason: result.error ?? null, effects: []
        }
      }
      const rules = known.get(key)?.rules ?? []
      return {
        key, outcome: 'succeeded', code: null, reason: null,
        effects: [
          ...removeFromOperatorConnect ? [{ side: 'microsoft', sbcId: null, action: 'release' } as const] : [],
          ...rules.map(({ sbcId }) => ({ side: 'sbc', sbcId, action: 'remove_rule' } as const))
        ]
      }
    }),
    notes: removeFromOperatorConnect ? [] : ['Microsoft is left out; it keeps what it has.']
  }
}
