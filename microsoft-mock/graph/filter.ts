import { Refusal } from '../refusal.ts'

type Predicate = (item: Record<string, unknown>) => boolean

const comparison = /^(\w+) +(eq|ne) +(?:'((?:[^']|'')*)'|(true|false|null))$/
const anyOf = /^(\w+)\/any\( *(\w+) *: *\2 +eq +'((?:[^']|'')*)' *\)$/
const start = /^startswith\( *(\w+) *, *'((?:[^']|'')*)' *\)$/i

/**
 * The simple part of OData that these lists are asked with (docs/wire/microsoft.md#graph-numbers): comparisons joined
 * by `and`.
 */
export function parseFilter (filter: string | undefined, refused: string[] = []): Predicate {
  if (filter === undefined) return () => true
  const clauses = splitByAnd(filter).map((clause) => parseClause(clause.trim(), refused))
  return (item) => clauses.every((clause) => clause(item))
}

// A quoted text may hold the word `and`, so quotes are stepped over.
const splitByAnd = (filter: string) => filter.match(/(?:'(?:[^']|'')*'|(?! and )[\s\S])+/g)?.map((part) =>
  part.replace(/^ *and /, '')) ?? []

function parseClause (clause: string, refused: string[]): Predicate {
  const compared = comparison.exec(clause)
  const contained = anyOf.exec(clause)
  const started = start.exec(clause)
  const field = (compared ?? contained ?? started)?.[1]
  if (field === undefined || refused.includes(field)) {
    throw new Refusal(400, 'BadRequest', `Invalid filter clause: ${clause}`)
  }
  if (contained) {
    const wanted = unquote(contained[3])
    return (item) => Array.isArray(item[field]) && item[field].includes(wanted)
  }
  if (started) {
    const wanted = unquote(started[2]).toLowerCase()
    return (item) => String(item[field] ?? '').toLowerCase().startsWith(wanted)
  }
  const wanted: unknown = compared?.[4] === undefined ? unquote(compared?.[3]) : JSON.parse(compared[4])
  const isEqual = compared?.[2] === 'eq'
  return (item) => isSame(item[field] ?? null, wanted) === isEqual
}

const unquote = (text: string | undefined) => (text ?? '').replaceAll("''", "'")

// Directory strings compare without case.
const isSame = (value: unknown, wanted: unknown) =>
  typeof value === 'string' && typeof wanted === 'string'
    ? value.toLowerCase() === wanted.toLowerCase()
    : value === wanted
