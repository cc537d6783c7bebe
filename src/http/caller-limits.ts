import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Config } from '../config.ts'
import { Problem } from '../problems.ts'
import type { Caller } from './caller.ts'

/** So many callers are remembered; the rest begin anew, which is kinder than to forget whom to refuse. */
const remembered = 10_000

/** Uses within a minute, by whom. In the memory of this process: a process that is asked less refuses less. */
export class MinuteCounts {
  readonly #most: number
  readonly #now: () => number
  readonly #counts = new Map<string, { count: number, endsAt: number }>()

  constructor (most: number, now = (): number => performance.now() / 1000) {
    this.#most = most
    this.#now = now
  }

  /** What is left, without using anything. */
  left (key: string): { readonly left: number, readonly seconds: number } {
    const { count, endsAt } = this.#entry(key)
    return { left: Math.max(0, this.#most - count), seconds: Math.max(1, Math.ceil(endsAt - this.#now())) }
  }

  /** Counts one use; false when it is one too many. */
  use (key: string): boolean {
    const entry = this.#entry(key)
    entry.count += 1
    return entry.count <= this.#most
  }

  #entry (key: string): { count: number, endsAt: number } {
    const known = this.#counts.get(key)
    if (known !== undefined && known.endsAt > this.#now()) return known
    if (this.#counts.size >= remembered) this.#counts.clear()
    const fresh = { count: 0, endsAt: this.#now() + 60 }
    this.#counts.set(key, fresh)
    return fresh
  }
}

export function limited (detail: string, seconds: number): Problem {
  return new Problem('rate_limited', `${detail} Come back in ${seconds} s.`, {
    headers: { 'retry-after': String(seconds) }
  })
}

const nodeOf = ({ providerId, channelId, customerId }: Caller): string =>
  `${providerId}/${channelId ?? ''}/${customerId ?? ''}`

/**
 * Bounds what one application, and all of one node together, may ask of this process: requests in a minute, and bodies
 * at the same time. The answers tell what is left (draft-ietf-httpapi-ratelimit-headers, from its tenth version on).
 */
export function limitCallers (
  app: FastifyInstance, { REQUESTS_PER_MINUTE: most, NODE_REQUESTS_PER_MINUTE: mostOfNode, BODIES_AT_ONCE }: Config
): void {
  const callers = new MinuteCounts(most)
  const nodes = new MinuteCounts(mostOfNode)
  const bodies = new Map<string, number>()
  const change = (key: string, by: 1 | -1): void => {
    const count = (bodies.get(key) ?? 0) + by
    if (count === 0) bodies.delete(key)
    else bodies.set(key, count)
  }

  // After the one that authenticates: hooks run in the order in which they were added.
  app.addHook('onRequest', async (request: FastifyRequest, reply: FastifyReply) => {
    if (request.routeOptions.config.roles === undefined) return
    const { caller } = request
    const isWithin = callers.use(caller.id)
    const isNodeWithin = nodes.use(nodeOf(caller))
    const { left, seconds } = callers.left(caller.id)
    reply.headers({
      'ratelimit-policy': `"application";q=${most};w=60`, ratelimit: `"application";r=${left};t=${seconds}`
    })
    if (!isWithin) throw limited(`At most ${most} requests a minute are allowed to one application.`, seconds)
    if (!isNodeWithin) {
      throw limited(
        `At most ${mostOfNode} requests a minute are allowed to all applications of a node.`,
        nodes.left(nodeOf(caller)).seconds
      )
    }
    if (!hasBody(request)) return
    if ((bodies.get(caller.id) ?? 0) >= BODIES_AT_ONCE) {
      throw limited(`At most ${BODIES_AT_ONCE} requests with a body are taken from one application at once.`, 1)
    }
    change(caller.id, 1)
    reply.raw.once('close', () => { change(caller.id, -1) })
  })
}

function hasBody ({ headers }: FastifyRequest): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
}
