import { isDeepStrictEqual } from 'node:util'

// What is different for a client between two OpenAPI documents, in sentences. Descriptions and examples are no changes.

export interface ApiChanges {
  /** What a client that worked before may trip over. */
  readonly breaking: readonly string[]
  /** What is new, and what is told to go. */
  readonly compatible: readonly string[]
}

type Json = null | string | number | boolean | readonly Json[] | { readonly [name: string]: Json }
type Shape = { readonly [name: string]: Json }

const methods = ['get', 'post', 'put', 'patch', 'delete']
const shapeOf = (value: Json | undefined): Shape =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Shape : {}
const listOf = (value: Json | undefined): readonly Json[] => Array.isArray(value) ? value as readonly Json[] : []

export function changesBetween (before: unknown, after: unknown): ApiChanges {
  const [old, young] = [new Document(before), new Document(after)]
  const breaking: string[] = []
  const compatible: string[] = []
  const [had, has] = [old.operations(), young.operations()]
  for (const [name, operation] of had) {
    const now = has.get(name)
    if (now === undefined) breaking.push(`${name} is gone.`)
    else compareOperation(name, { old, was: operation, young, now }, { breaking, compatible })
  }
  for (const name of has.keys()) if (!had.has(name)) compatible.push(`${name} is new.`)
  return { breaking: [...new Set(breaking)], compatible: [...new Set(compatible)] } // problems are alike
}

interface Sides { readonly old: Document, readonly was: Shape, readonly young: Document, readonly now: Shape }
interface Found { readonly breaking: string[], readonly compatible: string[] }

function compareOperation (name: string, sides: Sides, found: Found): void {
  const { old, was, young, now } = sides
  if (now['deprecated'] === true && was['deprecated'] !== true) found.compatible.push(`${name} is deprecated.`)
  const [had, has] = [old.parameters(was), young.parameters(now)]
  for (const [key, { required, schema }] of had) {
    const other = has.get(key)
    if (other === undefined) found.breaking.push(`${name}: ${key} is not taken any more.`)
    else {
      if (other.required && !required) found.breaking.push(`${name}: ${key} is required now.`)
      compareSchema(`${name}: ${key}`, { ...sides, was: schema, now: other.schema }, 'sent', found)
    }
  }
  for (const [key, { required }] of has) {
    if (had.has(key)) continue
    if (required) found.breaking.push(`${name}: ${key} is required now.`)
    else found.compatible.push(`${name}: ${key} is taken.`)
  }
  compareSchema(`${name}: the body`, { ...sides, was: old.body(was), now: young.body(now) }, 'sent', found)
  const [answered, answers] = [old.answers(was), young.answers(now)]
  for (const [status, schema] of answered) {
    const other = answers.get(status)
    const isProblem = status >= '400'
    const place = `${name}: ${isProblem ? 'problems' : `the answer ${status}`}`
    // Nobody trips over a problem that does not come.
    if (other === undefined) {
      found[isProblem ? 'compatible' : 'breaking'].push(`${name} does not answer ${status} any more.`)
    } else compareSchema(place, { ...sides, was: schema, now: other }, 'answered', found)
  }
  for (const status of answers.keys()) if (!answered.has(status)) found.compatible.push(`${name} may answer ${status}.`)
}

