import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import t from 'tap'
import ts from 'typescript'
import { components, taskKinds } from '../../src/app/domains.ts'
import { v2 } from '../../src/app/v2.ts'
import type { Domain } from '../../src/http/domain.ts'
import { root, sourcesBelow, type Source } from './source.ts'

const domains = readdirSync(join(root, 'src')).filter(name => existsSync(join(root, 'src', name, 'api')))
const older = v2.flatMap(change => change.components ?? [])

interface Exported { path: string, name: string, value: unknown }

async function exportsOf (path: string): Promise<Exported[]> {
  const compiled = join(root, 'dist', path.replace(/\.ts$/, '.js'))
  const exported: Record<string, unknown> = await import(pathToFileURL(compiled).href)
  return Object.entries(exported).map(([name, value]) => ({ path, name, value }))
}

async function exportsOfAll (sources: readonly Source[]): Promise<Exported[]> {
  return (await Promise.all(sources.map(({ path }) => exportsOf(path)))).flat()
}

const namesOf = (exported: readonly Exported[]): string[] => exported.map(({ path, name }) => `${path}: ${name}`)

const has = (value: unknown, ...names: string[]): boolean =>
  typeof value === 'object' && value !== null && names.every(name => name in value)

/** `<file>: <name>` of exported constants and functions whose declared type, or that of what they return, is this. */
function declaredAs (type: string, { path, tree }: Source): string[] {
  const isType = (node: ts.TypeNode | undefined): boolean =>
    node !== undefined && ts.isTypeReferenceNode(node) && node.typeName.getText() === type
  const isThing = (node: ts.VariableDeclaration | ts.FunctionDeclaration): boolean =>
    isType(node.type) || (
      ts.isVariableDeclaration(node) && node.initializer !== undefined && ts.isArrowFunction(node.initializer) &&
      isType(node.initializer.type)
    )
  return tree.statements.filter(isExported).flatMap(declarationsOf).filter(isThing)
    .map(declaration => `${path}: ${declaration.name?.getText() ?? ''}`)
}

function isExported (statement: ts.Statement): boolean {
  const modifiers = ts.canHaveModifiers(statement) ? ts.getModifiers(statement) ?? [] : []
  return modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
}

function declarationsOf (statement: ts.Statement): Array<ts.VariableDeclaration | ts.FunctionDeclaration> {
  if (ts.isVariableStatement(statement)) return [...statement.declarationList.declarations]
  return ts.isFunctionDeclaration(statement) ? [statement] : []
}

/** `<file>: <name>` of all that a file imports of its own folder. */
function importedBy ({ path, tree }: Source): string[] {
  const folder = path.slice(0, path.lastIndexOf('/') + 1)
  return tree.statements.flatMap(statement => {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) return []
    const source = statement.moduleSpecifier.text.replace('./', folder)
    const bindings = statement.importClause?.namedBindings
    return bindings !== undefined && ts.isNamedImports(bindings)
      ? bindings.elements.map(({ propertyName, name }) => `${source}: ${(propertyName ?? name).text}`)
      : []
  })
}

t.test('the domains are found', async t => {
  t.ok(domains.includes('numbers'), `${domains.join()} include numbers`)
})

for (const name of domains) {
  t.test(`the index of ${name} lists all that the folder has`, async t => {
    const domain = (await exportsOf(`src/${name}/index.ts`))
      .map(({ value }) => value).find((value): value is Domain => has(value, 'kinds', 'components', 'resources'))
    if (domain === undefined) throw new Error(`src/${name}/index.ts exports no Domain`)
    const sources = sourcesBelow(`src/${name}`)
    const exported = await exportsOfAll(sources)
    const imported = sources.filter(({ path }) => path === `src/${name}/index.ts`).flatMap(importedBy)

    const kinds = exported.filter(({ value }) => has(value, 'idPrefix', 'steps', 'conclude'))
    const listedKinds: readonly unknown[] = domain.kinds
    t.same(namesOf(kinds.filter(({ value }) => !listedKinds.includes(value))), [], 'all task kinds')

    const named = exported.filter(({ value }) => has(value, '$id', 'type'))
    const listed: readonly unknown[] = [...domain.components, ...older]
    t.same(namesOf(named.filter(({ value }) => !listed.includes(value))), [], 'all schemas with a name of their own')

    for (const type of ['Resource', 'BackgroundJob']) {
      const declared = sources.flatMap(source => declaredAs(type, source))
      t.same(declared.filter(found => !imported.includes(found)), [], `all that is declared as ${type}`)
    }
    t.same(domain.kinds.filter(kind => !taskKinds.includes(kind)), [], 'its kinds are known to the engine')
    t.same(
      domain.components.filter(component => !components.includes(component)), [],
      'its schemas are known to the documents'
    )
  })
}

t.test('what is declared is found', async t => {
  const found = (folder: string, type: string): string[] =>
    sourcesBelow(folder).flatMap(source => declaredAs(type, source)).map(place => place.split(': ')[1] ?? '')
  t.match(new Set(found('src/users/tasks', 'BackgroundJob')), new Set(['licenceDays']), 'a constant')
  t.match(new Set(found('src/sbcs/tasks', 'BackgroundJob')), new Set(['sbcWatch']), 'a function')
  t.ok(found('src/tasks/api', 'Resource').includes('taskOperations'), 'an arrow function')
})
