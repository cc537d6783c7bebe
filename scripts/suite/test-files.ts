import { existsSync, readdirSync, statSync } from 'node:fs'
import { isAbsolute, join, relative, resolve } from 'node:path'
import { CannotStart } from '../cannot-start.ts'

/**
 * The test sources to run, relative to the project. Sources, not what lies in dist: a deleted test stays compiled.
 * `asked` are files or folders as the caller sees them, or relative to the project.
 */
export function testFiles (root: string, asked: readonly string[], caller: string): string[] {
  const places = asked.length === 0 ? [join(root, 'test')] : asked.map(name => place(root, name, caller))
  const found = places.flatMap(path =>
    statSync(path).isDirectory()
      ? readdirSync(path, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.test.ts')).map(name =>
        join(path, name)
      )
      : [path]
  )
  return [...new Set(found)].map(path => relative(root, path)).sort()
}

export function compiled (root: string, source: string): string {
  return join(root, 'dist', source.replace(/\.ts$/, '.js'))
}

function place (root: string, name: string, caller: string): string {
  const source = name.replace(/(^|\/)dist\/(?=test\/)/, '$1').replace(/\.js$/, '.ts')
  const found = [resolve(caller, source), resolve(root, source)].find(path => existsSync(path))
  if (found === undefined) throw new CannotStart(`There is no test ${name}.`)
  if (relative(root, found).startsWith('..') || isAbsolute(relative(root, found))) {
    throw new CannotStart(`${name} is not in this project.`)
  }
  return found
}
