import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Config } from '../config.ts'
import { Problem } from '../problems.ts'
import type { Caller } from './caller.ts'
import { isInner } from './inner-requests.ts'

/** So many callers are remembered; the rest begin anew, which is kinder than to forget whom to refuse. */
const remembered = 10_000

/** Uses within a minute, by whom: in this process, and in the others as far as they told. */
export class MinuteCounts {
  readonly #most: number
  readonly #now: () => number
  readonly #counts = new Map<string, { count: number, others: number, endsAt: number }>()
  #untold = new Map<string, number>()

  constructor (most: number, now = (): number => performance.now() / 1000) {
    this.#most = most
    this.#now = now
  }

  /** What is left, without using anything. */
  left (key: string): { readonly left: number, readonly seconds: number } {
    const { count, others, endsAt } = this.#entry(key)
    return { left: Math.max(0, this.#most - count - others), seconds: Math.max(1, Math.ceil(endsAt - this.#now())) }
  }

  /** Counts one use; false when it is one too many. */
  use (key: string): boolean {
    const entry = this.#entry(key)
    entry.count += 1
    this.#untold.set(key, (this.#untold.get(key) ?? 0) + 1)
    return entry.count + entry.others <= this.#most
  }

  /** What was used since the last time that somebody asked, to be told to the other processes. */
  takeUntold (): ReadonlyMap<string, number> {
    const untold = this.#untold
    this.#untold = new Map()
    return untold
  }

  /** What the other processes have used in this minute. */
  hear (others: ReadonlyMap<string, number>): void {
    for (const [key, count] of others) this.#entry(key).others = count
  }

  #entry (key: string): { count: number, others: number, endsAt: number } {
    const known = this.#counts.get(key)
    if (known !== undefined && known.endsAt > this.#now()) return known
    if (this.#counts.size >= remembered) this.#counts.clear()
    const fresh = { count: 0, others: 0, endsAt: this.#now() + 60 }
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

/** Tells uses to the other processes, and answers theirs. */
export type ExchangeUses = (uses: ReadonlyMap<string, number>) => Promise<ReadonlyMap<string, number>>

/** Once a second; a database that does not answer leaves each process to its own counts. */
function keepExchanging (app: FastifyInstance, counts: readonly MinuteCounts[], exchange: ExchangeUses): void {
  let isUnderWay = false
  const timer = setInterval(() => {
    if (isUnderWay) return
    isUnderWay = true
    Promise.all(counts.map(async count => {
      const uses = count.takeUntold()
      if (uses.size > 0) count.hear(await exchange(uses))
    })).catch(() => {}).finally(() => { isUnderWay = false })
  }, 1000).unref()
  app.addHook('onClose', async () => { clearInterval(timer) })
}

/**
 * Bounds what one application, and all of one node together, may ask: requests in a minute, in all processes, and
 * bodies at the same time, in this one. The answers tell what is left (draft-ietf-httpapi-ratelimit-headers, from its
 * tenth version on).
 */
export function limitCallers (
  app: FastifyInstance,
  { REQUESTS_PER_MINUTE: most, NODE_REQUESTS_PER_MINUTE: mostOfNode, BODIES_AT_ONCE }: Config,
  exchange: ExchangeUses
): void {
  const callers = new MinuteCounts(most)
  const nodes = new MinuteCounts(mostOfNode)
  keepExchanging(app, [callers, nodes], exchange)
  const bodies = new Map<string, number>()
  const change = (key: string, by: 1 | -1): void => {
    const count = (bodies.get(key) ?? 0) + by
    if (count === 0) bodies.delete(key)
    else bodies.set(key, count)
  }

  // After the one that authenticates: hooks run in the order in which they were added.
  app.addHook('onRequest', async (request: FastifyRequest, reply: FastifyReply) => {
    if (request.routeOptions.config.roles === undefined || isInner(request)) return
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
