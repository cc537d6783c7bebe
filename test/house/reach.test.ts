import { existsSync, readdirSync } from 'node:fs'
import { join, posix } from 'node:path'
import t from 'tap'
import ts from 'typescript'
import { nodesOf, root, sourcesBelow, type Source } from './source.ts'

const sources = new Map(sourcesBelow('src').map(source => [source.path, source]))
const domains = readdirSync(join(root, 'src')).filter(name => existsSync(join(root, 'src', name, 'api')))
const isApi = (path: string): boolean => domains.some(domain => path.startsWith(`src/${domain}/api/`))
const api = [...sources.values()].filter(({ path }) => isApi(path))

/** What the API calls without saying for whom: nothing of it reads rows of a tenant whose reach was not asked. */
const unscoped: Readonly<Record<string, string>> = {
  'src/audit/records/audit-entries.ts: takePending': 'takes entries that wait into the log and shows none',
  'src/engine/records/enqueue.ts: holdersOf': 'only the provider is told which task has a number',
  'src/engine/records/task-control.ts: decideTask': 'changes a task that was found within reach',
  'src/engine/records/task-control.ts: releaseTask': 'changes a task that was found within reach',
  'src/engine/records/task-control.ts: requestCancellation': 'changes a task that was found within reach',
  'src/engine/records/task-reads.ts: taskEnd': 'the task is that of the request itself',
  'src/numbers/api/import-staging.ts: stageFile': 'keeps the rows of the import that is being made',
  'src/numbers/records/number-imports.ts: beginImport': 'keeps the rows of the import that is being made',
  'src/numbers/records/number-imports.ts: dropImport': 'drops the rows of the import that was being made',
  'src/numbers/records/number-imports.ts: rowsOfDay': 'counts the rows that the node of the caller sent in',
  'src/numbers/records/number-imports.ts: stageRows': 'keeps the rows of the import that is being made',
  'src/sbcs/records/sbcs.ts: nextSbcId': 'nothing has the id yet',
  'src/sites/records/kept-sites.ts: insertSite': 'writes a site of a customer that was found within reach',
  'src/sites/records/script-templates.ts: newTemplateId': 'nothing has the id yet',
  'src/tenancy/records/callers.ts: isRegistered': 'an application acts for one node, whoever has registered it',
  'src/tenancy/records/channels.ts: newChannelId': 'nothing has the id yet'
}

/** How often a file goes beyond the reach of its caller; each says there why. */
const beyond: Readonly<Record<string, number>> = {
  'src/audit/api/audit-log.ts': 1,
  'src/drift/api/availability.ts': 1,
  'src/gateways/api/gateway-confirmation.ts': 1,
  'src/http/change-task.ts': 2,
  'src/http/finish-task.ts': 1,
  'src/http/limit.ts': 1,
  'src/inventory/api/inventory-changes.ts': 1,
  'src/numbers/api/number-import.ts': 1,
  'src/numbers/api/number-status.ts': 1,
  'src/numbers/api/releases.ts': 1,
  'src/sbcs/api/sbc-changes.ts': 1,
  'src/sites/api/script-template-changes.ts': 1,
  'src/sites/api/site-locations.ts': 1,
  'src/tasks/api/task-operations.ts': 1,
  'src/tenancy/api/callers.ts': 1,
  'src/tenancy/api/channel-changes.ts': 1,
  'src/users/api/unassignments.ts': 1
}

const takesPool = (parameters: readonly ts.ParameterDeclaration[]): boolean =>
  parameters.some(({ type }) =>
    type !== undefined && !ts.isFunctionTypeNode(type) && /\b(Database|Queryable)\b/.test(type.getText()))

/** The functions of a file that are to be given a pool or a transaction. */
function poolFunctions ({ tree }: Source): Set<string> {
  return new Set(nodesOf(tree).flatMap(node => {
    const declared = ts.isVariableDeclaration(node) && node.initializer !== undefined &&
      ts.isArrowFunction(node.initializer)
      ? { name: node.name.getText(), parameters: node.initializer.parameters }
      : ts.isFunctionDeclaration(node) ? { name: node.name?.text ?? '', parameters: node.parameters } : undefined
    return declared !== undefined && takesPool(declared.parameters) ? [declared.name] : []
  }))
}

/** What a file imports of ours, as `<file>: <name>`, types left out. */
function importsOf ({ path, tree }: Source): Array<{ from: string, name: string }> {
  return tree.statements.filter(ts.isImportDeclaration).flatMap(statement => {
    const from = posix.join(posix.dirname(path), (statement.moduleSpecifier as ts.StringLiteral).text)
    const bindings = statement.importClause?.namedBindings
    if (bindings === undefined || !ts.isNamedImports(bindings)) return []
    return bindings.elements.filter(({ isTypeOnly }) => !isTypeOnly)
      .map(({ propertyName, name }) => ({ from, name: (propertyName ?? name).getText() }))
  })
}

const callsOf = ({ tree }: Source, method: string): ts.CallExpression[] =>
  nodesOf(tree).filter(ts.isCallExpression)
    .filter(({ expression }) => ts.isPropertyAccessExpression(expression) && expression.name.text === method)

t.test('what the API is given holds no pool', async t => {
  const resource = sources.get('src/http/resource.ts')
  const given = resource?.tree.statements.filter(ts.isInterfaceDeclaration)
    .find(({ name }) => name.text === 'ApiDependencies')
  t.ok(given, 'ApiDependencies is declared')
  t.notMatch(given?.getText(), /\b(Database|Queryable|Pool)\b/)
})

t.test('the API calls nothing that takes a pool, except what is listed with its reason', async t => {
  const called = new Set(api.flatMap(importsOf).flatMap(({ from, name }) => {
    const source = sources.get(from)
    return source !== undefined && poolFunctions(source).has(name) ? [`${from}: ${name}`] : []
  }))
  t.same([...called].sort(), Object.keys(unscoped).sort())
})

t.test('the API runs no statement itself', async t => {
  for (const source of api) t.same(callsOf(source, 'query').map(call => call.getText()), [], source.path)
})

t.test('the API opens records for its caller only, and never chooses a reach', async t => {
  const choosing = ['ReachedRecords', 'reachOf', 'recordsOfProvider', 'reachCondition']
  for (const source of api) {
    const chosen = importsOf(source).filter(({ name }) => choosing.includes(name))
    t.same(
      chosen.filter(({ name }) => name !== 'ReachedRecords' || /new ReachedRecords/.test(source.text)), [], source.path
    )
  }
})

t.test('what goes beyond the reach of a caller is listed', async t => {
  const found = Object.fromEntries(
    [...sources.values()].map(source => [source.path, callsOf(source, 'beyondReach').length])
      .filter(([, count]) => count !== 0)
  )
  t.same(found, beyond)
})
