import { UpstreamFault } from '../../problems.ts'
import type { DeviceConfiguration, Sbc } from './sbc.ts'

const nothing: DeviceConfiguration = { rows: () => [], rules: () => undefined, plans: () => [] }

/**
 * A device that was given up, or is not registered any more: whatever is to be gone from it is gone, and nothing can be
 * put on it. So what needs it cleaned can end without it; the `reason` goes along, for nobody has looked.
 */
export function absentSbc (name: string, reason: string): Sbc {
  return {
    status: async () => { throw new UpstreamFault(name, 'forbidden', reason) },
    configuration: async () => nothing,
    rules: async () => undefined,
    readRules: async () => false,
    plans: async () => [],
    apply: async (_plan, { add, remove }) => [
      ...add.map(rule => ({ rule, outcome: 'refused' as const, reason })),
      ...remove.map(rule => ({ rule, outcome: 'removed' as const, reason }))
    ],
    replacePlan: async (_plan, wanted) =>
      (await wanted([])).map(rule => ({ rule, outcome: 'refused' as const, reason })),
    configure: async missing =>
      missing(nothing) === undefined ? { outcome: 'unchanged', reason } : { outcome: 'refused', reason },
    preview: async (_plan, { add, remove }) => ({
      outcomes: [...add, ...remove].map(rule => ({ rule, outcome: 'refused' as const, reason })), rules: undefined,
      rulesAfter: undefined, text: []
    }),
    inspect: async () => ({
      ways: [], rules: undefined, capacity: undefined, licence: undefined, caseSensitive: undefined
    }),
    saveMs: undefined,
    generation: undefined,
    close: async () => {}
  }
}
