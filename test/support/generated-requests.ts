import fc, { type Arbitrary } from 'fast-check'
import type { Document, Operation } from './documents.ts'

/** A request as a document lets one be made, or nearly so, or not at all. */
export interface GeneratedRequest {
  readonly method: string
  readonly url: string
  readonly body: string | undefined
  readonly contentType: string
  readonly operation: Operation
}

/** Values that mean something in the records of the stack, by the name of the parameter or the field. */
export type RealValues = Readonly<Record<string, readonly unknown[]>>

interface Schema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
  readonly additionalProperties?: Schema | boolean
  readonly minimum?: number
  readonly maximum?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly minItems?: number
  readonly maxItems?: number
  readonly pattern?: string
  readonly format?: string
  readonly examples?: readonly unknown[]
  readonly example?: unknown
}

/** Values at which columns, patterns and conversions break. */
const extremes: readonly unknown[] = [
  2_147_483_647, 2_147_483_648, -2_147_483_649, 2 ** 53, 1e20, 1e308, -1, 0, 0.5, '', ' ', '-', '-----',
  '2147483648', '1e20', '99999999999999999999', '+', '+0', '+999999999999999', '*', '%', '\\', "'", '"', '\u0000',
  '\ud800', '\u202e', '\ufeff', 'x'.repeat(300), '9'.repeat(400), '\u{1f4de}'.repeat(80), 'null', 'true', true, false,
  null, [], [[]], {}, [{}], '00000000-0000-0000-0000-000000000000', 'not-a-guid', '[1-', '[999-001]', '{{',
  '2026-13-45', 'http://', 'https://user:word@', '::1', '__proto__', 'constructor', 'NaN', 'Infinity'
]

const extreme = fc.constantFrom(...extremes)
const anyText = fc.oneof(
  fc.string({ maxLength: 40 }), fc.string({ unit: 'binary', maxLength: 20 }),
  fc.string({ unit: 'grapheme', maxLength: 12 })
)

class Generator {
  readonly #document: Document
  readonly #real: RealValues
  readonly #made = new Map<string, Arbitrary<unknown>>()

  constructor (document: Document, real: RealValues) {
    this.#document = document
    this.#real = real
  }

  /** Values that fit the schema, real ones before others. `name` is that of the field. */
  fitting (schema: Schema, name: string, depth = 0): Arbitrary<unknown> {
    if (name === 'wait') return fc.constant(0) // who waits finds no more
    const known = this.#knownFor(schema, name)
    const own = this.#made.get(schema.$ref ?? '') ?? this.#own(schema, name, depth)
    if (schema.$ref !== undefined) this.#made.set(schema.$ref, own)
    return known.length === 0
      ? own
      : fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...known) }, { weight: 1, arbitrary: own })
  }

  #knownFor (schema: Schema, name: string): unknown[] {
    const real = this.#real[name] ?? []
    const shown = [...schema.examples ?? [], ...(schema.example === undefined ? [] : [schema.example])]
    return [schema.type].flat().includes('object') ? [] : [...real, ...shown]
  }

  #own (schema: Schema, name: string, depth: number): Arbitrary<unknown> {
    if (schema.$ref !== undefined) {
      const named = this.#document.components.schemas[schema.$ref.split('/').at(-1) ?? ''] as Schema
      return depth > 6 ? fc.constant({}) : this.#withExamples(named, this.fitting(named, name, depth + 1))
    }
    if (schema.enum !== undefined) return fc.constantFrom(...schema.enum)
    if (schema.const !== undefined) return fc.constant(schema.const)
    if (schema.anyOf !== undefined) return fc.oneof(...schema.anyOf.map(one => this.fitting(one, name, depth + 1)))
    const types = [schema.type ?? 'object'].flat()
    return fc.oneof(...types.map(type => this.#ofType(type, schema, name, depth)))
  }

  /** An example is the way to the inside: it goes together as a whole, which parts that fit seldom do. */
  #withExamples (schema: Schema, own: Arbitrary<unknown>): Arbitrary<unknown> {
    const examples = schema.examples ?? []
    return examples.length === 0 ? own : fc.oneof(own, fc.constantFrom(...examples))
  }

  #ofType (type: string, schema: Schema, name: string, depth: number): Arbitrary<unknown> {
    switch (type) {
      case 'object': return this.#object(schema, depth)
      case 'array':
        return fc.array(this.fitting(schema.items ?? {}, name, depth + 1), {
          minLength: schema.minItems ?? 0, maxLength: Math.max(schema.minItems ?? 0, Math.min(schema.maxItems ?? 3, 3))
        })
      case 'integer':
        return fc.integer({ min: schema.minimum ?? -2_147_483_648, max: schema.maximum ?? 2_147_483_647 })
      case 'number': return fc.double({ min: schema.minimum ?? -1e9, max: schema.maximum ?? 1e9, noNaN: true })
      case 'boolean': return fc.boolean()
      case 'null': return fc.constant(null)
      default: return textOf(schema)
    }
  }

  #object (schema: Schema, depth: number): Arbitrary<unknown> {
    const properties = Object.entries(schema.properties ?? {})
    if (properties.length === 0) return fc.dictionary(anyText, anyText, { maxKeys: 3 })
    return fc.record(
      Object.fromEntries(properties.map(([name, property]) => [name, this.fitting(property, name, depth + 1)])),
      { requiredKeys: [...schema.required ?? []] }
    )
  }
}

