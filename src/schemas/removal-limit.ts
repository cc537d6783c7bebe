/** How much may be removed, or marked for removal, in one go. Null: no such limit. */
export interface RemovalLimit { readonly count: number | null, readonly percent: number | null }

/** So few are always removed where only a share is named: a share of few things says little. */
const alwaysUpTo = 99

/**
 * Why so many of those that are held are not removed, as a sentence; undefined when they may be. A list that has become
 * much shorter is more likely wrong than right.
 */
export function objectionTo (
  { count, percent }: RemovalLimit, removed: number, held: number, what: string
): string | undefined {
  if (count !== null && removed > count) {
    return `${removed} of ${held} ${what} would be removed, which is more than ${count}.`
  }
  if (percent !== null && removed > alwaysUpTo && removed * 100 > held * percent) {
    return `${removed} of ${held} ${what} would be removed, which is more than ${percent} %.`
  }
  return undefined
}
