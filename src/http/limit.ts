import type { FastifyReply, FastifyRequest } from 'fastify'
import { countUse, type RateLimit } from '../database/rate-limits.ts'
import { Problem } from '../problems.ts'
import { isInner } from './inner-requests.ts'
import type { ApiDependencies } from './resource.ts'

/**
 * The limit of reads that begin with a task, because Microsoft or an SBC is asked first. Every role may read, so that
 * each caller has a limit.
 */
export const askingRate: RateLimit = { operation: 'asking-reads', requests: 120, seconds: 60 }
export const askingLimit = 'At most 120 requests a minute that ask Microsoft or an SBC.'

/**
 * Refuses a request above the rate of the caller, or of all callers of the provider; all processes count together. The
 * answer says when to come back.
 */
export async function limit (
  { records }: Pick<ApiDependencies, 'records'>, request: FastifyRequest, reply: FastifyReply, rate: RateLimit
): Promise<void> {
  // A request that is refused in any case is judged for what else is wrong with it, and asks for nothing.
  if (isInner(request) || request.isJudgedBeside) return
  const policy = `"${rate.operation}";q=${rate.requests};w=${rate.seconds}`
  const known = reply.getHeader('ratelimit-policy')
  reply.header('ratelimit-policy', known === undefined ? policy : `${String(known)}, ${policy}`)
  const seconds = await countUse(
    records(request.caller).beyondReach('counts requests'),
    rate.forAll === true ? `provider ${request.caller.providerId}` : request.caller.id, rate
  )
  if (seconds === undefined) return
  throw new Problem(
    'rate_limited',
    `At most ${rate.requests} requests in ${rate.seconds} s are allowed here. Come back in ${seconds} s.`,
    {
      headers: { 'retry-after': String(seconds) }
    }
  )
}
