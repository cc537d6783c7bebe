/** `3 numbers are`, `1 number is`. */
export function count (things: readonly unknown[], noun: string): string {
  return `${things.length} ${noun}${things.length === 1 ? ' is' : 's are'}`
}

/** A few of many, so that a message stays readable; the task's items have them all. */
export function some (numbers: readonly string[]): string {
  return numbers.length <= 5 ? numbers.join(', ') : `${numbers.slice(0, 5).join(', ')} and ${numbers.length - 5} more`
}
