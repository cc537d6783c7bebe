import { Type, type Static } from '@sinclair/typebox'

/** What a synchronization came to, for one sort of thing. */
export const Counts = Type.Object({
  added: Type.Integer(), changed: Type.Integer(), removed: Type.Integer(), unchanged: Type.Integer()
})
export type Counts = Static<typeof Counts>

export const nothing: Counts = { added: 0, changed: 0, removed: 0, unchanged: 0 }

export function sum (one: Counts, other: Counts): Counts {
  return {
    added: one.added + other.added, changed: one.changed + other.changed, removed: one.removed + other.removed,
    unchanged: one.unchanged + other.unchanged
  }
}

/** Compares what there is with what there was, both by key, as the same text for the same thing. */
export function compare (before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): Counts {
  const counts = { ...nothing }
  for (const [key, text] of after) {
    const known = before.get(key)
    if (known === undefined) counts.added += 1
    else if (known === text) counts.unchanged += 1
    else counts.changed += 1
  }
  for (const key of before.keys()) if (!after.has(key)) counts.removed += 1
  return counts
}
