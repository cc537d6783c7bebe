import { randomUUID } from 'node:crypto'
import { Type } from '@sinclair/typebox'
import { acceptTask } from '../../http/accept-task.ts'
import { administering, reading } from '../../http/caller.ts'
import type { Resource } from '../../http/resource.ts'
import { invalid, Problem, type FieldErrors } from '../../problems.ts'
import { ref } from '../../schemas/ref.ts'
import { TaskReference } from '../../schemas/task.ts'
import { areThere, freezeWindows } from '../records/freezes.ts'
import { FreezeWindow, longestFreezeDays, NewFreezeWindow } from '../schemas/freeze.ts'
import { endFreeze, keepFreeze } from '../tasks/keep-freeze.ts'
import { tags, ticketQuery, versions } from './sbc-operations.ts'

const ofProvider = { from: 'provider', about: 'provider', versions } as const
const longest = longestFreezeDays * 86_400_000

/** Times in which devices are left alone. */
export const freezes: Resource = (scope, { records, queue }) => {
  scope.get('/freeze', {
    config: { ...ofProvider, roles: reading, problems: ['out_of_scope'] },
    schema: {
      operationId: 'listFreezes', summary: 'List freezes',
      description: 'Those that go on or are to come. Tasks that would change a device then wait before they change ' +
        'anything anywhere, and say until when; what had begun goes on to its end.',
      tags, response: { 200: Type.Array(ref(FreezeWindow), { description: 'All of them, by their beginning.' }) }
    }
  }, ({ caller }) => freezeWindows(records(caller)))

  scope.post('/freeze', {
    config: { ...ofProvider, about: 'nobody', roles: administering, makes: keepFreeze, problems: ['out_of_scope'] },
    schema: {
      operationId: 'addFreeze', summary: 'Leave SBCs alone for a while',
      description: `One device, what one customer has on any, or all. At most ${longestFreezeDays} days.`,
      tags, body: ref(NewFreezeWindow), response: { 200: ref(TaskReference) }
    }
  }, async (request, reply) => {
    const { sbcId = null, customerId = null, reason, endsAt, startsAt, ticketId } = request.body
    const starts = startsAt === undefined ? new Date() : new Date(startsAt)
    const ends = new Date(endsAt)
    const errors: FieldErrors = {}
    if (ends.getTime() - starts.getTime() > longest) {
      errors['EndsAt'] = [`A freeze lasts ${longestFreezeDays} days at most: add another one after it.`]
    }
    if (ends <= starts || ends.getTime() <= Date.now()) errors['EndsAt'] = ['It ends before it begins, or is over.']
    const there = await areThere(records(request.caller), { sbcId, customerId })
    if (!there.sbc) errors['SbcId'] = [`SBC ${sbcId} is not registered.`]
    if (!there.customer) errors['CustomerId'] = [`Customer ${customerId} is not known.`]
    if (Object.keys(errors).length > 0) throw invalid(errors)
    return acceptTask(queue, request, reply, {
      kind: keepFreeze, ticketId, input: {
        window: {
          freezeId: randomUUID(), sbcId, customerId, reason, startsAt: starts.toISOString(), endsAt: ends.toISOString()
        }
      }
    })
  })

  scope.delete('/freeze/:freezeId', {
    config: { ...ofProvider, roles: administering, makes: endFreeze, problems: ['freeze_not_found', 'out_of_scope'] },
    schema: {
      operationId: 'endFreeze', summary: 'End a freeze',
      description: 'Tasks that wait for it go on within five minutes.', tags,
      params: Type.Object({ freezeId: Type.String({ description: 'As `freezeId` in the list.' }) }),
      querystring: ticketQuery, response: { 200: ref(TaskReference) }
    }
  }, async (request, reply) => {
    const { freezeId } = request.params
    const known = await freezeWindows(records(request.caller))
    if (!known.some(freeze => freeze.freezeId === freezeId)) {
      throw new Problem('freeze_not_found', `There is no freeze ${freezeId.slice(0, 40)} that goes on or is to come.`)
    }
    return acceptTask(queue, request, reply, { kind: endFreeze, input: { freezeId } })
  })
}
