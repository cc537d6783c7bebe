import type { FastifyReply, FastifyRequest } from 'fastify'
import { PreconditionFailed } from '../../engine/enqueue.ts'
import { acceptTask, type Asked } from '../../http/accept-task.ts'
import { forProvider, isProvider, type Caller } from '../../http/caller.ts'
import type { ApiDependencies } from '../../http/resource.ts'
import { Problem, type FieldErrors } from '../../problems.ts'
import { refusedUses, usesStayAllowed, type RefusedUse, type User } from '../records/uses.ts'
import type { Use } from '../schemas/use.ts'

/** What a request uses, for whom, and why, if it is to override what others have. */
export interface Wanted {
  readonly user: Omit<User, 'caller'>
  readonly uses: readonly Use[]
  readonly reason: string | undefined
}

/** Why others than the provider may give no reason. */
export const mayOverride = 'Only applications of the provider may override allocations.'

/** How often a request is judged anew because allocations changed while its task was stored. */
const tries = 3

/** What operations that use something allocated may answer. */
export const allocationProblems = ['not_allocated', 'allocated_elsewhere', 'out_of_scope'] as const

/**
 * Accepts the task when its caller may use all that it needs; the statement that stores it asks again. Throws a Problem
 * that names each use which is refused, and nobody who has it.
 */
export async function acceptAllocated<Input extends object> (
  { records, queue }: Pick<ApiDependencies, 'records' | 'queue'>, request: FastifyRequest, reply: FastifyReply,
  { user, uses, reason }: Wanted, order: Omit<Asked<Input>, 'ownPrecondition'>
): Promise<{ taskId: string }> {
  const { caller } = request
  if (reason !== undefined) forProvider(caller, mayOverride)
  if (reason !== undefined || uses.length === 0) return acceptTask(queue, request, reply, order)
  const asker = { ...user, caller: caller.id }
  for (let attempt = 1; ; attempt++) {
    const refused = await refusedUses(records(caller), asker, uses)
    if (refused.length > 0) throw notAllocated(caller, refused)
    try {
      return await acceptTask(queue, request, reply, {
        ...order, ownPrecondition: usesStayAllowed(caller.providerId, asker, uses)
      })
    } catch (error) {
      if (!(error instanceof PreconditionFailed) || attempt === tries) throw error
    }
  }
}

/** Below the provider, what others have and what nobody has look the same. */
export function notAllocated (caller: Caller, refused: readonly RefusedUse[]): Problem {
  const errors: FieldErrors = {}
  const own = isProvider(caller)
  for (const { field, what } of refused) {
    (errors[field] ??= []).push(own
      ? `${what} is allocated to others, in whole or in part, or belongs to the provider.`
      : `${what} is not allocated to you, in whole or in part.`)
  }
  return new Problem(
    own ? 'allocated_elsewhere' : 'not_allocated',
    own
      ? 'The request uses what is allocated to others or belongs to the provider. Give a reason to use it all the same.'
      : 'The request uses what is not allocated to you. Ask your provider for it.',
    { errors }
  )
}
