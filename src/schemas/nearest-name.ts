/** Longer ones are nobody's slip of the pen. */
export const longestName = 60

/** The known name that somebody most likely meant; undefined when none is near. `known`: spelling → name. */
export function nearestName (name: string, known: ReadonlyMap<string, string>): string | undefined {
  if (name.length > longestName) return undefined
  let best: { name: string, distance: number } | undefined
  for (const [spelling, wanted] of known) {
    const isPart = Math.min(name.length, spelling.length) >= 4 && (spelling.includes(name) || name.includes(spelling))
    const distance = isPart ? 1 : distanceBetween(name, spelling)
    if (distance <= Math.max(1, Math.floor(spelling.length / 3)) && distance < (best?.distance ?? Infinity)) {
      best = { name: wanted, distance }
    }
  }
  return best?.name
}

/** How many letters must be added, left out, changed or swapped with their neighbour to make one word of the other. */
export function distanceBetween (one: string, other: string): number {
  let [before, last]: [number[], number[]] = [[], Array.from({ length: other.length + 1 }, (_, index) => index)]
  for (let row = 1; row <= one.length; row++) {
    const current = [row]
    for (let column = 1; column <= other.length; column++) {
      const isSame = one[row - 1] === other[column - 1]
      const isSwapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]
      current.push(Math.min(
        (current[column - 1] ?? 0) + 1, (last[column] ?? 0) + 1, (last[column - 1] ?? 0) + (isSame ? 0 : 1),
        isSwapped ? (before[column - 2] ?? Infinity) + 1 : Infinity
      ))
    }
    [before, last] = [last, current]
  }
  return last[other.length] ?? Infinity
}
