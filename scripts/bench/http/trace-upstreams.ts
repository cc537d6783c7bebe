import { subscribe } from 'node:diagnostics_channel'
import { offer } from '../offer.ts'

// Loaded before the worker by the bench alone: keeps the requests it makes to its upstreams, so that they can be made
// again.

export interface Call { origin: string, method: string, path: string, headers: readonly string[], body: string | null }

let calls: Call[] = []

subscribe('undici:request:create', message => {
  const { request } = message as { request: Omit<Call, 'body'> & { body: unknown } }
  const { origin, method, path, headers, body } = request
  calls.push({
    origin: String(origin), method, path, headers: headers.map(String),
    body: typeof body === 'string' ? body : Buffer.isBuffer(body) ? body.toString() : null
  })
})

offer({
  trace () { calls = [] },
  traced: () => calls
})
process.channel?.unref()
