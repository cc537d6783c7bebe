import type { FastifyRequest } from 'fastify'
import type { Mock } from '../mock.ts'
import { Refusal } from '../refusal.ts'
import { mostItems } from '../state/behaviour.ts'

export type PageQuery = Record<string, string | string[] | undefined>

export interface Page<Item> {
  value: Item[]
  nextLink?: string
}

function wholeNumber (query: PageQuery, names: string[], fallback: number, maximum: number) {
  for (const name of names) {
    const text = query[name]
    if (text === undefined) continue
    const value = typeof text === 'string' && /^\d+$/.test(text) ? Number(text) : NaN
    if (value <= maximum) return value
    throw new Refusal(400, 'InvalidQuery', `${name} must be a whole number up to ${maximum}.`)
  }
  return fallback
}

/** Cuts one page out of `items` without reading further than one item past it. */
export function pageOf<Item> (
  mock: Mock, request: FastifyRequest, query: PageQuery, items: Iterable<Item>, maximum = 1000
): Page<Item> {
  const skip = wholeNumber(query, ['$skip', 'skip'], 0, Number.MAX_SAFE_INTEGER)
  const asked = wholeNumber(query, ['$top', 'top', 'take', '$take'], Math.min(100, maximum), maximum)
  const take = mostItems(mock.world.behaviour, asked)
  const value: Item[] = []
  let index = 0
  for (const item of items) {
    if (index >= skip + take) {
      return mock.world.behaviour.nextLinks ? { value, nextLink: nextLink(mock, request, skip + take) } : { value }
    }
    if (index >= skip) value.push(item)
    index++
  }
  return { value }
}

function nextLink (mock: Mock, request: FastifyRequest, skip: number) {
  const url = new URL(mock.baseUrl + request.url)
  const name = url.searchParams.has('skip') || url.searchParams.has('take') ? 'skip' : '$skip'
  url.searchParams.set(name, String(skip))
  return url.href
}
