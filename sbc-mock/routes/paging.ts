import { HttpRefusal } from '../refusal.ts'

export interface Page<Item> {
  items: Item[]
  /** Values for `after` and `before`; "-1" where there is no more. */
  cursor: { after: string, before: string }
}

/** A page of items with rising ids, as `limit`, `after` and `before` ask for it. */
export function page<Item extends { id: number }> (all: readonly Item[], query: URLSearchParams): Page<Item> {
  const limit = readCount(query, 'limit') ?? 20
  const after = readCount(query, 'after')
  const before = readCount(query, 'before')
  const sorted = [...all].sort((a, b) => a.id - b.id)
  const fitting = sorted.filter(({ id }) => (after === null || id > after) && (before === null || id < before))
  const items = before !== null && after === null ? fitting.slice(-limit) : fitting.slice(0, limit)
  const first = items[0]
  const last = items.at(-1)
  return {
    items,
    cursor: {
      after: last === undefined || last.id === sorted.at(-1)?.id ? '-1' : String(last.id),
      before: first === undefined || first.id === sorted[0]?.id ? '-1' : String(first.id)
    }
  }
}

function readCount (query: URLSearchParams, name: string): number | null {
  const value = query.get(name)
  if (value === null) return null
  if (!/^\d{1,9}$/.test(value)) throw new HttpRefusal(400, `${name} is not a number`)
  return Number(value)
}
