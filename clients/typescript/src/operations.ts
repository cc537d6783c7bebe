import type { components, operations } from './generated/api.ts'
import { operationTable } from './generated/operations.ts'

export { operationTable }

export type OperationId = keyof operations

/** The shapes of the API by their names in the document, as in `Shapes['NumberRecord']`. */
export type Shapes = components['schemas']

type Body<Id extends OperationId> = operations[Id] extends { requestBody?: infer Given }
  ? Given extends { content: infer Content } ? BodyIn<Content> : never
  : never

/** Whatever is not JSON is a file. */
type BodyIn<Content> = Content extends { 'application/json': infer Json } ? Json : string | Blob | FormData

type Parameters<Id extends OperationId, Kind extends 'query' | 'path'> =
  operations[Id]['parameters'] extends { [kind in Kind]?: infer Values } ? Exclude<Values, undefined> : never

/** A part of the input: asked for where one of its names is required, forbidden where there are none. */
type Part<Name extends string, Values> = [Values] extends [never]
  ? { readonly [name in Name]?: never }
  : Record<never, never> extends Values ? { readonly [name in Name]?: Values } : { readonly [name in Name]: Values }

export type InputOf<Id extends OperationId> =
  Part<'query', Parameters<Id, 'query'>> & Part<'path', Parameters<Id, 'path'>> & Part<'body', Body<Id>> & CallOptions

export interface CallOptions {
  /** Names the request: sent again with the same key, it is answered again and not done again. Default: a new one. */
  readonly idempotencyKey?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly signal?: AbortSignal
}

type Content<Id extends OperationId> =
  operations[Id]['responses'] extends { 200: { content: infer Found } } ? Found : never

/** What the operation answers: parsed JSON, or the text of a CSV file. */
export type AnswerOf<Id extends OperationId> =
  Content<Id> extends { 'application/json': infer Json } ? Json : string

/** Operations that answer a page at a time. */
export type ListId = { [Id in OperationId]: AnswerOf<Id> extends { currentPage: number } ? Id : never }[OperationId]

export type EntryOf<Id extends ListId> = AnswerOf<Id> extends { data: Array<infer Entry> } ? Entry : never

/** Whether the operation can be called without any input. */
export type Input<Id extends OperationId> = Record<never, never> extends InputOf<Id>
  ? [input?: InputOf<Id>]
  : [input: InputOf<Id>]

/** Parts of an input as they are when the operation is not known at compile time. */
export interface AnyInput extends CallOptions {
  readonly query?: unknown
  readonly path?: unknown
  readonly body?: unknown
}

/** Method and URL of a call, as fetch takes them. Throws when a part of the path is missing. */
export function addressOf (id: OperationId, baseUrl: string, { query, path }: AnyInput): [string, string] {
  const [method, template] = operationTable[id]
  const values = new Map<string, unknown>(Object.entries(path ?? {}))
  const filled = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = values.get(name)
    if (value === undefined || value === '') throw new TypeError(`${id} needs ${name}.`)
    return encodeURIComponent(String(value))
  })
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined && value !== '') search.set(name, String(value))
  }
  return [method, baseUrl + filled + (search.size > 0 ? `?${search}` : '')]
}
