import { Type } from '@sinclair/typebox'
import { next, reject } from '../../engine/define.ts'
import { recordsOfProvider } from '../../database/reach.ts'
import { ofProvider } from '../../schemas/partitions.ts'
import { defineTaskKind } from '../../upstreams/guarded/tools.ts'
import { callerOf, updateCaller } from '../records/callers.ts'
import { callerRoles } from '../schemas/caller.ts'

/** Goal: the application may do so much, for so long, or nothing at present. */
export const changeCaller = defineTaskKind({
  name: 'change-caller',
  idPrefix: 'wlc',
  requiredScope: 'customer',
  partitionKey: ofProvider('callers'),
  title: 'Change an application',
  input: Type.Object({
    callerId: Type.String(),
    name: Type.Optional(Type.String()),
    role: Type.Optional(Type.Union(callerRoles.map(role => Type.Literal(role)))),
    expiresAt: Type.Optional(Type.String()),
    disabled: Type.Optional(Type.Boolean())
  }),
  progress: Type.Object({}),
  steps: [{
    name: 'change',
    message: 'Changing it',
    async run ({ db, task, input: { callerId, ...changes } }) {
      if (await callerOf(recordsOfProvider(db, task.providerId), callerId) === undefined) {
        return reject('caller_unknown', `Application ${callerId} does not exist any more.`)
      }
      return next({}, async trx => { await updateCaller(trx, task.providerId, callerId, changes) })
    }
  }],
  conclude: ({ input, failure }) => ({
    status: failure?.status ?? 'CompletedSuccess',
    details: [failure === undefined ? 'CallerChanged' : 'CallerNotChanged'],
    output: { CallerId: input.callerId }
  })
})
