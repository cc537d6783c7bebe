import type { FastifyRequest } from 'fastify'
import type { Mock } from '../mock.ts'
import { Refusal } from '../refusal.ts'

export type GraphQuery = Record<string, string | undefined>

export function wholeNumber (query: GraphQuery, name: string, fallback: number, minimum: number, maximum: number) {
  const text = query[name]
  if (text === undefined) return fallback
  const value = /^\d+$/.test(text) ? Number(text) : NaN
  if (value >= minimum && value <= maximum) return value
  throw new Refusal(400, 'BadRequest', `Invalid value for ${name}: it must be between ${minimum} and ${maximum}.`)
}

/** Refuses what the real list would refuse, instead of ignoring it. */
export function allowOnly (query: GraphQuery, names: string[]) {
  const foreign = Object.keys(query).find((name) => name.startsWith('$') && !names.includes(name))
  if (foreign !== undefined) throw new Refusal(400, 'Request_UnsupportedQuery', `${foreign} is not supported here.`)
}

/** Where this Graph is, in the version that was asked: by the base URL, whatever name the request used. */
export const rootOf = (mock: Mock, request: FastifyRequest) =>
  `${mock.baseUrl}/graph/${request.url.startsWith('/graph/beta/') ? 'beta' : 'v1.0'}`

/** This request's address with some of its query changed; null takes a parameter away. */
export function sameWith (mock: Mock, request: FastifyRequest, changes: Record<string, string | null>) {
  const url = new URL(request.url, mock.baseUrl)
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) url.searchParams.delete(name)
    else url.searchParams.set(name, value)
  }
  // Graph prints `$skiptoken`, not `%24skiptoken`.
  return url.href.replaceAll('%24', '$')
}

export const contextOf = (mock: Mock, request: FastifyRequest, set: string) =>
  `${rootOf(mock, request)}/$metadata#${set}`

export function pick (item: Record<string, unknown>, names: readonly string[]) {
  return Object.fromEntries(names.filter((name) => name in item).map((name) => [name, item[name]]))
}

export const encodeToken = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

export function decodeToken (token: string): unknown {
  try {
    return JSON.parse(Buffer.from(token, 'base64url').toString('utf8'))
  } catch {
    return null
  }
}
