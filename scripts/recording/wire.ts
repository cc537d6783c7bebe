import type { IncomingHttpHeaders } from 'node:http'
import type { Upstreams } from './exchange.ts'

// They belong to one connection, or no longer fit a body that was decoded and linked anew.
const hopHeaders = [
  'host', 'connection', 'keep-alive', 'proxy-authorization', 'proxy-connection', 'transfer-encoding', 'upgrade',
  'content-length', 'content-encoding'
]

/** Headers to hand on. */
export const withoutHop = (headers: IncomingHttpHeaders): IncomingHttpHeaders =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !hopHeaders.includes(name)))

const kept = /^(?:content-type|retry-after|location|www-authenticate|date|prefer|consistencylevel|user-agent|claims)$|^(?:request-id|client-request-id|repeatability-.*|ratelimit-.*|x-ms-.*|preference-applied|operation-location)$/

/** Headers to write down. Others may identify somebody, and `Authorization` does. */
export const keptHeaders = (headers: IncomingHttpHeaders): Array<[name: string, value: string]> =>
  Object.entries(headers).flatMap(([name, value]) =>
    kept.test(name) && value !== undefined ? [[name, String(value)]] : []
  )

/** A text with its links to the services led to where they are reached by the other side, also in a form. */
export function relinked (text: string, from: Upstreams, to: Upstreams): string {
  const names = (['login', 'operator', 'graph'] as const)
    .toSorted((one, other) => from[other].length - from[one].length)
  let linked = text
  for (const name of names) {
    const forms: Array<(url: string) => string> = [
      url => url, encodeURIComponent, url => url.replaceAll('/', '\\/')
    ]
    for (const form of forms) linked = linked.replaceAll(form(from[name]), form(to[name]))
  }
  return linked
}
