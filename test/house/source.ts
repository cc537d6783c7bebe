import { readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import ts from 'typescript'

export const root = join(import.meta.dirname, '..', '..', '..')

export interface Source { path: string, text: string, tree: ts.SourceFile }

/** The TypeScript files below a folder, parsed. Sources, not what lies in dist: a deleted file stays compiled. */
export function sourcesBelow (folder: string): Source[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts'))
    .map(name => posix.join(folder, name.replaceAll('\\', '/')))
    .sort()
    .map(path => {
      const text = readFileSync(join(root, path), 'utf8')
      return { path, text, tree: ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true) }
    })
}

/** Every node of a tree, from the root down. */
export function nodesOf (node: ts.Node): ts.Node[] {
  const children: ts.Node[] = []
  ts.forEachChild(node, child => { children.push(child) })
  return [node, ...children.flatMap(nodesOf)]
}