function textOf (schema: Schema): Arbitrary<unknown> {
  if (schema.format === 'uuid') return fc.uuid()
  if (schema.pattern !== undefined) {
    try {
      return fc.stringMatching(new RegExp(schema.pattern))
    } catch { /* a pattern with a look-ahead, which cannot be generated from */ }
  }
  const longest = Math.min(schema.maxLength ?? 60, 60)
  return fc.string({ minLength: Math.min(schema.minLength ?? 0, longest), maxLength: longest })
}

/** One place of a value that fits is changed, left out or joined by what nobody knows. */
function nearly (value: unknown): Arbitrary<unknown> {
  if (Array.isArray(value)) {
    if (value.length === 0) return extreme
    return fc.nat(value.length - 1).chain(index =>
      fc.oneof({ weight: 1, arbitrary: extreme }, { weight: 4, arbitrary: nearly(value[index]) })
        .map(other => value.with(index, other))
    )
  }
  if (typeof value !== 'object' || value === null) return fc.oneof(extreme, anyText)
  const names = Object.keys(value)
  if (names.length === 0) return fc.dictionary(anyText, extreme, { maxKeys: 2 })
  return fc.constantFrom(...names).chain(name => {
    const { [name]: old, ...rest } = value as Record<string, unknown>
    return fc.oneof(
      { weight: 8, arbitrary: nearly(old).map(other => ({ ...value, [name]: other })) },
      { weight: 2, arbitrary: fc.constant(rest) },
      { weight: 1, arbitrary: anyText.chain(more => extreme.map(other => ({ ...value, [more]: other }))) }
    )
  })
}

const garbage: Arbitrary<string> = fc.oneof(
  fc.json({ maxDepth: 3 }), anyText,
  fc.constantFrom('', '{', 'null', '[', '[[]]', '{"a":', '"', '\ufeff{}', '{"a":1e999}')
)

type Form = 'fitting' | 'nearly' | 'garbage'
const form: Arbitrary<Form> = fc.oneof(
  { weight: 5, arbitrary: fc.constant('fitting' as const) }, { weight: 5, arbitrary: fc.constant('nearly' as const) },
  { weight: 2, arbitrary: fc.constant('garbage' as const) }
)

/** Requests of all operations of a document: each operation is as likely as another. */
export function requestsOf (document: Document, real: RealValues): Arbitrary<GeneratedRequest> {
  const generator = new Generator(document, real)
  return fc.constantFrom(...document.operations).chain(operation => requestOf(generator, operation))
}

function requestOf (generator: Generator, operation: Operation): Arbitrary<GeneratedRequest> {
  const parameters = operation.parameters ?? []
  const valueOf = ({ schema, name, example }: typeof parameters[number], form: Form): Arbitrary<unknown> => {
    const fitting = generator.fitting({ ...schema as Schema, ...(example !== undefined && { example }) }, name)
    if (form === 'fitting') return fitting
    return form === 'nearly'
      ? fc.oneof({ weight: 3, arbitrary: fitting }, { weight: 1, arbitrary: extreme })
      : fc.oneof(extreme, anyText)
  }
  const inPath = parameters.filter(parameter => parameter.in === 'path')
  const inQuery = parameters.filter(parameter => parameter.in === 'query')
  return fc.tuple(form, form).chain(([form, bodyForm]) => fc.record({
    path: fc.tuple(...inPath.map(parameter => valueOf(parameter, form))),
    query: fc.tuple(...inQuery.map(parameter => fc.option(valueOf(parameter, form), { freq: 2 }))),
    body: bodyOf(generator, operation, bodyForm)
  })).map(({ path, query, body }) => {
    // Without a value, or with dots for one, the path is that of another operation.
    const values = new Map(inPath.map(({ name }, index) => [name, text(path[index]).replace(/^\.{0,2}$/, name)]))
    const filled = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => encoded(values.get(name) ?? name))
    const asked = inQuery.flatMap(({ name }, index) => {
      const value = query[index]
      return value === null || value === undefined ? [] : [`${name}=${encoded(text(value))}`]
    })
    return {
      method: operation.method, url: asked.length === 0 ? filled : `${filled}?${asked.join('&')}`, operation, ...body
    }
  })
}

type Body = Pick<GeneratedRequest, 'body' | 'contentType'>

function bodyOf (generator: Generator, { requestBody }: Operation, form: Form): Arbitrary<Body> {
  const json = requestBody?.content['application/json']
  const csv = requestBody?.content['text/csv']
  const asJson = (body: string | undefined): Body => ({ body, contentType: 'application/json' })
  if (csv !== undefined) {
    const example = String((csv.schema as Schema).examples?.[0] ?? '')
    return fc.oneof(
      fc.constant(example),
      fc.tuple(fc.nat(example.length), extreme)
        .map(([at, other]) => example.slice(0, at) + text(other) + example.slice(at)),
      garbage
    ).map(body => ({ body, contentType: 'text/csv' }))
  }
  if (json === undefined) return fc.constant(asJson(undefined))
  if (form === 'garbage') return garbage.map(asJson)
  const fitting = generator.fitting(json.schema as Schema, '')
  return (form === 'fitting' ? fitting : fitting.chain(nearly)).map(value => asJson(JSON.stringify(value)))
}

function text (value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value) ?? ''
}

function encoded (value: string): string {
  return encodeURIComponent(Buffer.from(value).toString()) // half of a surrogate pair has no encoding
}
