import { Type, type Static, type TSchema, type TUnsafe } from '@sinclair/typebox'

/** A reference to a schema that keeps its static type, so that documents name it once and handlers stay checked. */
export function ref<Schema extends TSchema & { $id?: string }> (schema: Schema): TUnsafe<Static<Schema>> {
  return Type.Unsafe<Static<Schema>>({ $ref: `${schema.$id}#` })
}
