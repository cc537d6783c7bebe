import { posix } from 'node:path'
import t from 'tap'
import ts from 'typescript'
import { sourcesBelow } from './source.ts'

type Graph = ReadonlyMap<string, readonly string[]>

const folders = ['src', 'test', 'scripts', 'microsoft-mock', 'sbc-mock', 'clients/typescript/src']

/** What a file imports of ours, by its path from the root: types, dynamic and re-exporting imports too. */
function importsOf (path: string, text: string): string[] {
  return ts.preProcessFile(text, true, true).importedFiles
    .map(({ fileName }) => fileName)
    .filter(name => name.startsWith('.'))
    .map(name => posix.join(posix.dirname(path), name))
}

/** The ways by which files reach themselves, `a → b → a`: at least one if there is any. */
function cyclesOf (graph: Graph): string[] {
  const cycles: string[] = []
  const left = new Set<string>()
  const way: string[] = []
  const enter = (file: string): void => {
    if (left.has(file)) return
    const begin = way.indexOf(file)
    if (begin >= 0) {
      cycles.push([...way.slice(begin), file].join(' → '))
      return
    }
    way.push(file)
    graph.get(file)?.forEach(enter)
    way.pop()
    left.add(file)
  }
  for (const file of graph.keys()) enter(file)
  return cycles
}

t.test('no file imports itself, however far the way', async t => {
  const sources = folders.flatMap(sourcesBelow)
  const graph: Graph = new Map(sources.map(({ path, text }) => [path, importsOf(path, text)]))
  t.ok(graph.get('src/start.ts')?.includes('src/config.ts'), 'imports are found')
  t.same(cyclesOf(graph), [])
})

t.test('a dynamic, a type and a re-exporting import are imports too', async t => {
  for (const text of [
    "import { thing } from '../b.ts'",
    "export const load = () => import('../b.ts')",
    "import type { Thing } from '../b.ts'\nexport type Other = Thing",
    "export type Other = import('../b.ts').Thing",
    "export * from '../b.ts'"
  ]) t.same(importsOf('src/room/a.ts', text), ['src/b.ts'], text)
})

t.test('a cycle is told by its way', async t => {
  const graph = new Map([['a', ['b']], ['b', ['c', 'd']], ['c', []], ['d', ['b']]])
  t.same(cyclesOf(graph), ['b → d → b'])
})
