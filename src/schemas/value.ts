import {
  Type, type IntegerOptions, type TInteger, type Static, type StringOptions, type TSchema, type TString, type TUnsafe
} from '@sinclair/typebox'

/** The value or null, as one list of types: generated clients understand it, and it is serialized without a search. */
export function OrNull<Schema extends TSchema & { type: string }> (schema: Schema): TUnsafe<Static<Schema> | null> {
  return Type.Unsafe<Static<Schema> | null>({
    ...Object.fromEntries(Object.entries(schema)), type: [schema.type, 'null']
  })
}

/** One of a few words. */
export function OneOf<const Words extends readonly string[]> (
  words: Words, options: { description?: string } = {}
): TUnsafe<Words[number]> {
  return Type.Unsafe<Words[number]>({ type: 'string', enum: words, ...options })
}

/** A text of an answer that is one of a few words, which the documents name; nothing is checked by them. */
export function Said (words: readonly string[], options: StringOptions = {}): TString {
  return Type.String({ 'x-values': words, ...options })
}

export type WordList = 'kinds of tasks' | 'codes of problems' | 'statuses of consents' | 'classes of drift'

/** A text that is one of a list which only the whole knows; the documents name what it may be. */
export function Named (list: WordList, options: StringOptions = {}): TString {
  return Type.String({ 'x-words': list, ...options })
}

/** One of a few words, in a form that inputs of tasks are checked by. */
export const Words = <const Texts extends readonly string[]>(texts: Texts) =>
  Type.Union(texts.map(text => Type.Literal<Texts[number]>(text)))

/** A whole number that its column can hold. */
export function WholeNumber (options: IntegerOptions = {}): TInteger {
  return Type.Integer({ minimum: -2_147_483_648, maximum: 2_147_483_647, ...options })
}

/** A text of a request: as long as texts are, unless the field says how long it may be. */
export function Text (options: StringOptions = {}): TString {
  return Type.String({ maxLength: 255, ...options })
}
