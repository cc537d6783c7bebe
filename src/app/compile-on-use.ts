import AjvCompiler, { type Ajv } from '@fastify/ajv-compiler'
import { SerializerSelector } from '@fastify/fast-json-stringify-compiler'
import type { FastifySchemaCompiler, FastifySerializerCompiler, FastifySchema } from 'fastify'
import type { FastifyValidationResult } from 'fastify/types/schema.js'
import type { Component } from '../http/domain.ts'
import { referredBy } from './referred-schemas.ts'

/**
 * What is sent is judged as it is, by all rules at once; `x-…` are notes of ours. The schemas themselves are judged by
 * the linters of the documents (test/clients), not at each start.
 */
const customOptions = {
  coerceTypes: false, removeAdditional: false, useDefaults: true, allErrors: true, validateSchema: false, meta: false,
  keywords: ['x-aliases', 'x-listed', 'x-bare', 'x-shown', 'x-values', 'x-words']
} as const

/**
 * Fastify's own compilers, asked for a validator or a serializer when its route is first used. Three documents of a
 * hundred routes each would else be compiled at every start, which takes a second and 40 MB. Each is given the schemas
 * that it refers to and no other, because the compilers look at all that they are given.
 */
export function compilersOnUse (
  components: readonly Component[]
): { validator: FastifySchemaCompiler<FastifySchema>, serializer: FastifySerializerCompiler<FastifySchema> } {
  const schemas = new Map(components.map(component => [component.$id ?? '', component]))
  const compileValidator = once(() => validatorCompiler(schemas))
  return {
    validator (route) {
      const compiled = once(() => compileValidator()(route))
      const validate: FastifyValidationResult = data => {
        const check = compiled()
        const valid = check(data) === true // no rule of ours is asynchronous
        validate.errors = check.errors ?? null
        return valid
      }
      return validate
    },
    serializer (route) {
      const compiled = once(() =>
        SerializerSelector()(referredBy(route.schema, schemas), {})({ ...route, httpStatus: route.httpStatus ?? '' })
      )
      return data => compiled()(data)
    }
  }
}

/** One compiler for all routes, so that a schema that several refer to is compiled once. */
function validatorCompiler (schemas: ReadonlyMap<string, Component>): FastifySchemaCompiler<FastifySchema> {
  let ajv: Ajv | undefined
  const compile = AjvCompiler()({}, {
    customOptions: { ...customOptions, keywords: [...customOptions.keywords] },
    onCreate (created: Ajv) { ajv = created }
  })
  const known = new Set<string>()
  return route => {
    for (const [name, schema] of Object.entries(referredBy(route.schema, schemas))) {
      if (known.has(name)) continue
      known.add(name)
      ajv?.addSchema(schema)
    }
    return compile(route)
  }
}

function once<Value> (make: () => Value): () => Value {
  let made: { value: Value } | undefined
  return () => (made ??= { value: make() }).value
}
