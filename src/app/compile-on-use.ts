import AjvCompiler from '@fastify/ajv-compiler'
import { SerializerSelector } from '@fastify/fast-json-stringify-compiler'
import type { FastifySchemaCompiler, FastifySerializerCompiler, FastifySchema } from 'fastify'
import type { FastifyValidationResult } from 'fastify/types/schema.js'
import type { Component } from '../http/domain.ts'

/** What is sent is judged as it is, by all rules at once; `x-…` are notes of ours. */
const customOptions = {
  coerceTypes: false, removeAdditional: false, useDefaults: true, allErrors: true,
  keywords: ['x-aliases', 'x-listed', 'x-bare', 'x-values']
} as const

/**
 * Fastify's own compilers, asked for a validator or a serializer when its route is first used. Three documents of a
 * hundred routes each would else be compiled at every start, which takes a second and 40 MB.
 */
export function compilersOnUse (
  components: readonly Component[]
): { validator: FastifySchemaCompiler<FastifySchema>, serializer: FastifySerializerCompiler<FastifySchema> } {
  const schemas = Object.fromEntries(components.map(component => [component.$id, component]))
  const compileValidator = once(() =>
    AjvCompiler()(schemas, { customOptions: { ...customOptions, keywords: [...customOptions.keywords] } })
  )
  const compileSerializer = once(() => SerializerSelector()(schemas, {}))
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
      const compiled = once(() => compileSerializer()({ ...route, httpStatus: route.httpStatus ?? '' }))
      return data => compiled()(data)
    }
  }
}

function once<Value> (make: () => Value): () => Value {
  let made: { value: Value } | undefined
  return () => (made ??= { value: make() }).value
}
