import type { Examples } from './openapi-examples.ts'

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
  components?: { schemas?: Record<string, object> }
}

/**
 * What can be said only of the whole: bodies get the examples of their components, and components that nothing speaks
 * of go.
 */
export function finishDocument<Part extends object> (
  document: Part, exampleOf: Examples, webhooks?: Record<string, object>
): Part {
  const { paths = {}, components } = document as Finished
  const schemas = components?.schemas ?? {}
  for (const { requestBody } of Object.values(paths).flatMap(path => Object.values(path))) {
    for (const media of Object.values(requestBody?.content ?? {})) {
      const name = media.schema?.$ref?.split('/').at(-1)
      if (name !== undefined) media.examples = exampleOf.all({ $ref: `${name}#` })
      else if (media.example !== undefined) media.examples = { example1: { value: media.example } }
      delete media.example
    }
  }
  const used = new Set<string>()
  const visit = (part: unknown): void => {
    for (const [, name = ''] of JSON.stringify(part).matchAll(/"#\/components\/schemas\/([^"/]+)/g)) {
      if (used.has(name)) continue
      used.add(name)
      visit(schemas[name])
    }
  }
  visit(paths)
  visit(webhooks ?? {})
  for (const name of Object.keys(schemas)) if (!used.has(name)) delete schemas[name]
  return webhooks === undefined ? document : { ...document, webhooks }
}
