import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

const traceparent = /^00-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}$/

/** The W3C trace this request belongs to: the caller's when it sends one, else a new one (`00-<trace>-<span>-00`). */
export function traceOf (request: Pick<IncomingMessage, 'headers'>): string {
  const header = request.headers['traceparent']
  const trace = typeof header === 'string' ? traceparent.exec(header)?.[1] : undefined
  return `00-${trace ?? hex(16)}-${hex(8)}-00`
}

function hex (bytes: number): string {
  return randomBytes(bytes).toString('hex')
}
