import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { projectRoot } from '../../src/database/project-root.ts'

// A client that is made from a document knows the words of a field only if its schema names them.

/** Fields of these names hold one of a few words, unless `open` says otherwise. */
const named = new Set([
  'accepted', 'action', 'additionalUsages', 'capabilities', 'change', 'class', 'classes', 'cloud', 'driver', 'endedAs',
  'errorCode', 'gate', 'inventoryStatus', 'kind', 'level', 'locatedAt', 'matchedBy', 'mode', 'modelTypes', 'numberType',
  'outcome', 'ovocCustomerType', 'payload', 'repair', 'result', 'role', 'side', 'state', 'status', 'statusChange',
  'syncType', 'trunkModel', 'type', 'typeOfService', 'usage', 'validationResult', 'verdict'
])

const ofMicrosoft = 'Microsoft says it, and its words are no list of ours'
const ofItems = 'a word of ours, or the code of Microsoft\'s refusal as it came'
const ofHistory = 'what may be done to a number grows, and old rows keep the words of their time'

/** Fields that hold any text, and why. */
const open: Readonly<Record<string, string>> = {
  'TaskItem.errorCode': ofItems, 'RepairItem.errorCode': ofItems,
  'Job.status': ofMicrosoft, 'listJobs?status': ofMicrosoft, 'TenantUser.Status': ofMicrosoft,
  'NumberUsageCapability.usage': ofMicrosoft, 'listNumberUsageCapabilities?usage': ofMicrosoft,
  'LeadRelationship.status': ofMicrosoft,
  'listTasks?kind': 'tasks of kinds that are gone are found as well, and by any other word nothing',
  'importNumbers?capabilities': 'several, parted by blanks or commas',
  'NumberChange.change': ofHistory, 'NumberPast.change': ofHistory,
  'ChannelAssigned.status': '`success`, or true', 'ProblemDetails.type': 'a URL'
}

interface Shape {
  readonly type?: string | readonly string[], readonly enum?: readonly unknown[], readonly const?: unknown
  readonly $ref?: string, readonly properties?: Readonly<Record<string, Shape>>, readonly items?: Shape
  readonly anyOf?: readonly Shape[], readonly format?: string, readonly description?: string
}
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, {
    readonly operationId: string
    readonly parameters?: ReadonlyArray<{ readonly in: string, readonly name: string, readonly schema: Shape }>
  }>>>>
  readonly components: { readonly schemas: Readonly<Record<string, Shape>> }
}

const isBare = ({ type = [], enum: words, const: word, items, anyOf = [], format }: Shape): boolean =>
  (items !== undefined && isBare(items)) || anyOf.some(isBare) ||
  ([type].flat().includes('string') && words === undefined && word === undefined && format === undefined)

function * fieldsOf (shape: Shape, name: string): Generator<readonly [place: string, field: string, shape: Shape]> {
  for (const [field, inner] of Object.entries(shape.properties ?? {})) {
    yield [`${name}.${field}`, field, inner]
    yield * fieldsOf(inner, `${name}.${field}`)
  }
  if (shape.items !== undefined) yield * fieldsOf(shape.items, name)
  for (const one of shape.anyOf ?? []) yield * fieldsOf(one, name)
}

t.test('fields that hold one of a few words name them in the documents', async t => {
  const unused = new Set(Object.keys(open))
  for (const version of ['v2', 'v3', 'ovoc']) {
    const text = readFileSync(join(projectRoot(), `openapi/${version}.json`), 'utf8')
    const { paths, components }: Document = JSON.parse(text)
    const bare = [
      ...Object.entries(components.schemas).flatMap(([name, shape]) => [...fieldsOf(shape, name)]),
      ...Object.values(paths).flatMap(path => Object.values(path)).flatMap(({ operationId, parameters = [] }) =>
        parameters.filter(one => one.in === 'query').map(({ name, schema }) =>
          [`${operationId}?${name}`, name, schema] as const))
    ].filter(([, field, shape]) => named.has(field.charAt(0).toLowerCase() + field.slice(1)) && isBare(shape))
    for (const [place] of bare) unused.delete(place)
    t.same(bare.map(([place]) => place).filter(place => open[place] === undefined), [], `of ${version}`)
  }
  t.same([...unused], [], 'and each exception is one')
})
