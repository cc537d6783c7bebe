import type { FastifyRequest } from 'fastify'
import { Refusal } from '../refusal.ts'
import { parseFilter, type Predicate } from './filter.ts'
import { assertProperty, type EntityType } from './properties.ts'
import type { GraphQuery } from './query.ts'

// How the directory is asked (docs/wire/microsoft.md#graph-queries): what it has to count or to search through is
// answered only to whom says `ConsistencyLevel: eventual`.

type Item = Record<string, unknown>

const unsupported = (message: string) => new Refusal(400, 'Request_UnsupportedQuery', message)

export const isEventual = (request: FastifyRequest) =>
  String(request.headers['consistencylevel']).toLowerCase() === 'eventual'

/** The items that `$filter` and `$search` leave, in the order of `$orderby`. */
export function directoryItems<Found extends Item> (
  request: FastifyRequest, query: GraphQuery, type: EntityType, items: Iterable<Found>
): Found[] {
  const { matches, fields, isAdvanced } = parseFilter(query['$filter'])
  for (const field of fields) assertProperty(type, field, 'Invalid filter clause')
  const counts = isEventual(request) && query['$count'] === 'true'
  if (isAdvanced && !counts) {
    throw unsupported(`Unsupported or invalid query filter clause specified for property '${fields.at(-1) ?? ''}'.`)
  }
  if (query['$orderby'] !== undefined && (query['$filter'] ?? query['$search']) !== undefined && !counts) {
    throw unsupported('Sorting not supported for current query.')
  }
  const isFound = search(request, query['$search'], type)
  return ordered([...items].filter((item) => matches(item) && isFound(item)), query['$orderby'], type)
}

const clause = /^"(\w+):([^"]+)"$/

function search (request: FastifyRequest, text: string | undefined, type: EntityType): Predicate {
  if (text === undefined) return () => true
  if (!isEventual(request)) {
    throw unsupported(
      'Request with $search query parameter only works through MSGraph with a special request header: ' +
      "'ConsistencyLevel: eventual'"
    )
  }
  const alternatives = text.trim().split(/ +OR +/).map((alternative) => alternative.split(/ +AND +/).map((part) => {
    const [, field, wanted] = clause.exec(part.trim()) ?? []
    if (field === undefined || wanted === undefined) throw new Refusal(400, 'BadRequest', `Invalid $search: ${text}`)
    assertProperty(type, field, 'Invalid $search')
    return { field, wanted: wanted.toLowerCase() }
  }))
  // Words are found by how they begin.
  const has = (item: Item, field: string, wanted: string) =>
    String(item[field] ?? '').toLowerCase().split(/[\s@._-]+/).some((word) => word.startsWith(wanted)) ||
    String(item[field] ?? '').toLowerCase().startsWith(wanted)
  return (item) => alternatives.some((parts) => parts.every(({ field, wanted }) => has(item, field, wanted)))
}

const sortable = ['displayName', 'userPrincipalName', 'createdDateTime']

function ordered<Found extends Item> (items: Found[], order: string | undefined, type: EntityType): Found[] {
  if (order === undefined) return items
  const keys = order.split(',').map((part) => {
    const [name = '', direction = 'asc', ...rest] = part.trim().split(/\s+/)
    assertProperty(type, name, 'Invalid $orderby')
    if (!sortable.includes(name) || rest.length > 0 || !['asc', 'desc'].includes(direction)) {
      throw unsupported(`Sorting by '${part.trim()}' is not supported.`)
    }
    return { name, sign: direction === 'asc' ? 1 : -1 }
  })
  const compare = (one: Item, other: Item) => {
    for (const { name, sign } of keys) {
      const difference = String(one[name] ?? '').localeCompare(String(other[name] ?? ''), 'en')
      if (difference !== 0) return difference * sign
    }
    return 0
  }
  return items.toSorted(compare)
}

/** What `$expand` asks to be printed along: one navigation, and of it what its own `$select` names. */
export function expanded (type: EntityType, expand: string | undefined) {
  if (expand === undefined) return undefined
  const [, name = '', select] = /^(\w+)(?:\(\$select=([\w,]+)\))?$/.exec(expand.trim()) ?? []
  if (type.navigations?.includes(name) === true) return { name, select }
  throw new Refusal(
    400, 'BadRequest',
    `Parsing OData Select and Expand failed: Could not find a property named '${name || expand}' on type ` +
    `'${type.name}'.`
  )
}
