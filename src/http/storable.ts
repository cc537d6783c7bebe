/**
 * Whether a parsed JSON text holds a string that PostgreSQL cannot keep: with a NUL, or with half of a surrogate pair.
 */
export function hasUnstorable (text: string, value: unknown): boolean {
  // JSON can hold both only as escapes, so that a body without `\u` needs no further look.
  return /\\u(?:0000|d[89a-f])/i.test(text) && holdsUnstorable(value)
}

function holdsUnstorable (value: unknown): boolean {
  if (typeof value === 'string') return /[\0\p{Surrogate}]/u.test(value)
  if (typeof value !== 'object' || value === null) return false
  return Object.entries(value).some(([name, entry]) => holdsUnstorable(name) || holdsUnstorable(entry))
}
