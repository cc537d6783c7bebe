import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * The files of the bundles that these lead to: by static imports, and with `dynamic` by those as well that are made
 * when something is needed. What lies beside them was left by an earlier build.
 */
export function reachedFiles (entries: readonly string[], { dynamic }: { dynamic: boolean }): string[] {
  const found = new Set<string>()
  const waiting = [...entries]
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (found.has(path)) continue
    found.add(path)
    const text = readFileSync(path, 'utf8')
    const imports = [
      ...text.matchAll(/^(?:import|\} from|export .*from)\b[^;]*?"(\.[^"]+\.js)";/gm),
      ...dynamic ? text.matchAll(/\bimport\("(\.[^"]+\.js)"\)/g) : []
    ]
    for (const [, name = ''] of imports) waiting.push(join(dirname(path), name))
  }
  return [...found]
}
