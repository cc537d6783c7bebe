interface Shape {
  default?: unknown, description?: string
  $ref?: string, type?: string | string[], properties?: Record<string, Shape>, items?: Shape
  additionalProperties?: Shape | boolean
  anyOf?: Shape[], 'x-values'?: readonly string[], 'x-words'?: string, enum?: readonly unknown[]
}

interface Described {
  paths?: Record<string, Record<string, Operation>>
  components?: { schemas?: Record<string, Shape> }
}
interface Operation {
  operationId?: string
  parameters?: Array<{ schema?: Shape }>
  requestBody?: { content?: Record<string, { schema?: Shape }> }
  responses?: Record<string, { content?: Record<string, { schema?: Shape }> }>
}

const nameOf = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1).replaceAll(/\W|_/g, '')
const singular = (text: string): string => text.replace(/ies$/, 'y').replace(/([^s])s$/, '$1')

/** Generators take what has a default for something that is always there, so that it would have to be sent. */
function describeDefault (property: Shape): void {
  if (property.default === undefined) return
  property.description = `${property.description ?? ''} Default: ${JSON.stringify(property.default)}.`.trim()
  delete property.default
}

/**
 * Objects within objects get a name of their own, made of where they stand, so that clients made from the document have
 * a type for them; equal ones share one. Words that a text may be one of become its `enum`: here, since what is read is
 * more than these (case and blanks do not matter), and a schema would refuse it.
 */
export function nameSchemas (document: Described, words: Readonly<Record<string, readonly string[]>>): void {
  const { paths = {}, components: { schemas = {} } = {} } = document
  const known = new Map<string, string>()

  const named = (shape: Shape, name: string): Shape => {
    visit(shape, name)
    if (shape.properties === undefined) return shape
    if (Array.isArray(shape.type) && shape.type.join() === 'object,null') {
      const { description, ...object } = shape
      const anyOf = [named({ ...object, type: 'object' }, name), { type: 'null' }]
      return { ...(description !== undefined && { description }), anyOf }
    }
    if (shape.type !== 'object') return shape
    const content = JSON.stringify(shape)
    let free = known.get(content) ?? name
    if (known.get(content) === undefined) {
      while (schemas[free] !== undefined) free += 'Entry'
      schemas[free] = shape
      known.set(content, free)
    }
    return { $ref: `#/components/schemas/${free}` }
  }
  const visit = (shape: Shape, name: string): void => {
    const values = shape['x-values'] ?? words[shape['x-words'] ?? '']
    if (values !== undefined) {
      shape.enum = [...values, ...Array.isArray(shape.type) && shape.type.includes('null') ? [null] : []]
      delete shape['x-values']
      delete shape['x-words']
    }
    for (const [key, property] of Object.entries(shape.properties ?? {})) {
      describeDefault(property)
      Object.assign(shape.properties ?? {}, { [key]: named(property, name + nameOf(key)) })
    }
    if (shape.items !== undefined) shape.items = named(shape.items, singular(name))
    if (typeof shape.additionalProperties === 'object') {
      shape.additionalProperties = named(shape.additionalProperties, singular(name))
    }
    if (shape.anyOf?.length === 1) {
      Object.assign(shape, shape.anyOf[0])
      delete shape.anyOf
    }
    if (shape.anyOf !== undefined) shape.anyOf = shape.anyOf.map(one => named(one, name))
  }

  for (const [name, shape] of Object.entries(schemas)) visit(shape, name)
  for (const operation of Object.values(paths).flatMap(path => Object.values(path))) {
    for (const { schema } of operation.parameters ?? []) if (schema !== undefined) visit(schema, '')
    const name = nameOf(operation.operationId ?? '')
    for (const media of Object.values(operation.requestBody?.content ?? {})) {
      if (media.schema !== undefined) media.schema = named(media.schema, `${name}Form`)
    }
    const answers = Object.values(operation.responses ?? {})
    for (const media of answers.flatMap(({ content }) => Object.values(content ?? {}))) {
      if (media.schema !== undefined) media.schema = named(media.schema, `${name}Answer`)
    }
  }
}
