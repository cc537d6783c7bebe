/** `3 items are`, `1 item is`. */
export function count (things: readonly unknown[], noun: string): string {
  return `${things.length} ${noun}${things.length === 1 ? ' is' : 's are'}`
}

/** A few of many, so that a message stays readable; the task's items have them all. */
export function some (keys: readonly string[]): string {
  return keys.length <= 5 ? keys.join(', ') : `${keys.slice(0, 5).join(', ')} and ${keys.length - 5} more`
}
