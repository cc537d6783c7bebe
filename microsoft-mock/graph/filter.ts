import { Refusal } from '../refusal.ts'
import { tokensOf, unquote, type FilterToken } from './filter-tokens.ts'

export type Predicate = (item: Record<string, unknown>) => boolean

export interface Filter {
  matches: Predicate
  fields: string[]
  /** Uses what a directory answers only with `ConsistencyLevel: eventual` and `$count=true`. */
  isAdvanced: boolean
}

/**
 * The part of OData that these lists are asked with: comparisons, `in`, `startswith`, `endswith` and `any`, joined by
 * `and`, `or`, `not` and brackets (docs/wire/microsoft.md#graph-queries).
 */
export function parseFilter (filter: string | undefined, refused: string[] = []): Filter {
  const fields: string[] = []
  if (filter === undefined) return { matches: () => true, fields, isAdvanced: false }
  const parser = new Parser(filter, name => {
    if (refused.includes(name)) throw invalid(filter)
    fields.push(name)
  })
  const matches = parser.whole()
  return { matches, fields, isAdvanced: parser.isAdvanced }
}

const invalid = (filter: string) => new Refusal(400, 'BadRequest', `Invalid filter clause: ${filter}`)

/** Descends from `or`, which binds least, to single comparisons. */
class Parser {
  readonly #filter: string
  readonly #tokens: FilterToken[]
  readonly #use: (field: string) => void
  isAdvanced = false

  constructor (filter: string, use: (field: string) => void) {
    this.#filter = filter
    this.#use = use
    const tokens = tokensOf(filter)
    if (tokens === null) throw invalid(filter)
    this.#tokens = tokens
  }

  whole (): Predicate {
    const found = this.#either()
    if (this.#tokens.length > 0) throw invalid(this.#filter)
    return found
  }

  #either (): Predicate {
    const parts = [this.#both()]
    while (this.#accept('or')) parts.push(this.#both())
    return (item) => parts.some((part) => part(item))
  }

  #both (): Predicate {
    const parts = [this.#single()]
    while (this.#accept('and')) parts.push(this.#single())
    return (item) => parts.every((part) => part(item))
  }

  #single (): Predicate {
    if (this.#accept('not')) {
      this.isAdvanced = true
      const denied = this.#single()
      return (item) => !denied(item)
    }
    if (this.#accept('(')) {
      const inner = this.#either()
      this.#expect(')')
      return inner
    }
    const word = this.#word()
    return this.#accept('(') ? this.#ofFunction(word) : this.#ofField(word)
  }

  #ofFunction (name: string): Predicate {
    const list = /^(\w+)\/any$/.exec(name)?.[1]
    if (list !== undefined) return this.#ofAny(this.#field(list))
    const field = this.#field(this.#word())
    const test = this.#comparison(name)
    return (item) => test(item[field] ?? '')
  }

  /** `x:x eq 'text'` or `x:startswith(x,'text')`, behind `list/any(`. */
  #ofAny (list: string): Predicate {
    const variable = this.#word()
    this.#expect(':')
    const word = this.#word()
    if (word !== variable) {
      this.#expect('(')
      this.#expect(variable)
    } else this.#expect('eq')
    const wanted = word === variable ? this.#value() : undefined
    const test = word === variable ? (value: unknown) => isSame(value, wanted) : this.#comparison(word)
    this.#expect(')')
    return (item) => Array.isArray(item[list]) && item[list].some(test)
  }

  /** What `startswith` and `endswith` ask of a value; their brackets are open, and the field was read. */
  #comparison (name: string) {
    this.#expect(',')
    const wanted = lower(this.#value())
    this.#expect(')')
    switch (name.toLowerCase()) {
      case 'startswith': return (value: unknown) => lower(value).startsWith(wanted)
      case 'endswith':
        this.isAdvanced = true
        return (value: unknown) => lower(value).endsWith(wanted)
      default: throw invalid(this.#filter)
    }
  }

  #ofField (word: string): Predicate {
    const field = this.#field(word)
    if (this.#accept('in')) {
      const wanted = this.#values()
      return (item) => wanted.some((value) => isSame(item[field] ?? null, value))
    }
    const operator = this.#word()
    if (operator !== 'eq' && operator !== 'ne') throw invalid(this.#filter)
    if (operator === 'ne') this.isAdvanced = true
    const wanted = this.#value()
    return (item) => isSame(item[field] ?? null, wanted) === (operator === 'eq')
  }

  #values (): unknown[] {
    this.#expect('(')
    const values = [this.#value()]
    while (this.#accept(',')) values.push(this.#value())
    this.#expect(')')
    return values
  }

  #field (name: string) {
    this.#use(name)
    return name
  }

  #accept (text: string) {
    const [token] = this.#tokens
    if (token?.type === 'text' || token?.text !== text) return false
    this.#tokens.shift()
    return true
  }

  #expect (text: string) {
    if (!this.#accept(text)) throw invalid(this.#filter)
  }

  #word (): string {
    const token = this.#tokens.shift()
    if (token?.type !== 'word') throw invalid(this.#filter)
    return token.text
  }

  #value (): unknown {
    const token = this.#tokens.shift()
    if (token?.type === 'text') return unquote(token.text)
    if (token?.type === 'word' && /^(true|false|null)$/.test(token.text)) return JSON.parse(token.text)
    throw invalid(this.#filter)
  }
}

const lower = (value: unknown) => String(value).toLowerCase()

// Directory strings compare without case.
const isSame = (value: unknown, wanted: unknown) =>
  typeof value === 'string' && typeof wanted === 'string' ? lower(value) === lower(wanted) : value === wanted
