import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import t from 'tap'
import { projectRoot } from '../../src/database/project-root.ts'
import { readDocument, type Document } from '../support/documents.ts'
import { startStack } from '../support/stack.ts'

interface Schema {
  $ref?: string
  type?: string | string[]
  enum?: unknown[]
  const?: unknown
  format?: string
  minimum?: number
  maximum?: number
  maxLength?: number
  maxItems?: number
  items?: Schema
  anyOf?: Schema[]
  properties?: Record<string, Schema>
  additionalProperties?: Schema | boolean
}

interface Paths {
  paths: Record<string, Record<string, {
    operationId: string
    parameters?: Array<{ name: string, schema: Schema }>
    requestBody?: { content: Record<string, { schema: Schema }> }
  }>>
  components: { schemas: Record<string, Schema> }
}

/** The largest value of an integer column. */
const largest = 2_147_483_647

t.test('every integer, text and list of a request has bounds that its column can hold', async t => {
  for (const version of ['v3', 'v2', 'ovoc']) {
    const document: Paths = JSON.parse(await readFile(join(projectRoot(), 'openapi', `${version}.json`), 'utf8'))
    const unbounded: string[] = []
    let judged = 0
    const judge = (given: Schema, path: string, refs: readonly string[] = []): void => {
      if (given.$ref !== undefined && refs.includes(given.$ref)) return
      const schema = given.$ref === undefined ? given : document.components.schemas[given.$ref.split('/').at(-1) ?? '']
      if (schema === undefined || schema.enum !== undefined || schema.const !== undefined) return
      const below = given.$ref === undefined ? refs : [...refs, given.$ref]
      const types = [schema.type].flat()
      judged += 1
      if (types.includes('integer') || types.includes('number')) {
        const { minimum = -Infinity, maximum = Infinity } = schema
        if (minimum < -largest - 1 || maximum > largest) unbounded.push(`${path}: ${minimum} to ${maximum}`)
      }
      if (types.includes('string') && schema.maxLength === undefined && schema.format === undefined) {
        unbounded.push(`${path}: a text of any length`)
      }
      if (types.includes('array') && schema.maxItems === undefined) unbounded.push(`${path}: a list of any length`)
      for (const [name, property] of Object.entries(schema.properties ?? {})) judge(property, `${path}.${name}`, below)
      for (const one of schema.anyOf ?? []) judge(one, path, below)
      if (schema.items !== undefined) judge(schema.items, `${path}[]`, below)
      if (typeof schema.additionalProperties === 'object') judge(schema.additionalProperties, `${path}.*`, below)
    }
    for (const operation of Object.values(document.paths).flatMap(methods => Object.values(methods))) {
      for (const { name, schema } of operation.parameters ?? []) judge(schema, `${operation.operationId} ${name}`)
      // A file is read as a stream; what is bounded is its size.
      const json = operation.requestBody?.content['application/json']
      if (json !== undefined) judge(json.schema, `${operation.operationId} body`)
    }
    t.same(unbounded, [], version)
    t.ok(judged > 10, `${version} has something to judge`)
  }
})

t.test('a text that is too long is refused, and no answer quotes all of it', async t => {
  const stack = await startStack(t)
  await stack.startApi()
  const long = { letters: 'x'.repeat(3000), words: 'word '.repeat(300).trim() }
  const document = await readDocument(stack, 'v3')
  for (const operation of document.operations) {
    for (const [what, text] of Object.entries(long)) {
      const texts = new Set((operation.parameters ?? []).filter(one => one.in === 'query').map(({ name }) => name))
      const queries = [...texts].map(name => `${name}=${encodeURIComponent(text)}`)
      const body = operation.requestBody?.content['application/json']
      for (const query of queries.length === 0 ? [''] : queries) {
        const { status, body: answer } = await stack.call(
          operation.method, `${operation.path.replace(/\{\w+\}/g, '1')}?${query}`,
          body === undefined ? {} : { body: fillWith(text, body.schema, document) }
        )
        const name = `${operation.operationId} ${query.slice(0, 30)} ${what}`
        t.ok(query === '' && body === undefined ? status < 500 : status >= 400 && status < 500, `${name}: ${status}`)
        t.notOk(JSON.stringify(answer ?? '').includes(text.slice(0, 110)), `${name} is not told back`)
      }
    }
  }
})

/** A body in which every text is this one. */
function fillWith (text: string, given: Schema, document: Document, depth = 0): unknown {
  const named: Schema | undefined = given.$ref === undefined
    ? given
    : document.components.schemas[given.$ref.split('/').at(-1) ?? '']
  const schema = named?.anyOf?.[0] ?? named ?? {}
  const type = [schema.type].flat()[0]
  if (type === 'array') return [fillWith(text, schema.items ?? {}, document, depth + 1)]
  if (type === 'object' && depth < 5) {
    return Object.fromEntries(
      Object.entries(schema.properties ?? { any: { type: 'string' } }).map(([name, property]) =>
        [name, fillWith(text, property, document, depth + 1)])
    )
  }
  return type === 'string' || type === undefined ? text : type === 'boolean' ? true : 1
}
