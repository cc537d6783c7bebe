import type { Component } from '../http/domain.ts'

interface Shape {
  $ref?: string, description?: string, default?: unknown, example?: unknown, examples?: unknown[], type?: string
  required?: string[], items?: Shape, properties?: Record<string, Shape>
}

export interface Examples {
  /** Worked examples of a schema by name, as OpenAPI wants them. */
  all (schema: object): Record<string, { value: unknown }>
  descriptionOf (schema: object): string | undefined
}

/** Finds examples where the components have them, and puts together those of lists and pages from their parts. */
export function exampleFinder (components: readonly Component[]): Examples {
  const named = new Map(components.map(component => [`${component.$id}#`, component as Shape]))
  const behind = (schema: Shape): Shape => schema.$ref === undefined ? schema : named.get(schema.$ref) ?? schema

  function examplesOf (schema: Shape): unknown[] {
    const { examples, type, items, properties, required } = behind(schema)
    if (examples !== undefined) return examples
    if (type === 'array' && items !== undefined) return [examplesOf(items).slice(0, 1)]
    if (properties === undefined) return []
    const worth = Object.entries(properties).map(([name, property]) => [name, examplesOf(property)[0]] as const)
    return [Object.fromEntries(worth.filter(([name, value]) => value !== undefined || required?.includes(name)))]
  }

  return {
    all: schema => Object.fromEntries(examplesOf(schema).map((value, index) => [`example${index + 1}`, { value }])),
    descriptionOf: schema => behind(schema).description
  }
}
