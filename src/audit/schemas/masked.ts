const mask = '********'

/** Names of what is never told. */
const secret =
  /password|secret|token|private|clientkey|apikey|credential|webhook|proxy(?!set)|customvar|material|^url$/i

/** Characters of one text, and entries of one list, that an entry keeps. */
const longest = 200
const most = 20

/** A request as it may be remembered: secrets masked, long texts and lists cut. */
export function masked (value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return value.length > longest ? `${cut(value)}…` : value
  if (typeof value !== 'object' || value === null) return value
  if (depth > 6) return '…'
  if (Array.isArray(value)) {
    const kept = value.slice(0, most).map(entry => masked(isPair(entry) ? hidden(entry) : entry, depth + 1))
    return value.length > most ? [...kept, `… ${value.length - most} more`] : kept
  }
  return Object.fromEntries(
    Object.entries(value).slice(0, 100).map(([name, inner]) => [
      cut(name), secret.test(name) && inner !== null ? mask : masked(inner, depth + 1)
    ])
  )
}

/** Half of a surrogate pair cannot be stored. */
function cut (text: string): string {
  return Buffer.from(text.slice(0, longest)).toString()
}

/** Script parameters may come as a list of names and values. */
interface Pair { readonly key: string, readonly value: unknown }

function isPair (value: unknown): value is Pair {
  return typeof value === 'object' && value !== null && 'value' in value && 'key' in value &&
    typeof value.key === 'string'
}

function hidden (pair: Pair): Pair {
  return secret.test(pair.key) ? { ...pair, value: mask } : pair
}
