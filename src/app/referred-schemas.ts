/** Of the named schemas those that a schema refers to, at any depth, by `$ref: 'Name#'`. */
export function referredBy (schema: unknown, named: ReadonlyMap<string, object>): Record<string, object> {
  const found: Record<string, object> = {}
  const waiting: unknown[] = [schema]
  while (waiting.length > 0) {
    const part = waiting.pop()
    if (typeof part !== 'object' || part === null) continue
    for (const [key, value] of Object.entries(part)) {
      if (key !== '$ref' || typeof value !== 'string') {
        waiting.push(value)
        continue
      }
      const name = value.split('#', 1)[0] ?? ''
      const target = named.get(name)
      if (target === undefined || name in found) continue
      found[name] = target
      waiting.push(target)
    }
  }
  return found
}
