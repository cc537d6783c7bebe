import type { Examples } from './openapi-examples.ts'
import { nameSchemas } from './openapi-names.ts'

interface Finished {
  paths?: Record<
    string,
    Record<
      string,
      {
        requestBody?: { content?: Record<string, { schema?: { $ref?: string }, examples?: object, example?: unknown }> }
      }
    >
  >
  components?: { schemas?: Record<string, { properties?: Record<string, object> }>, examples?: Record<string, object> }
}

/**
 * What can be said only of the whole: bodies get the examples of their components, objects within objects get names,
 * and components that nothing speaks of go. `words` has the lists that texts name by `x-words`.
 */
export function finishDocument<Part extends object> (
  given: Part, exampleOf: Examples, words: Readonly<Record<string, readonly string[]>>,
  { webhooks, outputs = {} }: { webhooks?: Record<string, object>, outputs?: Readonly<Record<string, object>> } = {}
): Part {
  const document = structuredClone(given) // routes validate by the same schemas
  if (webhooks !== undefined) Object.assign(document, { webhooks })
  const { paths = {}, components }: Finished = document
  const schemas = components?.schemas ?? {}
  for (const { requestBody } of Object.values(paths).flatMap(path => Object.values(path))) {
    for (const media of Object.values(requestBody?.content ?? {})) {
      const name = media.schema?.$ref?.split('/').at(-1)
      if (name !== undefined) media.examples = exampleOf.all({ $ref: `${name}#` })
      else if (media.example !== undefined) media.examples = { example1: { value: media.example } }
      delete media.example
    }
  }
  typeOutputs(schemas, outputs)
  nameSchemas(document, words)
  removeUnused([paths, webhooks], { schemas, examples: components?.examples ?? {} })
  return document
}

/** What a task says in the end is typed for each kind; one that is not over says nothing yet. */
function typeOutputs (
  schemas: Record<string, { description?: string, properties?: Record<string, object> }>,
  outputs: Readonly<Record<string, object>>
): void {
  const output = schemas['Task']?.properties?.['outputData']
  if (output === undefined || Object.keys(outputs).length === 0) return
  const names = Object.entries(outputs).map(([kind, schema]) => {
    const name = `${kind.replaceAll(/(^|-)(\w)/g, (_match, _hyphen, letter: string) => letter.toUpperCase())}Output`
    const description = `What a task of kind \`${kind}\` says in \`outputData\`.`
    const described = { description, ...structuredClone(schema) }
    schemas[name] = described
    return name
  })
  for (const key of Object.keys(output)) if (key !== 'description') Reflect.deleteProperty(output, key)
  Object.assign(output, { anyOf: names.map(name => ({ $ref: `#/components/schemas/${name}` })) })
}

function removeUnused (
  speaking: readonly unknown[], components: Record<'schemas' | 'examples', Record<string, object>>
): void {
  const used = new Set<string>()
  const visit = (part: unknown): void => {
    for (const [, place = '', name = ''] of JSON.stringify(part).matchAll(/"#\/components\/(\w+)\/([^"/]+)/g)) {
      const key = `${place}/${name}`
      if (used.has(key)) continue
      used.add(key)
      if (place === 'schemas') visit(components.schemas[name])
    }
  }
  visit(speaking)
  for (const place of ['schemas', 'examples'] as const) {
    for (const name of Object.keys(components[place])) if (!used.has(`${place}/${name}`)) delete components[place][name]
  }
}
