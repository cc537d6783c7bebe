import { Type, type Static, type TSchema } from '@sinclair/typebox'
import { TypeCompiler, type TypeCheck } from '@sinclair/typebox/compiler'
import { UpstreamFault } from '../../problems.ts'

// What Microsoft sends, parsed at the edge. Fields we do not name are ignored; what we name is checked.

/** Microsoft leaves a field out or prints null, and means the same. */
export const Nullable = <Schema extends TSchema>(schema: Schema) => Type.Optional(Type.Union([schema, Type.Null()]))

export const Text = Nullable(Type.String())

export function compile<Schema extends TSchema> (schema: Schema): TypeCheck<Schema> {
  return TypeCompiler.Compile(schema)
}

/** The body as its type, or a fault that says what did not fit: an upstream is parsed at the edge like any caller. */
export function parse<Schema extends TSchema> (check: TypeCheck<Schema>, body: unknown): Static<Schema> {
  if (check.Check(body)) return body
  const first = check.Errors(body).First()
  throw new UpstreamFault(
    'Microsoft', 'unexpected',
    `Microsoft sent an answer we cannot read (${first?.path ?? '/'}: ${first?.message ?? 'unknown'}).`
  )
}
