import { Type } from '@sinclair/typebox'
import { acceptTask } from '../../http/accept-task.ts'
import { administering, reading } from '../../http/caller.ts'
import type { Resource } from '../../http/resource.ts'
import { invalid, type FieldErrors } from '../../problems.ts'
import { ref } from '../../schemas/ref.ts'
import { TaskReference } from '../../schemas/task.ts'
import { brakesOf } from '../records/brakes.ts'
import { Brake, Brakes, brakedActions, type BrakeLimit, type BrakedAction } from '../schemas/brake.ts'
import { keepBrakes } from '../tasks/keep-brakes.ts'
import { readTenantId } from './tenant-query.ts'

const ofProvider = { from: 'provider', about: 'provider', versions: ['v3'] } as const
const tags = ['Tasks']

/** How much may be removed or marked in one go before somebody else approves it. */
export const brakes: Resource = (scope, { records, queue }) => {
  scope.get('/brakes', {
    config: { ...ofProvider, roles: reading, problems: ['out_of_scope'] },
    schema: {
      operationId: 'listBrakes', summary: 'List how much may be removed in one go',
      description: 'By action and tenant. A task that would do more is parked until somebody else approves it.', tags,
      response: { 200: Type.Array(ref(Brake), { description: 'All of them.' }) }
    }
  }, ({ caller }) => brakesOf(records(caller)))

  scope.put('/brakes', {
    config: { ...ofProvider, about: 'nobody', roles: administering, makes: keepBrakes, problems: ['out_of_scope'] },
    schema: {
      operationId: 'setBrakes', summary: 'Set how much may be removed in one go',
      description:
        'These, and the defaults for actions that are not named. Whatever they loosen has to be approved by somebody ' +
        'else: until then the old ones count.',
      tags, body: ref(Brakes), response: { 200: ref(TaskReference) }
    }
  }, (request, reply) => acceptTask(queue, request, reply, {
    kind: keepBrakes, input: { brakes: read(request.body.brakes) }, ticketId: request.body.ticketId
  }))
}

interface GivenBrake {
  action: BrakedAction, msTenantId?: string | null, countMax?: number | null, percentMax?: number | null
  isDefault?: boolean
}

/** What is left out of a brake is as it comes. */
function read (given: readonly GivenBrake[]): BrakeLimit[] {
  const errors: FieldErrors = {}
  const seen = new Set<string>()
  const brakes = given.flatMap(({ action, msTenantId, countMax, percentMax, isDefault }, index): BrakeLimit[] => {
    const tenant = msTenantId == null ? null : readTenantId(msTenantId)
    if (seen.has(`${action} ${tenant}`)) errors[`brakes[${index}]`] = [`There are two brakes for ${action}.`]
    seen.add(`${action} ${tenant}`)
    const usual = brakedActions[action]
    const brake = {
      action, msTenantId: tenant, countMax: countMax === undefined ? usual.countMax : countMax,
      percentMax: percentMax === undefined ? usual.percentMax : percentMax
    }
    const isUsual = tenant === null && brake.countMax === usual.countMax && brake.percentMax === usual.percentMax
    return isDefault === true && isUsual ? [] : [brake]
  })
  if (Object.keys(errors).length > 0) throw invalid(errors)
  return brakes
}
