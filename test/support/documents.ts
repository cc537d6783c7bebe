import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import type { Stack } from './stack.ts'

interface Media {
  schema: object
  examples?: Record<string, { value?: unknown, $ref?: string }>
}
export interface Parameter {
  schema: { type?: string, enum?: unknown[] }
  name: string
  in: 'query' | 'path' | 'header'
  required?: boolean
  description?: string
  example?: unknown
}

/** One operation of an OpenAPI document, with what tests want to know of it. */
export interface Operation {
  readonly method: string
  readonly path: string
  readonly operationId: string
  readonly summary?: string
  readonly description?: string
  readonly tags?: string[]
  readonly security?: object[]
  readonly parameters?: Parameter[]
  readonly requestBody?: { content: Record<string, Media> }
  readonly responses: Record<string, { description?: string, content?: Record<string, Media> }>
}

export interface Document {
  readonly info: { description: string }
  readonly tags: Array<{ name: string }>
  readonly components: { schemas: Record<string, object>, examples: Record<string, { value: unknown }> }
  readonly operations: Operation[]
  /** Judges a value by a schema of the document; the errors, none when it fits. */
  faults (schema: object, value: unknown): unknown[]
}

/** The document that the API serves. */
export async function readDocument (stack: Stack, version: 'v2' | 'v3' | 'ovoc'): Promise<Document> {
  const { body } = await stack.call('GET', `/api/${version === 'ovoc' ? 'ovoc/v1' : version}/openapi.json`, {
    role: null
  })
  const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true })
  ajv.addSchema({ $id: 'document', components: body.components })
  const compiled = new Map<object, ValidateFunction>()
  const operations = Object.entries<Record<string, object>>(body.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) =>
      ({ method: method.toUpperCase(), path, ...operation }) as Operation
    )
  )
  return {
    ...body,
    operations,
    faults (schema, value) {
      const judge = compiled.get(schema) ??
        ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"document#/components')))
      compiled.set(schema, judge)
      judge(value)
      return judge.errors ?? []
    }
  }
}

/** The path of an operation with each parameter filled in: by its example, or by what is given. */
export function pathOf (operation: Operation, filling?: string): string {
  const query = operation.parameters?.filter(parameter => parameter.in === 'query' && parameter.example !== undefined)
    .map(({ name, example }) => `${name}=${encodeURIComponent(String(example))}`)
  const path = operation.path.replace(
    /\{(\w+)\}/g,
    (_, name) =>
      filling ??
        encodeURIComponent(String(operation.parameters?.find(parameter => parameter.name === name)?.example ?? name))
  )
  return query === undefined || query.length === 0 ? path : `${path}?${query.join('&')}`
}
