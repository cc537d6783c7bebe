import { readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import ts from 'typescript'

export const root = join(import.meta.dirname, '..', '..', '..')

export interface Source { path: string, text: string, readonly tree: ts.SourceFile }

/** The TypeScript files below a folder, parsed when asked. Sources, for in dist a deleted file stays. */
export function sourcesBelow (folder: string): Source[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.ts'))
    .map(name => posix.join(folder, name.replaceAll('\\', '/')))
    .sort()
    .map(path => {
      const text = readFileSync(join(root, path), 'utf8')
      let tree: ts.SourceFile | undefined
      return {
        path,
        text,
        get tree () {
          tree ??= ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
          return tree
        }
      }
    })
}

/** Every node of a tree, from the root down. */
export function nodesOf (node: ts.Node): ts.Node[] {
  const children: ts.Node[] = []
  ts.forEachChild(node, child => { children.push(child) })
  return [node, ...children.flatMap(nodesOf)]
}