/** `sent` may take more than before, `answered` may hold more; the other way round each is a break. */
function compareSchema (
  place: string, { old, was, young, now }: Sides, direction: 'sent' | 'answered', found: Found, depth = 0
): void {
  const [before, after] = [old.resolve(was), young.resolve(now)]
  if (depth > 8 || isDeepStrictEqual(before, after)) return
  const [type, newType] = [old.typeOf(before), young.typeOf(after)]
  if (!isDeepStrictEqual(type, newType)) {
    found.breaking.push(`${place} is ${wordOf(newType)}, and was ${wordOf(type)}.`)
    return
  }
  if (after['anyOf'] !== undefined && before['anyOf'] === undefined) return // one of these is what it was
  const [words, others] = [listOf(before['enum']).map(String), listOf(after['enum']).map(String)]
  const [gone, come] = [words.filter(word => !others.includes(word)), others.filter(word => !words.includes(word))]
  if (words.length > 0 && gone.length > 0) {
    (direction === 'sent' ? found.breaking : found.compatible).push(`${place} is never ${gone.join(', ')} any more.`)
  }
  if (words.length === 0 && come.length > 0) found.compatible.push(`${place} names what it may be.`)
  if (words.length > 0 && come.length > 0) found.compatible.push(`${place} may be ${come.join(', ')}.`)
  const [fields, newFields] = [shapeOf(before['properties']), shapeOf(after['properties'])]
  const [needed, nowNeeded] = [listOf(before['required']), listOf(after['required'])]
  for (const [field, schema] of Object.entries(fields)) {
    const other = newFields[field]
    if (other === undefined) {
      found.breaking.push(`${place} has no ${field} any more.`)
      continue
    }
    const isNewlyNeeded = direction === 'sent' && nowNeeded.includes(field) && !needed.includes(field)
    if (isNewlyNeeded) found.breaking.push(`${place}.${field} is required now.`)
    const sides = { old, was: shapeOf(schema), young, now: shapeOf(other) }
    compareSchema(`${place}.${field}`, sides, direction, found, depth + 1)
  }
  for (const field of Object.keys(newFields).filter(field => fields[field] === undefined)) {
    if (direction === 'sent' && nowNeeded.includes(field)) found.breaking.push(`${place}.${field} is required now.`)
    else found.compatible.push(`${place} has ${field}.`)
  }
  const sides = { old, was: shapeOf(before['items']), young, now: shapeOf(after['items']) }
  compareSchema(`${place}[]`, sides, direction, found, depth + 1)
}

const wordOf = (type: Json | undefined): string => type === undefined ? 'anything' : JSON.stringify(type)

/** What a comparison asks of a document. */
class Document {
  readonly #whole: Shape

  constructor (whole: unknown) {
    this.#whole = shapeOf(whole as Json)
  }

  operations (): Map<string, Shape> {
    return new Map(Object.entries(shapeOf(this.#whole['paths'])).flatMap(([path, item]) =>
      Object.entries(shapeOf(item)).filter(([method]) => methods.includes(method))
        .map(([method, operation]) => [`${method.toUpperCase()} ${path}`, shapeOf(operation)] as const)))
  }

  parameters ({ parameters }: Shape): Map<string, { required: boolean, schema: Shape }> {
    return new Map(listOf(parameters).map(entry => {
      const parameter = this.resolve(shapeOf(entry))
      return [`${String(parameter['in'])} ${String(parameter['name'])}`, {
        required: parameter['required'] === true, schema: shapeOf(parameter['schema'])
      }] as const
    }))
  }

  body ({ requestBody }: Shape): Shape {
    return this.#schemaIn(shapeOf(requestBody))
  }

  answers ({ responses }: Shape): Map<string, Shape> {
    return new Map(Object.entries(shapeOf(responses)).map(([status, answer]) =>
      [status, this.#schemaIn(shapeOf(answer))] as const))
  }

  resolve (schema: Shape): Shape {
    const ref = schema['$ref']
    if (typeof ref !== 'string') return schema
    const found = ref.replace(/^#\//, '').split('/').reduce<Json>((inner, key) => shapeOf(inner)[key] ?? null, this.#whole)
    return shapeOf(found)
  }

  /** The types that a schema or one of its alternatives has; undefined where it may be anything. */
  typeOf (schema: Shape): Json | undefined {
    const ofEach = listOf(schema['anyOf']).map(one => this.typeOf(this.resolve(shapeOf(one))))
    const types = schema['type'] === undefined ? ofEach : [schema['type']]
    if (types.length === 0 || types.includes(undefined)) return undefined
    const names = [...new Set(types.flat())].sort()
    return names.length === 1 ? names[0] : names.filter(name => name !== undefined)
  }

  #schemaIn (part: Shape): Shape {
    const content = shapeOf(this.resolve(part)['content'])
    const [type = ''] = Object.keys(content).sort()
    return shapeOf(shapeOf(content[type])['schema'])
  }
}
