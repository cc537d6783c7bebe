import type { FastifyInstance } from 'fastify'
import type { Caller } from '../http/caller.ts'
import type { KeyServerState } from '../http/signing-keys.ts'

/** What is left alone for a while is asked anew after so long, milliseconds. */
const fresh = 2000

/**
 * Reads go on while Microsoft, an SBC or the key server is away, from what we know ourselves; a header field says what
 * is away, so that nobody takes old for new. `listUpstreams` has the details.
 */
export function tellDegraded (
  app: FastifyInstance, read: () => Promise<ReadonlyArray<{ readonly key: string }>>,
  keyServers: () => readonly KeyServerState[]
): void {
  let known: ReadonlyArray<{ readonly key: string }> = []
  let readAt = -Infinity
  let reading: Promise<void> | undefined
  async function refresh (): Promise<void> {
    // The database may be what is away: then the request itself will say so.
    known = await read().catch(() => [])
    readAt = performance.now()
  }
  app.addHook('onSend', async (request, reply, payload) => {
    const { method, routeOptions: { config } } = request
    if (config.roles === undefined || (method !== 'GET' && method !== 'HEAD') || reply.statusCode >= 400) return payload
    if (performance.now() - readAt > fresh) {
      reading ??= refresh().finally(() => { reading = undefined })
      await reading
    }
    const away = new Set(known.flatMap(({ key }) => concerned(key, request.caller)))
    if (keyServers().some(({ failingSince }) => failingSince !== undefined)) away.add('keys')
    if (away.size > 0) reply.header('dialplane-degraded', [...away].sort().join(', '))
    return payload
  })
}

/** The class of an upstream whose breaker is open, where it is one of the caller's provider, or of its own tenant. */
function concerned (key: string, { providerId, channelId, customerId, customerTenantId }: Caller): string[] {
  const [name = '', provider, ...rest] = key.split(':')
  if (name === 'entra') return ['microsoft']
  if (provider !== String(providerId)) return []
  if (name === 'sbc' || (channelId === undefined && customerId === undefined)) return [name]
  return customerTenantId !== undefined && rest.includes(customerTenantId) ? [name] : []
}
