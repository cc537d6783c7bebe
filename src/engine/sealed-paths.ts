/**
 * Where sealed secrets stand in what a task remembers: under keys that begin with `sealed`, by the convention of all
 * inputs.
 */
export function sealedPaths (value: unknown): string[][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    key.startsWith('sealed') ? [[key]] : sealedPaths(inner).map(path => [key, ...path])
  )
}
