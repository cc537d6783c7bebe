/**
 * The paths of sealed secrets in the input or progress of a task: by convention they stand under keys that begin with
 * `sealed`, also of objects in lists.
 */
export function sealedPaths (value: unknown): string[][] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    key.startsWith('sealed') ? [[key]] : sealedPaths(inner).map(path => [key, ...path])
  )
}
