import type { IncomingMessage } from 'node:http'
import { randomHex } from '../random.ts'

const traceparent = /^00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/

/** The W3C trace this request belongs to: the caller's when it sends one, else a new one (`00-<trace>-<span>-00`). */
export function traceOf (request: Pick<IncomingMessage, 'headers'>): string {
  const header = request.headers['traceparent']
  const trace = typeof header === 'string' ? traceparent.exec(header)?.[1] : undefined
  return `00-${trace ?? randomHex(16)}-${randomHex(8)}-00`
}
