import { Type } from '@sinclair/typebox'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { invalid } from '../../problems.ts'
import { isAssigned } from '../../schemas/vocabulary/assignment.ts'
import type { E164 } from '../../schemas/phone-number.ts'
import { ref } from '../../schemas/ref.ts'
import { ReleaseBody } from '../schemas/release.ts'
import { TaskReference } from '../../schemas/task.ts'
import { brakedRelease } from '../tasks/release-numbers/brake.ts'
import { releaseNumbers } from '../tasks/release-numbers/index.ts'
import { acceptTask } from '../../http/accept-task.ts'
import { changing } from '../../http/caller.ts'
import { limit } from '../../http/limit.ts'
import { namedAtMost } from './number-list.ts'
import { readNumbersOfTenant } from './numbers-of-tenant.ts'
import { planRelease } from './plan-release.ts'
import { numberFacts, type NumberFacts } from './strange-numbers.ts'
import type { ApiDependencies, Resource } from '../../http/resource.ts'
import { msTenantIdQuery } from '../../tenancy/api/tenant-query.ts'

/** As clients know it (docs/wire/live-cloud.md#limits): 10 requests per 10 seconds. */
const releaseRate = { operation: 'release', requests: 10, seconds: 10 }

export const releases: Resource = (scope, means) => {
  scope.post('/oc/numbers/action/release', {
    config: { roles: changing, makes: releaseNumbers, problems: ['number_busy', 'rate_limited'] },
    bodyLimit: 2 * 1024 * 1024,
    schema: {
      operationId: 'releaseNumbers',
      summary: 'Release numbers from a customer',
      description:
        'Takes numbers from the tenant at Microsoft, then from every SBC that has them, then from the records. What ' +
        'is already gone is not an error. 10 requests in 10 s.',
      tags: ['Numbers'],
      querystring: Type.Object({ msTenantId: msTenantIdQuery }),
      body: ref(ReleaseBody),
      response: { 200: ref(TaskReference) }
    }
  }, async (request, reply) => {
    await limitReleases(means, request, reply)
    return requestRelease(means, request, reply, { query: request.query, body: request.body })
  })
}

interface Asked {
  readonly query: { readonly msTenantId: string }
  readonly body: ReleaseBody
  readonly productContext?: string
}

/** Whatever form a release has, it counts as one, and counts before anything of it is read. */
export const limitReleases = (means: ApiDependencies, request: FastifyRequest, reply: FastifyReply): Promise<void> =>
  limit(means, request, reply, releaseRate)

/** Judges a release, in whatever form it was asked for, and stores its task. */
export async function requestRelease (
  { config, records, queue }: ApiDependencies, request: FastifyRequest, reply: FastifyReply,
  { query, body, productContext }: Asked
): Promise<{ taskId: string }> {
  const { caller } = request
  const { msTenantId, customer, numbers, duplicates } = await readNumbersOfTenant(
    records(caller), query, body, config.RELEASE_NUMBERS_MAX
  )
  refuseWhatCannotGo(
    await numberFacts(records(caller), caller, { id: customer.id, msTenantId }, numbers), numbers,
    (body.phoneNumberRanges ?? []).length > 0
  )
  const removeFromOperatorConnect = body.removeFromOperatorConnect ?? true
  return acceptTask(queue, request, reply, {
    kind: releaseNumbers,
    plan: async () => {
      const { providerId } = caller
      const db = records(caller).beyondReach('brakes and the numbers of a tenant within reach are asked for')
      return {
        ...await planRelease(records(caller), { msTenantId, removeFromOperatorConnect }, numbers),
        approval: await brakedRelease({ db, task: { providerId } }, msTenantId, numbers.length)
      }
    },
    input: {
      msTenantId,
      removeFromOperatorConnect,
      duplicates: duplicates.slice(0, namedAtMost),
      ...(productContext !== undefined && { productContext }),
      ...(body.ticketId !== undefined && { ticketId: body.ticketId })
    },
    items: numbers,
    msTenantId,
    customerId: customer.id,
    channelId: customer.channelId ?? undefined,
    ticketId: body.ticketId
  })
}

/**
 * Refuses the request if one of its numbers cannot be released, so that a typing error does not release half a list.
 */
export function refuseWhatCannotGo (
  { facts, strange }: NumberFacts, numbers: readonly E164[], hasRanges: boolean
): void {
  const reasons = numbers.filter(number => strange.has(number))
    .map(number => `${number} does not belong to this tenant.`)
  for (const { number, assignmentStatus } of facts) {
    if (isAssigned(assignmentStatus)) reasons.push(`${number} is assigned (${assignmentStatus}); unassign it first.`)
  }
  if (hasRanges) {
    for (const sbcId of new Set(facts.flatMap(fact => fact.offlineSbcs))) {
      reasons.push(`SBC ${sbcId} is offline; ranges are released only when all SBCs of the tenant are online.`)
    }
  }
  if (reasons.length === 0) return
  const more = reasons.length > namedAtMost ? [`${reasons.length - namedAtMost} more numbers cannot be released.`] : []
  throw invalid({ PhoneNumbers: [...reasons.slice(0, namedAtMost), ...more] })
}
